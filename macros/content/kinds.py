"""The kinds of content: where their files stand, what is in them, how long a text may be.

A new kind, or a new section, is a row here and a model in ``models.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from macros.content import models

Shape = Literal["prose", "numbered", "bullets", "parts"]


@dataclass(frozen=True)
class SectionRule:
    """One ``##`` section: its title, how many words it may hold, what it is made of.

    ``parts`` are the titles of its ``###`` headings; empty means that the check of the kind
    knows them (the roles of a case, the parts of a programme). ``closing`` is how the last
    paragraph starts, in bold.
    """

    title: str
    least: int
    most: int
    shape: Shape = "prose"
    parts: tuple[str, ...] = ()
    closing: str = ""
    required: bool = True


@dataclass(frozen=True)
class Kind:
    """One kind of content. ``name`` is also the scheme of links to it: ``[..](casus:slug)``."""

    name: str
    folder: str
    label: str
    plural: str
    prefix: str
    id_digits: int
    model: type[models.Entry]
    sections: tuple[SectionRule, ...]
    home: str = ""

    @property
    def address(self) -> str:
        """The folder of the site in which the pages of this kind stand."""
        return self.home or self.folder

    def rule(self, title: str) -> SectionRule | None:
        """The rule for the section with this title."""
        return next((rule for rule in self.sections if rule.title == title), None)


LEADER = SectionRule("Voor de gespreksleider", 35, 120)
SITUATION, TURN, QUESTIONS = "Situatie", "Keerpunt", "Vragen aan de groep"
ROLES, PARTIES, STEPS = "Mogelijke rollen", "Partijen", "Zo gaat het"
ON_DILEMMA_CARD = 3  # questions
SIDE_OF_SMALL_CARD = 48  # words: measured on an A6 card at 14 pt, beside an icon or a QR code
FRONT_OF_CARD = 215  # words of Situatie and Keerpunt together: measured on an A5 card at 12 pt

_CASE = (
    SectionRule(SITUATION, 60, 140),
    SectionRule(TURN, 30, 95),
    SectionRule("Dilemma", 35, 95),
    SectionRule(QUESTIONS, 15, 95, "numbered"),
    SectionRule(ROLES, 25, 260, "parts", closing="Risico:"),
    SectionRule(PARTIES, 20, 240, "bullets"),
    SectionRule("Wat zegt de wet?", 20, 90, required=False),
    SectionRule("Nabespreking", 40, 115),
    LEADER,
)

_COST = "Wat het kost:"
_ISSUE = (
    SectionRule("Waar het om gaat", 60, 160),
    SectionRule("De ene kant", 40, 120, closing=_COST),
    SectionRule("De andere kant", 40, 120, closing=_COST),
    SectionRule(
        "Vier stemmen", 100, 320, "parts", ("Wethouder", "Ambtenaar", "Inwoner", "Partner")
    ),
    SectionRule("Vragen", 20, 140, "numbered"),
    SectionRule("Wat als", 15, 130, "bullets"),
    LEADER,
)

_CAUTION = (
    SectionRule("Wat het betekent", 60, 170),
    SectionRule("Zo herkent u het", 20, 130, "bullets"),
    SectionRule("Wat helpt", 20, 130, "bullets"),
    SectionRule("Vragen", 15, 110, "numbered"),
)

_LEVELS = ("Uitvoerend", "Management", "Bestuurlijk")
_ROLE = (
    SectionRule("Wat is het?", 25, 150),
    SectionRule("Zo herkent u het", 20, 140),
    SectionRule("De valkuil", 20, 130),
    SectionRule("Wanneer past het?", 15, 130),
    SectionRule("Wanneer past het niet?", 15, 130),
    SectionRule("Wat vraagt het van de organisatie?", 40, 240, "parts", _LEVELS),
    SectionRule("Andere indelingen", 20, 150),
)

_PROGRAMME = (
    SectionRule("Waarvoor", 40, 130),
    SectionRule("Voorbereiding", 25, 160, "bullets"),
    SectionRule(STEPS, 80, 1100, "parts"),
    SectionRule("Spelregels", 20, 110, "bullets"),
)

_LAW = (
    SectionRule("Waar gaat het over?", 20, 130),
    SectionRule("Wat is zeker", 15, 180),
    SectionRule("Wat verschilt per gemeente", 10, 140),
    SectionRule("Wat betekent dit voor een bewonersinitiatief?", 15, 160),
)

CASE = Kind("casus", "casussen", "casus", "casussen", "c", 2, models.Case, _CASE)
DILEMMA = Kind("dilemma", "dilemmas", "dilemma", "dilemma's", "d", 1, models.Issue, _ISSUE)
DISCUSSION = Kind(
    "discussiepunt", "discussiepunten", "discussiepunt", "discussiepunten", "p", 1,
    models.Issue, _ISSUE,
)  # fmt: skip
CAUTION = Kind(
    "aandachtspunt", "aandachtspunten", "aandachtspunt", "aandachtspunten", "a", 1,
    models.Caution, _CAUTION,
)  # fmt: skip
ROLE = Kind("rol", "rollen", "rol", "rollen", "r", 1, models.Role, _ROLE)
PROGRAMME = Kind(
    "programma", "programmas", "programma", "programma's", "w", 1, models.Programme, _PROGRAMME,
    home="werkatelier",
)  # fmt: skip
LAW = Kind("wet", "wetten", "wet", "wetten", "l", 2, models.Law, _LAW)

KINDS = (CASE, DILEMMA, DISCUSSION, CAUTION, ROLE, PROGRAMME, LAW)
BY_NAME = {kind.name: kind for kind in KINDS}
