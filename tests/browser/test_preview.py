"""The preview of a pull request: the whole site, and pictures of what changed."""

from __future__ import annotations

import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from macros.preview import make_preview
from tests.conftest import Built


def preview(built: Built, target: Path, files: tuple[str, ...]) -> list[Path]:
    """In a thread of its own: this one may already drive a browser."""
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(make_preview, built.folder, target, built.library, files).result()


def test_the_preview_holds_the_site_and_a_picture_of_each_changed_page_and_paper(
    built: Built, tmp_path: Path
) -> None:
    case, programme = built.library.cases[0], built.library.programmes[0]
    made = preview(built, tmp_path, (case.path, programme.path))
    names = {file.name for file in made}
    assert {f"casussen-{case.slug}.png", f"werkatelier-{programme.slug}.png"} <= names
    assert any(name.startswith(f"druk-{programme.slug}-handout") for name in names)
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in made)
    with zipfile.ZipFile(tmp_path / "site.zip") as site:
        assert f"werkatelier/casussen/{case.slug}/index.html" in site.namelist()


def test_without_changes_there_is_a_site_and_no_pictures(built: Built, tmp_path: Path) -> None:
    assert preview(built, tmp_path, ()) == []
    assert (tmp_path / "site.zip").is_file()
