"""The same words in two places: mostly pasted by accident, and only one of them gets mended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from macros.content.body import count_words, is_unwritten
from macros.content.problems import Problem, problem
from macros.content.texts import Passage, sentences

SHORTEST = 8  # words: shorter sentences are the same by chance
COPIED = 4  # passages that two files share: then one is a copy of the other
_NO_LETTERS = re.compile(r"[\W_]+")


class _Double(NamedTuple):
    problem: Problem
    other: str


def check_doubles(passages: Iterable[Passage]) -> Iterator[Problem]:
    """No paragraph and no sentence of eight words or more stands in two places.

    A file that shares many of them with another is a copy that was not rewritten yet: said once.
    """
    for _, found in groupby(_all_doubles(passages), key=lambda double: double.problem.path):
        yield from _said_once(list(found))


def _said_once(found: list[_Double]) -> Iterator[Problem]:
    shared = Counter(double.other for double in found)
    told: set[str] = set()
    for double in found:
        count, first = shared[double.other], double.problem
        if count < COPIED:
            yield first
        elif double.other not in told:
            told.add(double.other)
            yield problem("tekst-elders", first.path, first.line, eerste=double.other, aantal=count)


def _all_doubles(passages: Iterable[Passage]) -> Iterator[_Double]:
    first: dict[str, str] = {}
    for passage in passages:
        short = not passage.running or count_words(passage.text) < SHORTEST
        if short or is_unwritten(passage.text):
            continue
        if place := _seen(passage.text, passage.line, passage, first):
            yield _double("alinea-elders", passage.text, passage.line, passage, place)
        else:
            yield from _double_sentences(passage, first)


def _double_sentences(passage: Passage, first: dict[str, str]) -> Iterator[_Double]:
    for offset, sentence in sentences(passage.text):
        line = passage.line_at(offset)
        alone = len(sentence) == len(passage.text.strip())  # then it is the paragraph, seen above
        if count_words(sentence) < SHORTEST or alone:
            continue
        if place := _seen(sentence, line, passage, first):
            yield _double("zin-elders", sentence, line, passage, place)


def _seen(text: str, line: int, passage: Passage, first: dict[str, str]) -> str:
    """Where these words stood before, or nothing; then they are remembered."""
    words = _NO_LETTERS.sub(" ", text.lower()).strip()
    place = f"{passage.path} regel {line}"
    before = first.setdefault(words, place)
    return before if before != place else ""


def _double(code: str, text: str, line: int, passage: Passage, place: str) -> _Double:
    found = problem(code, passage.path, line, eerste=place, tekst=text)
    return _Double(found, place.rsplit(" regel ", 1)[0])
