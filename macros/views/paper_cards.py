"""Cards: A6 for roles, parties and dilemmas, A5 for cases. Rows of four and of two per sheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.content.entries import CaseEntry, IssueEntry, RoleEntry
from macros.content.kinds import ON_DILEMMA_CARD, QUESTIONS, SITUATION, TURN
from macros.content.library import Library
from macros.content.vocabulary import Term
from macros.views.paper_age import Age, age_of

PER_SHEET = 4
FOLDED_PER_SHEET = 2
BACK_OF_CARD = 190  # words of Dilemma and Vragen aan de groep together, beside three lines
WORDS_PER_LINE = 24


@dataclass(frozen=True)
class Block:
    """A few words on a card, under a label: running text or a list."""

    label: str
    text: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Card:
    """An A6 card. ``icon`` is the slug of a role, or empty; ``age`` is None where many share it."""

    key: str
    kicker: str
    icon: str
    title: str
    lead: str
    front: tuple[Block, ...]
    back: tuple[Block, ...]
    age: Age | None


@dataclass(frozen=True)
class CaseCard:
    """A case on A5: the story on the front, the dilemma and the questions on the back.

    ``lines`` to write on fill what the text leaves of the back.
    """

    id: str
    title: str
    situation: str
    turn: str
    dilemma: str
    questions: str
    minutes: int
    lines: int
    age: Age


Sheetful = tuple[tuple[Card, ...], ...]


def sheetfuls(cards: Iterable[Card], size: int = PER_SHEET) -> Sheetful:
    """The cards in rows of ``size``, one row per sheet of A4."""
    row = tuple(cards)
    return tuple(row[start : start + size] for start in range(0, len(row), size))


def role_card(role: RoleEntry, site_url: str) -> Card:
    """The card of a role, or of a marker."""
    meta = role.meta
    return Card(
        meta.id, "Markering" if meta.is_marker else "Rolkaart", role.slug, meta.title, meta.gist,
        (Block("", meta.explanation), Block("Vraag", meta.key_question)),
        (Block("Herkenbaar aan", items=meta.signs), Block("Valkuil", meta.pitfall)),
        age_of(role, site_url),
    )  # fmt: skip


def party_cards(library: Library, slugs: Iterable[str] | None = None) -> tuple[Card, ...]:
    """A card for every party, or for these parties, in the order of the vocabulary."""
    wanted = None if slugs is None else set(slugs)
    return tuple(
        _party_card(library, slug, term)
        for slug, term in library.words.parties.items()
        if wanted is None or slug in wanted
    )


def _party_card(library: Library, slug: str, term: Term) -> Card:
    inside = slug in library.words["partijen.intern"]
    where = "In de gemeente" if inside else "Buiten de gemeente"
    level = f"{where}: {library.words.label('niveaus', term.level).lower()}" if inside else where
    return Card(
        slug, f"Partijkaart. {level}", "", term.label, "Dit bent u nu.",
        (Block("Wat deze partij wil", term.interest), Block("Wat zij meebrengt", term.brings)),
        (Block("Waar het wringt", term.friction),
         Block("Vraag uzelf", items=(
             "Wat weet u dat de anderen niet weten?",
             "Wat wilt u van de gemeente, en wat niet?",
             "Waar bent u bang voor?",
         ))),
        None,
    )  # fmt: skip


def dilemma_card(issue: IssueEntry, site_url: str) -> Card:
    """The card of a dilemma: its statement and sides, with the first questions on the back."""
    return Card(
        issue.meta.id, "Dilemmakaart", "", issue.meta.title, issue.meta.statement,
        (Block("De twee kanten", items=issue.meta.sides),),
        (Block("Praat hierover", items=card_questions(issue)),),
        age_of(issue, site_url),
    )  # fmt: skip


def card_questions(issue: IssueEntry) -> tuple[str, ...]:
    """The questions that fit on the card of a dilemma."""
    return issue.body["Vragen"].paragraphs[:ON_DILEMMA_CARD]


def case_card(case: CaseEntry, site_url: str) -> CaseCard:
    """The card of a case: only sections that participants may see."""
    situation, turn, dilemma, questions = (
        case.body[title].paper for title in (SITUATION, TURN, "Dilemma", QUESTIONS)
    )
    return CaseCard(
        case.meta.id, case.meta.title, situation, turn, dilemma, questions, case.meta.minutes,
        writing_lines(case.body["Dilemma"].words + case.body[QUESTIONS].words),
        age_of(case, site_url),
    )  # fmt: skip


def writing_lines(words: int) -> int:
    """Lines to write on at the back of a case card: three under a full text, else more."""
    return max(3, 3 + (BACK_OF_CARD - words) // WORDS_PER_LINE)
