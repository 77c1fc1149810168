"""Reports say the same in four forms, and text of a stranger's file steers none of them."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from macros import report
from macros.content.problems import problem

WRONG = problem("dubbele-punt", "cases/wetten/b.md", 3, fixed='titel: "Geld: hoe?"')
ASKED = problem("bom", "cases/wetten/a.md", 1)
EVIL = problem(
    "html-gevaarlijk",
    "cases/wetten/x,line=1::error ::y\n%0A.md",
    2,
    tekst="\x1b[31m</summary><script>alert(1)</script> @team #12 [x](javascript:1) ::stop",
    suggestion="www.example.org",
    fixed="```` einde",
)


def test_text_goes_file_by_file_and_ends_with_a_summary() -> None:
    text = report.as_text([WRONG, ASKED])
    assert text.index("cases/wetten/a.md") < text.index("cases/wetten/b.md")
    assert text.startswith("cases/wetten/a.md:1: ")
    assert '      Plak dit: titel: "Geld: hoe?"' in text
    assert text.endswith("1 fout en 1 aandachtspunt in 2 bestanden.\n")


@pytest.mark.parametrize("name", report.FORMATS)
def test_without_problems_every_form_is_calm(name: str) -> None:
    assert "fout" not in report.FORMATS[name]([])


def test_only_errors_give_exit_code_1() -> None:
    assert (report.exit_code([ASKED]), report.exit_code([ASKED, WRONG])) == (0, 1)


def test_a_terminal_gets_no_control_characters() -> None:
    assert "\x1b" not in report.as_text([EVIL])
    assert "<U+001B>" in report.as_text([EVIL])


def test_a_stranger_cannot_start_a_command_of_github() -> None:
    lines = report.as_github([EVIL]).rstrip("\n").split("\n")
    assert len(lines) == 1
    assert re.fullmatch(r"::error file=[^,:]*,line=2,title=[\w-]+::.*", lines[0])


def test_json_gives_back_every_word() -> None:
    assert json.loads(report.as_json([EVIL]))[0]["what"] == EVIL.what
    assert report.as_json([EVIL]).isascii()


def test_markdown_has_the_marker_and_shows_strangers_text_as_text() -> None:
    text = report.as_markdown([EVIL])
    assert text.startswith(report.MARKER)
    tokens = MarkdownIt("commonmark").parse(text.removeprefix(report.MARKER))
    inside = [child.type for token in tokens for child in token.children or ()]
    assert not {"html_inline", "link_open", "image"} & set(inside)
    assert not [token for token in tokens if token.type == "html_block"]
    assert "@team" not in text and "#12" not in text
    assert [token.content for token in tokens if token.type == "fence"] == ["```` einde\n"]


def test_a_comment_stays_within_what_github_takes() -> None:
    many = [problem("veld-leeg", f"cases/{n}.md", 1, veld="x" * 150) for n in range(900)]
    text = report.as_markdown(many)
    assert len(text) < 65_536
    assert "meer meldingen" in text


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_breaks_out_of_its_line(path: str, words: str) -> None:
    found = problem("html", path, 1, tekst=words, fixed=words.replace("\n", " "))
    assert report.as_github([found]).count("\n") == 1
    assert len(report.as_github([found]).splitlines()) == 1
    for line in report.as_text([found]).split("\n"):
        assert line == "" or line.isprintable() or line.strip()
    report.as_markdown([found]).encode("utf-8")
    json.loads(report.as_json([found]))
