"""What is read of a page, for the search and the style sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.content.searchwords import Thesaurus
from macros.publish.keep import Keep
from macros.publish.listing import files_below
from macros.publish.read_pages import pages_of, read_page
from macros.publish.search import kind_of

WORDS = Thesaurus((("eigen kracht", "zelfhulp"),))
PAGE = """<!doctype html><html lang="nl"><head><title>x</title>
<meta name="description" content="Een tuin &amp; een hek"></head>
<body><header>menu</header>
<main class="md-content" id="inhoud" tabindex="-1" data-zoek><article>
<h1>De <em>buurttuin</em></h1>
<p class="anders">gras gras gras gras, zon zon, caf&eacute;<br>eigen kracht</p>
<ul class="wk wk-kaarten"><li>kaart<ul><li>binnen</li></ul></li></ul>daarna
<!-- opmerking -->
</article></main><footer>voet</footer></body></html>"""


def test_a_page_is_read_in_parts_from_telling_to_less() -> None:
    title, summary, parts = read_page("casussen/mijn-tuin/index.html", PAGE, WORDS)
    assert (title, summary) == ("De buurttuin", "Een tuin & een hek")
    assert [sorted(part.split("\n")) for part in parts] == [
        ["buurttuin"],
        ["mijntuin", "tuin"],
        ["hek", "tuin"],
        ["gras"],
        ["zon"],
        ["buurttuin", "cafe", "daarna", "eigen", "eigen kracht", "kracht"],
    ]


def test_pages_that_do_not_ask_for_it_are_not_searched(tmp_path: Path) -> None:
    for name in ("", "a/", "k/c01/", "druk/a/"):
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
        text = PAGE if name != "a/" else PAGE.replace(" data-zoek", "")
        (tmp_path / name / "index.html").write_text(text, encoding="utf-8")
    found = pages_of(files_below(tmp_path), WORDS, Keep(tmp_path / "keep"))
    assert [page.address for page in found.searched] == [""]


def test_another_list_of_words_reads_a_page_again(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    keep = Keep(tmp_path / "keep")
    (found,) = pages_of(files_below(tmp_path), WORDS, keep).searched
    (other,) = pages_of(files_below(tmp_path), Thesaurus(), keep).searched
    assert "eigen kracht" in found.parts[-1]
    assert "eigen kracht" not in other.parts[-1]


def test_classes_count_on_pages_and_signs_and_not_on_papers(tmp_path: Path) -> None:
    for name in ("een", "k/c01", "druk/kaart"):
        (tmp_path / name).mkdir(parents=True)
        text = f'<html lang="nl"><p class="wk {name}"></p>'
        (tmp_path / name / "index.html").write_text(text, encoding="utf-8")
    (tmp_path / "los.txt").write_text('class="anders"', encoding="utf-8")
    assert pages_of(files_below(tmp_path), WORDS, Keep(tmp_path / "keep")).classes == {
        "wk",
        "een",
        "k/c01",
    }


@pytest.mark.parametrize(
    ("address", "kind"),
    [("", "Overzicht"), ("casussen/", "Overzicht"), ("casussen/a/", "Casus"),
     ("bronnen/", "Naslag"), ("over/", "Pagina")],
)  # fmt: skip
def test_a_page_is_called_what_it_is(address: str, kind: str) -> None:
    assert kind_of(address, {"casussen/a/": "Casus"}) == kind


def test_an_empty_page_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "leeg.html").write_text("", encoding="utf-8")
    found = pages_of(files_below(tmp_path), WORDS, Keep(tmp_path / "keep"))
    assert (found.searched, found.classes) == ((), frozenset())
