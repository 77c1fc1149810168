"""The ways in which cases can be filtered: one list for filters, fact links and static pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from macros.content import models
from macros.content.entries import CaseEntry
from macros.content.kinds import ROLE
from macros.content.library import Library
from macros.content.prose import TOP
from macros.views.rows import Ref


@dataclass(frozen=True)
class Facet:
    """One way to filter: ``field`` stands in addresses, ``names`` tells where the labels are.

    ``names`` is a list of the vocabulary, or the kind of content that the values are slugs of.
    """

    field: str
    label: str
    names: str
    values: Callable[[models.Case], Iterable[str | int]]
    first: bool = False

    def choices(self, library: Library) -> dict[str, str]:
        """Every value with its label, in the order in which they are shown."""
        if self.names == "partijen":
            return {slug: term.label for slug, term in library.words.parties.items()}
        if self.names == ROLE.name:
            return {role.slug: role.meta.title for role in library.roles}
        if self.names in library.by_kind:
            return {slug: e.meta.title for slug, e in library.by_kind[self.names].items()}
        return {slug: term.label for slug, term in library.words[self.names].items()}

    def label_of(self, library: Library, value: str) -> str:
        """What one value is called."""
        if self.names == "partijen":
            return library.words.parties[value].label
        if self.names in library.by_kind:
            return str(library.by_kind[self.names][value].meta.title)
        return library.words.label(self.names, value)

    def address(self, value: str | int) -> str:
        """The static page with the cases that have this value."""
        return f"{TOP}casussen/{self.field}/{value}/"


FACETS = (
    Facet("dilemma", "Dilemma", "dilemma", lambda case: case.dilemmas, first=True),
    Facet("rol", "Rol van de gemeente", "rol", lambda case: case.roles, first=True),
    Facet("domein", "Domein", "domeinen", lambda case: case.domains, first=True),
    Facet("thema", "Thema", "themas", lambda case: case.themes, first=True),
    Facet("niveau", "Niveau", "niveaus", lambda case: case.levels, first=True),
    Facet("discussiepunt", "Discussiepunt", "discussiepunt", lambda case: case.discussions),
    Facet("aandachtspunt", "Aandachtspunt", "aandachtspunt", lambda case: case.cautions),
    Facet("fase", "Fase", "fases", lambda case: (case.phase,)),
    Facet("doelgroep", "Voor wie", "doelgroepen", lambda case: case.audiences),
    Facet("partij", "Partij", "partijen", lambda case: case.parties),
    Facet("afloop", "Afloop", "aflopen", lambda case: (case.outcome,)),
    Facet("gemeente", "Grootte van de gemeente", "gemeenten", lambda case: (case.municipality,)),
    Facet("plek", "Stad of dorp", "plekken", lambda case: (case.place,)),
    Facet("wet", "Wet", "wet", lambda case: case.laws),
    Facet("tijd", "Tijd aan tafel", "tijden", lambda case: (case.minutes,)),
    Facet("moeilijkheid", "Moeilijkheid", "moeilijkheden", lambda case: (case.difficulty,)),
)
BY_FIELD = {facet.field: facet for facet in FACETS}


@dataclass(frozen=True)
class ValueRow:
    """One value of a facet, with the cases that have it."""

    slug: str
    label: str
    address: str
    cases: tuple[CaseEntry, ...]


@dataclass(frozen=True)
class FacetRow:
    """A facet with its values."""

    field: str
    label: str
    first: bool
    values: tuple[ValueRow, ...]


def facet_rows(library: Library) -> tuple[FacetRow, ...]:
    """All facets with all their values, also those that no case has yet."""
    return tuple(_facet_row(library, facet) for facet in FACETS)


def _facet_row(library: Library, facet: Facet) -> FacetRow:
    found: dict[str, list[CaseEntry]] = {}
    for case in library.cases:
        for value in facet.values(case.meta):
            found.setdefault(str(value), []).append(case)
    values = tuple(
        ValueRow(slug, label, facet.address(slug), tuple(found.get(slug, ())))
        for slug, label in facet.choices(library).items()
    )
    return FacetRow(facet.field, facet.label, facet.first, values)


def value_ref(library: Library, field: str, value: str | int) -> Ref:
    """A link to the static page of one value."""
    facet = BY_FIELD[field]
    return Ref(facet.label_of(library, str(value)), facet.address(value))
