"""The rows of the tables in CONTRIBUTING.md: every field and every message, from their source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.content import problems
from macros.content.front_checks import field_order
from macros.content.kinds import Kind
from macros.content.models import FromList, RefTo, mark_of
from macros.content.problems import catalogue


@dataclass(frozen=True)
class FieldRow:
    """One field of a kind: its name, what it is for, whether it must be there, its values."""

    name: str
    help: str
    required: bool
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


def field_rows(kind: Kind) -> Iterator[FieldRow]:
    """The fields of a kind, in the order in which they are written."""
    by_alias = {str(info.alias): info for info in kind.model.model_fields.values()}
    for name in field_order(kind):
        info = by_alias[name]
        yield FieldRow(name, info.description or "", info.is_required(), _values(mark_of(info)))


def _values(mark: FromList | RefTo | None) -> str:
    if isinstance(mark, FromList):
        return f"de lijst {mark.name} in cases/vocabulaire.yml"
    if isinstance(mark, RefTo):
        return (
            "een naam uit cases/bronnen.yml" if mark.kind == "bron" else f"naam van een {mark.kind}"
        )
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
