"""Files behind the composer and the table that are neither page nor paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace

from macros.render import render
from macros.sheets import Sheet
from macros.site_value import Site
from macros.views.choices import blocks

DATA = "assets/js/werkatelier-gegevens.js"
CASES = "assets/js/werkatelier-casussen/{}.js"
PAPERS = "assets/js/werkatelier-bladen.js"
PRINT = "druk/samenstelling/index.html"
# The papers of a case, and the name under which those of all cases are counted together.
_OF_A_CASE = re.compile(r"druk/casus/([^/]+)/(.+)")
_OF_ALL = "druk/casus/*/{}"
NO_PAPER = 0


def workshop_files(site: Site, papers: Iterable[Sheet]) -> Iterator[tuple[str, str]]:
    """Path and content of each file; none of them grows with the library."""
    rows = asdict(replace(site.choices, cases=()))
    yield DATA, render("gegevens.js", "../../", choices=rows, version=site.edition.version)
    for number, cases in blocks(site.choices).items():
        yield CASES.format(number), render("casusblok.js", "", number=number, cases=cases)
    yield PAPERS, papers_script({sheet.path: None for sheet in papers})
    yield PRINT, render("druk/samenstelling.html", "../../", edition=site.edition)


def papers_script(papers: Mapping[str, int | None]) -> str:
    """The script that says which papers exist, and their pages once those are counted."""
    return render("bladen.js", "../../", papers=gathered(papers))


def gathered(papers: Mapping[str, int | None]) -> dict[str, int | None]:
    """The pages of every paper; what most cases have is said once, for all cases.

    A case that has another number is named beside it, with ``NO_PAPER`` when it has none.
    """
    forms: dict[str, dict[str, int | None]] = {}
    rest = {}
    for path, pages in papers.items():
        if found := _OF_A_CASE.fullmatch(path):
            forms.setdefault(found[2], {})[found[1]] = pages
        else:
            rest[path] = pages
    slugs = sorted({slug for form in forms.values() for slug in form})
    for name, form in forms.items():
        rest |= _of_all(name, {slug: form.get(slug, NO_PAPER) for slug in slugs})
    return rest


def _of_all(name: str, pages: Mapping[str, int | None]) -> dict[str, int | None]:
    usual = Counter(pages.values()).most_common(1)[0][0]
    others = {f"druk/casus/{slug}/{name}": n for slug, n in pages.items() if n != usual}
    return {_OF_ALL.format(name): usual, **others}
