"""The data files beside the cases: lists of values, sources and words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from macros.content import source
from macros.content.frontmatter import FrontMatter, read_front_matter
from macros.content.problems import Problem, nearest, problem
from macros.content.searchwords import Thesaurus
from macros.content.vocabulary import LISTS, Vocabulary, build_vocabulary

MAX_BYTES = 1_000_000


class _Row(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class SourceRow(_Row):
    """A source that texts may name."""

    title: str = Field(alias="titel", min_length=1)
    publisher: str = Field("", alias="uitgever")
    date: str = Field("", alias="datum", pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")
    address: str = Field("", alias="adres", pattern=r"^(https://[^\s<>\"]+)?$")
    sort: str = Field("", alias="soort")
    note: str = Field("", alias="opmerking")


class Word(_Row):
    """A word with its explanation, its other forms, and words that we would rather not use."""

    word: str = Field(alias="woord", min_length=1)
    explanation: str = Field(alias="uitleg", min_length=1)
    forms: tuple[str, ...] = Field((), alias="vormen")
    avoid: tuple[str, ...] = Field((), alias="liever_niet")
    searched: tuple[str, ...] = Field((), alias="ook_gezocht")


class ThesaurusRow(_Row):
    """Words that mean the same when searching, and first parts that may be swapped."""

    groups: tuple[tuple[str, ...], ...] = Field(alias="groepen", strict=False)
    prefixes: tuple[str, ...] = Field((), alias="voorvoegsels", strict=False)


Sources = dict[str, SourceRow]
Glossary = dict[str, Word]
T = TypeVar("T")
R = TypeVar("R", bound=_Row)


def read_vocabulary(folder: Path, problems: list[Problem]) -> Vocabulary | None:
    """The lists of values, or None with the reasons added to ``problems``."""
    front, path = read_data(folder / "vocabulaire.yml", problems)
    missing = [name for name in LISTS if not _has(front.values, name)]
    problems += [problem("lijst-ontbreekt", path, 1, lijst=name) for name in missing]
    if missing:
        return None
    return _validated(lambda: build_vocabulary(front.values), front, path, problems)


def _has(values: Any, name: str) -> bool:
    for step in name.split("."):
        values = values.get(step) if isinstance(values, dict) else None
    return isinstance(values, dict)


def read_sources(folder: Path, problems: list[Problem]) -> Sources:
    """The bibliography by id."""
    return _rows(folder / "bronnen.yml", SourceRow, problems)


def read_glossary(folder: Path, problems: list[Problem]) -> Glossary:
    """The words by their slug."""
    return _rows(folder / "woorden.yml", Word, problems)


def read_thesaurus(folder: Path, problems: list[Problem]) -> Thesaurus:
    """The search words; empty when the file is not in order."""
    front, path = read_data(folder / "zoekwoorden.yml", problems)
    try:
        row = ThesaurusRow.model_validate(front.values)
    except ValidationError as error:
        problems += _row_problems(error, front, (), path, ThesaurusRow)
        return Thesaurus()
    return Thesaurus(row.groups, row.prefixes)


def _rows(file: Path, model: type[R], problems: list[Problem]) -> dict[str, R]:
    front, path = read_data(file, problems)
    rows: dict[str, R] = {}
    for name, fields in front.values.items():
        try:
            rows[name] = model.model_validate(fields)
        except ValidationError as error:
            problems += _row_problems(error, front, (name,), path, model)
    return rows


def read_data(file: Path, problems: list[Problem]) -> tuple[FrontMatter, str]:
    """The values of a data file and its path in the project, its problems added to ``problems``."""
    path = f"{file.parent.name}/{file.name}"
    try:
        raw = source.read_bytes(file, path, MAX_BYTES)
        text = source.decode(raw, path)
    except FileNotFoundError:
        problems.append(problem("bestand-ontbreekt", path, 1))
        return FrontMatter(), path
    except source.UnreadableError as refused:
        problems += refused.problems
        return FrontMatter(), path
    front = read_front_matter(text, path)
    problems += [*source.check_characters(text, path), *front.problems]
    return front, path


def _validated(
    build: Callable[[], T], front: FrontMatter, path: str, problems: list[Problem]
) -> T | None:
    try:
        return build()
    except ValidationError as error:
        problems += _row_problems(error, front, (), path, None)
    except (TypeError, AttributeError):
        problems.append(problem("lijst-vorm", path, 1))
    return None


def _row_problems(
    error: ValidationError,
    front: FrontMatter,
    place: tuple[str, ...],
    path: str,
    model: type[_Row] | None,
) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        name = str(detail["loc"][0]) if detail["loc"] else ""
        line = front.line((*place, name))
        known = [str(f.alias) for f in model.model_fields.values()] if model else []
        code = {"missing": "veld-ontbreekt", "extra_forbidden": "veld-onbekend"}
        yield problem(
            code.get(detail["type"], "veld-fout"), path, line,
            veld=name, waarde=detail["input"],
            suggestion=nearest(name, known) if detail["type"] == "extra_forbidden" else "",
        )  # fmt: skip
