"""No request to anybody else, and a policy that every page keeps to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.policy import PAGE_POLICY, SERVER_POLICY
from tests.browser.conftest import served
from tests.browser.test_accessibility import KINDS
from tests.conftest import Built

LISTEN = """
self.broken = [];
document.addEventListener("securitypolicyviolation", (event) =>
  self.broken.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`));
"""


@pytest.fixture
def watched(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and every address that it asks for."""
    context = browser.new_context(locale="nl-NL")
    context.add_init_script(LISTEN)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    yield page, asked
    context.close()


@pytest.mark.parametrize("path", KINDS)
def test_a_page_keeps_its_policy_and_asks_only_this_site(
    watched: tuple[Page, list[str]], address: str, path: str
) -> None:
    page, asked = watched
    page.goto(address + path, wait_until="networkidle")
    policy = page.locator("meta[http-equiv='Content-Security-Policy']")
    assert policy.get_attribute("content") == PAGE_POLICY
    assert page.evaluate("self.broken") == []
    assert [a for a in asked if not a.startswith((address, "data:"))] == []


def test_searching_keeps_the_policy_too(watched: tuple[Page, list[str]], address: str) -> None:
    page, asked = watched
    page.goto(address)
    page.get_by_role("button", name="Zoeken").click()
    page.keyboard.type("buurthuis")
    expect(page.locator("#zoeken-lijst a").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("self.broken") == []
    assert [a for a in asked if not a.startswith((address, "data:"))] == []


def test_the_policy_stops_what_it_should(watched: tuple[Page, list[str]], address: str) -> None:
    """An inline script, an inline style, a script of somebody else: none of them gets through."""
    page, _ = watched
    page.goto(address)
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "self.ran = true";
          const other = document.createElement("script");
          other.src = "https://voorbeeld.invalid/x.js";
          const style = document.createElement("style");
          style.textContent = "body { color: red }";
          document.head.append(script, other, style);
        }"""
    )
    page.wait_for_function("self.broken.length >= 3")
    assert page.evaluate("self.ran") is None


def test_no_cookie_and_nothing_stored_by_reading(browser_page: Page, address: str) -> None:
    page = browser_page
    for path in ("", "casussen/", "casussen/jongerenkeet/"):
        page.goto(address + path)
    assert page.context.cookies() == []
    kept: Any = page.evaluate("[localStorage.length, sessionStorage.length]")
    assert kept == [0, 0]


def test_the_headers_for_each_server_hold_the_same_policy(built: Built) -> None:
    for name in ("nginx.conf", "apache.conf", "_headers"):
        assert SERVER_POLICY in (built.folder / "hosting" / name).read_text(encoding="utf-8")
    assert "unsafe-inline" not in SERVER_POLICY
    assert "frame-ancestors 'self'" in SERVER_POLICY


@pytest.mark.parametrize("path", ["", "casussen/jongerenkeet/", "druk/dagdeel/handout/"])
def test_the_policy_also_works_as_a_header(
    watched: tuple[Page, list[str]], built: Built, path: str
) -> None:
    page, _ = watched
    with served(built.folder, {"Content-Security-Policy": SERVER_POLICY}) as top:
        page.goto(top + path, wait_until="networkidle")
        assert page.evaluate("self.broken") == []
