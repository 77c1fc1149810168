"""Every page type by axe, by keyboard, enlarged, and without motion or colours of our own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_journey import PAGE_TYPES

AXE = Path(__file__).with_name("vendor") / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KINDS = (
    *PAGE_TYPES, "404.html", "over/", "nieuw/", "bronnen/", "aandachtspunten/oude-reflexen/",
    "discussiepunten/eisen-stellen/", "werkatelier/", "werkatelier/samenstellen/",
    "werkatelier/tafel/", "redactie/", "data/",
)  # fmt: skip
WIDTHS = (1280, 360, 320)
SCHEMES: tuple[Any, ...] = ("light", "dark")
TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""


@pytest.fixture
def careful_page(browser: Browser) -> Iterator[Page]:
    """A page whose policy is off, so that the test can bring axe and styles along."""
    context = browser.new_context(
        bypass_csp=True,
        locale="nl-NL",
        reduced_motion="reduce",  # a colour halfway its change is nobody's colour
    )
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it is now: rule and place."""
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_nothing_wide_narrow_light_or_dark(
    careful_page: Page, address: str, path: str
) -> None:
    careful_page.goto(address + path)
    careful_page.add_script_tag(path=AXE)
    found = {}
    for scheme in SCHEMES:
        careful_page.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            careful_page.set_viewport_size({"width": width, "height": 800})
            found[f"{scheme} {width}"] = violations(careful_page)
    assert {where: wrong for where, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_while_searching(
    careful_page: Page, address: str, width: int, scheme: Any
) -> None:
    careful_page.set_viewport_size({"width": width, "height": 800})
    careful_page.emulate_media(color_scheme=scheme)
    careful_page.goto(address + "casussen/jongerenkeet/")
    careful_page.add_script_tag(path=AXE)
    careful_page.get_by_role("button", name="Zoeken").click()
    careful_page.keyboard.type("buurthuis")
    expect(careful_page.locator("#zoeken-lijst a").first).to_be_visible()
    assert violations(careful_page) == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [360, 320])
def test_axe_finds_nothing_with_the_menu_open(
    careful_page: Page, address: str, width: int, scheme: Any
) -> None:
    careful_page.set_viewport_size({"width": width, "height": 800})
    careful_page.emulate_media(color_scheme=scheme)
    careful_page.goto(address + "casussen/jongerenkeet/")
    careful_page.add_script_tag(path=AXE)
    careful_page.get_by_role("button", name="Menu").click()
    expect(careful_page.get_by_role("navigation", name="Hoofdmenu")).to_be_visible()
    assert violations(careful_page) == []


WALK = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  element.scrollIntoView({ block: "center" });
  const box = element.getBoundingClientRect(), style = getComputedStyle(element);
  return {
    name: (element.textContent.trim() || element.getAttribute("aria-label") || element.name
           || element.tagName).slice(0, 60),
    seen: box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth
      && box.bottom > 0 && box.top < innerHeight && style.visibility === "visible",
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
  };
}"""


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("path", KINDS)
def test_every_tab_stop_is_on_the_screen_and_shows_the_focus(
    browser_page: Page, address: str, path: str, width: int
) -> None:
    browser_page.set_viewport_size({"width": width, "height": 800})
    browser_page.goto(address + path)
    wrong, stops = [], 0
    for _ in range(45):
        browser_page.keyboard.press("Tab")
        stop = browser_page.evaluate(WALK)
        if stop is None:
            break
        stops += 1
        if not (stop["seen"] and stop["ring"]):
            wrong.append(stop)
    assert wrong == []
    assert stops >= 2


def test_the_first_tab_stop_leads_past_the_menu(browser_page: Page, address: str) -> None:
    browser_page.goto(address + "casussen/jongerenkeet/")
    browser_page.keyboard.press("Tab")
    browser_page.keyboard.press("Enter")
    assert browser_page.evaluate("document.activeElement.id") == "inhoud"


@pytest.mark.parametrize("path", ["", "casussen/", "casussen/jongerenkeet/", "rollenmatrix/"])
def test_no_single_key_does_anything(browser_page: Page, address: str, path: str) -> None:
    browser_page.goto(address + path)
    before = browser_page.evaluate("[location.href, document.activeElement.tagName, scrollY]")
    for key in "abcdefghijklmnopqrstuvwxyz0123456789/.,?":
        browser_page.keyboard.press(key)
    after = browser_page.evaluate("[location.href, document.activeElement.tagName, scrollY]")
    assert after == before
    assert browser_page.locator("dialog[open]").count() == 0


LOST = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const style = getComputedStyle(element);
  if (element.matches(".wk-alleen-voorlezen, .wk-alleen-voorlezen *")) return false;
  const cuts = [style.overflowX, style.overflowY].some((way) => ["hidden", "clip"].includes(way));
  const tooWide = element.scrollWidth > element.clientWidth + 1;
  const tooHigh = element.scrollHeight > element.clientHeight + 1;
  return cuts && element.textContent.trim() && element.clientHeight > 1 && (tooWide || tooHigh);
}).map((element) => element.className || element.tagName)"""


