"""From the values in a front matter to a model, or to problems with a line and a remedy."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from macros.content.frontmatter import FrontMatter, Key
from macros.content.kinds import Kind
from macros.content.models import Entry, FromList, inner_model, mark_of
from macros.content.problems import Problem, nearest, problem
from macros.content.vocabulary import Vocabulary


def build_entry(front: FrontMatter, kind: Kind, path: str) -> tuple[Entry | None, list[Problem]]:
    """The model of these values, or the problems that stand in its way."""
    try:
        return kind.model.model_validate(front.values), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [_translate(detail, front, kind.model, path) for detail in details]


def _translate(
    detail: ErrorDetails, front: FrontMatter, model: type[BaseModel], path: str
) -> Problem:
    place: Key = detail["loc"]
    name = str(place[-1]) if isinstance(place[-1], str) else str(place[-2])
    given = detail["input"]
    code, places = _code_and_places(detail, given)
    suggestion = ""
    if code == "veld-onbekend":
        suggestion = _nearest_field(name, model, place)
    return problem(
        code, path, front.line(place), suggestion=suggestion, veld=name, waarde=given, **places
    )


_Details = Callable[[dict[str, Any], Any], dict[str, Any]]


def _limit(name: str) -> _Details:
    return lambda context, given: {"grens": context[name], "aantal": _size(given)}


def _size(given: Any) -> int:
    return len(given) if isinstance(given, str | tuple | dict) else 0


_TRANSLATIONS: dict[str, tuple[str, _Details]] = {
    "missing": ("veld-ontbreekt", lambda context, given: {}),
    "extra_forbidden": ("veld-onbekend", lambda context, given: {}),
    "string_type": ("geen-tekst", lambda context, given: {}),
    "string_too_long": ("te-lang", _limit("max_length")),
    "tuple_type": ("geen-lijst", lambda context, given: {}),
    "too_long": ("lijst-te-lang", _limit("max_length")),
    "int_type": ("geen-getal", lambda context, given: {}),
    "greater_than_equal": ("getal-te-klein", lambda context, given: {"grens": context["ge"]}),
    "less_than_equal": ("getal-te-groot", lambda context, given: {"grens": context["le"]}),
    "date_type": ("geen-datum", lambda context, given: {}),
    "value_error": ("geen-datum", lambda context, given: {}),
    "literal_error": (
        "vaste-waarde",
        lambda context, given: {"goed": str(context["expected"]).replace("'", "")},
    ),
}


def _code_and_places(detail: ErrorDetails, given: Any) -> tuple[str, dict[str, Any]]:
    """The code of the Dutch message, and what to fill in."""
    sort, context = detail["type"], detail.get("ctx", {})
    if sort in ("string_too_short", "too_short"):
        return _too_little(given, context["min_length"])
    code, details = _TRANSLATIONS.get(sort, ("veld-fout", lambda context, given: {}))
    return code, details(context, given)


def _too_little(given: Any, least: int) -> tuple[str, dict[str, Any]]:
    size = _size(given.strip() if isinstance(given, str) else given)
    if size == 0:
        return "veld-leeg", {}
    code = "te-kort" if isinstance(given, str) else "lijst-te-kort"
    return code, {"grens": least, "aantal": size}


def _nearest_field(name: str, model: type[BaseModel], place: Key) -> str:
    for step in place[:-1]:
        info = _field(model, step)
        model = (inner_model(info) if info else None) or model
    return nearest(name, [str(info.alias) for info in model.model_fields.values()])


def _field(model: type[BaseModel], alias: str | int) -> FieldInfo | None:
    return next((info for info in model.model_fields.values() if info.alias == alias), None)


def values_with_marks(
    model: BaseModel, place: Key = ()
) -> Iterator[tuple[Key, FieldInfo, tuple[Any, ...]]]:
    """Every field of a model and of the models in it: its place, what it is, its values."""
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        here = (*place, str(info.alias))
        values = value if isinstance(value, tuple) else (value,)
        yield here, info, values
        for number, inner in enumerate(values):
            if isinstance(inner, BaseModel):
                deeper = (*here, number) if isinstance(value, tuple) else here
                yield from values_with_marks(inner, deeper)


def check_terms(
    entry: Entry, front: FrontMatter, words: Vocabulary, path: str
) -> Iterator[Problem]:
    """Every value stands in its list, and no value stands in a list twice."""
    for place, info, values in values_with_marks(entry):
        yield from _check_doubles(place, values, front, path)
        mark = mark_of(info)
        if isinstance(mark, FromList):
            known = words[mark.name]
            for number, value in enumerate(values):
                if str(value) not in known:
                    line = front.line((*place, number))
                    yield _unknown_term(str(value), mark.name, words, path, line, str(place[-1]))


def _unknown_term(
    value: str, name: str, words: Vocabulary, path: str, line: int, field: str
) -> Problem:
    known = words[name]
    by_label = {term.label.lower(): slug for slug, term in known.items()}
    suggestion = by_label.get(value.lower()) or nearest(value, known)
    other = "partijen.intern" if name == "partijen.extern" else "partijen.extern"
    if name.startswith("partijen") and value in words[other]:
        return problem("partij-verkeerde-kant", path, line, waarde=value, veld=field,
                       ander=other.split(".")[1])  # fmt: skip
    return problem(
        "waarde-onbekend", path, line,
        suggestion=suggestion, waarde=value, veld=field, keuze=", ".join(known),
    )  # fmt: skip


def _check_doubles(
    place: Key, values: tuple[Any, ...], front: FrontMatter, path: str
) -> Iterator[Problem]:
    if len(values) > 1 and all(isinstance(v, str) for v in values):
        for number, value in enumerate(values):
            if value in values[:number]:
                line = front.line((*place, number))
                yield problem("dubbele-waarde", path, line, waarde=value, veld=place[-1])


def check_key_order(front: FrontMatter, kind: Kind, path: str) -> Iterator[Problem]:
    """The fields stand in the order of the model, so that files can be compared."""
    right = [str(info.alias) for info in kind.model.model_fields.values()]
    order = _display_order(right)
    given = [key for key in front.values if key in order]
    wanted = sorted(given, key=order.index)
    if given != wanted:
        first = next(a for a, b in zip(given, wanted, strict=True) if a != b)
        line = front.line((first,))
        yield problem("volgorde-velden", path, line, veld=first, volgorde=", ".join(wanted))


def field_order(kind: Kind) -> list[str]:
    """The Dutch names of the fields of a kind, in the order in which they are written."""
    return _display_order([str(info.alias) for info in kind.model.model_fields.values()])


def _display_order(names: list[str]) -> list[str]:
    """``id`` and ``titel`` first; sources, date and old addresses, which all kinds share, last."""
    last = [name for name in ("bronnen", "nagekeken", "oude_paden") if name in names]
    return [name for name in names if name not in last] + last


def closest_title(title: str, known: list[str]) -> str:
    """The known title that looks most like this one, or nothing."""
    lowered = {name.lower(): name for name in known}
    found = difflib.get_close_matches(title.lower()[:80], list(lowered), n=1, cutoff=0.5)
    return lowered[found[0]] if found else ""
