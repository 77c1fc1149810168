"""The same words in two places: mostly pasted by accident, and only one of them gets mended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.content.body import count_words
from macros.content.problems import Problem, problem
from macros.content.texts import Passage, sentences

SHORTEST = 8  # words: shorter sentences are the same by chance
_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Said:
    """A paragraph or sentence: its words without signs and capitals, and where it stands.

    ``sentences`` are those of a paragraph, if it has more than one.
    """

    words: str
    text: str
    path: str
    line: int
    sentences: tuple[Said, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands, for who reads a message."""
        return f"{self.path} regel {self.line}"


def paragraphs(passages: Iterable[Passage]) -> Iterator[Said]:
    """The paragraphs that are long enough to be the same on purpose only."""
    for passage in passages:
        if passage.running and count_words(passage.text) >= SHORTEST:
            yield _said(passage.text, passage, passage.line, tuple(_sentences(passage)))


def _sentences(passage: Passage) -> Iterator[Said]:
    for offset, sentence in sentences(passage.text):
        alone = len(sentence) == len(passage.text.strip())  # then it is the paragraph itself
        if count_words(sentence) >= SHORTEST and not alone:
            yield _said(sentence, passage, passage.line_at(offset))


def _said(text: str, passage: Passage, line: int, inside: tuple[Said, ...] = ()) -> Said:
    words = _NO_LETTERS.sub(" ", text.lower()).strip()
    return Said(words, text, passage.path, line, inside)


def check_doubles(said: Iterable[Said]) -> Iterator[Problem]:
    """No paragraph and no sentence of eight words or more stands in two places."""
    first: dict[str, str] = {}
    for paragraph in said:
        if place := _seen(paragraph, first):
            yield _double("alinea-elders", paragraph, place)
            continue
        for sentence in paragraph.sentences:
            if place := _seen(sentence, first):
                yield _double("zin-elders", sentence, place)


def _seen(said: Said, first: dict[str, str]) -> str:
    """Where these words stood before, or nothing; then they are remembered."""
    before = first.setdefault(said.words, said.place)
    return before if before != said.place else ""


def _double(code: str, said: Said, place: str) -> Problem:
    return problem(code, said.path, said.line, eerste=place, tekst=said.text)
