"""How many of each paper a group needs: one rule per ``per`` of the vocabulary.

The rules are data, so that the composer in the browser counts exactly as the draaiboek does.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, prod

from macros.content import models
from macros.content.entries import ProgrammeEntry
from macros.content.library import Library

LEVELS = 3


@dataclass(frozen=True)
class CountRule:
    """The product of ``factors`` (fields of ``Group``), and ``spare`` more."""

    label: str
    factors: tuple[str, ...]
    spare: int = 0


@dataclass(frozen=True)
class Group:
    """Who comes: people, tables, the cases that need the material, and levels."""

    deelnemers: int
    tafels: int
    casussen: int = 1
    niveaus: int = LEVELS


COUNT_RULES = {
    "deelnemer": CountRule("1 per deelnemer", ("deelnemers",)),
    "deelnemer-en-casus": CountRule("1 per deelnemer per casus", ("deelnemers", "casussen")),
    "tafel": CountRule("1 per tafel", ("tafels",)),
    "tafel-en-casus": CountRule("1 per tafel per casus, en 1 extra", ("tafels", "casussen"), 1),
    "niveau": CountRule("1 per niveau", ("niveaus",)),
    "zaal": CountRule("1 voor de zaal", ()),
}


def copies(per: str, group: Group) -> int:
    """How many a group needs of something that is counted ``per``."""
    rule = COUNT_RULES[per]
    return int(prod(getattr(group, factor) for factor in rule.factors)) + rule.spare


def default_group(programme: models.Programme) -> tuple[int, int]:
    """People and tables of the ready-made set: in the middle of what the programme allows."""
    people = sum(programme.group) // 2
    return people, ceil(people / (sum(programme.table) / 2))


def cases_with(programme: models.Programme, material: str) -> int:
    """How many cases of a programme need this material; one when no case asks for it."""
    asking = {part.case for part in programme.parts if part.case and material in part.material}
    return max(1, len(asking))


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
            copies(term.per, Group(people, tables, cases_with(meta, slug))),
            COUNT_RULES[term.per].label, term.sort == "druk",
        )
        for slug, term in library.words["materialen"].items()
        if slug in asked
    )  # fmt: skip


def rules_as_data() -> dict[str, dict[str, object]]:
    """The rules for scripts: ``number = product of factors + extra``."""
    return {
        per: {"label": rule.label, "factoren": list(rule.factors), "extra": rule.spare}
        for per, rule in COUNT_RULES.items()
    }
