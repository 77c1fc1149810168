"""The small rows that every view is made of."""

from __future__ import annotations

import datetime
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from babel.dates import format_date

from macros.content.body import Body, Section
from macros.content.entries import CaseEntry
from macros.content.kinds import Kind
from macros.content.library import AnyEntry, Library
from macros.content.prose import TOP

_AS_EXACT = {1: "y", 2: "MMMM y", 3: "d MMMM y"}


class Ref(NamedTuple):
    """A link: what it says, where it goes, and a line about it."""

    title: str
    address: str
    note: str = ""
    slug: str = ""


@dataclass(frozen=True)
class Fact:
    """One line of key facts: a label and its values."""

    label: str
    values: tuple[Ref, ...]


@dataclass(frozen=True)
class SectionRow:
    """A section of a text, ready to show; ``anchor`` is its id on the page."""

    title: str
    anchor: str
    html: str
    parts: tuple[SectionRow, ...] = ()


@lru_cache(maxsize=1_000)
def slugify(title: str) -> str:
    """A title as an id: ``Wat zegt de wet?`` becomes ``wat-zegt-de-wet``."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


@lru_cache(maxsize=1_000)
def dutch_date(day: datetime.date) -> str:
    """``24 november 2026``."""
    return str(format_date(day, "d MMMM y", locale="nl"))


def dutch_period(given: str) -> str:
    """A date as exact as a source gives it: ``2014``, ``april 2014`` or ``21 juli 2014``."""
    parts = given.split("-")
    try:
        year, month, day = (int(part) for part in (*parts, "1", "1")[:3])
        first = datetime.date(year, month, day)
    except ValueError:  # no date, or a day that no calendar has: show what the source says
        return given
    return str(format_date(first, _AS_EXACT[len(parts)], locale="nl"))


def version_of(entry: AnyEntry, *others: AnyEntry) -> str:
    """What stands on paper and behind ``?v=``: it changes only when one of these files changes.

    Not the commit of the site: that would call every print out of date after any edit.
    """
    if not others:
        return entry.digest[:8]
    together = "".join(shown.digest for shown in (entry, *others))
    return hashlib.sha256(together.encode()).hexdigest()[:8]


def short_address(entry: AnyEntry) -> str:
    """The address for paper, ``k/c01/``: the id never changes, a title may."""
    return f"k/{entry.meta.id}/"


def link_to(entry: AnyEntry, note: str = "") -> Ref:
    """A link to the page of an entry."""
    return Ref(entry.meta.title, TOP + entry.address, note, entry.slug)


def case_link(case: CaseEntry) -> Ref:
    """A link to a case, with its summary."""
    return link_to(case, case.meta.summary)


def links_to(library: Library, kind: Kind, slugs: Iterable[str]) -> tuple[Ref, ...]:
    """Links to these entries of one kind."""
    return tuple(link_to(library.get(kind.name, slug)) for slug in slugs)


def section_rows(body: Body, paper: bool = False) -> tuple[SectionRow, ...]:
    """The sections of a text in order; ``paper`` is without links."""
    return tuple(_section_row(section, paper) for section in body.sections)


def _section_row(section: Section, paper: bool, above: str = "") -> SectionRow:
    anchor = f"{above}{slugify(section.title)}"
    html = section.paper if paper else section.web
    parts = tuple(_section_row(part, paper, f"{anchor}-") for part in section.parts)
    return SectionRow(section.title, anchor, html, parts)


def source_refs(library: Library, entry: AnyEntry) -> tuple[Ref, ...]:
    """Links to the sources that an entry names."""
    ids = getattr(entry.meta, "sources", ())
    return tuple(
        Ref(library.sources[i].title, f"{TOP}bronnen/#{i}", library.sources[i].publisher)
        for i in ids
    )


def headings(sections: Iterable[SectionRow]) -> Iterator[tuple[int, str, str]]:
    """Level, anchor and title of every heading, for a table of contents."""
    for section in sections:
        yield 2, section.anchor, section.title
        for part in section.parts:
            yield 3, part.anchor, part.title
