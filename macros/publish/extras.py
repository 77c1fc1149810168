"""Writes what is generated and no page of the engine: papers, short addresses, signs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from macros import files, workshop
from macros.content.kept import Step
from macros.content.kinds import CASE
from macros.publish.forks import on_all_cores
from macros.publish.keep import Keep
from macros.sheets import Sheet, sheets
from macros.site_value import Site
from macros.views.paper_forms import FORMS


def put_file(target: Path, content: bytes) -> None:
    """Write a file, in a folder that may not be there yet."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def write_extras(site: Site, shared: object, keep: Keep, folder: Path) -> None:
    """Write everything beside the pages into ``folder``.

    ``shared`` is what all papers depend on; a paper about one case also depends on its text.
    """
    papers = list(sheets(site))
    forms = [form for form in FORMS if form.scope == CASE.name]
    texts = {form.place(case.slug): case.digest for form in forms for case in site.library.cases}

    def html(sheet: Sheet) -> bytes:
        return sheet.html(site).encode()

    def put(sheet: Sheet, content: bytes) -> None:
        put_file(folder / sheet.page, content)

    about_one = [sheet for sheet in papers if sheet.path in texts]
    step = Step[Sheet]("papier", lambda s: (shared, s.path, texts[s.path]), html)
    keep.use(step, about_one, put)
    others = [sheet for sheet in papers if sheet.path not in texts]
    on_all_cores(lambda sheet: put(sheet, html(sheet)), others, worth=10)
    on_all_cores(lambda part: put_file(folder / part[0], part[1].encode()), [*_rest(site, papers)])


def _rest(site: Site, papers: list[Sheet]) -> Iterator[tuple[str, str]]:
    signs = chain(files.short_pages(site), files.redirects(site))
    parts = ((sign.path, sign.text) for sign in signs)
    return chain(parts, workshop.workshop_files(site, papers))
