"""The benchmark compares pages of the same length."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown import markdown
from selectolax.lexbor import LexborHTMLParser

from macros.blocks import show
from macros.content.library import Library, read_library
from macros.site_value import site_of
from tests.bench.generate import Choices, write_project
from tests.bench.peers import PageByHand, page_by_hand, text_by_hand

ROOT = Path(__file__).resolve().parents[2]
COUNT = 60
Size = tuple[int, int]  # words, links


@pytest.fixture(scope="module")
def library() -> Library:
    found = read_library(ROOT).library()
    assert found
    return found


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Size]:
    """The size of our page of some invented cases, by their number."""
    project = write_project(ROOT, tmp_path_factory.mktemp("bench") / "project", COUNT)
    invented = read_library(project).library()
    assert invented, "the invented cases pass the check"
    site = site_of(project, invented)
    slugs = [case.slug for case in invented.cases if case.slug.startswith("verzonnen-")]
    return {int(s[-5:]): size(show(site, "casus", "../../", s)) for s in slugs[::8]}


def size(html: str) -> Size:
    tree = LexborHTMLParser(html)
    tree.strip_tags(["script", "template"])
    assert tree.body
    return len(tree.body.text(separator=" ").split()), len(tree.css("a[href]"))


def by_hand(page: PageByHand, number: int, library: Library) -> Size:
    text = page(number, COUNT, Choices(library))
    return size(markdown(text.partition("---\n\n")[2]))


def test_a_page_by_hand_is_as_long_as_ours_and_never_longer(
    ours: dict[int, Size], library: Library
) -> None:
    for number, (words, links) in ours.items():
        peer_words, peer_links = by_hand(page_by_hand, number, library)
        assert 0.8 * words < peer_words <= words, number
        assert 0.6 * links < peer_links <= links, number


def test_the_text_alone_is_much_shorter_and_has_no_links(
    ours: dict[int, Size], library: Library
) -> None:
    for number, (words, _) in ours.items():
        peer_words, peer_links = by_hand(text_by_hand, number, library)
        assert peer_words < 0.8 * words, number
        assert peer_links == 0, number
