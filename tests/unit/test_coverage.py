"""Thin spots stand out."""

import io
from dataclasses import replace

import pytest
from rich.console import Console

from macros.console import print_coverage, print_language
from macros.content.coverage import CoverageRow, empty_lists
from macros.content.language import LanguageRow

ROW = CoverageRow("fase", "idee", "Idee", ())


@pytest.mark.parametrize(("cases", "empty", "thin"), [
    ((), True, True), (("a",), False, True), (("a", "b"), False, False),
])  # fmt: skip
def test_no_case_is_empty_and_one_case_is_thin(
    cases: tuple[str, ...], empty: bool, thin: bool
) -> None:
    row = replace(ROW, cases=cases)
    assert (row.is_empty, row.is_thin, row.count) == (empty, thin, len(cases))


def test_empty_lists_are_named_with_their_number() -> None:
    rows = (ROW, replace(ROW, slug="start"), replace(ROW, list_name="rol", cases=("a",)))
    assert empty_lists(rows) == {"fase": 2}


def shown() -> Console:
    return Console(file=io.StringIO(), width=200)


def text_of(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_the_table_says_in_words_what_is_empty_or_thin() -> None:
    console = shown()
    many = tuple(f"casus-{n}" for n in range(5))
    rows = (ROW, replace(ROW, label="Start [vet]", cases=("tuin",)), replace(ROW, cases=many))
    print_coverage(rows, console)
    lines = text_of(console).splitlines()
    assert any("Idee" in line and "leeg" in line for line in lines)
    assert any("Start [vet]" in line and "dun" in line and "tuin" in line for line in lines)
    assert not any("casus-2" in line for line in lines)
    assert lines[-1] == "Leeg: fase (1)."


def test_the_table_says_so_when_nothing_is_empty() -> None:
    console = shown()
    print_coverage([replace(ROW, cases=("tuin",))], console)
    assert text_of(console).endswith("Elke waarde komt in een casus voor.\n")


def test_the_hardest_text_comes_first() -> None:
    console = shown()
    easy = LanguageRow(100, 10, 140, 12, 30, "casus", "cases/licht.md", "Licht")
    hard = LanguageRow(100, 2, 220, 60, 40, "wet", "cases/zwaar.md", "Zwaar")
    print_language([easy, hard], console)
    text = text_of(console)
    assert text.index("zwaar.md") < text.index("licht.md")
    assert "moeilijk, lange zin" in text
    assert "Middelste score van casus: 90" in text
