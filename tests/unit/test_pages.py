"""Which pages there are, and that nothing an editor writes becomes a template."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from macros.content.library import Library
from macros.pages import Page, pages
from macros.render import basis_of, clock, render
from tests.conftest import ROOT


def test_every_content_file_has_one_page_that_edits_that_file(library: Library) -> None:
    sources = Counter(page.source for page in pages(library) if page.source)
    files = {f.relative_to(ROOT).as_posix() for f in Path(ROOT / "cases").rglob("*.md")}
    assert sources == dict.fromkeys(files, 1)


def test_no_two_pages_have_the_same_address(library: Library) -> None:
    assert max(Counter(page.path for page in pages(library)).values()) == 1


def test_a_page_is_json_front_matter_and_one_call() -> None:
    text = Page("x.md", 'D\'r is "iets"', "{{ kwaad }}", "casus", ("x",)).markdown()
    _, meta, body = text.split("---\n")
    assert json.loads(meta)["title"] == 'D\'r is "iets"'
    assert body.strip() == '{{ casus("x") }}'


def test_the_way_to_the_top_follows_the_depth_of_a_page() -> None:
    given = ["", "./", "over/", "casussen/x/", "casussen/rol/y/"]
    assert [basis_of(url) for url in given] == ["", "", "../", "../../", "../../../"]


def test_minutes_read_as_a_clock() -> None:
    assert [clock(minutes) for minutes in (0, 5, 95, 180)] == ["0:00", "0:05", "1:35", "3:00"]


def test_text_in_rows_is_escaped() -> None:
    class View:
        title = '<script>alert("@/x")</script>'

    row = {"slug": "x", "word": View.title, "explanation": "", "rather": (), "searched": ()}
    shown = render("woordenlijst.html", "../", words=[row])
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
