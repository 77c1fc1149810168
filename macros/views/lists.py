"""Overviews: the cases, the dilemmas, the words, the sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.content.entries import CaseEntry
from macros.content.kinds import DILEMMA, DISCUSSION, ROLE, Kind
from macros.content.library import Library
from macros.views.rows import Ref, dutch_period, link_to, links_to


@dataclass(frozen=True)
class CaseCard:
    """A case in a list."""

    id: str
    link: Ref
    roles: tuple[Ref, ...]
    issues: tuple[Ref, ...]
    domains: tuple[str, ...]
    phase: str
    minutes: int
    difficulty: str


def case_card(library: Library, case: CaseEntry) -> CaseCard:
    """What a list shows of a case."""
    meta, words = case.meta, library.words
    return CaseCard(
        meta.id, link_to(case, meta.summary), links_to(library, ROLE, meta.roles),
        (*links_to(library, DILEMMA, meta.dilemmas),
         *links_to(library, DISCUSSION, meta.discussions)),
        tuple(words.label("domeinen", slug) for slug in meta.domains),
        words.label("fases", meta.phase), meta.minutes,
        words.label("moeilijkheden", meta.difficulty),
    )  # fmt: skip


def case_cards(library: Library, cases: Iterable[CaseEntry]) -> tuple[CaseCard, ...]:
    """The cards of these cases."""
    return tuple(case_card(library, case) for case in cases)


@dataclass(frozen=True)
class EntryCard:
    """A dilemma, role, programme or other page in a list."""

    id: str
    slug: str
    link: Ref
    text: str
    count: int


def entry_cards(library: Library, kind: Kind) -> tuple[EntryCard, ...]:
    """All pages of one kind, with how many cases each has."""
    entries = library.roles if kind is ROLE else tuple(library.by_kind[kind.name].values())
    return tuple(
        EntryCard(
            entry.meta.id, entry.slug, link_to(entry), _text_of(entry.meta),
            len(library.cases_of(entry)),
        )
        for entry in entries
    )  # fmt: skip


def _text_of(meta: object) -> str:
    """The line that says most: the statement, the gist, the law in one line, the summary."""
    for name in ("statement", "gist", "one_line", "summary"):
        if text := getattr(meta, name, ""):
            return str(text)
    return ""


@dataclass(frozen=True)
class WordRow:
    """A word of the glossary."""

    slug: str
    word: str
    explanation: str
    rather: tuple[str, ...]
    searched: tuple[str, ...]


def word_rows(library: Library) -> tuple[WordRow, ...]:
    """The glossary in the order of the alphabet."""
    rows = (
        WordRow(slug, word.word, word.explanation, word.avoid, word.searched)
        for slug, word in library.glossary.items()
    )
    return tuple(sorted(rows, key=lambda row: row.word.lower()))


@dataclass(frozen=True)
class SourceRow:
    """A source, and the pages that rest on it."""

    id: str
    title: str
    publisher: str
    date: str
    address: str
    note: str
    used_by: tuple[Ref, ...]


def source_rows(library: Library) -> tuple[SourceRow, ...]:
    """The bibliography in the order of the alphabet."""
    users: dict[str, list[Ref]] = {}
    for entry in library.entries:
        for source in getattr(entry.meta, "sources", ()):
            users.setdefault(source, []).append(link_to(entry))
    rows = (
        SourceRow(
            i,
            row.title,
            row.publisher,
            dutch_period(row.date),
            row.address,
            row.note,
            tuple(users.get(i, ())),
        )
        for i, row in library.sources.items()
    )
    return tuple(sorted(rows, key=lambda row: (row.title.lower(), row.id)))


@dataclass(frozen=True)
class Totals:
    """How much there is."""

    cases: int
    dilemmas: int
    roles: int
    programmes: int


def totals(library: Library) -> Totals:
    """How much there is, for the home page."""
    four = [role for role in library.roles if not role.meta.is_marker]
    return Totals(len(library.cases), len(library.dilemmas), len(four), len(library.programmes))
