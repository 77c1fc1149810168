"""The data files beside the cases: lists of values, sources and words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from macros.content import corrections, source
from macros.content.front_checks import keys_of, without_echoes
from macros.content.frontmatter import FrontMatter, Key, read_front_matter
from macros.content.models import Text, Texts
from macros.content.problems import Problem, nearest, problem
from macros.content.repairs import NO_KEYS, Keys
from macros.content.searchwords import Thesaurus
from macros.content.vocabulary import LISTS, Term, Vocabulary, build_vocabulary

MAX_BYTES = 500_000  # YAML of half a megabyte is read in about three seconds


class _Row(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class SourceRow(_Row):
    """A source that texts may name."""

    title: Text = Field(alias="titel")
    publisher: str = Field("", alias="uitgever")
    date: str = Field("", alias="datum", pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")
    address: str = Field("", alias="adres", pattern=r"^(https://[^\s<>\"]+)?$")
    sort: str = Field("", alias="soort")
    note: str = Field("", alias="opmerking")


class Word(_Row):
    """A word with its explanation, its other forms, and words that we would rather not use."""

    word: Text = Field(alias="woord")
    explanation: Text = Field(alias="uitleg")
    forms: Texts = Field((), alias="vormen")
    avoid: Texts = Field((), alias="liever_niet")
    searched: Texts = Field((), alias="ook_gezocht")


class ThesaurusRow(_Row):
    """Words that mean the same when searching, and first parts that may be swapped."""

    groups: tuple[Texts, ...] = Field(alias="groepen", strict=False)
    prefixes: Texts = Field((), alias="voorvoegsels", strict=False)


Sources = dict[str, SourceRow]
Glossary = dict[str, Word]
R = TypeVar("R", bound=BaseModel)
Rows = dict[str, R]
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_vocabulary(folder: Path, problems: list[Problem]) -> Vocabulary | None:
    """The lists of values, or None with the reasons added to ``problems``."""
    front, path = read_data(folder / "vocabulaire.yml", problems, Term)
    if not front.complete:
        return None
    found = [_terms(name, front, path) for name in LISTS]
    told = {p.line for p in front.problems}
    problems += [p for _, wrong in found for p in wrong if p.line not in told]
    return None if any(wrong for _, wrong in found) else build_vocabulary(front.values)


def _terms(name: str, front: FrontMatter, path: str) -> tuple[Rows[Term], list[Problem]]:
    """One list of the vocabulary, and what is wrong with it."""
    place = tuple(name.split("."))
    rows = corrections.dig(front.values, place)
    if not isinstance(rows, dict):
        line = front.line(place)
        return {}, [problem("lijst-ontbreekt", path, line, lijst=name)]
    return _valid_rows(rows, Term, front, place, path)


def read_sources(folder: Path, problems: list[Problem]) -> Sources:
    """The bibliography by id."""
    return _rows(folder / "bronnen.yml", SourceRow, problems)


def read_glossary(folder: Path, problems: list[Problem]) -> Glossary:
    """The words by their slug."""
    return _rows(folder / "woorden.yml", Word, problems)


def read_thesaurus(folder: Path, problems: list[Problem]) -> Thesaurus:
    """The search words; empty when the file is not in order."""
    front, path = read_data(folder / "zoekwoorden.yml", problems, ThesaurusRow)
    if not front.complete:
        return Thesaurus()
    try:
        row = ThesaurusRow.model_validate(front.values)
    except ValidationError as error:
        problems += _row_problems(error, front, (), path, ThesaurusRow)
        return Thesaurus()
    return Thesaurus(row.groups, row.prefixes)


def _rows(file: Path, model: type[R], problems: list[Problem]) -> Rows[R]:
    front, path = read_data(file, problems, model)
    rows, wrong = _valid_rows(front.values, model, front, (), path)
    told = {p.line for p in front.problems}
    problems += [p for p in wrong if p.line not in told]
    return rows


def read_data(
    file: Path, problems: list[Problem], model: type[BaseModel] | None = None
) -> tuple[FrontMatter, str]:
    """The values of a data file and its path in the project, its problems added to ``problems``.

    ``model`` is that of its rows, where they have one.
    """
    path = f"{file.parent.name}/{file.name}"
    try:
        raw, text = source.opened(file, path, MAX_BYTES)
    except FileNotFoundError:
        problems.append(problem("bestand-ontbreekt", path, 1))
    except source.UnreadableError as refused:
        problems += refused.problems
    else:
        return _read_rows(text, raw, path, model, problems), path
    return FrontMatter(), path


def _read_rows(
    text: str, raw: bytes, path: str, model: type[BaseModel] | None, problems: list[Problem]
) -> FrontMatter:
    if not text.strip():
        problems.append(problem("gegevens-leeg", path, 1))
        return FrontMatter()
    keys = Keys(inner=keys_of(model).top) if model else NO_KEYS
    front = read_front_matter(text, path, keys=keys)
    problems += [
        *source.check_bytes(raw, path),
        *source.check_characters(text, path),
        *source.check_line_ends(text, path),
        *front.problems,
    ]
    return front


def _valid_rows(
    values: Mapping[str, Any], model: type[R], front: FrontMatter, place: Key, path: str
) -> tuple[Rows[R], list[Problem]]:
    """The rows that are right by their name, and what is wrong with the others."""
    rows: Rows[R] = {}
    wrong: list[Problem] = []
    for name, fields in values.items():
        spot = (*place, name)
        if not _NAME.fullmatch(name):
            better = source.as_slug(name)
            wrong.append(problem("naam-vorm", path, front.line(spot), naam=name,
                                 suggestion=better))  # fmt: skip
        try:
            rows[name] = model.model_validate(_with_slug(model, name, fields))
        except ValidationError as error:
            wrong += _row_problems(error, front, spot, path, model)
    return rows, wrong


def _with_slug(model: type[BaseModel], name: str, fields: Any) -> Any:
    """A term knows its own name."""
    named = "slug" in model.model_fields and isinstance(fields, dict)
    return {"slug": name, **fields} if named else fields


_ROW_CODES = {
    "missing": "veld-ontbreekt",
    "extra_forbidden": "veld-onbekend",
    "string_type": "geen-tekst",
    "tuple_type": "geen-lijst",
    "string_too_short": "veld-leeg",
    "string_too_long": "te-lang",
}
_PATTERN_CODES = {"datum": "geen-datum", "adres": "adres-vorm"}


def _row_problems(
    error: ValidationError, front: FrontMatter, place: Key, path: str, model: type[BaseModel]
) -> Iterator[Problem]:
    known = sorted(keys_of(model).top)
    for detail in without_echoes(error.errors(include_url=False), model):
        if not detail["loc"]:
            yield problem("lijst-vorm", path, front.line(place))
            return
        name = str(detail["loc"][0])
        code = _ROW_CODES.get(detail["type"]) or _PATTERN_CODES.get(name, "veld-fout")
        limit = detail.get("ctx", {}).get("max_length", "")
        yield problem(
            code, path, front.line((*place, *detail["loc"])),
            veld=name, waarde=detail["input"], aantal=len(str(detail["input"])), grens=limit,
            suggestion=nearest(name, known) if code == "veld-onbekend" else "",
        )  # fmt: skip
