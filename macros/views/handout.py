"""The paper of a programme: what every participant gets. No notes for the gespreksleider."""

from __future__ import annotations

from dataclasses import dataclass

from macros.content.entries import CaseEntry, ProgrammeEntry
from macros.content.kinds import CASE, QUESTIONS, SITUATION, TURN
from macros.content.library import Library
from macros.views.entry import RoleView, role_view
from macros.views.matrix import Matrix, domain_matrix
from macros.views.prose import Words, Writer


@dataclass(frozen=True)
class Point:
    """A point to watch or to discuss, in one line."""

    title: str
    text: str


@dataclass(frozen=True)
class CaseCard:
    """A case on a card: the story on the front, the dilemma and the questions on the back."""

    id: str
    title: str
    situation: str
    turn: str
    dilemma: str
    questions: str
    roles: tuple[str, ...]
    minutes: int


@dataclass(frozen=True)
class Handout:
    """Two sides of A4 and the cards of the cases."""

    title: str
    id: str
    roles: tuple[RoleView, ...]
    matrix: Matrix
    cautions: tuple[Point, ...]
    discussions: tuple[Point, ...]
    cards: tuple[CaseCard, ...]


def handout(library: Library, programme: ProgrammeEntry, words: Words) -> Handout:
    """The handout of a programme."""
    return Handout(
        programme.meta.title,
        programme.meta.id,
        tuple(role_view(library, role, words, paper=True) for role in library.roles),
        domain_matrix(library),
        tuple(Point(c.meta.title, c.meta.gist) for c in library.cautions),
        tuple(Point(d.meta.title, d.meta.statement) for d in library.discussions),
        tuple(case_card(library.get(CASE.name, slug), words) for slug in programme.meta.cases),
    )


def case_card(case: CaseEntry, words: Words) -> CaseCard:
    """The card of a case: only sections that participants may see."""
    writer = Writer(words, paper=True)
    html = {
        title: writer.html(case.body[title].tokens)
        for title in (SITUATION, TURN, "Dilemma", QUESTIONS)
    }
    return CaseCard(
        case.meta.id, case.meta.title, html[SITUATION], html[TURN], html["Dilemma"],
        html[QUESTIONS], case.meta.roles, case.meta.minutes,
    )  # fmt: skip