@pytest.mark.parametrize("path", KINDS)
def test_twice_the_size_loses_nothing(careful_page: Page, address: str, path: str) -> None:
    """200 % on a screen of 1280 is a layout of 640 wide."""
    careful_page.set_viewport_size({"width": 640, "height": 400})
    careful_page.goto(address + path)
    assert careful_page.evaluate("document.documentElement.scrollWidth") <= 640
    assert careful_page.evaluate(LOST) == []


@pytest.mark.parametrize("path", KINDS)
def test_wide_text_spacing_loses_nothing(careful_page: Page, address: str, path: str) -> None:
    careful_page.set_viewport_size({"width": 360, "height": 800})
    careful_page.goto(address + path)
    careful_page.add_style_tag(content=TEXT_SPACING)
    assert careful_page.evaluate("document.documentElement.scrollWidth") <= 360
    assert careful_page.evaluate(LOST) == []


BOXES = """() => {
  const text = document.createRange();
  text.selectNodeContents(document.querySelector(".wk-naam"));
  return [text, ...document.querySelectorAll(".wk-balkknop")].map((part) => {
    const { left, right, top, bottom } = part.getBoundingClientRect();
    return { left, right, top, bottom };
  }).filter((box) => box.right > box.left);
}"""


@pytest.mark.parametrize("width", [400, 360, 320])
@pytest.mark.parametrize("spacing", ["", TEXT_SPACING])
def test_nothing_in_the_bar_lies_over_something_else(
    careful_page: Page, address: str, width: int, spacing: str
) -> None:
    careful_page.set_viewport_size({"width": width, "height": 800})
    careful_page.goto(address)
    careful_page.add_style_tag(content=spacing)
    boxes = careful_page.evaluate(BOXES)
    assert len(boxes) == 3
    for one, other in combinations(boxes, 2):
        beside = one["right"] <= other["left"] or other["right"] <= one["left"]
        assert beside or one["bottom"] <= other["top"], (one, other)


def test_nothing_moves_for_who_wants_no_motion(browser_page: Page, address: str) -> None:
    browser_page.emulate_media(reduced_motion="reduce")
    browser_page.goto(address + "casussen/")
    moving = browser_page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((element) => {
          const style = getComputedStyle(element);
          return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none";
        }).length"""
    )
    assert moving == 0


def test_forced_colours_keep_icons_and_borders(browser_page: Page, address: str) -> None:
    browser_page.emulate_media(forced_colors="active")
    browser_page.goto(address + "casussen/jongerenkeet/")
    icon = browser_page.locator("main .wk-icoon").first
    ground = browser_page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert icon.evaluate("icon => getComputedStyle(icon).backgroundColor") != ground
    mark = browser_page.locator("main .wk-merk").first
    assert mark.evaluate("mark => getComputedStyle(mark).borderTopStyle") != "none"


def test_forced_colours_keep_the_arrow_of_what_folds_open(browser_page: Page, address: str) -> None:
    browser_page.emulate_media(forced_colors="active")
    browser_page.goto(address + "casussen/")
    ground = browser_page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    arrow = browser_page.locator(".wk-filters summary").first.evaluate(
        "summary => getComputedStyle(summary, '::before').backgroundColor"
    )
    assert arrow != ground
