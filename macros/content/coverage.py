"""How the cases are spread over every list and every kind: the thin spots of the library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from macros.content.kinds import ROLE
from macros.content.library import Library
from macros.content.models import Case, FromList, RefTo, mark_of

MATRIX = "domein x rol"
THIN = 1  # cases: with one case a group that knows it has nothing left to discuss
_LABELS = {
    "domeinen": "domein", "niveaus": "niveau", "themas": "thema", "doelgroepen": "doelgroep",
    "fases": "fase", "partijen.extern": "partij buiten", "partijen.intern": "partij binnen",
    "gemeenten": "gemeente", "plekken": "plek", "aflopen": "afloop", "tijden": "tijd",
    "moeilijkheden": "moeilijkheid",
}  # fmt: skip


@dataclass(frozen=True)
class CoverageRow:
    """One value of one list (``fase``, ``rol`` ...): how many cases use it.

    ``label`` is what a reader sees, ``cases`` the slugs of the cases in the order of their ids.
    """

    list_name: str
    slug: str
    label: str
    cases: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many cases use this value."""
        return len(self.cases)

    @property
    def is_empty(self) -> bool:
        """Whether no case uses it."""
        return not self.cases

    @property
    def is_thin(self) -> bool:
        """Whether so few cases use it that one more would help."""
        return self.count <= THIN


def coverage_rows(library: Library) -> tuple[CoverageRow, ...]:
    """A row per value of every field of a case that has fixed values, then the matrix cells."""
    return (*_value_rows(library), *_matrix_rows(library))


def empty_lists(rows: tuple[CoverageRow, ...]) -> Counter[str]:
    """How many empty rows each list has, lists without any left out."""
    return Counter(row.list_name for row in rows if row.is_empty)


def _value_rows(library: Library) -> Iterator[CoverageRow]:
    for name, mark in case_fields():
        users = _users(library, name)
        for slug, label in _labels(library, mark).items():
            yield CoverageRow(_list_name(mark), slug, label, tuple(users.get(slug, ())))


def case_fields() -> Iterator[tuple[str, FromList | RefTo]]:
    """The fields of a case whose values are fixed: name in the model, and what they must be."""
    for name, info in Case.model_fields.items():
        if mark := mark_of(info):
            yield name, mark


def _list_name(mark: FromList | RefTo) -> str:
    return mark.kind if isinstance(mark, RefTo) else _LABELS[mark.name]


def _labels(library: Library, mark: FromList | RefTo) -> dict[str, str]:
    """Every value that the field can have, with what a reader sees of it."""
    if isinstance(mark, RefTo):
        entries = library.roles if mark.kind == ROLE.name else library.by_kind[mark.kind].values()
        return {entry.slug: entry.meta.title for entry in entries}
    return {slug: term.label for slug, term in library.words[mark.name].items()}


def _users(library: Library, name: str) -> dict[str, list[str]]:
    """The cases that have each value of a field."""
    found: dict[str, list[str]] = {}
    for case in library.cases:
        value = getattr(case.meta, name)
        for slug in value if isinstance(value, tuple) else (str(value),):
            found.setdefault(slug, []).append(case.slug)
    return found


def _matrix_rows(library: Library) -> Iterator[CoverageRow]:
    for (domain, term), role in product(library.words["domeinen"].items(), library.roles):
        cases = (
            case.slug
            for case in library.cases
            if domain in case.meta.domains and role.slug in case.meta.roles
        )
        label = f"{term.label} x {role.meta.title}"
        yield CoverageRow(MATRIX, f"{domain}/{role.slug}", label, tuple(cases))
