"""What the working group could do next: rows for ``/redactie/``, all counted and none invented."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.content.body import is_unwritten
from macros.content.coverage import MATRIX, CoverageRow, coverage_rows
from macros.content.entries import CaseEntry
from macros.content.kinds import FRONT_OF_CARD, SITUATION, TURN
from macros.content.language import LanguageRow, language_rows
from macros.content.library import AnyEntry, Library
from macros.content.prose import TOP
from macros.views.rows import Ref, dutch_date, link_to

YEAR = 365  # days after which a page is to be read again
HARD = 45  # Flesch-Douma: below this a text is hard for most readers
LONG_SENTENCE = 25  # words
NEARLY_FULL = 0.97  # of the front of the card: one more sentence does not fit


@dataclass(frozen=True)
class Task:
    """One thing to do: a page, its file, and what about it."""

    link: Ref
    path: str
    note: str


@dataclass(frozen=True)
class Gap:
    """A value or a cell of the matrix with no case, or with one."""

    list_name: str
    label: str
    cases: tuple[Ref, ...]


@dataclass(frozen=True)
class Worklist:
    """Everything on the page; ``date`` is the day from which age is counted."""

    date: str
    empty_cells: tuple[Gap, ...]
    empty_values: tuple[Gap, ...]
    thin: tuple[Gap, ...]
    unwritten: tuple[Task, ...]
    overdue: tuple[Task, ...]
    hard: tuple[Task, ...]
    full: tuple[Task, ...]
    unused: tuple[Ref, ...]


def worklist(library: Library, today: datetime.date) -> Worklist:
    """The work, as it is on this day: the day of the edition and never that of the clock."""
    rows = coverage_rows(library)
    values = [row for row in rows if row.list_name != MATRIX]
    return Worklist(
        dutch_date(today),
        _gaps(library, (r for r in rows if r.list_name == MATRIX and r.is_empty)),
        _gaps(library, (r for r in values if r.is_empty)),
        _gaps(library, (r for r in rows if r.is_thin and not r.is_empty)),
        tuple(_unwritten(library)), tuple(_overdue(library, today)), tuple(_hard(library)),
        tuple(_full(library)), tuple(_unused(library)),
    )  # fmt: skip


def _gaps(library: Library, rows: Iterable[CoverageRow]) -> tuple[Gap, ...]:
    return tuple(
        Gap(
            row.list_name.replace(" x ", " en "), row.label.replace(" x ", " en "),
            tuple(link_to(library.get("casus", slug)) for slug in row.cases),
        )
        for row in rows
    )  # fmt: skip


def _unwritten(library: Library) -> Iterator[Task]:
    """What was begun with ``new`` or a template and is not finished."""
    for entry in library.entries:
        if titles := [s.title for s in entry.body.sections if is_unwritten(s.text)]:
            yield _task(entry, f"Nog te schrijven: {', '.join(titles)}.")


def _overdue(library: Library, today: datetime.date) -> Iterator[Task]:
    """The longest ago first."""
    late = [e for e in library.entries if (today - e.meta.checked).days > YEAR]
    for entry in sorted(late, key=lambda e: (e.meta.checked, e.path)):
        yield _task(entry, f"Nagekeken op {dutch_date(entry.meta.checked)}.")


def _hard(library: Library) -> Iterator[Task]:
    """The hardest first."""
    found = [r for r in language_rows(library) if r.score < HARD or r.longest > LONG_SENTENCE]
    by_path = {entry.path: entry for entry in library.entries}
    for row in sorted(found, key=lambda r: (r.score, r.path)):
        yield _task(by_path[row.path], _why_hard(row))


def _why_hard(row: LanguageRow) -> str:
    why = [f"Leesgemak {row.score:.0f}."] if row.score < HARD else []
    if row.longest > LONG_SENTENCE:
        why.append(f"De langste zin heeft {row.longest} woorden (regel {row.longest_line}).")
    return " ".join(why)


def _full(library: Library) -> Iterator[Task]:
    """The fullest first."""
    counted = [(_front_words(case), case) for case in library.cases]
    full = [(words, case) for words, case in counted if words > NEARLY_FULL * FRONT_OF_CARD]
    for words, case in sorted(full, key=lambda pair: pair[0], reverse=True):
        yield _task(case, f"{words} van {FRONT_OF_CARD} woorden op de voorkant van de kaart.")


def _front_words(case: CaseEntry) -> int:
    return case.body[SITUATION].words + case.body[TURN].words


def _task(entry: AnyEntry, note: str) -> Task:
    return Task(link_to(entry), entry.path, note)


def _unused(library: Library) -> Iterator[Ref]:
    """Sources that no front matter names; a link in a text may still lead there."""
    used = {name for entry in library.entries for name in getattr(entry.meta, "sources", ())}
    linked = {name for entry in library.entries for name in _linked_sources(entry)}
    for name, row in library.sources.items():
        if name not in used | linked:
            yield Ref(row.title, f"{TOP}bronnen/#{name}", row.publisher, name)


def _linked_sources(entry: AnyEntry) -> Iterator[str]:
    for _, kind, slug in entry.body.references:
        if kind == "bron":
            yield slug
