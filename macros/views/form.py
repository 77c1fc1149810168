"""The form with which somebody writes a case in the browser: made from the model and the rules.

Nothing here knows a single field by heart, but for a few labels that read better than the key.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic.fields import FieldInfo

from macros.content.front_checks import field_order
from macros.content.kinds import (
    BY_NAME,
    CASE,
    FRONT_OF_CARD,
    PARTIES,
    QUESTIONS,
    ROLES,
    SITUATION,
    TURN,
    Kind,
    SectionRule,
)
from macros.content.library import Library
from macros.content.library_checks import free_id
from macros.content.models import FromList, RefTo, inner_model, mark_of
from macros.content.problems import catalogue
from macros.content.schema import json_schema, values_of
from macros.views.rows import slugify

AUTOMATIC = ("id", "nagekeken", "herkomst", "oude_paden")
LONG_TEXT = 100  # characters: from here on a value gets a box of more than one line

_LABELS = {
    "domein": "Voor wie zetten inwoners zich in?",
    "rollen": "Rollen van de gemeente",
    "dilemmas": "Dilemma's",
    "niveaus": "Niveaus in de gemeente",
    "themas": "Thema's",
    "doelgroepen": "Voor wie is het initiatief?",
    "extern": "Partijen buiten de gemeente",
    "intern": "Partijen in de gemeente",
    "gemeente": "Grootte van de gemeente",
    "plek": "Stad of dorp",
    "tijd": "Tijd aan tafel",
}
_SECTION_HELP = {  # where the form asks it in another way than the file
    QUESTIONS: "Eén vraag per regel, drie tot vijf. Elke vraag eindigt op een vraagteken. "
    "De nummers komen er vanzelf bij.",
}
_MESSAGES = (
    "veld-leeg", "te-kort", "te-lang", "lijst-te-kort", "lijst-te-lang", "waarde-onbekend",
    "veld-fout", "niets-te-bespreken", "te-veel-te-bespreken", "deel-leeg", "deel-te-lang",
    "deel-te-kort", "kaart-te-vol", "vraag-zonder-teken", "kleiner-dan", "html", "accolades",
    "link-naar-buiten", "link-vorm", "los-adres", "verwijzing-onbekend", "e-mailadres",
    "telefoonnummer", "linktekst-vaag",
)  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """One value that can be chosen, with a line about it."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class FormField:
    """A field of the front matter.

    ``sort`` is ``regel`` or ``tekst`` (a short or a long text), ``getal``, ``een`` or ``meer``
    (one or more of the choices), ``lijst`` (more texts), ``velden`` or ``rijen`` (a set of
    ``inner`` fields, or more of them). ``least`` and ``most`` count characters of a text and
    values of a list; 0 is no limit. ``names`` is where the choices are kept when they are other
    content and no list.
    """

    name: str
    label: str
    help: str
    sort: str
    required: bool
    least: int
    most: int
    choices: tuple[Choice, ...] = ()
    inner: tuple[FormField, ...] = ()
    names: str = ""


@dataclass(frozen=True)
class FormSection:
    """A section of the text. ``sort`` is ``tekst``, ``vragen``, ``rollen`` or ``partijen``."""

    title: str
    anchor: str
    help: str
    sort: str
    least: int
    most: int
    required: bool


@dataclass(frozen=True)
class FormView:
    """Everything on the page; ``data`` is what its script needs, ready to become JSON."""

    texts: tuple[FormField, ...]
    choices: tuple[FormField, ...]
    sections: tuple[FormSection, ...]
    roles: tuple[Choice, ...]
    parties: tuple[Choice, ...]
    data: dict[str, Any]


def form_view(library: Library) -> FormView:
    """The form for a new case."""
    schema = json_schema(library, CASE)
    fields = tuple(form_fields(library, CASE))
    return FormView(
        tuple(field for field in fields if not field.choices),
        tuple(field for field in fields if field.choices),
        tuple(_section(rule) for rule in CASE.sections),
        _choices_named("rollen", fields),
        (*_choices_named("extern", fields), *_choices_named("intern", fields)),
        _data(library, schema),
    )


def _choices_named(name: str, fields: tuple[FormField, ...]) -> tuple[Choice, ...]:
    return next(field.choices for field in fields if field.name == name)


