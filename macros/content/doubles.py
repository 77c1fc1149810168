"""The same words in two places: mostly pasted by accident, and only one of them gets mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby
from typing import NamedTuple

from macros.content.body import is_unwritten
from macros.content.problems import Problem, problem
from macros.content.texts import Passage
from macros.content.wordlist import small_words

SHORTEST = 8  # words: shorter sentences are the same by chance
COPIED = 4  # passages that two files share: then one is a copy of the other


class Said(NamedTuple):
    """A paragraph or sentence: a mark of its words without signs and capitals, and where it stands.

    ``sentences`` are those of a paragraph, if it has more than one: of each its mark and between
    which characters of the paragraph it stands. A library holds a hundred thousand of these.
    """

    mark: int
    text: str
    path: str
    line: int
    sentences: tuple[tuple[int, int, int], ...] = ()


def paragraphs(passages: Iterable[Passage]) -> Iterator[Said]:
    """The paragraphs that are long enough to be the same on purpose only."""
    for passage in passages:
        words = passage.small_words if passage.running else []
        if len(words) >= SHORTEST and not is_unwritten(passage.text):
            found = tuple(_sentences(passage))
            yield Said(_mark(words), passage.text, passage.path, passage.line, found)


def _sentences(passage: Passage) -> Iterator[tuple[int, int, int]]:
    """The sentences that are long enough; one alone is the paragraph itself."""
    for offset, sentence in passage.sentences if len(passage.sentences) > 1 else ():
        words = small_words(sentence)
        if len(words) >= SHORTEST:
            yield _mark(words), offset, offset + len(sentence)


def _mark(words: list[str]) -> int:
    return int.from_bytes(blake2b(" ".join(words).encode(), digest_size=8).digest(), "big")


@dataclass(frozen=True)
class _Double:
    """The same words twice: here, and where they stood first."""

    code: str
    here: Said
    first: Said

    def told(self) -> Problem:
        place = f"{self.first.path} regel {self.first.line}"
        here = self.here
        return problem(self.code, here.path, here.line, eerste=place, tekst=here.text)


def check_doubles(said: Iterable[Said]) -> Iterator[Problem]:
    """No paragraph and no sentence of eight words or more stands in two places.

    A file that shares many of them with another is a copy that was not rewritten yet: said once.
    """
    for _, found in groupby(_all_doubles(said), key=lambda double: double.here.path):
        yield from _said_once(list(found))


def _said_once(found: list[_Double]) -> Iterator[Problem]:
    shared = Counter(double.first.path for double in found)
    told: set[str] = set()
    for double in found:
        other, here = double.first.path, double.here
        if shared[other] < COPIED:
            yield double.told()
        elif other not in told:
            told.add(other)
            yield problem("tekst-elders", here.path, here.line, eerste=other, aantal=shared[other])


class _Place(NamedTuple):
    """A paragraph, or a sentence in it. A library has a hundred thousand: no more than needed."""

    paragraph: Said
    start: int
    end: int

    def said(self) -> Said:
        """The words that stand there, with their line."""
        _, text, path, line, _ = self.paragraph
        return Said(0, text[self.start : self.end], path, line + text.count("\n", 0, self.start))


def _all_doubles(said: Iterable[Said]) -> Iterator[_Double]:
    first: dict[int, _Place] = {}
    for paragraph in said:
        whole = _Place(paragraph, 0, len(paragraph.text))
        if found := _seen("alinea-elders", paragraph.mark, whole, first):
            yield found
            continue
        for mark, start, end in paragraph.sentences:
            if found := _seen("zin-elders", mark, _Place(paragraph, start, end), first):
                yield found


def _seen(code: str, mark: int, place: _Place, first: dict[int, _Place]) -> _Double | None:
    """Whether these words stood somewhere else before; then they are remembered."""
    known = first.setdefault(mark, place)
    if known is place:
        return None
    before, here = known.said(), place.said()
    return (
        None
        if (before.path, before.line) == (here.path, here.line)
        else _Double(code, here, before)
    )
