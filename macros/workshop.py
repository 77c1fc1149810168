"""Files behind the composer and the table that are neither page nor paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict

from macros.render import render
from macros.sheets import Sheet
from macros.site_value import Site

DATA = "assets/js/werkatelier-gegevens.js"
PAPERS = "assets/js/werkatelier-bladen.js"
PRINT = "druk/samenstelling/index.html"


def workshop_files(site: Site, papers: Iterable[Sheet]) -> Iterator[tuple[str, str]]:
    """Path and content of each file."""
    rows = asdict(site.choices)
    yield DATA, render("gegevens.js", "../../", choices=rows, version=site.edition.version)
    yield PAPERS, papers_script({sheet.path: None for sheet in papers})
    yield PRINT, render("druk/samenstelling.html", "../../", edition=site.edition)


def papers_script(papers: Mapping[str, int | None]) -> str:
    """The script that says which papers exist, and their pages once those are counted."""
    return render("bladen.js", "../../", papers=dict(papers))
