"""The rows of the tables in CONTRIBUTING.md: every field and every message, from their source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_origin

from pydantic.fields import FieldInfo

from macros.content import problems
from macros.content.front_checks import field_order
from macros.content.kinds import BY_NAME, ROLES, STEPS, Kind, SectionRule
from macros.content.models import FromList, RefTo, inner_model, mark_of
from macros.content.problems import catalogue
from macros.content.vocabulary import Vocabulary


@dataclass(frozen=True)
class FieldRow:
    """One field of a kind: its name, what it is for, whether it must be there, its values."""

    name: str
    help: str
    required: str
    values: str


@dataclass(frozen=True)
class MessageRow:
    """One message of the check, its places shown as dots."""

    code: str
    what: str
    why: str
    remedy: str
    stops: bool
    mendable: bool


@dataclass(frozen=True)
class SectionRow:
    """One section of a kind: its title, what belongs in it, how long and in which form."""

    title: str
    help: str
    words: str
    form: str
    required: bool


_FORMS = {
    "prose": "gewone tekst",
    "numbered": "lijst met nummers",
    "bullets": "lijst met streepjes",
}


def section_rows(kind: Kind) -> Iterator[SectionRow]:
    """The sections of a kind, in their order."""
    for rule in kind.sections:
        words = f"{rule.least} tot {rule.most}"
        yield SectionRow(rule.title, rule.help, words, _form(rule), rule.required)


def _form(rule: SectionRule) -> str:
    named = {ROLES: "een kop met ### per rol", STEPS: "een kop met ### per onderdeel"}
    parts = named.get(rule.title) or f"koppen met ###: {', '.join(rule.parts)}"
    form = parts if rule.shape == "parts" else _FORMS[rule.shape]
    return f"{form}, aan het eind **{rule.closing}**" if rule.closing else form


def field_rows(kind: Kind, words: Vocabulary | None = None) -> Iterator[FieldRow]:
    """The fields of a kind, in the order in which they are written.

    With ``words`` the values of a list are spelled out.
    """
    by_alias = {str(info.alias): info for info in kind.model.model_fields.values()}
    for name in field_order(kind):
        info = by_alias[name]
        yield _field_row(name, info, words)
        for inner in getattr(inner_model(info), "model_fields", {}).values():
            yield _field_row(f"{name}: {inner.alias}", inner, words)


def _field_row(name: str, info: FieldInfo, words: Vocabulary | None) -> FieldRow:
    many = get_origin(info.annotation) is tuple
    least = any(getattr(item, "min_length", 0) for item in info.metadata)
    must = "ja, mag leeg: []" if many and not least else "ja"
    required = must if info.is_required() else "nee"
    return FieldRow(name, info.description or "", required, _values(mark_of(info), words))


def _values(mark: FromList | RefTo | None, words: Vocabulary | None) -> str:
    if isinstance(mark, FromList):
        listed = ", ".join(words[mark.name]) if words else ""
        return listed or f"de lijst {mark.name} in cases/vocabulaire.yml"
    if isinstance(mark, RefTo):
        folder = BY_NAME[mark.kind].folder if mark.kind in BY_NAME else "bronnen.yml"
        return f"de namen in cases/{folder}"
    return ""


def message_groups() -> dict[str, list[MessageRow]]:
    """The messages under the headings that ``meldingen.yml`` has as remarks."""
    text = Path(problems.__file__).with_name("meldingen.yml").read_text(encoding="utf-8")
    groups: dict[str, list[MessageRow]] = {}
    heading = ""
    for line in text.split("\n"):
        if found := re.match(r"# --- (.+?) -*$", line):
            heading = found[1].strip()
        elif found := re.match(r"([\w-]+):$", line):
            groups.setdefault(heading, []).append(_message_row(found[1]))
    return groups


def _message_row(code: str) -> MessageRow:
    message = catalogue()[code]
    what, why, remedy = map(_dots, (message.what, message.why, message.remedy))
    stops, mendable = message.level == problems.ERROR, bool(message.done)
    return MessageRow(code, what, why, remedy, stops, mendable)


def _dots(text: str) -> str:
    return re.sub(r"\{\w+\}", "...", text)
