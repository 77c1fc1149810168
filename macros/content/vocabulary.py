"""The lists of fixed values in ``vocabulaire.yml``: the one list that everybody reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Term(BaseModel):
    """One value: what a reader sees of it."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    slug: str
    label: str = Field(min_length=1, max_length=60)
    explanation: str = Field("", alias="uitleg")
    level: str = Field("", alias="niveau")
    # A card of a party holds these.
    interest: str = Field("", alias="belang", max_length=110)
    brings: str = Field("", alias="brengt_in", max_length=110)
    friction: str = Field("", alias="wrijving", max_length=110)
    sort: str = Field("", alias="soort")
    paper: str = Field("", alias="formaat")
    per: str = ""


LISTS = (
    "domeinen", "niveaus", "themas", "doelgroepen", "fases", "aflopen", "gemeenten", "plekken",
    "moeilijkheden", "tijden", "partijen.extern", "partijen.intern", "werkvormen", "materialen",
)  # fmt: skip


@dataclass(frozen=True)
class Vocabulary:
    """All lists: name of the list, then slug, then term, in the order of the file."""

    lists: Mapping[str, Mapping[str, Term]]

    def __getitem__(self, name: str) -> Mapping[str, Term]:
        return self.lists[name]

    def label(self, name: str, slug: str | int) -> str:
        """What a reader sees for this value."""
        return self.lists[name][str(slug)].label

    @property
    def parties(self) -> dict[str, Term]:
        """The external parties and then the internal ones."""
        return {**self.lists["partijen.extern"], **self.lists["partijen.intern"]}


def build_vocabulary(values: Mapping[str, Any]) -> Vocabulary:
    """The vocabulary in these nested values; raises pydantic's ValidationError or KeyError."""
    return Vocabulary({name: _terms(_dig(values, name)) for name in LISTS})


def _dig(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    for step in name.split("."):
        values = values[step]
    return values


def _terms(entries: Mapping[str, Any]) -> dict[str, Term]:
    return {slug: Term.model_validate({"slug": slug, **fields}) for slug, fields in entries.items()}
