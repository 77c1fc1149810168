"""Addresses that never die: old paths, the ledger, and what an editor hears about them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from macros.content.address_checks import check_addresses, handwritten
from macros.content.draft import Draft
from macros.content.ledger import PATH, add_to_ledger, moved, read_ledger
from macros.content.library import Reading
from tests.conftest import ROOT


def changed(draft: Draft, *old: str, slug: str = "") -> Draft:
    """The same file with these old paths, and under another name when ``slug`` is given."""
    assert draft.meta is not None
    meta = draft.meta.model_copy(update={"old_paths": old})
    return replace(
        draft, built=replace(draft.built, entry=meta, partial=meta), slug=slug or draft.slug
    )


def project(tmp_path: Path, ledger: str = "", page: str = "") -> Path:
    """A project with a ledger and perhaps one hand-written page."""
    (tmp_path / "cases").mkdir()
    (tmp_path / PATH).write_text(ledger, encoding="utf-8")
    if page:
        (tmp_path / "docs" / page).parent.mkdir(parents=True)
        (tmp_path / "docs" / page).write_text("# Pagina\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def two(reading: Reading) -> tuple[Draft, Draft]:
    cases = [draft for draft in reading.files if draft.kind.name == "casus"]
    return cases[0], cases[1]


@pytest.mark.parametrize(
    ("old", "code", "suggestion"),
    [
        ("casussen/oude-naam/", None, ""),
        ("dilemmas/oude-naam/", None, ""),
        ("casussen/oude-naam", "oud-adres-vorm", "casussen/oude-naam/"),
        ("/casussen/oude-naam/", "oud-adres-vorm", "casussen/oude-naam/"),
        ("https://voorbeeld.nl/casussen/oude-naam/", "oud-adres-vorm", "casussen/oude-naam/"),
        ("Casussen/Oude-Naam.md", "oud-adres-vorm", "casussen/oude-naam/"),
        ("../../etc/passwd/", "oud-adres-vorm", ""),
        ("k/c01/", "oud-adres-vorm", ""),
        ("assets/js/", "oud-adres-vorm", ""),
        ('casussen/"onmouseover="x/', "oud-adres-vorm", ""),
    ],
)
def test_an_old_path_has_the_form_of_an_address_of_this_site(
    two: tuple[Draft, Draft], tmp_path: Path, old: str, code: str | None, suggestion: str
) -> None:
    reading = Reading(files=[changed(two[0], old)])
    found = list(check_addresses(reading, project(tmp_path)))
    assert [(p.code, p.suggestion) for p in found] == ([(code, suggestion)] if code else [])


def test_an_old_path_may_not_be_the_address_of_another_page(
    two: tuple[Draft, Draft], tmp_path: Path
) -> None:
    first, second = two
    reading = Reading(files=[changed(first, f"casussen/{second.slug}/"), second])
    (found,) = check_addresses(reading, project(tmp_path))
    assert (found.code, found.path) == ("oud-adres-bezet", first.path)
    assert second.path in found.what


def test_two_files_may_not_claim_the_same_old_path(
    two: tuple[Draft, Draft], tmp_path: Path
) -> None:
    reading = Reading(files=[changed(draft, "casussen/samen/") for draft in two])
    (found,) = check_addresses(reading, project(tmp_path))
    assert (found.code, found.path) == ("oud-adres-bezet", two[1].path)


def test_an_old_path_may_not_be_a_hand_written_page(
    two: tuple[Draft, Draft], tmp_path: Path
) -> None:
    reading = Reading(files=[changed(two[0], "werkatelier/trek/")])
    root = project(tmp_path, page="werkatelier/trek.md")
    assert [p.code for p in check_addresses(reading, root)] == ["oud-adres-bezet"]


@pytest.mark.parametrize(("slug", "page"), [("trek", "casussen/trek.md"), ("index", "")])
def test_a_content_file_may_not_take_the_address_of_a_hand_written_page(
    two: tuple[Draft, Draft], tmp_path: Path, slug: str, page: str
) -> None:
    reading = Reading(files=[changed(two[0], slug=slug)])
    assert [p.code for p in check_addresses(reading, project(tmp_path, page=page))] == [
        "adres-bezet"
    ]


def test_a_renamed_case_is_noticed_until_its_old_address_is_named(
    two: tuple[Draft, Draft], tmp_path: Path
) -> None:
    first = two[0]
    assert first.meta is not None
    root = project(tmp_path, f"casussen/{first.slug}/\nk/{first.meta.id}/\n")
    renamed = changed(first, slug=f"{first.slug}-nu")
    (found,) = check_addresses(Reading(files=[renamed]), root)
    assert (found.code, found.path, found.line) == ("adres-verdwenen", PATH, 1)
    assert found.suggestion == f"casussen/{first.slug}-nu/"
    assert not found.is_error
    mended = changed(renamed, f"casussen/{first.slug}/")
    assert not list(check_addresses(Reading(files=[mended]), root))


def test_an_address_may_be_sent_on_in_the_ledger_itself(tmp_path: Path) -> None:
    root = project(tmp_path, "# regel\ncasussen/weg/ -> casussen/\n\nrollenmatrix/\n")
    assert moved(root) == {"casussen/weg/": "casussen/"}
    assert [line.number for line in read_ledger(root)] == [2, 4]
    assert not list(check_addresses(Reading(), root))


def test_the_ledger_only_grows_and_is_sorted_where_it_grows(tmp_path: Path) -> None:
    root = project(tmp_path, "rollenmatrix/\noud/ -> nieuw/\n")
    assert add_to_ledger(root, {"oud/", "b/", "a/"}) == ["a/", "b/"]
    assert add_to_ledger(root, {"oud/", "b/", "a/"}) == []
    assert [line.address for line in read_ledger(root)] == ["rollenmatrix/", "oud/", "a/", "b/"]


def test_the_pages_in_docs_have_the_addresses_that_mkdocs_gives_them(tmp_path: Path) -> None:
    root = project(tmp_path, page="werkatelier/index.md")
    (root / "docs" / "index.md").write_text("# x\n", encoding="utf-8")
    (root / "docs" / "over.md").write_text("# x\n", encoding="utf-8")
    assert handwritten(root) == {"", "over/", "werkatelier/"}


def test_this_project_has_no_address_that_disappeared(reading: Reading) -> None:
    assert not list(check_addresses(reading, ROOT))


@pytest.mark.parametrize("good", [frozenset({"id", "old_paths"}), frozenset()])
def test_a_slip_in_a_file_is_no_address_that_went_away(
    two: tuple[Draft, Draft], tmp_path: Path, good: frozenset[str]
) -> None:
    broken = replace(two[0], built=replace(two[0].built, entry=None, good=good))
    assert two[0].meta is not None
    root = project(tmp_path, f"k/{two[0].meta.id}/\ncasussen/{two[0].slug}/\n")
    assert list(check_addresses(Reading(files=[broken]), root)) == []


def test_an_unreadable_file_is_no_address_that_went_away(tmp_path: Path) -> None:
    reading = Reading(unreadable=[("casus", "de-tuin")])
    assert list(check_addresses(reading, project(tmp_path, "casussen/de-tuin/\n"))) == []
