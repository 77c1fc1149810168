"""The handout of a programme: what every participant takes home. No notes for the leader."""

from __future__ import annotations

from dataclasses import dataclass

from macros.content.entries import ProgrammeEntry
from macros.content.library import Library
from macros.views.entry import RoleView, role_view
from macros.views.matrix import Matrix, domain_matrix
from macros.views.paper_age import Age, age_of, shown_with


@dataclass(frozen=True)
class Point:
    """A point to watch or to discuss, in one line."""

    title: str
    text: str


@dataclass(frozen=True)
class Handout:
    """Two sides of A4."""

    title: str
    roles: tuple[RoleView, ...]
    matrix: Matrix
    cautions: tuple[Point, ...]
    discussions: tuple[Point, ...]
    age: Age


def handout(library: Library, programme: ProgrammeEntry, site_url: str) -> Handout:
    """The handout of a programme."""
    return Handout(
        programme.meta.title,
        tuple(role_view(library, role, paper=True) for role in library.roles),
        domain_matrix(library),
        tuple(Point(c.meta.title, c.meta.gist) for c in library.cautions),
        tuple(Point(d.meta.title, d.meta.statement) for d in library.discussions),
        age_of(programme, site_url, *shown_with(library, programme)),
    )
