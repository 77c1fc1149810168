"""A programme: its parts with clock times, and what has to be printed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from macros.content import models
from macros.content.entries import ProgrammeEntry
from macros.content.kinds import CASE, STEPS
from macros.content.library import Library
from macros.views.entry import EntryView, common_fields
from macros.views.rows import Ref, SectionRow, case_link, links_to, section_rows


@dataclass(frozen=True)
class PartRow:
    """One part: minutes from the start, how, with what, and the case if there is one."""

    start: int
    end: int
    title: str
    minutes: int
    method: str
    material: tuple[str, ...]
    case: Ref | None
    html: str
    anchor: str


@dataclass(frozen=True)
class MaterialRow:
    """Something that has to be on the table. ``per`` says for whom one is needed."""

    slug: str
    label: str
    paper: str
    per: str
    printed: bool


@dataclass(frozen=True)
class ProgrammeView(EntryView):
    """A workshop: its parts, its material and its rules."""

    duration: int
    group: tuple[int, int]
    table: tuple[int, int]
    meant_for: str
    parts: tuple[PartRow, ...]
    materials: tuple[MaterialRow, ...]
    programme_cases: tuple[Ref, ...]


def programme_view(
    library: Library, programme: ProgrammeEntry, paper: bool = False
) -> ProgrammeView:
    """A programme with its times worked out."""
    meta = programme.meta
    common = common_fields(library, programme, meta.summary, (), paper)
    return ProgrammeView(
        **common,  # type: ignore[arg-type]
        duration=meta.duration,
        group=(meta.group[0], meta.group[1]),
        table=(meta.table[0], meta.table[1]),
        meant_for=meta.meant_for,
        parts=_parts(library, programme, paper),
        materials=material_rows(library, programme),
        programme_cases=links_to(library, CASE, meta.cases),
    )


def _parts(library: Library, programme: ProgrammeEntry, paper: bool) -> tuple[PartRow, ...]:
    rows = section_rows(programme.body, paper)
    steps = next(row for row in rows if row.title == STEPS).parts
    ends = accumulate(part.minutes for part in programme.meta.parts)
    return tuple(
        _part(library, part, step, end)
        for part, step, end in zip(programme.meta.parts, steps, ends, strict=True)
    )


def _part(library: Library, part: models.Part, step: SectionRow, end: int) -> PartRow:
    material = library.words["materialen"]
    return PartRow(
        end - part.minutes, end, part.title, part.minutes,
        library.words.label("werkvormen", part.method),
        tuple(material[slug].label for slug in part.material),
        case_link(library.get(CASE.name, part.case)) if part.case else None,
        step.html, step.anchor,
    )  # fmt: skip


def material_rows(library: Library, programme: ProgrammeEntry) -> tuple[MaterialRow, ...]:
    """Everything that the parts ask for, once, in the order of the vocabulary."""
    asked = {slug for part in programme.meta.parts for slug in part.material}
    return tuple(
        MaterialRow(slug, term.label, term.paper, term.per, term.sort == "druk")
        for slug, term in library.words["materialen"].items()
        if slug in asked
    )
