"""The same sources under another engine give the same article text on every page."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from macros.edition import read_edition
from macros.publish.build import QUIET
from tests.conftest import ROOT, Built


def article(page: html.HtmlElement) -> str | None:
    """The words between the frame of a page, or nothing where a page has no frame."""
    found = page.xpath("//main")
    return " ".join(found[0].text_content().split()) if found else None


def articles(pages: dict[str, html.HtmlElement]) -> dict[str, str]:
    return {path: text for path, page in pages.items() if (text := article(page)) is not None}


@pytest.mark.skipif(
    importlib.util.find_spec("properdocs") is None,
    reason="ProperDocs is not installed: pip install --no-deps properdocs==1.6.7",
)
def test_properdocs_gives_the_same_text_on_every_page(
    built: Built, library: object, tmp_path: Path
) -> None:
    epoch = str(read_edition(ROOT).epoch)
    line = [sys.executable, "-m", "properdocs", "build", "--strict", "-q", "-d", str(tmp_path)]
    env = {**os.environ, **QUIET, "SOURCE_DATE_EPOCH": epoch}
    done = subprocess.run(line, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    theirs = articles(Built(tmp_path, built.library).pages)
    ours = {path: text for path, text in articles(built.pages).items() if path in theirs}
    assert len(theirs) > 100
    assert theirs == ours
    missing = articles(built.pages).keys() - theirs.keys()
    assert [path for path in missing if path.startswith(("casussen/", "dilemmas/"))] == []
