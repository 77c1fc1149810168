"""The overview of cases: pages for who has no script, a compact index for who has.

The index is one value that ``casussen.js`` filters. It holds per case the numbers of its
values, not their names, and the numbers of the groups of search words that its story touches.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Generic, TypeVar

from macros.content.entries import CaseEntry
from macros.content.kinds import SITUATION, TURN
from macros.content.library import Library
from macros.views.facets import FACETS

# What a reader may type: the name of a theme, yes; that a case is "open" or "groot", no.
SPOKEN = {"dilemma", "rol", "thema", "discussiepunt", "aandachtspunt", "doelgroep", "partij", "wet"}
PAGE_SIZE = 60
LONG_PAGE_SIZE = 150
T = TypeVar("T")


@dataclass(frozen=True)
class Slice(Generic[T]):
    """One page of a long list. ``number`` counts from 1; ``first`` is the address of page 1."""

    rows: Sequence[T]
    number: int
    pages: int
    total: int
    first: str
    folder: str

    def address(self, number: int) -> str:
        """The address of page ``number``."""
        return self.first if number == 1 else f"{self.folder}{number}/"


def page_count(total: int, size: int) -> int:
    """How many pages a list takes; an empty list takes one."""
    return max(1, ceil(total / size))


def sliced(rows: Sequence[T], number: int, size: int, first: str, folder: str = "") -> Slice[T]:
    """Page ``number`` of a list; the pages after the first stand in ``folder``."""
    start = (number - 1) * size
    count = page_count(len(rows), size)
    return Slice(rows[start : start + size], number, count, len(rows), first, folder or first)


def value_page_size(total: int) -> int:
    """Cards as long as they fit on one page, then a plain list that takes more."""
    return PAGE_SIZE if total <= PAGE_SIZE else LONG_PAGE_SIZE


def plain(text: str) -> str:
    """Small letters without accents, other signs as a space: ``Eén lijn?`` is ``een lijn``."""
    bare = unicodedata.normalize("NFKD", text.lower())
    letters = _NOT_ASCII.sub(_without_accent, bare)  # most letters need no look
    return re.sub(r"[^a-z0-9]+", " ", letters).strip()


_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def _without_accent(found: re.Match[str]) -> str:
    return "" if unicodedata.combining(found.group()) else found.group()


@dataclass(frozen=True)
class Groups:
    """Words that mean the same, and which of these groups a text touches.

    A word counts at the start of a longer one: ``huur`` also in ``huurder``.
    """

    words: tuple[tuple[str, ...], ...]
    by_longer_word: Mapping[str, tuple[int, ...]]
    phrases: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, groups: Iterable[Iterable[str]]) -> Groups:
        """The groups with their words made plain."""
        words = tuple(tuple(map(plain, group)) for group in groups)
        places: dict[str, tuple[int, ...]] = {}
        for number, group in enumerate(words):
            for word in group:
                places[word] = (*places.get(word, ()), number)
        phrases = {f" {word}": places.pop(word) for word in list(places) if " " in word}
        return cls(words, _Longer(places), phrases)

    def touched_by(self, text: str) -> list[int]:
        """The numbers of the groups that a plain text touches, in order."""
        words, spaced = set(text.split()), f" {text}"
        found = set[int]().union(*map(self.by_longer_word.__getitem__, words))
        for phrase, numbers in self.phrases.items():
            if phrase.split(" ", 2)[1] in words and phrase in spaced:
                found.update(numbers)
        return sorted(found)


class _Longer(dict[str, tuple[int, ...]]):
    """The groups of every word that starts with a word of a group.

    Looked up once for every word: thousands of cases share most of their words.
    """

    def __init__(self, by_word: Mapping[str, tuple[int, ...]]) -> None:
        self._by_word = by_word

    def __missing__(self, word: str) -> tuple[int, ...]:
        starts = (word[:end] for end in range(2, len(word) + 1))
        self[word] = tuple(n for start in starts for n in self._by_word.get(start, ()))
        return self[word]


@dataclass(frozen=True)
class _Lists:
    """What the numbers in the index stand for: values with their labels, per facet, and groups."""

    labels: tuple[dict[str, str], ...]
    numbers: tuple[dict[str, int], ...]
    groups: Groups


def _lists(library: Library) -> _Lists:
    labels = tuple(facet.choices(library) for facet in FACETS)
    numbers = tuple({slug: n for n, slug in enumerate(names)} for names in labels)
    return _Lists(labels, numbers, Groups.of(library.thesaurus.groups))


def case_index(library: Library) -> dict[str, Any]:
    """What the browser needs to filter all cases, ready for JSON.

    The cases stand there column by column: like beside like packs a third smaller.
    """
    lists = _lists(library)
    return {
        "facetten": [
            {
                "veld": facet.field,
                "label": facet.label,
                "zoek": facet.field in SPOKEN,
                "waarden": list(names.items()),
            }
            for facet, names in zip(FACETS, lists.labels, strict=True)
        ],
        "groepen": lists.groups.words,
        "voorvoegsels": [plain(prefix) for prefix in library.thesaurus.prefixes],
        "casussen": [*zip(*(_row(case, lists) for case in library.cases), strict=True)],
    }


def _row(case: CaseEntry, lists: _Lists) -> list[Any]:
    """Id, slug, title, summary, the values per facet, the groups of search words."""
    slugs = [[str(value) for value in facet.values(case.meta)] for facet in FACETS]
    values = [
        [numbers[slug] for slug in own] for numbers, own in zip(lists.numbers, slugs, strict=True)
    ]
    labels = [
        names[slug]
        for facet, names, own in zip(FACETS, lists.labels, slugs, strict=True)
        if facet.field in SPOKEN
        for slug in own
    ]
    groups = lists.groups.touched_by(plain(_story(case, labels)))
    return [case.meta.id, case.slug, case.meta.title, case.meta.summary, values, groups]


def _story(case: CaseEntry, labels: Sequence[str]) -> str:
    """What a case is about, as far as words can say so."""
    sections = [case.body.section(title) for title in (SITUATION, TURN, "Dilemma")]
    texts = [section.text for section in sections if section]
    return " ".join([case.slug, case.meta.title, case.meta.summary, *texts, *labels])
