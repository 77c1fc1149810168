"""SHELL: rows of the library as tables in a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from macros.content.coverage import CoverageRow, empty_lists
from macros.content.language import LanguageRow, median_score

_HARD, _LONG = 45, 25  # the score below which a page is hard, and words in one sentence


def print_coverage(rows: Iterable[CoverageRow], console: Console | None = None) -> None:
    """How many cases use each value, list by list; thin and empty rows stand out in words too."""
    console = console or Console()
    rows = tuple(rows)
    table = Table("Lijst", "Waarde", "Casussen", "", "Alleen in", title="Dekking van de casussen")
    for name, group in groupby(rows, key=lambda row: row.list_name):
        for number, row in enumerate(group):
            table.add_row(name if number == 0 else "", *_coverage_cells(row))
        table.add_section()
    console.print(table)
    empty = ", ".join(f"{name} ({n})" for name, n in empty_lists(rows).items())
    console.print(f"Leeg: {empty}." if empty else "Elke waarde komt in een casus voor.")


def _coverage_cells(row: CoverageRow) -> tuple[str, str, str, str]:
    mark = "leeg" if row.is_empty else "dun" if row.is_thin else ""
    only = ", ".join(row.cases) if row.is_thin else ""
    return escape(row.label), str(row.count), mark, only


def print_language(rows: Iterable[LanguageRow], console: Console | None = None) -> None:
    """How easily each file reads, the hardest first, with the middle score of each kind."""
    console = console or Console()
    rows = sorted(rows, key=lambda row: row.score)
    path = Column("Bestand", no_wrap=True)  # a path cut short cannot be opened
    table = Table(path, "Score", "", "Woorden per zin", "Lettergrepen per 100 woorden",
                  "Langste zin op regel", title="Leesbaarheid (Flesch-Douma)")  # fmt: skip
    for row in rows:
        table.add_row(*_language_cells(row))
    console.print(table)
    for kind in dict.fromkeys(row.kind for row in rows):
        middle = median_score(row for row in rows if row.kind == kind)
        console.print(f"Middelste score van {kind}: {middle:.0f}")


def _language_cells(row: LanguageRow) -> tuple[str, ...]:
    notes = ["moeilijk"] * (row.score < _HARD) + ["lange zin"] * (row.longest > _LONG)
    return (row.path, f"{row.score:.0f}", ", ".join(notes), f"{row.words_per_sentence:.1f}",
            f"{row.syllables_per_100:.0f}", f"{row.longest} op {row.longest_line}")  # fmt: skip
