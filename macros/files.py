"""Which files exist beside the pages: data, short addresses, and signs at old addresses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from macros.content.kinds import CASE
from macros.content.library import AnyEntry
from macros.content.prose import TOP
from macros.content.schema import json_schema
from macros.render import render
from macros.site_value import Site
from macros.views import open_data
from macros.views.overview import case_index
from macros.views.paper_age import versions_on_paper
from macros.views.rows import short_address

CASE_SCHEMA = "data/casus.schema.json"  # of one file, for who writes one; /nieuw/ checks with it
TITLE = "Casussen van het Werkatelier Inwonerskracht"


@dataclass(frozen=True)
class ExtraFile:
    """A file of the site: its path from the top, and its text."""

    path: str
    text: str


def data_files(site: Site) -> Iterator[ExtraFile]:
    """Open data, the feed, and the index that the overview filters."""
    edition = site.edition
    data = open_data.dataset(site.library, TITLE, edition.version, edition.day)
    yield ExtraFile("data/casussen.json", data.model_dump_json(by_alias=True, indent=1) + "\n")
    yield ExtraFile(f"data/{open_data.SCHEMA_FILE}", _json(open_data.json_schema(), 1))
    yield ExtraFile(CASE_SCHEMA, _json(json_schema(site.library, CASE), 1))
    yield ExtraFile("data/casussen.csv", open_data.csv_text(data.casussen))
    yield ExtraFile("data/nieuw.xml", _feed(site))
    # A script and not JSON: a page that was opened from a disk may load a script.
    yield ExtraFile("data/casussen-index.js", f"window.wkIndex={_json(case_index(site.library))}")


def _json(value: Any, indent: int | None = None) -> str:
    separators = (",", ":") if indent is None else None
    return json.dumps(value, ensure_ascii=False, indent=indent, separators=separators) + "\n"


def _feed(site: Site) -> str:
    rows = open_data.news(site.library)
    day = rows[0].day if rows else site.edition.day.isoformat()
    basis = site.url or "../"
    return render("data/nieuw.xml", basis, news=rows, day=day, id=open_data.urn("nieuw"))


def short_pages(site: Site) -> Iterator[ExtraFile]:
    """``k/c01/`` for every content file; says whether a print with ``?v=`` is out of date."""
    for entry in site.library.entries:
        values = {
            "title": entry.meta.title,
            "kind": entry.kind.label,
            "versions": versions_on_paper(site.library, entry),
        }
        yield _sign("kort.html", short_address(entry), entry.address, **values)


def redirects(site: Site) -> Iterator[ExtraFile]:
    """A sign at every address that a page had before."""
    for entry in site.library.entries:
        for old in entry.meta.old_paths:
            yield _sign("verhuisd.html", old, entry.address, title=_title(entry))
    for old, target in site.moved.items():
        yield _sign("verhuisd.html", old, target, title="een andere pagina")


def _title(entry: AnyEntry) -> str:
    return str(entry.meta.title)


def _sign(template: str, address: str, target: str, **values: str) -> ExtraFile:
    """A small page at ``address`` that sends the visitor to ``target``."""
    basis = "../" * address.count("/")
    html = render(template, basis, target=TOP + target, plain_target=basis + target, **values)
    return ExtraFile(f"{address}index.html", html)
