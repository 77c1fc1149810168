"""The zip: unpacked on a disk, without a network, everything still works."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.publish.offline import NAME
from tests.conftest import Built


@pytest.fixture(scope="module")
def unpacked(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("op schijf")  # a space: people have those in their folders
    with zipfile.ZipFile(built.folder / NAME) as packed:
        packed.extractall(folder)
    return folder / "werkatelier"


@pytest.fixture
def offline(browser: Browser) -> Iterator[Page]:
    """A page without a network; any script error or failed file fails the test."""
    context = browser.new_context(locale="nl-NL", offline=True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda request: wrong.append(request.url))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert wrong == []


def test_from_the_first_page_to_a_paper(offline: Page, unpacked: Path) -> None:
    offline.goto((unpacked / "index.html").as_uri())
    offline.get_by_role("link", name="Zoek een casus").click()
    offline.get_by_role("link", name="De wijkkeuken en de wethouder").first.click()
    expect(offline.get_by_role("heading", level=1)).to_have_text("De wijkkeuken en de wethouder")
    menu = offline.get_by_role("navigation", name="Hoofdmenu")
    menu.get_by_role("link", name="Werkatelier").click()
    offline.get_by_role("link", name="Dagdeel").first.click()
    offline.get_by_role("link", name="Handout in de browser").click()
    expect(offline.get_by_role("heading", level=1)).to_have_text("Welke rol neemt de gemeente?")


def test_the_search_works_without_a_network(offline: Page, unpacked: Path) -> None:
    offline.goto((unpacked / "casussen" / "index.html").as_uri())
    offline.get_by_role("button", name="Zoeken").click()
    offline.keyboard.type("burgerinitiatief zwembaden")
    first = offline.locator("#zoeken-lijst a").first
    expect(first).to_contain_text("Het zwembad van het dorp")
    expect(offline.get_by_role("dialog").get_by_role("status")).to_contain_text("gevonden")
    first.click()
    expect(offline.get_by_role("heading", level=1)).to_have_text("Het zwembad van het dorp")


def test_icons_and_letters_are_there(offline: Page, unpacked: Path) -> None:
    offline.goto((unpacked / "rollen" / "regisseur" / "index.html").as_uri())
    icon = offline.locator("h1 .wk-icoon")
    assert icon.evaluate("icon => getComputedStyle(icon).maskImage").startswith('url("data:')
    offline.evaluate("document.fonts.ready")
    assert offline.evaluate("document.fonts.check('16px \"Atkinson Hyperlegible Next\"')")