def form_fields(library: Library, kind: Kind) -> Iterator[FormField]:
    """The fields of a kind that a person fills in, in the order in which they are written."""
    schema = json_schema(library, kind)
    by_name = {str(info.alias): info for info in kind.model.model_fields.values()}
    for name in field_order(kind):
        if name not in AUTOMATIC:
            yield _field(by_name[name], schema["properties"][name], schema, library)


def _field(
    info: FieldInfo, prop: dict[str, Any], schema: dict[str, Any], library: Library
) -> FormField:
    name, many = str(info.alias), prop.get("type") == "array"
    least = prop.get("minItems" if many else "minLength", 0)
    most = prop.get("maxItems" if many else "maxLength", 0)
    choices = tuple(_choices(info, prop, library))
    inner = tuple(_inner_fields(info, schema, library))
    label = _LABELS.get(name, name.replace("_", " ").capitalize())
    required = info.is_required() and (least > 0 or not many)
    return FormField(name, label, info.description or "", _sort(prop, choices, inner), required,
                     least, most, choices, inner, _names(info))  # fmt: skip


def _names(info: FieldInfo) -> str:
    mark = mark_of(info)
    if not isinstance(mark, RefTo):
        return ""
    return f"cases/{BY_NAME[mark.kind].folder if mark.kind in BY_NAME else 'bronnen.yml'}"


def _inner_fields(info: FieldInfo, schema: dict[str, Any], library: Library) -> Iterator[FormField]:
    if model := inner_model(info):
        properties = schema["$defs"][model.__name__]["properties"]
        for inner in model.model_fields.values():
            yield _field(inner, properties[str(inner.alias)], schema, library)


def _sort(prop: dict[str, Any], choices: tuple[Choice, ...], inner: tuple[FormField, ...]) -> str:
    many = prop.get("type") == "array"
    if inner:
        return "rijen" if many else "velden"
    if choices:
        return "meer" if many else "een"
    if many:
        return "lijst"
    return "getal" if prop.get("type") == "integer" else _text_sort(prop.get("maxLength", 0))


def _text_sort(most: int) -> str:
    return "tekst" if most == 0 or most > LONG_TEXT else "regel"


def _choices(info: FieldInfo, prop: dict[str, Any], library: Library) -> Iterator[Choice]:
    mark = mark_of(info)
    if mark is None:
        yield from (Choice(value, value.capitalize()) for value in prop.get("enum", ()))
        return
    for value, label in values_of(library, mark).items():
        yield Choice(value, label, _note(library, mark.name, value) if isinstance(mark, FromList)
                     else "")  # fmt: skip


def _note(library: Library, list_name: str, value: str) -> str:
    return library.words[list_name][value].explanation


def _section(rule: SectionRule) -> FormSection:
    sort = {ROLES: "rollen", PARTIES: "partijen"}.get(rule.title)
    sort = sort or ("vragen" if rule.shape == "numbered" else "tekst")
    return FormSection(
        rule.title, slugify(rule.title), _SECTION_HELP.get(rule.title, rule.help), sort,
        rule.least, rule.most, rule.required,
    )  # fmt: skip


def _data(library: Library, schema: dict[str, Any]) -> dict[str, Any]:
    """What the script needs: schema, order of the fields, texts of messages, known names."""
    return {
        "schema": schema,
        "volgorde": [name for name in field_order(CASE) if name in schema["required"]],
        "id": free_id(CASE, (case.meta.id for case in library.cases)),
        "namen": sorted(case.slug for case in library.cases),
        "kaart": {"delen": [SITUATION, TURN], "grens": FRONT_OF_CARD},
        "rollen": {role.slug: role.meta.title for role in library.roles},
        "risico": next(rule.closing for rule in CASE.sections if rule.title == ROLES),
        "verwijzingen": list(_references(library)),
        "meldingen": {code: _message(code) for code in _MESSAGES},
    }


def _references(library: Library) -> Iterator[str]:
    """Everything that a link in a text can go to."""
    yield from (entry.reference for entry in library.entries)
    yield from (f"bron:{name}" for name in library.sources)
    yield from (f"woord:{name}" for name in library.glossary)


def _message(code: str) -> list[str]:
    message = catalogue()[code]
    return [message.what, message.remedy]
