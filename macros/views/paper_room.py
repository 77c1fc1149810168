"""Paper for the room and the tables: posters, the sheets to write on, one page for the board."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.content.entries import ProgrammeEntry
from macros.content.library import Library
from macros.views.handout import Point
from macros.views.matrix import Matrix, domain_matrix, level_matrix
from macros.views.rows import section_rows

CASES_IN_CELL = 3


@dataclass(frozen=True)
class RoleHead:
    """A role at the head of a column, or beside a line to write on."""

    slug: str
    title: str
    gist: str
    is_marker: bool


@dataclass(frozen=True)
class Statement:
    """A statement to react to; ``id`` and ``title`` say from what it comes."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class HouseRules:
    """The rules of one programme, as a list in HTML."""

    programme: str
    html: str


@dataclass(frozen=True)
class LevelSheet:
    """One level of the organisation, and what each role asks of it."""

    title: str
    note: str
    asks: tuple[Point, ...]
    others: tuple[str, ...]


@dataclass(frozen=True)
class EmptyRow:
    """A row of the matrix to fill in."""

    title: str
    note: str


@dataclass(frozen=True)
class BoardDilemma:
    """A dilemma on the page for a wethouder or raadslid."""

    id: str
    title: str
    statement: str
    sides: tuple[str, ...]


def role_heads(library: Library) -> tuple[RoleHead, ...]:
    """The four roles and the two markers."""
    return tuple(
        RoleHead(role.slug, role.meta.title, role.meta.gist, role.meta.is_marker)
        for role in library.roles
    )


def filled_matrices(library: Library) -> tuple[Matrix, Matrix]:
    """What stands on the poster: roles by domain, and roles by level."""
    return domain_matrix(library), level_matrix(library)


def empty_rows(library: Library) -> tuple[EmptyRow, ...]:
    """The rows to fill in: every level, and the parties on both sides."""
    levels = tuple(EmptyRow(t.label, t.explanation) for t in library.words["niveaus"].values())
    return (
        *levels,
        EmptyRow("Partijen buiten de gemeente", "Wie hoort erbij? Wat vraagt dit van hen?"),
        EmptyRow("Partijen in de gemeente", "Wie hoort erbij? Wat vraagt dit van hen?"),
    )


def statements(library: Library) -> tuple[Statement, ...]:
    """The statements of the points for discussion, and then those of the dilemmas."""
    return tuple(
        Statement(issue.meta.id, issue.meta.title, issue.meta.statement)
        for issue in (*library.discussions, *library.dilemmas)
    )


def house_rules(programmes: Iterable[ProgrammeEntry]) -> tuple[HouseRules, ...]:
    """The rules of these programmes, one poster each."""
    return tuple(HouseRules(programme.meta.title, _rules(programme)) for programme in programmes)


def _rules(programme: ProgrammeEntry) -> str:
    rows = section_rows(programme.body, paper=True)
    return next(row.html for row in rows if row.title == "Spelregels")


def level_sheets(library: Library) -> tuple[LevelSheet, ...]:
    """A sheet to write on for each level."""
    levels = library.words["niveaus"]
    return tuple(
        LevelSheet(
            term.label, term.explanation,
            tuple(
                Point(role.meta.title, role.meta.level_texts.by_level()[slug])
                for role in library.roles
            ),
            tuple(other.label.lower() for key, other in levels.items() if key != slug),
        )
        for slug, term in levels.items()
    )  # fmt: skip


def cautions(library: Library) -> tuple[Point, ...]:
    """The points to watch, in one line each."""
    return tuple(Point(caution.meta.title, caution.meta.gist) for caution in library.cautions)


def board_dilemmas(library: Library) -> tuple[BoardDilemma, ...]:
    """The dilemmas for who governs."""
    return tuple(
        BoardDilemma(d.meta.id, d.meta.title, d.meta.statement, d.meta.sides)
        for d in library.dilemmas
    )
