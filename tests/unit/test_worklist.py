"""The worklist names what is missing, old, hard or full, counted from the day of the edition."""

from __future__ import annotations

import dataclasses
import datetime

from macros.content.body import parse_body
from macros.content.coverage import MATRIX, coverage_rows
from macros.content.kinds import CASE
from macros.content.library import Library
from macros.skeleton import body_text
from macros.views.worklist import YEAR, worklist


def day_after(library: Library, days: int) -> datetime.date:
    newest = max(entry.meta.checked for entry in library.entries)
    return newest + datetime.timedelta(days)


def test_nothing_is_overdue_within_a_year(library: Library) -> None:
    assert worklist(library, day_after(library, 0)).overdue == ()


def test_everything_is_overdue_more_than_a_year_later_the_oldest_first(library: Library) -> None:
    tasks = worklist(library, day_after(library, YEAR + 1)).overdue
    assert {task.path for task in tasks} == {entry.path for entry in library.entries}
    assert all(task.note.startswith("Nagekeken op ") for task in tasks)


def without(library: Library, wanted: str) -> Library:
    cases = {s: c for s, c in library.by_kind["casus"].items() if wanted not in c.meta.roles}
    return dataclasses.replace(library, by_kind={**library.by_kind, "casus": cases})


def test_empty_cells_and_thin_spots_are_those_of_the_coverage(library: Library) -> None:
    fewer = without(library, "regisseur")
    rows = coverage_rows(fewer)
    view = worklist(fewer, day_after(library, 0))
    cells = [row for row in rows if row.list_name == MATRIX and row.is_empty]
    assert len(view.empty_cells) == len(cells) >= 3
    assert sum(gap.label.endswith("en Regisseur") for gap in view.empty_cells) == 3
    assert len(view.thin) == sum(row.is_thin and not row.is_empty for row in rows)
    assert all(len(gap.cases) == 1 for gap in view.thin)


def test_a_source_that_no_text_names_is_listed(library: Library) -> None:
    name, row = next(iter(library.sources.items()))
    more = dataclasses.replace(library, sources={**library.sources, "nieuw-x": row})
    assert [ref.slug for ref in worklist(more, day_after(library, 0)).unused] == ["nieuw-x"]
    assert name not in [ref.slug for ref in worklist(library, day_after(library, 0)).unused]


def test_what_was_begun_and_not_finished_is_listed(library: Library) -> None:
    assert worklist(library, day_after(library, 0)).unwritten == ()
    case = library.cases[0]
    text = body_text(library, CASE, {"rollen": (), "extern": (), "intern": ()})
    begun = dataclasses.replace(case, body=parse_body(text, 1)[0])
    cases = {**library.by_kind["casus"], case.slug: begun}
    more = dataclasses.replace(library, by_kind={**library.by_kind, "casus": cases})
    (task,) = worklist(more, day_after(library, 0)).unwritten
    assert task.path == case.path
    assert task.note.startswith("Nog te schrijven: Situatie, Keerpunt")
