"""The handout as PDF: readable by a screen reader, no word lost, no note of the gespreksleider."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from macros.content.entries import CaseEntry
from tests.conftest import Built

PROGRAMMES = ("dagdeel", "kort", "mini", "bestuurders")


def text_of(pdf: Path) -> str:
    """The words in the text layer, white space and hyphens at line ends folded."""
    command = ["pdftotext", "-layout", "-nopgbrk", str(pdf), "-"]
    if shutil.which("pdftotext") is None:
        raise AssertionError("pdftotext ontbreekt: make test installeert het")
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def case_sections(case: CaseEntry) -> list[str]:
    return [case.body[t].text for t in ("Situatie", "Keerpunt", "Dilemma", "Vragen aan de groep")]


@pytest.fixture(params=PROGRAMMES)
def handout(request: pytest.FixtureRequest, built: Built) -> tuple[str, Path]:
    return request.param, built.folder / f"druk/{request.param}/handout.pdf"


def test_the_pdf_is_tagged_titled_and_dutch(handout: tuple[str, Path]) -> None:
    with pikepdf.open(handout[1]) as pdf:
        assert str(pdf.Root.Lang) == "nl"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as meta:
            assert meta["pdfuaid:part"] == "1"
            assert meta["dc:title"].startswith("Handout")


def test_only_our_own_fonts_are_used_and_all_are_embedded(handout: tuple[str, Path]) -> None:
    listed = subprocess.run(
        ["pdffonts", str(handout[1])], capture_output=True, text=True, check=True
    ).stdout.splitlines()[2:]
    assert listed
    assert all("Atkinson-Hyperlegible-Next" in line for line in listed)
    assert all(line.split()[-5] == "yes" for line in listed)


def test_the_file_is_sound(handout: tuple[str, Path]) -> None:
    subprocess.run(["qpdf", "--check", str(handout[1])], capture_output=True, check=True)


def test_the_part_before_the_cards_is_two_pages_and_each_case_one(
    handout: tuple[str, Path], built: Built
) -> None:
    programme = built.library.get("programma", handout[0])
    with pikepdf.open(handout[1]) as pdf:
        assert len(pdf.pages) == 2 + len(programme.meta.cases)


def test_every_word_of_a_case_card_is_in_the_text_layer(
    handout: tuple[str, Path], built: Built
) -> None:
    programme = built.library.get("programma", handout[0])
    page = words(subprocess.run(
        ["pdftotext", "-raw", str(handout[1]), "-"], capture_output=True, text=True, check=True
    ).stdout)  # fmt: skip
    joined = " ".join(page)
    for slug in programme.meta.cases:
        for section in case_sections(built.library.get("casus", slug)):
            for paragraph in section.split("\n"):
                assert " ".join(words(paragraph)) in joined, paragraph


def test_no_note_for_the_gespreksleider_is_on_it(handout: tuple[str, Path], built: Built) -> None:
    joined = " ".join(words(text_of(handout[1])))
    for case in built.library.cases:
        notes = case.body["Voor de gespreksleider"].text
        for sentence in re.split(r"(?<=[.?!])\s", notes):
            if len(words(sentence)) >= 4:
                assert " ".join(words(sentence)) not in joined


def test_the_web_page_of_the_handout_says_the_same(handout: tuple[str, Path], built: Built) -> None:
    page = built.page(f"druk/{handout[0]}/handout/")
    seen = " ".join(words(page.xpath("string(//main)")))
    programme = built.library.get("programma", handout[0])
    for slug in programme.meta.cases:
        for section in case_sections(built.library.get("casus", slug)):
            for paragraph in section.split("\n"):
                assert " ".join(words(paragraph)) in seen
