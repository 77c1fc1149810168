"""The library as data for others: the published model, and its tables and feed.

The models here are a promise to who uses the data. They stand apart from ``models.py``, so
that a change in the front matter does not change the data unseen.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from macros.content import models
from macros.content.entries import CaseEntry
from macros.content.library import Library
from macros.content.models import FromList, mark_of
from macros.content.prose import TOP
from macros.views.linked_data import LICENCE
from macros.views.rows import short_address, version_of

SCHEMA_FILE = "casussen.schema.json"
MOST_NEWS = 50


class _Published(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, populate_by_name=True)


class CaseRecord(_Published):
    """Een casus: de velden uit de kop van het bestand, met de adressen en de versie erbij."""

    id: str = Field(description="Vast kenmerk. Verandert nooit.")
    titel: str = Field(description="De titel.")
    samenvatting: str = Field(description="Twee of drie zinnen.")
    domein: list[str] = Field(description="Voor wie inwoners zich inzetten.")
    rollen: list[str] = Field(description="De rollen die in deze casus passen.")
    dilemmas: list[str] = Field(description="De dilemma's die deze casus raakt.")
    discussiepunten: list[str] = Field(description="De discussiepunten die deze casus raakt.")
    aandachtspunten: list[str] = Field(description="De aandachtspunten die deze casus raakt.")
    niveaus: list[str] = Field(description="Wie in de gemeente hiermee te maken heeft.")
    themas: list[str] = Field(description="Waar het initiatief over gaat.")
    doelgroepen: list[str] = Field(description="Voor wie het initiatief er is.")
    fase: str = Field(description="Hoe ver het initiatief is.")
    extern: list[str] = Field(description="Partijen buiten de gemeente.")
    intern: list[str] = Field(description="Partijen in de gemeente.")
    gemeente: str = Field(description="De grootte van de gemeente.")
    plek: str = Field(description="Stad of dorp.")
    afloop: str = Field(description="Hoe het afloopt.")
    wetten: list[str] = Field(description="Wetten die meespelen.")
    tijd: int = Field(description="Minuten aan tafel.")
    moeilijkheid: str = Field(description="Instap of verdieping.")
    herkomst: Literal["samengesteld"] = Field(description="Elke casus is samengesteld.")
    nagekeken: str = Field(description="Dag waarop de casus is nagekeken (jaar-maand-dag).")
    oude_paden: list[str] = Field(description="Adressen die de pagina vroeger had.")
    adres: str = Field(description="Adres van de pagina, vanaf het begin van de site.")
    kort_adres: str = Field(description="Kort adres dat nooit verandert.")
    versie: str = Field(description="Verandert alleen als deze casus verandert.")


FRONT_MATTER = tuple(CaseRecord.model_fields)[:-3]


class Dataset(_Published):
    """Alle casussen van het werkatelier als open data."""

    schema_: str = Field(SCHEMA_FILE, alias="$schema", description="Adres van dit schema.")
    titel: str = Field(description="Naam van de gegevens.")
    licentie: Literal["CC-BY-4.0"] = Field("CC-BY-4.0", description="Licentie (SPDX).")
    licentie_adres: str = Field(LICENCE, description="De tekst van de licentie.")
    uitgave: str = Field(description="De versie van de hele bibliotheek.")
    datum: str = Field(description="De dag van de uitgave (jaar-maand-dag).")
    labels: dict[str, dict[str, str]] = Field(
        description="Per veld wat een lezer ziet voor elke waarde."
    )
    casussen: list[CaseRecord] = Field(description="De casussen, op volgorde van hun kenmerk.")


def case_record(case: CaseEntry) -> CaseRecord:
    """One case as published."""
    front = case.meta.model_dump(mode="json", by_alias=True)
    return CaseRecord(
        **front, adres=case.address, kort_adres=short_address(case), versie=version_of(case)
    )


def dataset(library: Library, title: str, version: str, day: datetime.date) -> Dataset:
    """All cases, with the labels of their values."""
    return Dataset(
        titel=title, uitgave=version, datum=day.isoformat(), labels=dict(_labels(library)),
        casussen=[case_record(case) for case in library.cases],
    )  # fmt: skip


def _labels(library: Library) -> Iterator[tuple[str, dict[str, str]]]:
    """The labels of every field that has fixed values."""
    for info in models.Case.model_fields.values():
        mark = mark_of(info)
        if isinstance(mark, FromList):
            terms = library.words[mark.name].items()
            yield str(info.alias), {slug: term.label for slug, term in terms}
        elif mark:
            entries = library.by_kind[mark.kind].items()
            yield str(info.alias), {slug: entry.meta.title for slug, entry in entries}


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the published data."""
    schema = Dataset.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


# A spreadsheet takes a cell that starts like this for a formula. The mark ' keeps it text.
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_MARKED = re.compile(r"'+[=+\-@\t\r＝＋－＠]")


def guarded(value: str) -> str:
    """The value, harmless in a spreadsheet."""
    return f"'{value}" if _FORMULA.match(value) else value


def unguarded(cell: str) -> str:
    """The value that ``guarded`` was given."""
    return cell[1:] if _MARKED.match(cell) else cell


def csv_text(records: list[CaseRecord]) -> str:
    """A table that a Dutch Excel opens at a double click: semicolons, a BOM, CRLF."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(CaseRecord.model_fields)
    for record in records:
        writer.writerow(_cell(value) for value in record.model_dump().values())
    return "\ufeff" + out.getvalue()


def _cell(value: str | int | list[str]) -> str:
    return guarded(", ".join(value) if isinstance(value, list) else str(value))


def records_of(text: str) -> list[CaseRecord]:
    """The records of a table that ``csv_text`` made."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";")
    return [CaseRecord.model_validate(dict(map(_value, row.items()))) for row in rows]


def _value(cell: tuple[str, str]) -> tuple[str, str | int | list[str]]:
    name, text = cell[0], unguarded(cell[1])
    kind = CaseRecord.model_fields[name].annotation
    if kind == list[str]:
        return name, text.split(", ") if text else []
    return name, int(text) if kind is int else text


@dataclass(frozen=True)
class News:
    """A case that is new or was changed, for the feed. ``id`` is an address for ever."""

    id: str
    title: str
    summary: str
    address: str
    day: str


def news(library: Library) -> tuple[News, ...]:
    """The cases that were looked at last, the newest first."""
    newest = sorted(library.cases, key=lambda case: case.order)
    newest.sort(key=lambda case: case.meta.checked, reverse=True)
    return tuple(_news(case) for case in newest[:MOST_NEWS])


def _news(case: CaseEntry) -> News:
    meta = case.meta
    return News(
        urn(meta.id), meta.title, meta.summary, TOP + case.address, meta.checked.isoformat()
    )


def urn(name: str) -> str:
    """A name that is the same for ever, wherever the site stands."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"werkatelier-inwonerskracht:{name}").urn
