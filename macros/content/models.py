"""The front matter of every kind of content: one strict model each, the only place that says so.

The check, the JSON Schema, the editors' tables and the forms are all made from these models.
Marks say what a value must be: ``FromList`` a value of ``vocabulaire.yml``,
``RefTo`` the slug of another file.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.fields import FieldInfo


@dataclass(frozen=True)
class FromList:
    """The value stands in this list of the vocabulary."""

    name: str


@dataclass(frozen=True)
class RefTo:
    """The value is the slug of a file of this kind, or an id of ``bronnen.yml``."""

    kind: str


def _whole_number(value: Any) -> Any:
    return int(value) if isinstance(value, str) and re.fullmatch(r"\d{1,4}", value) else value


def _date(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return datetime.date.fromisoformat(value)
    return value


Number = Annotated[int, BeforeValidator(_whole_number)]
Date = Annotated[datetime.date, BeforeValidator(_date)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
# of two lower limits pydantic keeps the last, so that of Text would hide one in key()
Summary = Annotated[str, StringConstraints(min_length=60, max_length=240, strip_whitespace=True)]

Texts = tuple[Text, ...]
Numbers = tuple[Number, ...]


def key(alias: str, help_text: str, of: FromList | RefTo | None = None, **limits: Any) -> Any:
    """A field: its Dutch name, the one line that explains it to an editor, what its values are.

    ``limits`` are pydantic's own: ``min_length`` and ``max_length`` count characters of a text
    and items of a list.
    """
    extra: Any = {"waarden": of} if of else None
    return Field(alias=alias, description=help_text, json_schema_extra=extra, **limits)


class Entry(BaseModel):
    """What every content file says of itself."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    id: Text = key("id", "Vast kenmerk. Verandert nooit: het staat op papier en in korte adressen.")
    title: Text = key("titel", "De titel, hoogstens 45 tekens.", max_length=45)
    checked: Date = key("nagekeken", "Wanneer iemand dit voor het laatst nakeek (jaar-maand-dag).")
    old_paths: Texts = key(
        "oude_paden", "Adressen die deze pagina vroeger had.", max_length=20, default=()
    )


class Sourced(Entry):
    """Content that names where it comes from."""

    sources: Texts = key(
        "bronnen",
        "Waar dit op steunt: namen uit bronnen.yml.",
        of=RefTo("bron"),
        max_length=12,
        default=(),
    )


class Case(Entry):
    """A composite story for a group to discuss."""

    summary: Summary = key("samenvatting", "Twee of drie zinnen, 60 tot 240 tekens.")
    domains: Texts = key(
        "domein",
        "Voor wie inwoners zich inzetten.",
        of=FromList("domeinen"),
        min_length=1,
        max_length=3,
    )
    roles: Texts = key(
        "rollen",
        "De rollen die in deze casus passen (1 tot 3).",
        of=RefTo("rol"),
        min_length=1,
        max_length=3,
    )
    dilemmas: Texts = key(
        "dilemmas", "De dilemma's die deze casus raakt.", of=RefTo("dilemma"), max_length=3
    )
    discussions: Texts = key(
        "discussiepunten",
        "De discussiepunten die deze casus raakt.",
        of=RefTo("discussiepunt"),
        max_length=3,
    )
    cautions: Texts = key(
        "aandachtspunten",
        "De aandachtspunten die deze casus raakt.",
        of=RefTo("aandachtspunt"),
        max_length=3,
    )
    levels: Texts = key(
        "niveaus",
        "Wie in de gemeente hiermee te maken heeft.",
        of=FromList("niveaus"),
        min_length=1,
        max_length=3,
    )
    themes: Texts = key(
        "themas",
        "Waar het initiatief over gaat.",
        of=FromList("themas"),
        min_length=1,
        max_length=3,
    )
    audiences: Texts = key(
        "doelgroepen",
        "Voor wie het initiatief er is.",
        of=FromList("doelgroepen"),
        min_length=1,
        max_length=3,
    )
    phase: Text = key("fase", "Hoe ver het initiatief is.", of=FromList("fases"))
    external: Texts = key(
        "extern",
        "Partijen buiten de gemeente.",
        of=FromList("partijen.extern"),
        min_length=1,
        max_length=9,
    )
    internal: Texts = key(
        "intern",
        "Partijen in de gemeente.",
        of=FromList("partijen.intern"),
        min_length=1,
        max_length=9,
    )
    municipality: Text = key("gemeente", "De grootte van de gemeente.", of=FromList("gemeenten"))
    place: Text = key("plek", "Stad of dorp.", of=FromList("plekken"))
    outcome: Text = key("afloop", "Hoe het afloopt.", of=FromList("aflopen"))
    laws: Texts = key("wetten", "Wetten die meespelen.", of=RefTo("wet"), max_length=3)
    minutes: Number = key("tijd", "Minuten aan tafel.", of=FromList("tijden"))
    difficulty: Text = key("moeilijkheid", "Instap of verdieping.", of=FromList("moeilijkheden"))
    origin: Literal["samengesteld"] = key("herkomst", "Altijd: samengesteld.")

    @property
    def parties(self) -> tuple[str, ...]:
        """The external parties and then the internal ones."""
        return (*self.external, *self.internal)


