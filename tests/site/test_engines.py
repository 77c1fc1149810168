"""The same sources under another engine give the same article on every page.

ProperDocs reads the project as it is. Zensical knows no hooks and reads what ``export`` writes;
plain MkDocs reads that as well, so that the export is tested where Zensical is not installed.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html

from macros.edition import read_edition
from macros.publish.build import QUIET
from tests.conftest import ROOT, Built, run_macros

Article = tuple[str, tuple[str, ...]]
LEAST = 100  # pages: fewer would mean that we compare nothing


def article(path: str, page: html.HtmlElement) -> Article | None:
    """The words between the frame of a page and where its links lead; none without a frame."""
    found = page.xpath("//main")
    if not found:
        return None
    links = (urljoin(f"/{path}", link) for link in found[0].xpath(".//@href | .//@src"))
    return " ".join(found[0].text_content().split()), tuple(links)


def articles(built: Built) -> dict[str, Article]:
    every = {path: article(path, page) for path, page in built.pages.items()}
    return {path: found for path, found in every.items() if found is not None}


def needs(module: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        importlib.util.find_spec(module) is None,
        reason=f"{module} is not installed: pip install --require-hashes -r locks/engines.txt",
    )


def run_engine(folder: Path, *line: str) -> None:
    environment = {**os.environ, **QUIET, "SOURCE_DATE_EPOCH": str(read_edition(ROOT).epoch)}
    done = subprocess.run(
        [sys.executable, "-m", *line],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as plain files."""
    folder = tmp_path_factory.mktemp("gewoon") / "bron"
    done = run_macros("export", "--naar", str(folder), "--zonder-papier")
    assert done.returncode == 0, done.stderr
    return folder


def assert_same(ours: Built, theirs: Path) -> None:
    mine, other = articles(ours), articles(Built(theirs, ours.library))
    assert len(mine) > LEAST
    assert mine.keys() - other.keys() == set()
    assert {path: other[path] for path in mine} == mine


@needs("properdocs")
def test_properdocs_gives_the_same_article_on_every_page(built: Built, tmp_path: Path) -> None:
    run_engine(ROOT, "properdocs", "build", "--strict", "-q", "-d", str(tmp_path))
    assert_same(built, tmp_path)


def test_the_export_needs_none_of_our_code(built: Built, plain: Path, tmp_path: Path) -> None:
    assert list(plain.rglob("*.py")) == []
    run_engine(plain, "mkdocs", "build", "--strict", "-q", "-d", str(tmp_path))
    assert_same(built, tmp_path)


@needs("zensical")
def test_zensical_gives_the_same_article_on_every_page(built: Built, plain: Path) -> None:
    run_engine(plain, "zensical", "build", "--strict")
    assert_same(built, plain / "site")


def test_the_export_holds_every_file_of_the_site_that_is_no_page(built: Built, plain: Path) -> None:
    """Papers, data, short addresses and assets lie there as they are."""
    made_after = ("zoeken/", "hosting/", "assets/stylesheets/", ".well-known/")
    other = {"manifest.json", "werkatelier.zip", "sitemap.xml", "sitemap.xml.gz"}
    files = (f.relative_to(built.folder).as_posix() for f in built.folder.rglob("*") if f.is_file())
    pages = articles(built)
    lying = {f for f in files if f not in pages and f not in other and not f.endswith(".pdf")}
    lying = {f for f in lying if not f.startswith(made_after)}
    assert len(lying) > LEAST / 2
    assert [f for f in sorted(lying) if not (plain / "docs" / f).is_file()] == []
