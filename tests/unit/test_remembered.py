"""Looking things up once changes no outcome."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some
from markdown_it import MarkdownIt

from macros.content import body, body_checks, language, privacy
from macros.content.remembered import Remembered
from macros.content.searchwords import fold, words_of
from macros.content.source import check_characters, is_forbidden
from macros.content.texts import Passage
from macros.content.wordlist import WordFinder

TEXTS = some.text(alphabet="ab é-_*`[]<>&!\\'\".,?1#\n\t\u00a0\u00ad", max_size=60)


def test_what_was_asked_is_not_worked_out_again() -> None:
    asked: list[str] = []
    known = Remembered(lambda piece: asked.append(piece) or len(piece))
    assert [known[piece] for piece in ("een", "twee", "een")] == [3, 4, 3]
    assert asked == ["een", "twee"]


def test_it_starts_again_when_it_holds_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Remembered, "MOST", 2)
    known = Remembered(len)
    assert [known[piece] for piece in ("a", "bb", "ccc", "a")] == [1, 2, 3, 1]
    assert len(known) == 2


@given(TEXTS)
def test_words_are_counted_as_one_pattern_counts_them(text: str) -> None:
    assert body.count_words(text) == len(re.findall(r"\w\S*", text))


@given(TEXTS, some.lists(some.sampled_from(["a", "b-a", "a b", "ab", "&", "é", "1.a"]), min_size=1))
def test_the_words_of_a_list_are_found_as_one_pattern_finds_them(
    text: str, forms: list[str]
) -> None:
    finder = WordFinder(dict.fromkeys(forms, "x"))
    wanted = [] if finder._pattern is None else finder._pattern.finditer(text.lower())
    assert [found[:2] for found in finder.found_in(text)] == [found.span() for found in wanted]


@given(some.text(alphabet="aB éÉ:.?('*-\n1", max_size=60))
def test_every_capital_inside_a_sentence_is_seen(text: str) -> None:
    passage = Passage("x.md", 1, text)
    starts = set(privacy.sentence_starts(passage))
    wanted = [
        (found.start(), found.group())
        for found in privacy._CAPITALISED.finditer(text)
        if found.start() not in starts and not privacy._PAPER_SIZE.fullmatch(found.group())
    ]
    assert list(privacy.capitals_inside(passage)) == wanted


@given(TEXTS)
def test_words_to_search_are_those_of_the_whole_text(text: str) -> None:
    chunks = re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", fold(text))
    wanted = []
    for chunk in chunks:
        parts = chunk.split("-")
        wanted += [*parts, "".join(parts)] if len(parts) > 1 else parts
    assert words_of(unicodedata.normalize("NFC", text)) == wanted


@given(TEXTS)
def test_a_text_without_signs_has_the_tokens_that_the_library_gives(text: str) -> None:
    own = MarkdownIt("commonmark", {"html": False, "maxNesting": 12})
    own.disable(["html_block", "html_inline"])
    own.validateLink = lambda url: True  # type: ignore[method-assign]
    assert body._PARSER.parse(text) == own.parse(text)


@given(TEXTS)
def test_a_quick_look_at_a_whole_text_misses_no_sign(text: str) -> None:
    found = {p.code for p in check_characters(text, "x.md")}
    assert ("stuurteken" in found) == any(
        is_forbidden(char) for line in text.split("\n") for char in line
    )


@given(some.text(alphabet="aeiouy bBg.?-'\n1", max_size=80))
def test_words_and_syllables_add_up_to_those_of_the_text(text: str) -> None:
    words = [word for chunk in text.split() for word in language._WORD.findall(chunk)]
    ease = language.ease_of([Passage("x.md", 1, text, running=True)])
    wanted = (len(words), sum(map(language.count_syllables, words)))
    assert (ease.words, ease.syllables) == wanted


@given(
    some.lists(
        some.sampled_from(
            [
                "](",
                "] (",
                "casus:a",
                ")",
                "www.",
                "WWW.",
                "https://",
                "**",
                "[[",
                "~~",
                "==",
                "!!!",
                "a",
                " ",
            ]
        )
    )
)
def test_no_loose_sign_of_a_link_is_passed_over(pieces: list[str]) -> None:
    text = "".join(pieces)
    loose = (
        body_checks._BROKEN_LINK,
        body_checks._BARE_ADDRESS,
        body_checks._FOREIGN,
        re.compile(r"\*\*"),
    )
    if any(pattern.search(text) for pattern in loose):
        assert body_checks._LOOSE.search(text)
