"""Which pages exist. What is on them stands in ``blocks``, the views and the templates."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from macros.content.kinds import KINDS
from macros.content.library import AnyEntry, Library
from macros.views.facets import facet_rows


@dataclass(frozen=True)
class Page:
    """A page to make: a path below ``docs``, a title, and the one macro call that fills it.

    ``source`` is the content file behind the page, from the top of the project; empty where
    many files make one page. ``in_search`` is false for a list that only repeats other pages.
    """

    path: str
    title: str
    description: str
    call: str
    source: str = ""
    in_search: bool = True

    def markdown(self) -> str:
        """The page as an engine reads it: front matter in one line of JSON, and the call."""
        return f"---\n{json.dumps(self.meta, ensure_ascii=False)}\n---\n\n{self.body}\n"

    @property
    def meta(self) -> dict[str, Any]:
        """The front matter."""
        meta = {"title": self.title, "description": self.description, "render_macros": True}
        return meta if self.in_search else {**meta, "search": {"exclude": True}}

    @property
    def body(self) -> str:
        """The macro call."""
        return f"{{{{ {self.call} }}}}"


def pages(library: Library) -> Iterator[Page]:
    """Every page that comes out of the content, in a fixed order."""
    yield from entry_pages(library)
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
    call = f"{entry.kind.name}({json.dumps(entry.slug)})"
    path = entry.address.rstrip("/") + ".md"
    return Page(path, meta.title, description, call, entry.path)


def facet_pages(library: Library) -> Iterator[Page]:
    """A page for each value that cases can be filtered on, so that a link needs no script."""
    for facet in facet_rows(library):
        for value in facet.values:
            call = f"facet({json.dumps(facet.field)}, {json.dumps(value.slug)})"
            title = f"{facet.label}: {value.label}"
            description = f"Alle casussen met {facet.label.lower()}: {value.label.lower()}."
            path = f"casussen/{facet.field}/{value.slug}.md"
            yield Page(path, title, description, call, in_search=False)