class Issue(Sourced):
    """A dilemma or a point for discussion: two sides that each cost something."""

    statement: Text = key(
        "stelling", "Een zin om op te reageren, hoogstens 140 tekens.", max_length=140
    )
    summary: Summary = key("samenvatting", "Twee of drie zinnen, 60 tot 240 tekens.")
    sides: Texts = key("kanten", "De namen van de twee kanten.", min_length=2, max_length=2)
    cautions: Texts = key(
        "aandachtspunten",
        "De aandachtspunten die hierbij horen.",
        of=RefTo("aandachtspunt"),
        max_length=3,
    )


class Caution(Sourced):
    """Something to watch, whatever the case."""

    gist: Text = key("kern", "Het aandachtspunt in één zin, hoogstens 120 tekens.", max_length=120)


class LevelTexts(BaseModel):
    """What a role asks on each level of the organisation."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    executive: Text = key(
        "uitvoerend", "Wat dit vraagt van uitvoerende medewerkers.", max_length=110
    )
    management: Text = key("management", "Wat dit vraagt van het management.", max_length=110)
    administrative: Text = key("bestuurlijk", "Wat dit vraagt van het bestuur.", max_length=110)

    def by_level(self) -> dict[str, str]:
        """The texts by the slug of their level."""
        return self.model_dump(by_alias=True)


class Role(Sourced):
    """One of the four roles of the report, or one of the two markers beside them."""

    sort: Literal["rol", "markering"] = key("soort", "Rol uit het rapport, of markering van ons.")
    gist: Text = key("kern", "De rol in één zin.", max_length=80)
    explanation: Text = key("uitleg", "Twee of drie korte zinnen voor op de kaart.", max_length=240)
    key_question: Text = key("kernvraag", "De vraag die bij deze rol hoort.", max_length=110)
    pitfall: Text = key("valkuil", "Wat er misgaat als de rol doorschiet.", max_length=120)
    signs: Texts = key("herkenbaar", "Waaraan u de rol herkent.", min_length=2, max_length=5)
    named_for: Texts = key(
        "rapport",
        "Domeinen waarbij het rapport deze rol noemt.",
        of=FromList("domeinen"),
        max_length=3,
    )
    level_texts: LevelTexts = key("niveaus", "Wat de rol vraagt per niveau.")

    @property
    def is_marker(self) -> bool:
        """Whether this is one of our two markers and no role of the report."""
        return self.sort == "markering"


class Part(BaseModel):
    """One part of a programme."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    title: Text = key("titel", "De naam van dit onderdeel.", max_length=45)
    minutes: Number = key("minuten", "Hoe lang het duurt.", ge=1, le=240)
    method: Text = key("werkvorm", "Hoe u het doet.", of=FromList("werkvormen"))
    material: Texts = key(
        "materiaal", "Wat u erbij nodig hebt.", of=FromList("materialen"), max_length=12
    )
    case: Text | None = key("casus", "De casus die u behandelt.", of=RefTo("casus"), default=None)


class Programme(Sourced):
    """A workshop from start to end."""

    summary: Summary = key("samenvatting", "Twee of drie zinnen, 60 tot 240 tekens.")
    duration: Number = key("duur", "Minuten, de som van de onderdelen.", ge=15, le=480)
    group: Numbers = key("groep", "Van hoeveel tot hoeveel deelnemers.", min_length=2, max_length=2)
    table: Numbers = key(
        "tafel", "Van hoeveel tot hoeveel mensen aan een tafel.", min_length=2, max_length=2
    )
    meant_for: Text = key("voor", "Voor wie dit programma is.", max_length=100)
    parts: tuple[Part, ...] = key(
        "onderdelen", "De onderdelen op volgorde.", min_length=2, max_length=20
    )

    @property
    def cases(self) -> tuple[str, ...]:
        """The slugs of the cases that are done, in order."""
        return tuple(dict.fromkeys(part.case for part in self.parts if part.case))


class Law(Sourced):
    """What the law says on one subject, as far as it is certain."""

    one_line: Text = key("in_een_regel", "De wet in één regel voor het draaiboek.", max_length=160)


def inner_model(info: FieldInfo) -> type[BaseModel] | None:
    """The model inside a field (``Part`` in ``parts``), if there is one."""
    candidates = [info.annotation, *getattr(info.annotation, "__args__", ())]
    return next((c for c in candidates if isinstance(c, type) and issubclass(c, BaseModel)), None)


def mark_of(info: FieldInfo) -> FromList | RefTo | None:
    """What the values of this field must be, if anything is laid down."""
    extra = info.json_schema_extra
    mark = extra.get("waarden") if isinstance(extra, dict) else None
    return mark if isinstance(mark, FromList | RefTo) else None
