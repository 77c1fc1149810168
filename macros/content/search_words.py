"""Words that mean the same to somebody who searches: ``zoekwoorden.yml``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

from macros.content.data import read_data
from macros.content.problems import Problem, problem

FILE = "zoekwoorden.yml"


@dataclass(frozen=True)
class SearchWords:
    """Groups of words that find each other, and first parts of words that can be swapped."""

    groups: tuple[tuple[str, ...], ...] = ()
    prefixes: tuple[str, ...] = ()


NO_WORDS = SearchWords()


def read_search_words(folder: Path, problems: list[Problem]) -> SearchWords:
    """The words; none when there is no such file, for a library can do without."""
    if not (folder / FILE).exists():
        return NO_WORDS
    front, path = read_data(folder / FILE, problems)
    groups, prefixes = front.values.get("groepen"), front.values.get("voorvoegsels", ())
    if _is_list_of_lists(groups) and _is_words(prefixes):
        return SearchWords(groups, prefixes)
    problems.append(problem("lijst-vorm", path, front.line(("groepen",))))
    return NO_WORDS


def _is_words(value: Any) -> TypeGuard[tuple[str, ...]]:
    return isinstance(value, tuple) and all(isinstance(word, str) and word for word in value)


def _is_list_of_lists(value: Any) -> TypeGuard[tuple[tuple[str, ...], ...]]:
    return isinstance(value, tuple) and all(_is_words(group) for group in value)
