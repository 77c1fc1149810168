"""From the values in a front matter to a model, or to problems with a line and a remedy."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Annotated, Any, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from macros.content import corrections
from macros.content.frontmatter import FrontMatter, Key
from macros.content.kinds import Kind
from macros.content.models import Entry, FromList, inner_model, mark_of
from macros.content.problems import Problem, nearest, problem
from macros.content.repairs import Keys
from macros.content.vocabulary import Vocabulary


@dataclass(frozen=True)
class Built:
    """What the values of a front matter came to.

    ``entry`` is the model when all is well. ``partial`` has only the fields named in ``good``
    (reading another one raises AttributeError), so that one mistake does not hide the others.
    ``bad`` are the places that have a problem.
    """

    entry: Entry | None
    partial: Entry
    good: frozenset[str]
    bad: frozenset[Key] = frozenset()
    problems: tuple[Problem, ...] = ()


def build_entry(front: FrontMatter, kind: Kind, path: str) -> Built:
    """The model of these values, and the problems that stand in its way."""
    model = kind.model
    if not front.complete:
        return Built(None, model.model_construct(), frozenset())
    try:
        entry = model.model_validate(front.values)
    except ValidationError as error:
        return _half_built(front, model, error.errors(include_url=False), path)
    return Built(entry, entry, frozenset(model.model_fields))


def _half_built(
    front: FrontMatter, model: type[Entry], details: list[ErrorDetails], path: str
) -> Built:
    bad = frozenset(detail["loc"] for detail in details)
    good = dict(_good_values(front.values, model, {place[0] for place in bad}))
    problems = [_translate(d, front, model, path) for d in without_echoes(details, model)]
    return Built(None, model.model_construct(**good), frozenset(good), bad, tuple(problems))


def _good_values(
    values: Mapping[str, Any], model: type[Entry], bad: set[int | str]
) -> Iterator[tuple[str, Any]]:
    for name, info in model.model_fields.items():
        alias = str(info.alias)
        if alias in values and alias not in bad:
            yield name, _adapter(model, name).validate_python(values[alias])
        elif not info.is_required() and alias not in bad:
            yield name, info.get_default()


@cache
def _adapter(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    info = model.model_fields[name]
    field: Any = info.annotation
    return TypeAdapter(Annotated[field, *info.metadata] if info.metadata else field)


def without_echoes(details: list[ErrorDetails], model: type[BaseModel]) -> Iterator[ErrorDetails]:
    """What was wrong, without what only follows from it.

    A field whose name is misspelt is not also missing, and a list with a wrong item in it is
    not also too short.
    """
    misspelt = {
        (*d["loc"][:-1], _nearest_field(str(d["loc"][-1]), model, d["loc"]))
        for d in details
        if d["type"] == "extra_forbidden"
    }
    for detail in details:
        echo = detail["type"] == "missing" and detail["loc"] in misspelt
        if not echo and not _long_enough(detail):
            yield detail


def _long_enough(detail: ErrorDetails) -> bool:
    given = detail["input"]
    short = detail["type"] == "too_short" and isinstance(given, tuple)
    return short and len(given) >= detail["ctx"]["min_length"]


def _translate(
    detail: ErrorDetails, front: FrontMatter, model: type[BaseModel], path: str
) -> Problem:
    place: Key = detail["loc"]
    name = str(place[-1]) if isinstance(place[-1], str) else str(place[-2])
    given = detail["input"]
    code, places = _code_and_places(detail, given)
    inner = _inner_names(model, place)
    suggestion = _nearest_field(name, model, place) if code == "veld-onbekend" else ""
    fixed = "" if inner else corrections.line(code, front, place, suggestion, places)
    if corrections.says_nothing(given) and _may_be_empty(model, place):
        code, fixed = "geen-lijst", corrections.field(front, place, ())
    return problem(
        code, path, front.line(place), suggestion=suggestion, fixed=fixed,
        **{"veld": name, "waarde": given, "keuze": ", ".join(inner), **places},
    )  # fmt: skip


def _may_be_empty(model: type[BaseModel], place: Key) -> bool:
    """Whether this is a list without a least number of values."""
    info = _field(_model_at(model, place), place[-1])
    if info is None or get_origin(info.annotation) is not tuple:
        return False
    return not any(getattr(item, "min_length", 0) for item in info.metadata)


def _inner_names(model: type[BaseModel], place: Key) -> list[str]:
    """The names of the fields in this field, for the few that have any."""
    at = place[:-1] if isinstance(place[-1], int) else place
    info = _field(_model_at(model, at), at[-1])
    inner = inner_model(info) if info else None
    return _names(inner) if inner else []


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
    "too_long": ("lijst-te-lang", _limit("max_length")),
    "int_type": ("geen-getal", lambda context, given: {}),
    "greater_than_equal": ("getal-te-klein", lambda context, given: {"grens": context["ge"]}),
    "less_than_equal": ("getal-te-groot", lambda context, given: {"grens": context["le"]}),
    "date_type": ("geen-datum", lambda context, given: {}),
    "value_error": ("geen-datum", lambda context, given: {}),
    "literal_error": (
        "vaste-waarde",
        lambda context, given: {
            "goed": str(context["expected"]).replace("'", "").replace(" or ", ", ")
        },
    ),
}


def _code_and_places(detail: ErrorDetails, given: Any) -> tuple[str, dict[str, Any]]:
    """The code of the Dutch message, and what to fill in."""
    sort, context = detail["type"], detail.get("ctx", {})
    if given == "" and sort in ("int_type", "date_type", "literal_error"):
        return "veld-leeg", {}
    if sort in ("string_too_short", "too_short"):
        return _too_little(given, context["min_length"])
    if sort == "tuple_type":
        return ("veld-leeg" if given == "" else "geen-lijst"), {}
    if sort == "model_type":
        return ("veld-leeg" if given == "" else "geen-velden"), {}
    code, details = _TRANSLATIONS.get(sort, ("veld-fout", lambda context, given: {}))
    return code, details(context, given)


def _too_little(given: Any, least: int) -> tuple[str, dict[str, Any]]:
    size = _size(given.strip() if isinstance(given, str) else given)
    if size == 0:
        return "veld-leeg", {}
    code = "te-kort" if isinstance(given, str) else "lijst-te-kort"
    return code, {"grens": least, "aantal": size}


def _nearest_field(name: str, model: type[BaseModel], place: Key) -> str:
    return nearest(name, _names(_model_at(model, place)))


def _model_at(model: type[BaseModel], place: Key) -> type[BaseModel]:
    """The model that the field at this place belongs to."""
    for step in place[:-1]:
        info = _field(model, step)
        model = (inner_model(info) if info else None) or model
    return model


def _field(model: type[BaseModel], alias: str | int) -> FieldInfo | None:
    return next((info for info in model.model_fields.values() if info.alias == alias), None)


def _names(model: type[BaseModel]) -> list[str]:
    return [str(info.alias or name) for name, info in model.model_fields.items()]


@cache
def keys_of(model: type[BaseModel]) -> Keys:
    """The names that fields of this model may have, and those of the fields in fields."""
    inner = filter(None, (inner_model(info) for info in model.model_fields.values()))
    return Keys(frozenset(_names(model)), frozenset(name for m in inner for name in _names(m)))


def values_with_marks(
    model: type[BaseModel], values: Mapping[str, Any], place: Key = ()
) -> Iterator[tuple[Key, FieldInfo, tuple[Any, ...]]]:
    """Every field that is filled in as its model wants: its place, what it is, its values.

    A single value has the place of its field, so its number (always 0) leads to the same line.
    """
    for name, info, inner, is_list in _fields(model):
        value, here = values.get(name), (*place, name)
        if isinstance(value, tuple) and is_list:
            yield here, info, value
            for number, row in enumerate(value):
                if inner and isinstance(row, dict):
                    yield from values_with_marks(inner, row, (*here, number))
        elif isinstance(value, str) and not is_list:
            yield here, info, (value,)
        elif inner and isinstance(value, dict):
            yield from values_with_marks(inner, value, here)


@cache
def _fields(
    model: type[BaseModel],
) -> tuple[tuple[str, FieldInfo, type[BaseModel] | None, bool], ...]:
    """The fields of a model: the name that an editor types, the model inside, whether it is a list.

    Asked several times for every file, so looked up once.
    """
    return tuple(
        (str(info.alias), info, inner_model(info), get_origin(info.annotation) is tuple)
        for info in model.model_fields.values()
    )


def check_terms(
    built: Built, front: FrontMatter, kind: Kind, words: Vocabulary, path: str
) -> Iterator[Problem]:
    """Every value stands in its list, and no value stands in a list twice."""
    for place, info, values in values_with_marks(kind.model, front.values):
        yield from _check_doubles(place, values, front, path)
        mark = mark_of(info)
        if not isinstance(mark, FromList):
            continue
        for number, value in enumerate(values):
            spot = (*place, number)
            told = built.bad & {place, spot}
            if isinstance(value, str) and value not in words[mark.name] and not told:
                yield _unknown_term(value, mark.name, words, front, path, spot)


def _unknown_term(
    value: str, name: str, words: Vocabulary, front: FrontMatter, path: str, place: Key
) -> Problem:
    known, line, field = words[name], front.line(place), place[-2]
    other = "partijen.intern" if name == "partijen.extern" else "partijen.extern"
    if name.startswith("partijen") and value in words[other]:
        return problem("partij-verkeerde-kant", path, line, waarde=value, veld=field,
                       ander=other.split(".")[1])  # fmt: skip
    labels = {slug: term.label for slug, term in known.items()}
    return problem(
        "waarde-onbekend", path, line,
        suggestion=", ".join(corrections.meant(value, labels)) or nearest(value, known),
        fixed=corrections.as_meant(front, place, labels),
        waarde=value, veld=field, keuze=", ".join(known),
    )  # fmt: skip


def _check_doubles(
    place: Key, values: tuple[Any, ...], front: FrontMatter, path: str
) -> Iterator[Problem]:
    if not all(isinstance(value, str) for value in values):
        return
    once = tuple(dict.fromkeys(values))
    for number, value in enumerate(values):
        if value in values[:number]:
            line = front.line((*place, number))
            yield problem("dubbele-waarde", path, line, waarde=value, veld=place[-1],
                          fixed=corrections.field(front, place, once))  # fmt: skip


def check_answer(model: type[BaseModel], name: str, value: Any) -> Iterator[Problem]:
    """What is wrong with the value of one field, before there is a file to put it in."""
    front = FrontMatter({name: value}, {(name,): 1}, complete=True)
    inside = next(n for n, info in model.model_fields.items() if info.alias == name)
    try:
        _adapter(model, inside).validate_python(value)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            detail["loc"] = (name, *detail["loc"])
            yield _translate(detail, front, model, "")


def check_key_order(front: FrontMatter, kind: Kind, path: str) -> Iterator[Problem]:
    """The fields stand in the order of the model, so that files can be compared."""
    right = [str(info.alias) for info in kind.model.model_fields.values()]
    order = _display_order(right)
    given = [key for key in front.values if key in order]
    wanted = sorted(given, key=order.index)
    if given != wanted:
        first = next(a for a, b in zip(given, wanted, strict=True) if a != b)
        after = wanted[wanted.index(first) - 1]
        yield problem("volgorde-velden", path, front.line((first,)), veld=first, na=after)


def field_order(kind: Kind) -> list[str]:
    """The Dutch names of the fields of a kind, in the order in which they are written."""
    return _display_order([str(info.alias) for info in kind.model.model_fields.values()])


def _display_order(names: list[str]) -> list[str]:
    """``id`` and ``titel`` first; sources, date and old addresses, which all kinds share, last."""
    last = [name for name in ("bronnen", "nagekeken", "oude_paden") if name in names]
    return [name for name in names if name not in last] + last


def closest_title(title: str, known: Sequence[str]) -> str:
    """The known title that looks most like this one, or nothing."""
    return _closest_title(title, tuple(known))


@lru_cache(maxsize=2_000)
def _closest_title(title: str, known: tuple[str, ...]) -> str:
    lowered = {name.lower(): name for name in known}
    found = difflib.get_close_matches(title.lower()[:80], list(lowered), n=1, cutoff=0.5)
    return lowered[found[0]] if found else ""
