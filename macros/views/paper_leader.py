"""Paper for who leads: the draaiboek and the notes of a case, and the sheet of a table.

Only the first two may hold *Voor de gespreksleider*.
"""

from __future__ import annotations

from dataclasses import dataclass

from macros.content.entries import CaseEntry, ProgrammeEntry
from macros.content.kinds import CASE, LAW, ROLE
from macros.content.library import Library
from macros.views.entry import PartyRow, party_rows
from macros.views.paper_age import Age, age_of, shown_with
from macros.views.paper_counts import CountedRow, counted_material
from macros.views.programme import PartRow, programme_view
from macros.views.rows import SectionRow, section_rows


@dataclass(frozen=True)
class LawLine:
    """A law in one line."""

    title: str
    text: str


@dataclass(frozen=True)
class CaseNotes:
    """What a gespreksleider needs of one case, all sections by their anchor."""

    id: str
    title: str
    minutes: int
    roles: tuple[str, ...]
    sections: dict[str, SectionRow]
    parties: tuple[PartyRow, ...]
    laws: tuple[LawLine, ...]
    age: Age


@dataclass(frozen=True)
class ScriptPart:
    """A part of the programme with the notes of its case, if it has one."""

    row: PartRow
    notes: CaseNotes | None


@dataclass(frozen=True)
class Script:
    """The draaiboek: times, text, notes, and the material counted for a group.

    ``start`` is the clock at the beginning, in minutes; None counts from zero.
    """

    title: str
    summary: str
    meant_for: str
    duration: int
    people: int
    tables: int
    start: int | None
    preparation: SectionRow
    rules: SectionRow
    parts: tuple[ScriptPart, ...]
    material: tuple[CountedRow, ...]
    age: Age


@dataclass(frozen=True)
class TableSheet:
    """A5 for who chairs a table: the times on the front, the rounds of the cases on the back."""

    title: str
    duration: int
    start: int | None
    parts: tuple[PartRow, ...]
    age: Age

    @property
    def rounds(self) -> tuple[PartRow, ...]:
        """The parts at which a table does a case."""
        return tuple(part for part in self.parts if part.case)


def case_notes(library: Library, case: CaseEntry, site_url: str) -> CaseNotes:
    """The notes of a case for the gespreksleider."""
    rows = section_rows(case.body, paper=True)
    laws = (library.get(LAW.name, slug) for slug in case.meta.laws)
    return CaseNotes(
        case.meta.id, case.meta.title, case.meta.minutes,
        tuple(library.get(ROLE.name, slug).meta.title for slug in case.meta.roles),
        {row.anchor: row for row in rows},
        party_rows(library, case),
        tuple(LawLine(law.meta.title, law.meta.one_line) for law in laws),
        age_of(case, site_url, *shown_with(library, case)),
    )  # fmt: skip


def script(
    library: Library,
    programme: ProgrammeEntry,
    site_url: str,
    group: tuple[int, int],
    start: int | None = None,
) -> Script:
    """The draaiboek of a programme for so many people and tables."""
    view = programme_view(library, programme, paper=True)
    people, tables = group
    cases = [part.case and library.get(CASE.name, part.case) for part in programme.meta.parts]
    return Script(
        view.title, view.lead, view.meant_for, view.duration, people, tables, start,
        view.section("voorbereiding"), view.section("spelregels"),
        tuple(
            ScriptPart(row, case_notes(library, case, site_url) if case else None)
            for row, case in zip(view.parts, cases, strict=True)
        ),
        counted_material(library, programme, people, tables),
        age_of(programme, site_url),
    )  # fmt: skip


def table_sheet(
    library: Library,
    programme: ProgrammeEntry,
    site_url: str,
    start: int | None = None,
) -> TableSheet:
    """The sheet of a table."""
    view = programme_view(library, programme, paper=True)
    return TableSheet(view.title, view.duration, start, view.parts, age_of(programme, site_url))
