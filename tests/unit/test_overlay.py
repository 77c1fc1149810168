"""A gemeente lays its own name, look, parties and cases over the project without a fork."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.content.colours import check_colours
from macros.content.library import read_library
from macros.overlay import merge
from tests.conftest import ROOT

EXAMPLE = ROOT / "voorbeelden" / "overlay"
CASE = "casussen/voorbeeld-lege-kapel.md"


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    """A copy of the worked example, to change."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "gemeente"))


def lay(overlay: Path) -> tuple[Path, list[tuple[str, str, int]]]:
    """The merged project, and code, path and line of every problem in it that is an error."""
    target = overlay.parent / "samen"
    target.mkdir()
    project = merge(ROOT, overlay, target)
    found = project.named([*project.problems, *read_library(target).problems])
    return target, [(p.code, p.path, p.line) for p in found if p.is_error]


def test_the_worked_example_is_right_and_says_that_it_is_an_example(overlay: Path) -> None:
    target, problems = lay(overlay)
    assert problems == []
    library = read_library(target).library()
    assert library is not None
    case = library.get("casus", "voorbeeld-lege-kapel")
    assert case.meta.title.startswith("Voorbeeld")
    assert "dorpsraad" in library.words.parties
    assert len(library.cases) == len(list((ROOT / "cases/casussen").glob("*.md"))) + 1


def test_the_look_of_the_gemeente_comes_after_ours(overlay: Path) -> None:
    target, _ = lay(overlay)
    ours = (ROOT / "docs/assets/css/tokens.css").read_text()
    both = (target / "docs/assets/css/tokens.css").read_text()
    assert both == f"{ours}\n{(EXAMPLE / 'tokens.css').read_text()}"
    logo = (target / "docs/assets/images/logo.svg").read_text()
    assert logo == (EXAMPLE / "logo.svg").read_text()


def colours_of(overlay: Path, text: str) -> set[tuple[str, str, int]]:
    (overlay / "tokens.css").write_text(text, encoding="utf-8")
    target = overlay.parent / "samen"
    target.mkdir()
    found = merge(ROOT, overlay, target).named(check_colours(target))
    return {(p.code, p.path, p.line) for p in found}


def test_the_colours_of_the_worked_example_can_be_read(overlay: Path) -> None:
    assert colours_of(overlay, (EXAMPLE / "tokens.css").read_text(encoding="utf-8")) == set()


def test_a_faint_colour_is_named_with_the_file_of_the_gemeente(overlay: Path) -> None:
    dark = "@media (prefers-color-scheme: dark) { :root { --wk-link: #7fd1bf; } }"
    found = colours_of(overlay, f":root {{\n  --wk-link: #9fd8cf;\n}}\n{dark}\n")
    assert found == {("kleur-te-flets", "gemeente/tokens.css", 2)}


def test_the_project_itself_is_not_touched(overlay: Path) -> None:
    before = (ROOT / "cases/vocabulaire.yml").read_bytes()
    lay(overlay)
    assert (ROOT / "cases/vocabulaire.yml").read_bytes() == before
    assert not (ROOT / "cases" / CASE).exists()


def put(path: str, text: str) -> Callable[[Path], None]:
    def change(overlay: Path) -> None:
        (overlay / path).write_text(text, encoding="utf-8")

    return change


def same_slug(overlay: Path) -> None:
    (overlay / CASE).rename(overlay / "casussen" / "jongerenkeet.md")
    (overlay / "partijen.yml").unlink()


def same_id(overlay: Path) -> None:
    text = (overlay / CASE).read_text(encoding="utf-8")
    (overlay / CASE).write_text(text.replace("id: c9001", "id: c20"), encoding="utf-8")


def a_link(overlay: Path) -> None:
    (overlay / "casussen" / "stiekem.md").symlink_to("/etc/passwd")


CONFLICTS: dict[str, tuple[Callable[[Path], None], tuple[str, str, int]]] = {
    "a case with the name of one of ours": (
        same_slug, ("overlay-bestaat", "gemeente/casussen/jongerenkeet.md", 1)),
    "a case with the id of one of ours": (same_id, ("id-dubbel", f"gemeente/{CASE}", 2)),
    "a party that we know already": (
        put("partijen.yml", "extern:\n  dorpsraad:\n    label: Raad\n  politie:\n    label: x\n"),
        ("overlay-partij", "gemeente/partijen.yml", 4)),
    "a party on no side": (
        put("partijen.yml", "extern:\n  dorpsraad:\n    label: Raad\nelders:\n  a: b\n"),
        ("overlay-kant", "gemeente/partijen.yml", 4)),
    "a file that would be left out": (
        put("thema.html", "x"), ("overlay-vreemd", "gemeente/thema.html", 1)),
    "a style that fetches": (
        put("tokens.css", ":root {\n  --x: url(https://voorbeeld.invalid/x.png);\n}\n"),
        ("overlay-css", "gemeente/tokens.css", 2)),
    "a style that imports": (
        put("tokens.css", "@import 'x.css';\n"), ("overlay-css", "gemeente/tokens.css", 1)),
    "a logo with a script": (
        put("logo.svg", "<svg onload='x()'></svg>"), ("overlay-logo", "gemeente/logo.svg", 1)),
    "a name with HTML": (
        put("overlay.yml", "naam: <b>Wij</b>\n"), ("overlay-naam", "gemeente/overlay.yml", 1)),
    "an unknown field": (
        put("overlay.yml", "naam: Wij\nkleur: rood\n"),
        ("veld-onbekend", "gemeente/overlay.yml", 2)),
    "a link to a file elsewhere": (
        a_link, ("snelkoppeling", "gemeente/casussen/stiekem.md", 1)),
}  # fmt: skip


@pytest.mark.parametrize("name", CONFLICTS)
def test_a_conflict_is_named_with_the_file_of_the_gemeente(overlay: Path, name: str) -> None:
    change, expected = CONFLICTS[name]
    change(overlay)
    assert expected in lay(overlay)[1]


def test_an_overlay_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "overlay-ontbreekt" in [code for code, _, _ in lay(tmp_path / "weg")[1]]
