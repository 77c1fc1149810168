"""The kinds of content: where their files stand, what is in them, how long a text may be.

A new kind, or a new section, is a row here and a model in ``models.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from macros.content import models

Shape = Literal["prose", "numbered", "bullets", "parts"]


@dataclass(frozen=True)
class SectionRule:
    """One ``##`` section: its title, how many words it may hold, what it is made of.

    ``parts`` are the titles of its ``###`` headings; empty means that the check of the kind
    knows them (the roles of a case, the parts of a programme). ``closing`` is how the last
    paragraph starts, in bold. ``help`` says in a phrase what an editor writes here.
    """

    title: str
    least: int
    most: int
    shape: Shape = "prose"
    parts: tuple[str, ...] = ()
    closing: str = ""
    required: bool = True
    help: str = ""


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

    def __reduce__(self) -> tuple[Callable[[str], Kind], tuple[str]]:
        """A kind that comes back from another process is the same one, not a copy."""
        return kind_named, (self.name,)

    @property
    def address(self) -> str:
        """The folder of the site in which the pages of this kind stand."""
        return self.home or self.folder

    def rule(self, title: str) -> SectionRule | None:
        """The rule for the section with this title."""
        return self._rules.get(title)

    @cached_property
    def _rules(self) -> dict[str, SectionRule]:
        return {rule.title: rule for rule in self.sections}


SITUATION, TURN, QUESTIONS = "Situatie", "Keerpunt", "Vragen aan de groep"
ROLES, PARTIES, STEPS = "Mogelijke rollen", "Partijen", "Zo gaat het"
ON_DILEMMA_CARD = 3  # questions
SIDE_OF_SMALL_CARD = 48  # words: measured on an A6 card at 14 pt, beside an icon or a QR code
FRONT_OF_CARD = 215  # words of Situatie and Keerpunt together: measured on an A5 card at 12 pt

_OPEN_QUESTION = "Welke vraag opent het gesprek?"
LEADER = SectionRule("Voor de gespreksleider", 35, 120, help="Tips die de deelnemers niet zien.")

_CASE = (
    SectionRule(SITUATION, 60, 140, help="Wat ziet de lezer? Wie doet wat, waar en wanneer?"),
    SectionRule(TURN, 30, 95, help="Wat gebeurt er, waardoor de gemeente moet kiezen?"),
    SectionRule("Dilemma", 35, 95,
                help="Waarom is kiezen lastig? Beide kanten hebben een goede reden."),
    SectionRule(QUESTIONS, 15, 95, "numbered", help=_OPEN_QUESTION),
    SectionRule(ROLES, 25, 260, "parts", closing="Risico:",
                help="Wat doet de gemeente in deze rol?"),
    SectionRule(PARTIES, 20, 240, "bullets", help="Wat wil deze partij, en waarom?"),
    SectionRule("Wat zegt de wet?", 20, 90, required=False,
                help="Alleen als een wet echt meespeelt. Dit deel is niet verplicht."),
    SectionRule("Nabespreking", 40, 115,
                help="Waar komt een groep vaak uit? Wat is het bespreken waard?"),
    LEADER,
)  # fmt: skip

_COST = "Wat het kost:"
_ISSUE = (
    SectionRule("Waar het om gaat", 60, 160, help="Wat gebeurt er, en waarom is kiezen lastig?"),
    SectionRule("De ene kant", 40, 120, closing=_COST, help="Waarom kiest iemand hiervoor?"),
    SectionRule("De andere kant", 40, 120, closing=_COST, help="Waarom kiest iemand hiervoor?"),
    SectionRule(
        "Vier stemmen", 100, 320, "parts", ("Wethouder", "Ambtenaar", "Inwoner", "Partner"),
        help="Wat vindt deze persoon, en waarom? Schrijf in de ik-vorm.",
    ),
    SectionRule("Vragen", 20, 140, "numbered", help=_OPEN_QUESTION),
    SectionRule("Wat als", 15, 130, "bullets", help="Welke wending zet het gesprek op scherp?"),
    LEADER,
)  # fmt: skip

_CAUTION = (
    SectionRule("Wat het betekent", 60, 170, help="Leg het uit met een beeld uit de praktijk."),
    SectionRule("Zo herkent u het", 20, 130, "bullets", help="Wat zegt of doet iemand dan?"),
    SectionRule("Wat helpt", 20, 130, "bullets", help="Wat kan een gemeente morgen doen?"),
    SectionRule("Vragen", 15, 110, "numbered", help=_OPEN_QUESTION),
)

_LEVELS = ("Uitvoerend", "Management", "Bestuurlijk")
_ROLE = (
    SectionRule("Wat is het?", 25, 150, help="Wat doet de gemeente in deze rol?"),
    SectionRule("Zo herkent u het", 20, 140, help="Wat ziet of hoort u dan?"),
    SectionRule("De valkuil", 20, 130, help="Wat gaat er mis als de rol doorschiet?"),
    SectionRule("Wanneer past het?", 15, 130, help="In welke situatie helpt deze rol?"),
    SectionRule("Wanneer past het niet?", 15, 130, help="Wanneer kiest u iets anders?"),
    SectionRule("Wat vraagt het van de organisatie?", 40, 240, "parts", _LEVELS,
                help="Wat hebben mensen op dit niveau nodig?"),
    SectionRule("Andere indelingen", 20, 150, help="Hoe heet dit in andere modellen?"),
)  # fmt: skip

_PROGRAMME = (
    SectionRule("Waarvoor", 40, 130, help="Wat levert deze bijeenkomst op, en voor wie?"),
    SectionRule("Voorbereiding", 25, 160, "bullets", help="Wat doet u vooraf?"),
    SectionRule(STEPS, 80, 1100, "parts", help="Wat zegt en doet de gespreksleider?"),
    SectionRule("Spelregels", 20, 110, "bullets", help="Welke afspraak maakt u met de groep?"),
)

_LAW = (
    SectionRule("Waar gaat het over?", 20, 130, help="Wat regelt deze wet, in gewone woorden?"),
    SectionRule("Wat is zeker", 15, 180, help="Wat staat er echt in? Noem de bron."),
    SectionRule("Wat verschilt per gemeente", 10, 140, help="Wat mag een gemeente zelf bepalen?"),
    SectionRule("Wat betekent dit voor een bewonersinitiatief?", 15, 160,
                help="Wat merkt een groep inwoners hiervan?"),
)  # fmt: skip

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


def kind_named(name: str) -> Kind:
    """The kind with this name."""
    return BY_NAME[name]
