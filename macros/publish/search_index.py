"""Which pages each word is on, and how much it says there. Pure functions.

A set of pages is one whole number, in which bit n stands for page n: joining two sets is one step,
however many pages there are.
"""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from macros.content.searchwords import STOP, Relations, Thesaurus, for_cutting

# What a word counts in title, address and summary, and said often, twice and once in the body;
# a word that means the same counts less.
WRITTEN = (80, 50, 40, 20, 15, 10)
RELATED = tuple(score * 6 // 10 for score in WRITTEN)
_LETTERS_OF_A_GAP = 2  # at least, of one page in a list

Scores = dict[int, int]  # score -> set of pages
Packed = dict[int, list[int] | str]


def places(pages: Iterable[tuple[str, ...]]) -> list[dict[str, int]]:
    """For each part of the pages its terms, each with the set of pages where it stands."""
    tables: list[dict[str, list[int]]] = [defaultdict(list) for _ in WRITTEN]
    for number, parts in enumerate(pages):
        for table, part in zip(tables, parts, strict=True):
            for term in part.split("\n"):
                table[term].append(number)
    return [{term: page_set(found) for term, found in t.items() if term} for t in tables]


def page_set(numbers: Sequence[int]) -> int:
    """A few pages as one number."""
    bits = bytearray(max(numbers) // 8 + 1)
    for number in numbers:
        bits[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(bits, "little")


def words_in(parts: Iterable[Iterable[str]]) -> frozenset[str]:
    """The words that are written somewhere; a phrase is no word."""
    return frozenset(term for part in parts for term in part if " " not in term)


def scores(parts: Sequence[Mapping[str, int]], thesaurus: Thesaurus) -> dict[str, Scores]:
    """Every word that finds a page, in order, with its pages, each at the highest score."""
    written = words_in(parts)
    relations = Relations(thesaurus, for_cutting(written | STOP) | thesaurus.vocabulary)
    table: dict[str, Scores] = defaultdict(lambda: defaultdict(int))
    for terms, own, other in zip(parts, WRITTEN, RELATED, strict=True):
        for term, pages in terms.items():
            table[term][own] |= pages
            for related in relations.of(term):
                table[related][other] |= pages
    return {word: _highest(table[word]) for word in sorted(table) if " " not in word}


def _highest(found: Scores) -> Scores:
    """Each page at its highest score only."""
    seen, kept = 0, {}
    for score in sorted(found, reverse=True):
        if fresh := found[score] & ~seen:
            kept[score] = fresh
        seen |= fresh
    return kept


def packed(pages: int) -> list[int] | str:
    """A set of pages as the browser reads it: the gaps between a few, or the bits as base64."""
    size = (pages.bit_length() + 7) // 8
    if pages.bit_count() * _LETTERS_OF_A_GAP < size * 4 / 3:
        return list(_gaps(pages))
    return b64encode(pages.to_bytes(size, "little")).decode().rstrip("=")


def _gaps(pages: int) -> Iterator[int]:
    """How far each page is from the one before it."""
    before = 0
    while pages:
        lowest = pages & -pages
        number = lowest.bit_length() - 1
        yield number - before
        before, pages = number, pages ^ lowest


def shards(texts: Mapping[str, str], most: int) -> Iterator[dict[str, str]]:
    """The words in order, with their texts, in shards of at most so many letters."""
    shard: dict[str, str] = {}
    letters = 0
    for word, text in texts.items():
        letters += len(word) + len(text)
        if shard and letters > most:
            yield shard
            shard, letters = {}, len(word) + len(text)
        shard[word] = text
    if shard:
        yield shard
