"""References run both ways, and what does not fit together is said."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from macros.content.library import Library, Reading, read_library
from macros.content.spelling import read_words
from tests.conftest import ROOT

CASE = "cases/casussen/wijkkeuken-en-wethouder.md"


def test_the_content_of_this_project_has_no_errors(reading: Reading) -> None:
    assert [str(found) for found in reading.errors] == []


def test_every_reference_of_a_case_is_found_back_from_the_other_side(library: Library) -> None:
    for case in library.cases:
        for kind, slugs in (
            ("rol", case.meta.roles), ("dilemma", case.meta.dilemmas),
            ("discussiepunt", case.meta.discussions), ("aandachtspunt", case.meta.cautions),
            ("wet", case.meta.laws),
        ):  # fmt: skip
            for slug in slugs:
                assert case in library.cases_of(library.get(kind, slug))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the content that a test may break."""
    shutil.copytree(ROOT / "cases", tmp_path / "cases")
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "code", "suggestion"),
    [
        ("rollen: [stimulator,", "rollen: [stimulater,", "verwijzing-onbekend", "stimulator"),
        ("fase: groei", "fase: groie", "waarde-onbekend", "groei"),
        ("fase: groei", "fasen: groei", "veld-onbekend", "fase"),
        ("extern: [init", "extern: [wethouder, init", "partij-verkeerde-kant", ""),
        ("## Keerpunt", "## Keerpnt", "deel-onbekend", "## Keerpunt"),
        ("### Stimulator", "### Aanjager", "onderdeel-onbekend", "### Stimulator"),
        ("herkomst: samengesteld", "herkomst: echt", "vaste-waarde", ""),
        ("(initiatiefnemers)", "(koks)", "partij-niet-in-kop", "initiatiefnemers"),
        ("tijd: 40", "tijd: veertig", "geen-getal", ""),
        ("nagekeken: 20", "nagekeken: 24-11-20", "geen-datum", ""),
        ("Elke dinsdag", "<b>Elke</b> dinsdag", "html", ""),
        ("Elke dinsdag", "[Elke](javascript:alert%281%29) dinsdag", "link-gevaarlijk", ""),
        ("Elke dinsdag", "{{ config }} dinsdag", "accolades", ""),
    ],
)
def test_a_mistake_in_a_case_is_named_with_the_nearest_right_word(
    project: Path, old: str, new: str, code: str, suggestion: str
) -> None:
    file = project / CASE
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    reading = read_library(project)
    found = {p.code: p for p in reading.problems if p.path == CASE}
    assert code in found
    assert found[code].suggestion == suggestion
    assert reading.library() is None
    line = text[: text.index(old)].count("\n") + 1
    assert abs(found[code].line - line) <= 1 or code == "onderdeel-onbekend"


def test_all_problems_are_reported_at_once_ordered_by_file_and_line(project: Path) -> None:
    for name in ("tuin-voor-leden", "buurthuis-in-zelfbeheer"):
        file = project / f"cases/casussen/{name}.md"
        file.write_text(file.read_text().replace("fase: ", "fasee: ").replace("tijd: ", "tijdd: "))
    found = read_library(project).errors
    assert {p.path for p in found} == {
        "cases/casussen/buurthuis-in-zelfbeheer.md", "cases/casussen/tuin-voor-leden.md",
    }  # fmt: skip
    assert [(p.path, p.line) for p in found] == sorted((p.path, p.line) for p in found)
    assert len(found) >= 4


def test_a_symlink_is_refused(project: Path) -> None:
    link = project / "cases/casussen/geheim.md"
    link.symlink_to("/etc/hostname")
    assert "snelkoppeling" in {p.code for p in read_library(project).errors}


UNREADABLE = [
    (b"zo\xebven\n", "geen-utf8"),
    ("zoëven\n".encode("utf-16"), "geen-utf8"),
    (b"a/\n<<<<<<< HEAD\nb/\n=======\n", "samenvoegconflict"),
]


@pytest.mark.parametrize(("content", "code"), UNREADABLE)
def test_a_list_in_plain_text_that_cannot_be_read_says_so(
    valid_library: Path, content: bytes, code: str
) -> None:
    for name in ("adressen.txt", "spelling.txt"):
        (valid_library / "cases" / name).write_bytes(content)
    ledger = [p for p in read_library(valid_library).errors if p.path.endswith("adressen.txt")]
    _, words = read_words(valid_library / "cases")
    assert [p.code for p in (*ledger, *words)] == [code, code]


def test_nothing_is_called_unused_while_a_file_cannot_be_read(valid_library: Path) -> None:
    (valid_library / "cases/namen.yml").write_text("Awb: Wet.\n", encoding="utf-8")
    assert "naam-ongebruikt" in {p.code for p in read_library(valid_library).problems}
    (valid_library / "cases/casussen/buurttuin.md").write_bytes(b"")
    codes = {p.code for p in read_library(valid_library).problems}
    assert "bestand-leeg" in codes
    assert not codes & {"naam-ongebruikt", "bron-ongebruikt"}


def test_a_mistake_in_a_list_is_no_reason_to_doubt_who_names_it(valid_library: Path) -> None:
    file = valid_library / "cases/bronnen.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("'2020-05'", "april 2020", 1), encoding="utf-8")
    assert {p.path for p in read_library(valid_library).errors} == {"cases/bronnen.yml"}


def test_of_two_files_with_one_id_the_new_one_gets_an_id_that_was_never_used(
    valid_library: Path,
) -> None:
    """Whatever their names: the id of a published page stands on paper."""
    folder = valid_library / "cases/casussen"
    shutil.copy(folder / "buurttuin.md", folder / "a-kopie.md")
    ledger = "casussen/buurttuin/\nk/c01/\nk/c07/ -> k/c01/\n"
    (valid_library / "cases/adressen.txt").write_text(ledger, encoding="utf-8")
    (found,) = (p for p in read_library(valid_library).problems if p.code == "id-dubbel")
    assert (found.path, found.fixed) == ("cases/casussen/a-kopie.md", "id: c08")


def test_ids_are_ordered_as_numbers(library: Library) -> None:
    first, second, *_ = library.cases
    late = [
        replace(case, meta=case.meta.model_copy(update={"id": identity}))
        for case, identity in ((first, "c100"), (second, "c11"))
    ]
    assert [entry.meta.id for entry in sorted(late, key=lambda entry: entry.order)] == [
        "c11",
        "c100",
    ]
