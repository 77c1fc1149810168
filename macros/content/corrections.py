"""The right line for a wrong value, where it is certain what the editor meant."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

from macros.content import writing
from macros.content.frontmatter import FrontMatter, Key, read_front_matter

_FIELD = re.compile(r"^(\s*(?:- +)*)([\w-]+)( *:)(?: +\S|\s*$)")
_NOTHING = ("", "-", "geen", "nee", "niets", "leeg", "nvt", "n.v.t.", "n.v.t", "geen idee")
_ITEM = re.compile(r"^(\s*-) +\S")
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
_LONGEST = 500


def line(
    code: str, front: FrontMatter, place: Key, suggestion: str, places: Mapping[str, Any]
) -> str:
    """The corrected line for a problem of kind ``code``; empty where only the editor knows it."""
    if code == "veld-onbekend":
        return _renamed(front, place, suggestion)
    if code not in _MENDED:
        return ""
    mended = _MENDED[code](dig(front.values, place), places)
    return value(front, place, mended) if mended else ""


def _renamed(front: FrontMatter, place: Key, name: str) -> str:
    """The line with the right name of the field, if only capitals or spaces were wrong."""
    given, written = str(place[-1]), front.written(front.line(place))
    same = given.casefold().replace(" ", "_").replace("-", "_") == name
    return written.replace(given, name, 1) if same and name else ""


def value(front: FrontMatter, place: Key, new: str | tuple[str, ...]) -> str:
    """The line with another value; ``place`` is that of a field or of an item in its list."""
    if isinstance(place[-1], str):
        return field(front, place, new)
    around = dig(front.values, place[:-1])
    if not isinstance(around, tuple) or isinstance(new, tuple):
        return field(front, place[:-1], new)
    written = front.written(front.line(place))
    if found := _ITEM.match(written):
        return f"{found[1]} {writing.scalar(new)}"
    items = tuple(new if n == place[-1] else item for n, item in enumerate(around))
    return field(front, place[:-1], items)


def meant(given: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """The values that were meant for sure: as a label, with capitals, or with no commas between.

    ``known`` are the labels of the values that there are.
    """
    if same := _same_word(given, known):
        return (same,)
    for split in (r"\s*[;/+&|]\s*|\s+(?:en|of)\s+", r"\s+"):
        parts = tuple(_same_word(part, known) for part in re.split(split, given.strip()))
        if len(parts) > 1 and all(parts):
            return parts
    return ()


def _same_word(given: str, known: Mapping[str, str]) -> str:
    by_label = {label.casefold(): value for value, label in known.items()}
    by_value = {value.casefold(): value for value in known}
    word = given.casefold().strip(" .,;:")
    return by_label.get(word) or by_value.get(word.replace(" ", "-")) or ""


def as_meant(front: FrontMatter, place: Key, known: Mapping[str, str]) -> str:
    """The line of an unknown value as it was meant: the whole list, where all of it is certain."""
    around = dig(front.values, place[:-1])
    items = around if isinstance(around, tuple) else (around,)
    new = [meant(item, known) if isinstance(item, str) else () for item in items]
    if not isinstance(around, tuple):
        return value(front, place, new[0][0]) if len(new[0]) == 1 else ""
    whole = tuple(dict.fromkeys(each for found in new for each in found))
    one = new[int(place[-1])]
    line = field(front, place[:-1], whole) if all(new) else ""
    return line or (value(front, place, one[0]) if len(one) == 1 else "")


def field(front: FrontMatter, place: Key, new: str | tuple[Any, ...]) -> str:
    """The line of a field with another value; empty when the value takes more than that line."""
    written = front.written(front.line(place))
    found = _FIELD.match(written) if len(written) <= _LONGEST else None
    if not found or not all(isinstance(item, str) for item in new):
        return ""
    alone = read_front_matter(written[found.start(2) :], "")
    if alone.problems or alone.values != {place[-1]: dig(front.values, place)}:
        return ""
    text = writing.scalar(new) if isinstance(new, str) else writing.flow_list(new)
    return f"{found[1]}{found[2]}: {text}"


def dig(values: Any, place: Key) -> Any:
    """What stands at this place, or None."""
    for step in place:
        inside = isinstance(values, dict) or (isinstance(values, tuple) and isinstance(step, int))
        if not inside or (isinstance(values, dict) and step not in values):
            return None
        if isinstance(values, tuple) and not 0 <= int(step) < len(values):
            return None
        values = values[step]
    return values


def says_nothing(given: Any) -> bool:
    """Whether somebody wrote in words that there is nothing to choose."""
    return isinstance(given, str) and given.casefold().strip() in _NOTHING


def _list(given: Any, places: Mapping[str, Any]) -> tuple[str, ...] | None:
    """``a, b`` and ``{a, b}`` as a list, and ``4 tot 12`` as two numbers."""
    if isinstance(given, dict) and not any(given.values()):
        return tuple(given)
    if numbers := re.fullmatch(r"\s*(\d+) *(?:-|\u2013|tot|t/m) *(\d+)\s*", str(given)):
        return numbers.groups()
    if not isinstance(given, str) or re.search(r"[\[\]{}:\n]", given.strip("[]")):
        return None
    items = tuple(item.strip() for item in given.strip("[]() ").split(","))
    return items if all(items) and not re.search(r"[()]", "".join(items)) else None


def _only_item(given: Any, places: Mapping[str, Any]) -> str | None:
    return given[0] if isinstance(given, tuple) and len(given) == 1 else None


def _number(given: Any, places: Mapping[str, Any]) -> str | None:
    """The number in ``40 minuten``, and the minutes in ``2 uur``."""
    numbers = re.findall(r"[\d.,]+", str(given))
    if len(numbers) != 1 or not re.fullmatch(r"\d{1,4}", numbers[0]):
        return None
    hours = re.search(r"\d\s*(?:u|uur|uren)\b", str(given))
    return str(int(numbers[0]) * 60) if hours else numbers[0]


def _date(given: Any, places: Mapping[str, Any]) -> str | None:
    """``24-11-2026``, ``24 november 2026`` and ``2026/11/24`` as 2026-11-24."""
    written = str(given).lower().strip()
    found = re.fullmatch(r"(\d{1,2})[-/. ]+(\d{1,2}|[a-z]+)[-/. ]+(\d{4})", written)
    turned = re.fullmatch(r"(\d{4})[-/. ]+(\d{1,2})[-/. ]+(\d{1,2})", written)
    if not found and not turned:
        return None
    day, month, year = found.groups() if found else turned.groups()[::-1]  # type: ignore[union-attr]
    number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month) if month.isdigit() else 0
    try:
        return datetime.date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None


def _only_choice(given: Any, places: Mapping[str, Any]) -> str | None:
    choices = str(places.get("goed", ""))
    return choices if re.fullmatch(r"[\w-]+", choices) else None


_MENDED: dict[str, Callable[[Any, Mapping[str, Any]], str | tuple[str, ...] | None]] = {
    "geen-lijst": _list,
    "geen-tekst": _only_item,
    "geen-getal": _number,
    "geen-datum": _date,
    "vaste-waarde": _only_choice,
}
