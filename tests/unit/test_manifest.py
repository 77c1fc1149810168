"""A manifest shows every change to a published site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from macros.edition import Edition
from macros.publish.errors import explain
from macros.publish.listing import files_below
from macros.publish.manifest import differences, hashes, write_manifest


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path in ("index.html", "casussen/index.html", "druk/x.pdf"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(path)
    write_manifest(tmp_path, Edition("abc", 1), hashes(files_below(tmp_path)))
    return tmp_path


def test_a_site_as_it_was_built_has_no_differences(site: Path) -> None:
    assert list(differences(site)) == []


CHANGES: dict[str, tuple[Callable[[Path], object], tuple[str, str]]] = {
    "a changed page": (
        lambda s: (s / "index.html").write_text("anders"), ("index.html", "veranderd"),
    ),
    "a missing paper": (lambda s: (s / "druk/x.pdf").unlink(), ("druk/x.pdf", "ontbreekt")),
    "a smuggled script": (lambda s: (s / "x.js").write_text(""), ("x.js", "te veel")),
    "no manifest": (lambda s: (s / "manifest.json").unlink(), ("manifest.json", "geen manifest")),
    "a broken manifest": (
        lambda s: (s / "manifest.json").write_text("[]"), ("manifest.json", "geen manifest"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_named(site: Path, name: str) -> None:
    change, expected = CHANGES[name]
    change(site)
    assert list(differences(site)) == [expected]


def test_the_manifest_of_the_same_files_is_the_same_text(site: Path) -> None:
    before = (site / "manifest.json").read_bytes()
    write_manifest(site, Edition("abc", 1), hashes(files_below(site)))
    assert (site / "manifest.json").read_bytes() == before


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(28, "No space left on device", "x"), "De schijf is vol"),
        (OSError(13, "Permission denied", "/srv"), "mogen hier niet schrijven of lezen: /srv"),
        (OSError(30, "Read-only file system", "/srv"), "alleen om te lezen: /srv"),
        (OSError("cannot load library 'libpango-1.0-0'"), "Pango"),
        (OSError(5, "Input/output error", "x"), "Input/output error"),
        (ValueError("zomaar"), "zomaar"),
    ],
)
def test_trouble_with_a_disk_or_library_is_explained_in_dutch(error: Exception, says: str) -> None:
    assert says in explain(error)
