"""What stands on a side of a small card must fit there: nothing is lost in print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from macros.content import models
from macros.content.kinds import DILEMMA, ON_DILEMMA_CARD, SIDE_OF_SMALL_CARD
from macros.content.problems import Problem, problem

if TYPE_CHECKING:
    from macros.content.draft import Draft
    from macros.content.library import Reading


def check_role_card(draft: Draft, role: models.Role, reading: Reading) -> Iterator[Problem]:
    """Both sides of the card of a role have room for their words."""
    front = {"kern": role.gist, "uitleg": role.explanation, "kernvraag": role.key_question}
    yield from _check_side(draft.path, draft.front.line(("kern",)), "voorkant", front)
    back = {"herkenbaar": " ".join(role.signs), "valkuil": role.pitfall}
    yield from _check_side(draft.path, draft.front.line(("herkenbaar",)), "achterkant", back)


def check_dilemma_card(draft: Draft, issue: models.Issue, reading: Reading) -> Iterator[Problem]:
    """Both sides of the card of a dilemma have room for their words."""
    if draft.kind is not DILEMMA:
        return
    front = {"stelling": issue.statement, "kanten": " ".join(issue.sides)}
    yield from _check_side(draft.path, draft.front.line(("stelling",)), "voorkant", front)
    if section := draft.body.section("Vragen"):
        name = f"de eerste {ON_DILEMMA_CARD} vragen"
        back = {name: " ".join(section.paragraphs[:ON_DILEMMA_CARD])}
        yield from _check_side(draft.path, section.line, "achterkant", back)


def _check_side(path: str, line: int, side: str, texts: Mapping[str, str]) -> Iterator[Problem]:
    words = sum(len(text.split()) for text in texts.values())
    if words > SIDE_OF_SMALL_CARD:
        yield problem("kaartkant-te-vol", path, line, kant=side, woorden=words,
                      grens=SIDE_OF_SMALL_CARD, teveel=words - SIDE_OF_SMALL_CARD,
                      delen=" of ".join(texts))  # fmt: skip
