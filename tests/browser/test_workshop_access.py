"""The composer, its printed set and the table pass axe, also in the dark and when filled in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_composer import EXAMPLE
from tests.browser.test_table import fill

AXE = Path(__file__).with_name("vendor") / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def open_all(page: Page) -> None:
    for summary in page.locator("main summary").all():
        if summary.is_visible():
            summary.click()


def composer(page: Page, address: str) -> None:
    page.goto(f"{address}werkatelier/samenstellen/#c=c02,c99,c05&d=d1&p=kort&n=40&t=4&start=99")
    open_all(page)


def table(page: Page, address: str) -> None:
    page.goto(f"{address}werkatelier/tafel/")
    fill(page)
    open_all(page)


def printed_set(page: Page, address: str) -> None:
    page.goto(f"{address}druk/samenstelling/index.html{EXAMPLE}&papier=A4")
    expect(page.locator("html")).to_have_attribute("data-klaar", re.compile("."))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("visit", [composer, table, printed_set])
def test_axe_finds_nothing(browser: Browser, address: str, visit: object, scheme: str) -> None:
    context = browser.new_context(locale="nl-NL", color_scheme=scheme)  # type: ignore[arg-type]
    context.set_default_timeout(8000)
    page = context.new_page()
    visit(page, address)  # type: ignore[operator]
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "tags => axe.run({ runOnly: tags }).then(r => r.violations.map(v =>"
        " [v.id, v.nodes.map(n => n.target.join(' ')).slice(0, 4).join(' | ')]))",
        RULES,
    )
    context.close()
    assert found == []


@pytest.mark.parametrize("width", [1280, 768, 360, 320])
@pytest.mark.parametrize("visit", [composer, printed_set])
def test_nothing_sticks_out_sideways(
    browser_page: Page, address: str, visit: object, width: int
) -> None:
    browser_page.set_viewport_size({"width": width, "height": 800})
    visit(browser_page, address)  # type: ignore[operator]
    assert browser_page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
