"""Which pages exist. What is on them stands in ``blocks``, the views and the templates."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from macros.content.kinds import KINDS
from macros.content.library import AnyEntry, Library
from macros.views.facets import FacetRow, ValueRow, facet_rows
from macros.views.overview import PAGE_SIZE, page_count, value_page_size


@dataclass(frozen=True)
class Page:
    """A page to make: a path below ``docs``, a title, and the one block that fills it.

    ``arguments`` are those of the block: slugs and numbers.
    ``source`` is the content file behind the page, from the top of the project; empty where
    many files make one page. ``checked`` is the day on which somebody looked that file over.
    ``in_search`` is false for a list that only repeats other pages.
    """

    path: str
    title: str
    description: str
    block: str
    arguments: tuple[str | int, ...]
    source: str = ""
    checked: str = ""
    in_search: bool = True

    def markdown(self) -> str:
        """The page as an engine reads it: front matter in one line of JSON, and the call."""
        meta = {**self.meta, "render_macros": True}
        return f"---\n{json.dumps(meta, ensure_ascii=False)}\n---\n\n{self.body}\n"

    @property
    def meta(self) -> dict[str, Any]:
        """The front matter."""
        meta = {"title": self.title, "description": self.description}
        day = {"nagekeken": self.checked} if self.checked else {}
        search = {} if self.in_search else {"search": {"exclude": True}}
        return {**meta, **day, **search}

    @property
    def body(self) -> str:
        """The macro call."""
        return f"{{{{ {self.block}({', '.join(map(json.dumps, self.arguments))}) }}}}"


def pages(library: Library) -> Iterator[Page]:
    """Every page that comes out of the content, in a fixed order."""
    yield from entry_pages(library)
    yield from overview_pages(library)
    yield from facet_pages(library)


def entry_pages(library: Library) -> Iterator[Page]:
    """A page for each content file. Programmes live under ``werkatelier``."""
    for kind in KINDS:
        for entry in library.by_kind[kind.name].values():
            yield entry_page(entry)


def entry_page(entry: AnyEntry) -> Page:
    """The page of one content file."""
    meta = entry.meta
    description = getattr(meta, "summary", "") or getattr(meta, "gist", "") or meta.one_line
    path = entry.address.rstrip("/") + ".md"
    day = meta.checked.isoformat()
    return Page(path, meta.title, description, entry.kind.name, (entry.slug,), entry.path, day)


def overview_pages(library: Library) -> Iterator[Page]:
    """The pages after the first of the list of all cases, for who has no script."""
    for number in range(2, page_count(len(library.cases), PAGE_SIZE) + 1):
        title = f"Casussen, bladzijde {number}"
        path = f"casussen/pagina/{number}.md"
        yield Page(path, title, title, "casussenlijst", (number,), in_search=False)


def facet_pages(library: Library) -> Iterator[Page]:
    """A page for each value that cases can be filtered on, so that a link needs no script."""
    for facet in facet_rows(library):
        for value in facet.values:
            yield from value_pages(facet, value)


def value_pages(facet: FacetRow, value: ValueRow) -> Iterator[Page]:
    """The cases with one value; a long list is cut into pages."""
    place = f"casussen/{facet.field}/{value.slug}"
    what = f"{facet.label}: {value.label}"
    about = f"Alle casussen met {facet.label.lower()}: {value.label.lower()}."
    which = (facet.field, value.slug)
    yield Page(f"{place}.md", what, about, "facet", which, in_search=False)
    size = value_page_size(len(value.cases))
    for number in range(2, page_count(len(value.cases), size) + 1):
        title = f"{what}, bladzijde {number}"
        path = f"{place}/{number}.md"
        yield Page(path, title, title, "facet", (*which, number), in_search=False)
