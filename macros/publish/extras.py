"""Writes what is generated and no page of the engine: papers, short addresses, signs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from macros import files, workshop
from macros.content.kept import Step
from macros.content.kinds import CASE
from macros.publish.facts import shared_facts
from macros.publish.keep import Keep
from macros.sheets import Sheet, sheets
from macros.site_value import Site
from macros.views.paper_forms import FORMS


def write_extras(root: Path, site: Site, keep: Keep, folder: Path) -> dict[str, bytes]:
    """Write everything beside the pages into ``folder``; gives all that ``keep`` placed.

    All papers depend on the same facts; a paper about one case also depends on its text.
    """
    shared = shared_facts(root, site)
    papers = list(sheets(site))
    forms = [form for form in FORMS if form.scope == CASE.name]
    texts = {form.place(case.slug): case.digest for form in forms for case in site.library.cases}

    def html(sheet: Sheet) -> bytes:
        return sheet.html(site).encode()

    about_one = [sheet for sheet in papers if sheet.path in texts]
    step = Step[Sheet]("papier", lambda s: (shared, s.path, texts[s.path]), html)
    keep.write(step, about_one, lambda sheet: sheet.page, folder)
    others = ((sheet.page, html(sheet)) for sheet in papers if sheet.path not in texts)
    rest = ((path, text.encode()) for path, text in _rest(site, papers))
    keep.put(chain(others, rest), folder)
    return keep.placed


def _rest(site: Site, papers: list[Sheet]) -> Iterator[tuple[str, str]]:
    signs = chain(files.short_pages(site), files.redirects(site))
    parts = ((sign.path, sign.text) for sign in signs)
    return chain(parts, workshop.workshop_files(site, papers))
