"""What a searcher may type is found in what stands on a page."""

from __future__ import annotations

import pytest

from macros.content.library import Library
from macros.content.searchwords import Relations, Thesaurus, fold, forms, parts, words_of

PLURALS = [
    ("huis", "huizen"), ("initiatief", "initiatieven"), ("brief", "brieven"), ("wet", "wetten"),
    ("casus", "casussen"), ("gemeente", "gemeenten"), ("boom", "bomen"), ("raad", "raden"),
    ("speeltuin", "speeltuinen"), ("mogelijkheid", "mogelijkheden"), ("subsidie", "subsidies"),
    ("vrijwilliger", "vrijwilligers"), ("rol", "rollen"), ("dilemma", "dilemmas"),
    ("eis", "eisen"), ("buurthuis", "buurthuizen"), ("oudere", "ouderen"), ("keet", "keten"),
    ("zwembad", "zwembaden"), ("reflex", "reflexen"), ("budget", "budgetten"), ("kerk", "kerken"),
    ("lid", "leden"), ("stad", "steden"), ("raadslid", "raadsleden"), ("verslag", "verslagen"),
]  # fmt: skip
WORDS = Thesaurus(
    (("uitdaagrecht", "right to challenge"), ("buurthuis", "wijkcentrum")),
    ("bewoners", "burger", "inwoners"),
)


def related_words(text: str, thesaurus: Thesaurus) -> set[str]:
    words, relations = words_of(text), Relations(thesaurus)
    terms = {*words, *thesaurus.phrases_in(words)}
    return {other for term in terms for other in relations.of(term)} - set(words)


@pytest.mark.parametrize(("one", "many"), PLURALS)
def test_singular_and_plural_find_each_other(one: str, many: str) -> None:
    assert many in forms(one)
    assert one in forms(many)


@pytest.mark.parametrize(
    ("written", "folded"),
    [("Coöperatie", "cooperatie"), ("repaircafé", "repaircafe"), ("Eén zzp'er", "een zzper")],
)
def test_accents_and_capitals_do_not_matter(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_a_word_with_a_hyphen_is_found_in_parts_and_whole() -> None:
    assert words_of("Wmo-loket") == ["wmo", "loket", "wmoloket"]


def test_a_first_part_can_be_swapped() -> None:
    found = related_words("bewonersinitiatieven", WORDS)
    assert {"burgerinitiatieven", "inwonersinitiatieven", "burgerinitiatief"} <= found


def test_words_that_mean_the_same_are_added_also_for_a_plural_and_a_phrase() -> None:
    assert {"wijkcentrum"} <= related_words("Drie buurthuizen.", WORDS)
    assert {"right", "challenge"} <= related_words("het uitdaagrecht", WORDS)
    assert {"uitdaagrecht"} <= related_words("Right to Challenge", WORDS)


def test_a_phrase_is_also_one_word_to_be_found_as_a_whole() -> None:
    found = related_words("het uitdaagrecht", WORDS)
    assert "righttochallenge" in found
    assert "righttochallenges" not in found


def test_part_of_a_phrase_adds_nothing() -> None:
    assert "uitdaagrecht" not in related_words("challenge", WORDS)


@pytest.mark.parametrize(
    ("compound", "halves"),
    [
        ("zorgcooperatie", {"zorg", "cooperatie"}),
        ("bewonersgroep", {"bewoner", "groep"}),
        ("gemeentehuis", {"gemeente", "huis"}),
        ("wandelen", set()),
    ],
)
def test_a_compound_is_cut_into_words_that_are_known(compound: str, halves: set[str]) -> None:
    known = frozenset({"zorg", "cooperatie", "bewoner", "groep", "gemeente", "huis"})
    assert parts(compound, known) == halves


def test_of_phrases_that_start_alike_the_longest_counts() -> None:
    words = Thesaurus((("taak overnemen", "een"), ("taak overnemen van de gemeente", "twee")))
    found = words.phrases_in(words_of("Een taak overnemen van de gemeente, een taak overnemen."))
    assert list(found) == ["taak overnemen van de gemeente", "taak overnemen"]


def test_small_words_have_no_plural_and_no_word_is_related_to_itself() -> None:
    assert related_words("de van het", WORDS) == set()
    assert "huis" not in Relations(WORDS).of("huis")


def test_the_search_words_of_this_site_are_read(library: Library) -> None:
    assert len(library.thesaurus.groups) > 90
    assert "burger" in library.thesaurus.prefixes


def test_no_group_is_too_small_and_no_word_stands_twice(library: Library) -> None:
    groups = library.thesaurus.groups
    assert [group for group in groups if len(group) < 2] == []
    terms = [term for group in groups for term in group]
    assert sorted({term for term in terms if terms.count(term) > 1}) == []
