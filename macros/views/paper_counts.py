"""What a group needs of a programme, counted with the rules of ``counting``."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from macros.content import models
from macros.content.entries import ProgrammeEntry
from macros.content.library import Library
from macros.views.counting import copies

RULE_LABELS = {
    "deelnemer": "1 per deelnemer",
    "deelnemer-en-casus": "1 per deelnemer per casus",
    "tafel": "1 per tafel",
    "tafel-en-casus": "1 per tafel per casus, en 1 extra",
    "niveau": "1 per niveau",
    "zaal": "1 voor de zaal",
}


def default_group(programme: models.Programme) -> tuple[int, int]:
    """People and tables of the ready-made set: in the middle of what the programme allows."""
    people = sum(programme.group) // 2
    return people, ceil(people / (sum(programme.table) / 2))


def cases_with(programme: models.Programme, material: str) -> int:
    """How many cases of a programme need this material; one when no case asks for it."""
    asking = {part.case for part in programme.parts if part.case and material in part.material}
    return max(1, len(asking))


def levels_of(library: Library) -> int:
    """How many levels the organisation has."""
    return len(library.words["niveaus"])


@dataclass(frozen=True)
class CountedRow:
    """A material with the number that this group needs, and by which rule."""

    slug: str
    label: str
    size: str
    number: int
    rule: str
    printed: bool


def counted_material(
    library: Library, programme: ProgrammeEntry, people: int, tables: int
) -> tuple[CountedRow, ...]:
    """Everything that a programme needs, counted, in the order of the vocabulary."""
    meta = programme.meta
    asked = {slug for part in meta.parts for slug in part.material}
    return tuple(
        CountedRow(
            slug, term.label, term.paper,
            copies(term.per, people, tables, cases_with(meta, slug), levels_of(library)),
            RULE_LABELS[term.per], term.sort == "druk",
        )
        for slug, term in library.words["materialen"].items()
        if slug in asked
    )  # fmt: skip
