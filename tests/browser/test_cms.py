"""Decap on our own server: a Dutch form from the models, and a save that touches one line."""

from __future__ import annotations

import difflib
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from macros.cms import CmsError, CmsServer, fetch
from macros.content.library import Library
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def scripts() -> Path:
    try:
        return fetch(ROOT / ".cache")
    except CmsError as absent:
        pytest.skip(f"Decap is not here and cannot be fetched: {absent}")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "cases", tmp_path / "cases")
    return tmp_path


@pytest.fixture
def editor(project: Path, scripts: Path, library: Library) -> Iterator[CmsServer]:
    server = CmsServer(project, scripts, library)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def open_entry(page: Page, editor: CmsServer, kind: str, slug: str) -> None:
    page.goto(f"http://{editor.host}/")
    page.get_by_role("button", name="Inloggen").click()
    page.goto(f"http://{editor.host}/#/collections/{kind}/entries/{slug}")
    expect(page.get_by_label("titel").first).to_be_visible()


PLACES = ("casus", "programma", "rol", "dilemma", "wet")


@pytest.mark.parametrize("kind", PLACES)
def test_an_edited_title_is_the_only_line_that_changes(
    browser_page: Page, editor: CmsServer, project: Path, library: Library, kind: str
) -> None:
    entry = next(iter(library.by_kind[kind].values()))
    asked: list[str] = []
    browser_page.on("request", lambda request: asked.append(request.url))
    open_entry(browser_page, editor, kind, entry.slug)
    browser_page.get_by_label("titel").first.fill("Zo: anders")
    browser_page.get_by_role("button", name="Publiceer", exact=True).click()
    browser_page.get_by_role("menuitem").first.click()
    expect(browser_page.get_by_text("Wijzigingen opgeslagen")).to_be_visible()
    before = (ROOT / entry.path).read_text(encoding="utf-8").splitlines()
    after = (project / entry.path).read_text(encoding="utf-8").splitlines()
    changed = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
    assert len(changed) == 2, changed
    assert changed[1] == '+ titel: "Zo: anders"'
    ours = ("blob:", "data:", f"http://{editor.host}/")
    assert [url for url in asked if not url.startswith(ours)] == []
