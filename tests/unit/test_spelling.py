"""Spelling, with hunspell where it is there and without it where it is not."""

import shutil
from pathlib import Path

import pytest

from macros.content.spelling import SpellingReport, check_spelling
from tests.unit.house_library import whole_reading, write_caution, write_data

needs_hunspell = pytest.mark.skipif(
    not shutil.which("hunspell") or not Path("/usr/share/hunspell/nl_NL.dic").exists(),
    reason="hunspell with hunspell-nl is not installed",
)


def spelling(root: Path, **options: str) -> SpellingReport:
    return check_spelling(whole_reading(root), root / "cases", **options)


SPELLED = [
    ("De gemeente helpt de bewoners.", []),
    ("De gemeete helpt.", [("gemeete", "gemeente")]),
    ("Een oud-postbode, zzp'ers en foto's.", []),
    ("Een oud-monteurr.", [("oud-monteurr", "oud-monteur")]),
    ("Bewooners komen.", [("Bewooners", "Bewoners")]),
    ("Zie `xqzt` en www.voorbeeld.nl.", [("xqzt", "")]),
    ("Zo'n en/of zin, 's avonds en 't is.", []),
    ("Een woordd en/of een woorrd.", [("woordd", "woord"), ("woorrd", "woord")]),
    ("De noabers helpen. Noabers zijn buren.", []),
]


@needs_hunspell
@pytest.mark.parametrize(("text", "expected"), SPELLED)
def test_an_unknown_word_is_a_warning_with_the_nearest_right_one(
    tmp_path: Path, text: str, expected: list[tuple[str, str]]
) -> None:
    write_caution(tmp_path, text)
    write_data(tmp_path, "spelling.txt", "# uitleg\nnoabers\n")
    report = spelling(tmp_path)
    assert report.skipped == ""
    found = sorted((p.what.split()[2], p.suggestion) for p in report.problems)
    assert found == expected
    assert not any(p.is_error for p in report.problems)
    assert all(p.line == 11 for p in report.problems)


@needs_hunspell
def test_a_word_that_is_only_known_with_a_capital_may_be_a_name(tmp_path: Path) -> None:
    write_caution(tmp_path, "Fatima kookt. Soep kookt zij. Woo is een wet.")
    write_data(tmp_path, "namen.yml", "Woo: Wet.\n")
    report = spelling(tmp_path)
    assert [(p.code, "Fatima" in p.what) for p in report.problems] == [("naam", True)]


@needs_hunspell
def test_the_front_matter_is_read_but_not_its_codes(tmp_path: Path) -> None:
    write_caution(tmp_path, "Tekst.", title="Een tietel", sources="xqzt")
    assert [(p.line, p.code) for p in spelling(tmp_path).problems] == [(3, "spelling")]


@needs_hunspell
def test_the_word_list_is_kept_in_order(tmp_path: Path) -> None:
    write_caution(tmp_path, "Tekst.")
    write_data(tmp_path, "spelling.txt", "# uitleg\nbb\nAa\naa\naa\n")
    found = [(p.code, p.line) for p in spelling(tmp_path).problems]
    assert found == [("spelling-volgorde", 3), ("spelling-volgorde", 5)]


@pytest.mark.parametrize(("options", "reason"), [
    ({"program": "geen-hunspell"}, "ontbreekt"),
    ({"program": "true"}, "antwoordt niet"),
    ({"dictionary": "xx_XX"}, ""),
])  # fmt: skip
def test_without_program_or_dictionary_there_is_one_reason_and_no_problem(
    tmp_path: Path, options: dict[str, str], reason: str
) -> None:
    write_caution(tmp_path, "De gemeete helpt.")
    report = spelling(tmp_path, **options)
    assert report.problems == ()
    assert report.skipped.startswith("Spelling niet nagekeken: ")
    assert reason in report.skipped
