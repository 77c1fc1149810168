"""The index of the search: which pages a word finds, and how that is written down."""

from __future__ import annotations

from base64 import b64decode
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.content.searchwords import Thesaurus
from macros.publish.search_index import (
    RELATED,
    WRITTEN,
    packed,
    page_set,
    places,
    scores,
    shards,
)

TITLE, ADDRESS, SUMMARY, OFTEN, TWICE, ONCE = WRITTEN
WORDS = Thesaurus((("buurthuis", "wijkcentrum"), ("eigen kracht", "zelfhulp")))


def table(*pages: tuple[str, ...]) -> dict[str, dict[int, int]]:
    """The index of pages, each given as the terms of its first parts."""
    whole = [tuple(page) + ("",) * (len(WRITTEN) - len(page)) for page in pages]
    return scores(places(whole), WORDS)


def test_a_page_counts_at_the_most_telling_place_of_a_word() -> None:
    found = table(("tuin", "tuin", "tuin"), ("", "", "tuin"), ("hek",))
    assert found["tuin"] == {TITLE: page_set([0]), SUMMARY: page_set([1])}


@pytest.mark.parametrize(
    ("written", "typed"),
    [("tuin", "tuinen"), ("buurthuis", "wijkcentrum"), ("wijkcentra", "wijkcentras"),
     ("eigen kracht", "zelfhulp"), ("zelfhulp", "eigenkracht")],
)  # fmt: skip
def test_a_word_that_means_the_same_finds_the_page_and_counts_less(
    written: str, typed: str
) -> None:
    assert table(("",), (written,))[typed] == {RELATED[0]: page_set([1])}


def test_a_compound_is_cut_where_another_page_has_its_parts() -> None:
    found = table(("zorgtuin",), ("zorg\ntuin",))
    assert found["tuin"] == {TITLE: page_set([1]), RELATED[0]: page_set([0])}


def test_words_stand_in_order_and_a_phrase_is_no_word() -> None:
    found = table(("eigen kracht\nzon\naarde",))
    assert list(found) == sorted(found)
    assert "eigen kracht" not in found


def unpacked(written: list[int] | str) -> list[int]:
    """As the browser reads it (docs/assets/js/zoekmachine.js)."""
    if isinstance(written, list):
        return list(accumulate(written))
    bits = int.from_bytes(b64decode(written + "=="), "little")
    return [number for number in range(bits.bit_length()) if bits >> number & 1]


@given(st.sets(st.integers(0, 3000), min_size=1))
def test_any_set_of_pages_is_read_as_it_was_written(pages: set[int]) -> None:
    assert unpacked(packed(page_set(sorted(pages)))) == sorted(pages)


@pytest.mark.parametrize(
    ("pages", "written"),
    [([0], "AQ"), ([0, 1, 2, 3, 4, 5, 6, 7], "/w"), ([900], [900]), ([40, 900, 901], [40, 860, 1])],
)
def test_a_few_pages_are_gaps_and_many_are_bits(pages: list[int], written: list[int] | str) -> None:
    assert packed(page_set(pages)) == written


@pytest.mark.parametrize(("most", "firsts"), [(1, ["a", "b", "cc"]), (6, ["a", "cc"]), (99, ["a"])])
def test_a_shard_is_full_at_so_many_letters(most: int, firsts: list[str]) -> None:
    texts = {"a": "12", "b": "12", "cc": "1234567"}
    found = list(shards(texts, most))
    assert [next(iter(shard)) for shard in found] == firsts
    assert {word: text for shard in found for word, text in shard.items()} == texts
