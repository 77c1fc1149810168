"""Checks on words: who is named, which words, what stands there twice.

What can be seen in one file is looked at per file; the rest when all files are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from macros.content.citations import check_unused_sources
from macros.content.data import Glossary
from macros.content.doubles import Said, check_doubles, paragraphs
from macros.content.language import Ease, avoided_words, check_preferred_words, ease_of
from macros.content.privacy import (
    Names,
    any_of,
    by_first_word,
    check_names,
    check_traces,
    check_unused_names,
    names_used,
)
from macros.content.problems import Problem
from macros.content.prose import Words
from macros.content.texts import LISTS, Passage, data_passages
from macros.content.wordlist import WordFinder

if TYPE_CHECKING:
    from macros.content.library import Reading


@dataclass(frozen=True)
class Wording:
    """What one file says, as far as others have to know: paragraphs, listed names, ease."""

    said: tuple[Said, ...] = ()
    names: frozenset[str] = frozenset()
    ease: Ease = field(default_factory=Ease)


@dataclass(frozen=True)
class HouseRules:
    """The lists that words are held against."""

    names: Names = field(default_factory=dict)
    glossary: Glossary = field(default_factory=dict)

    @cached_property
    def explained(self) -> Words:
        """The words that pages explain."""
        return Words(self.glossary)

    @cached_property
    def _listed(self) -> re.Pattern[str] | None:
        return any_of(self.names)

    @cached_property
    def _names_by_word(self) -> dict[str, list[str]]:
        return by_first_word(self.names)

    @cached_property
    def _avoided(self) -> WordFinder:
        return avoided_words(self.glossary)

    def look_at(self, passages: tuple[Passage, ...]) -> tuple[list[Problem], Wording]:
        """What can be seen in one file, and what the checks on the whole library need of it."""
        used = frozenset(names_used(passages, self._names_by_word))
        wording = Wording(tuple(paragraphs(passages)), used, ease_of(passages))
        return list(self._check(passages)), wording

    def check_library(self, reading: Reading, folder: Path) -> Iterator[Problem]:
        """What can be seen when all files are known, and what stands in the data files."""
        passages = tuple(data_passages(folder))
        yield from self._check(passages)
        wordings = [draft.wording for draft in reading.oldest_first]
        yield from check_doubles(said for wording in wordings for said in wording.said)
        if reading.unreadable or reading.has_errors_in(*LISTS):
            return  # what nobody uses may stand in what could not be read
        used = {*names_used(passages, self._names_by_word), *(n for w in wordings for n in w.names)}
        yield from check_unused_names(self.names, used, folder)
        yield from check_unused_sources(reading, folder)

    def _check(self, passages: Iterable[Passage]) -> Iterator[Problem]:
        yield from check_traces(passages)
        yield from check_names(passages, self._listed)
        yield from check_preferred_words(passages, self.glossary, self._avoided)
