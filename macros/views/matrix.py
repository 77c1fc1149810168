"""The three role matrices: by domain, by level and by party.

A cell counts a case when the case names both its row and its column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from macros.content.entries import CaseEntry, RoleEntry
from macros.content.library import Library
from macros.content.prose import TOP
from macros.views.facets import BY_FIELD
from macros.views.rows import Ref, case_link, link_to


@dataclass(frozen=True)
class Column:
    """A role at the head of a column; markers stand apart from the four roles."""

    slug: str
    link: Ref
    is_marker: bool


@dataclass(frozen=True)
class Cell:
    """Where a row and a role meet.

    ``named`` is whether the report names this combination; None where the report does not
    speak of it at all. ``cases`` are the first of the ``count`` cases in the cell, and ``address``
    leads to all.
    """

    column: Column
    text: str
    named: bool | None
    cases: tuple[Ref, ...]
    count: int
    address: str


@dataclass(frozen=True)
class Row:
    """A row with its heading; ``address`` is the page with all its cases."""

    slug: str
    title: str
    note: str
    address: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Group:
    """Rows under a common heading; ``title`` is empty where a matrix has one group."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Matrix:
    """A table of roles against something else."""

    name: str
    caption: str
    explanation: str
    corner: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows of all groups."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def says_named(self) -> bool:
        """Whether the report speaks of the cells of this matrix."""
        return any(cell.named is not None for row in self.rows for cell in row.cells)


MOST_CASES = 40  # in one cell; behind a link are all
Index = dict[tuple[str, str], list[CaseEntry]]


def _index(cases: Iterable[CaseEntry], values: Callable[[CaseEntry], Iterable[str]]) -> Index:
    """The cases of every pair of a row's value and a role."""
    found: Index = {}
    for case in cases:
        for value in values(case):
            for role in case.meta.roles:
                found.setdefault((value, role), []).append(case)
    return found


def _columns(library: Library) -> tuple[tuple[RoleEntry, Column], ...]:
    return tuple(
        (role, Column(role.slug, link_to(role, role.meta.gist), role.meta.is_marker))
        for role in library.roles
    )


def _cells(
    library: Library,
    index: Index,
    value: str,
    field: str,
    text: Callable[[RoleEntry], str] = lambda role: "",
    named: Callable[[RoleEntry], bool | None] = lambda role: None,
) -> Iterator[Cell]:
    for role, column in _columns(library):
        cases = index.get((value, role.slug), [])
        first = tuple(case_link(case) for case in cases[:MOST_CASES])
        address = f"{TOP}casussen/?rol={role.slug}&{field}={value}"
        yield Cell(column, text(role), named(role), first, len(cases), address)


def domain_matrix(library: Library) -> Matrix:
    """Domain by role. The report names some of these combinations."""
    index = _index(library.cases, lambda case: case.meta.domains)

    def row(slug: str, label: str, note: str) -> Row:
        cells = _cells(
            library, index, slug, "domein",
            named=lambda role: None if role.meta.is_marker else slug in role.meta.named_for,
        )  # fmt: skip
        return Row(slug, label, note, BY_FIELD["domein"].address(slug), tuple(cells))

    rows = tuple(row(s, t.label, t.explanation) for s, t in library.words["domeinen"].items())
    return Matrix(
        "domein", "Rollen van de gemeente per domein",
        "Waar zetten inwoners zich voor in, en welke rol kan de gemeente dan nemen?",
        "Inwoners nemen verantwoordelijkheid", tuple(c for _, c in _columns(library)),
        (Group("", rows),),
    )  # fmt: skip


def level_matrix(library: Library) -> Matrix:
    """Role by level: what a role asks of each layer of the organisation. Our own texts."""
    index = _index(library.cases, lambda case: case.meta.levels)

    def row(slug: str, label: str, note: str) -> Row:
        cells = _cells(
            library, index, slug, "niveau",
            text=lambda role: role.meta.level_texts.by_level()[slug],
        )  # fmt: skip
        return Row(slug, label, note, BY_FIELD["niveau"].address(slug), tuple(cells))

    rows = tuple(row(s, t.label, t.explanation) for s, t in library.words["niveaus"].items())
    return Matrix(
        "niveau", "Wat een rol vraagt van elk niveau",
        "Dezelfde rol ziet er anders uit voor wie uitvoert, leidt of bestuurt.",
        "Niveau in de gemeente", tuple(c for _, c in _columns(library)), (Group("", rows),),
    )  # fmt: skip


def party_matrix(library: Library) -> Matrix:
    """Role by party, outside and inside the gemeente."""
    index = _index(library.cases, lambda case: case.meta.parties)
    groups = tuple(
        Group(title, tuple(
            Row(
                slug, term.label, term.interest, BY_FIELD["partij"].address(slug),
                tuple(_cells(library, index, slug, "partij")),
            )
            for slug, term in library.words[name].items()
        ))
        for title, name in (
            ("Buiten de gemeente", "partijen.extern"), ("In de gemeente", "partijen.intern"),
        )
    )  # fmt: skip
    return Matrix(
        "partij", "Rollen en de partijen om het initiatief",
        "Met wie krijgt de gemeente te maken, buiten en binnen, als zij een rol neemt?",
        "Partij", tuple(c for _, c in _columns(library)), groups,
    )  # fmt: skip


MATRICES: dict[str, Callable[[Library], Matrix]] = {
    "domein": domain_matrix,
    "niveau": level_matrix,
    "partij": party_matrix,
}
