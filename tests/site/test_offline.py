"""What is in the zip."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from macros.publish.keep import Keep
from macros.publish.listing import files_below
from macros.publish.offline import NAME, page_for_disk, write_zip
from tests.conftest import Built


@pytest.fixture(scope="module")
def packed(built: Built) -> Iterator[zipfile.ZipFile]:
    with zipfile.ZipFile(built.folder / NAME) as opened:
        yield opened


def test_every_link_names_a_file_in_the_zip(packed: zipfile.ZipFile) -> None:
    names = set(packed.namelist())
    broken = []
    for name in (n for n in names if n.endswith(".html")):
        tree = html.document_fromstring(packed.read(name).decode())
        for _, attribute, link, _ in tree.iterlinks():
            parts = urlsplit(link)
            if parts.scheme or not parts.path or attribute == "content":
                continue
            aim = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
            if aim not in names:
                broken.append((name, link))
    assert broken == []


def test_all_pages_and_papers_are_in_it(packed: zipfile.ZipFile, built: Built) -> None:
    inside = {name.removeprefix("werkatelier/") for name in packed.namelist()}
    wanted = {
        file.relative_to(built.folder).as_posix()
        for pattern in ("**/index.html", "**/*.pdf")
        for file in built.folder.glob(pattern)
    }
    assert wanted <= inside
    assert NAME not in inside
    assert "LEES-MIJ.txt" in inside


def test_the_same_site_gives_the_same_zip(built: Built, tmp_path: Path) -> None:
    """Packed for the first time, packed with what was kept, packed anew."""
    site = tmp_path / "site"
    (site / "a").mkdir(parents=True)
    (site / "a" / "index.html").write_text('<!doctype html><html lang="nl"><a href="../">x</a>')
    keeps = [Keep(tmp_path / name) for name in ("een", "een", "twee")]
    packed = set()
    for keep in keeps:
        write_zip(site, files_below(site), 1_700_000_000, keep)
        packed.add((site / NAME).read_bytes())
    assert len(packed) == 1


def test_a_file_that_is_found_twice_is_packed_once(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "zoeken").mkdir(parents=True)
    (site / "zoeken" / "index.html").write_text('<!doctype html><html lang="nl">')
    found = files_below(site)
    write_zip(site, found, 1_700_000_000, Keep(tmp_path / "keep"), lambda: found)
    with zipfile.ZipFile(site / NAME) as packed:
        names = packed.namelist()
    assert sorted(names) == ["werkatelier/LEES-MIJ.txt", "werkatelier/zoeken/index.html"]


@pytest.mark.parametrize(
    ("link", "on_disk"),
    [
        ("../rollen/", "../rollen/index.html"),
        ("../rollen/#kop", "../rollen/index.html#kop"),
        ("./", "./index.html"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        (".", "./index.html"),
        ("../casussen/?rol=regisseur", "../casussen/index.html?rol=regisseur"),
        ("#kop", "#kop"),
        ("../assets/css/tokens.css", "../assets/css/tokens.css"),
        ("https://voorbeeld.nl/", "https://voorbeeld.nl/"),
        ("mailto:x", "mailto:x"),
        ("handout.pdf", "handout.pdf"),
    ],
)
def test_a_link_to_a_folder_names_its_page(link: str, on_disk: str) -> None:
    for page in ('<a class="a" href="{}">x</a>', '<form action="{}">'):
        assert page_for_disk(page.format(link)) == page.format(on_disk)
