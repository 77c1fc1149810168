"""Checks on the words of the whole library: who is named, which words, what stands there twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from macros.content.citations import check_unused_sources
from macros.content.doubles import check_doubles
from macros.content.language import check_preferred_words
from macros.content.privacy import check_names, check_traces, check_unused_names, read_names
from macros.content.problems import Problem
from macros.content.texts import all_passages

if TYPE_CHECKING:
    from macros.content.library import Reading


def check_house_rules(reading: Reading, folder: Path) -> Iterator[Problem]:
    """Everything that a word check finds in ``folder``, the folder with the content."""
    passages = tuple(all_passages(reading.oldest_first, folder))
    problems: list[Problem] = []
    names = read_names(folder, problems)
    yield from problems
    yield from check_traces(passages)
    yield from check_names(passages, names)
    yield from check_unused_names(passages, names, folder)
    yield from check_preferred_words(passages, reading.glossary)
    yield from check_doubles(passages)
    yield from check_unused_sources(reading, folder)
