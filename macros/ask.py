"""SHELL: asks for every field of a new file, in Dutch, until the check takes the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import typer
from pydantic import BaseModel

from macros.content import writing
from macros.content.body_checks import check_titles_without_html
from macros.content.front_checks import check_answer
from macros.content.frontmatter import FrontMatter
from macros.content.models import inner_model
from macros.content.problems import Problem, nearest, problem
from macros.views.form import Choice, FormField

Answer = Any  # a text, a tuple of texts, a mapping of inner fields, a tuple of such mappings


def ask_all(fields: Iterable[FormField], model: type[BaseModel]) -> dict[str, Answer]:
    """The answers by the name of their field; what may be left out and is empty, is left out."""
    answers = {field.name: ask(field, model) for field in fields}
    optional = {str(i.alias) for i in model.model_fields.values() if not i.is_required()}
    return {name: answer for name, answer in answers.items() if answer or name not in optional}


def ask(field: FormField, model: type[BaseModel]) -> Answer:
    """Explain the field, and ask until the answer is right."""
    typer.echo("\n".join(["", typer.style(field.label, bold=True), *_explanation(field)]))
    while True:
        answer, problems = _ASK[field.sort](field, model)
        problems = problems or list(_check(field, model, answer))
        if not problems:
            return answer
        for found in problems:
            typer.secho(f"  {found.what} {found.advice}", fg="red")


def _explanation(field: FormField) -> Iterator[str]:
    yield f"  {field.help}{'' if field.required else ' Mag leeg: druk dan op Enter.'}"
    for number, choice in enumerate(field.choices, 1):
        note = f" ({choice.note})" if choice.note else ""
        yield f"  {number:>3}  {choice.label}{note}"


def _check(field: FormField, model: type[BaseModel], answer: Answer) -> Iterator[Problem]:
    """What the check of a file would say of this value."""
    if field.required or answer:
        yield from check_answer(model, field.name, answer)
        yield from check_titles_without_html(FrontMatter({field.name: answer}), "")


def _typed(question: str) -> str:
    return writing.on_one_line(typer.prompt(f"  {question}", default="", show_default=False))


_Asked = tuple[Answer, list[Problem]]


def _text(field: FormField, model: type[BaseModel]) -> _Asked:
    return _typed("Uw antwoord"), []


def _one(field: FormField, model: type[BaseModel]) -> _Asked:
    given = _typed("Kies een nummer")
    return _chosen(field, [given] if given else [], lambda values: values[0] if values else "")


def _more(field: FormField, model: type[BaseModel]) -> _Asked:
    given = _typed("Kies een of meer nummers, met een komma ertussen")
    return _chosen(field, [part.strip() for part in given.split(",") if part.strip()], tuple)


def _chosen(field: FormField, given: list[str], shape: Callable[[list[str]], Answer]) -> _Asked:
    """The values of what was typed: a number, a value or a label."""
    values = {part: _value(part, field.choices) for part in given}
    problems = [_unknown(field, part) for part, value in values.items() if not value]
    return shape(list(dict.fromkeys(values.values()))), problems


def _value(given: str, choices: tuple[Choice, ...]) -> str:
    for number, choice in enumerate(choices, 1):
        if given.casefold() in (str(number), choice.value.casefold(), choice.label.casefold()):
            return choice.value
    return ""


def _unknown(field: FormField, given: str) -> Problem:
    known = [choice.value for choice in field.choices]
    return problem("waarde-onbekend", "", 1, waarde=given, veld=field.name, keuze=", ".join(known),
                   suggestion=nearest(given, known))  # fmt: skip


def _list(field: FormField, model: type[BaseModel]) -> _Asked:
    found: list[str] = []
    while not field.most or len(found) < field.most:
        given = _typed(f"Nummer {len(found) + 1} (Enter als u klaar bent)")
        if not given:
            break
        found.append(given)
    return tuple(found), []


def _fields(field: FormField, model: type[BaseModel]) -> _Asked:
    return ask_all(field.inner, _inner(field, model)), []


def _rows(field: FormField, model: type[BaseModel]) -> _Asked:
    rows = [ask_all(field.inner, _inner(field, model)) for _ in range(field.least)]
    while len(rows) < field.most and _typed("Nog een? (ja of Enter)").casefold() in ("j", "ja"):
        rows.append(ask_all(field.inner, _inner(field, model)))
    return tuple(rows), []


def _inner(field: FormField, model: type[BaseModel]) -> type[BaseModel]:
    info = next(info for info in model.model_fields.values() if info.alias == field.name)
    inner = inner_model(info)
    assert inner is not None, field.name
    return inner


_ASK: dict[str, Callable[[FormField, type[BaseModel]], _Asked]] = {
    "regel": _text, "tekst": _text, "getal": _text, "een": _one, "meer": _more, "lijst": _list,
    "velden": _fields, "rijen": _rows,
}  # fmt: skip
