"""From the home page to the paper, with the keyboard only."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

PAGE_TYPES = (
    "", "casussen/", "casussen/tuin-voor-leden/", "casussen/rol/regisseur/", "dilemmas/",
    "dilemmas/te-beperkt/", "rollenmatrix/", "rollen/regisseur/", "werkatelier/dagdeel/",
    "wetten/subsidie/", "woordenlijst/", "druk/dagdeel/handout/",
)  # fmt: skip


def tab_to(page: Page, name: str, most: int = 120) -> None:
    """Press Tab until the link or button with this name has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "() => (document.activeElement?.getAttribute('aria-label')"
            " || document.activeElement?.textContent || '').trim()"
        )
        if focused == name:
            return
    raise AssertionError(f"Tab komt niet bij: {name}")


def follow(page: Page, name: str, ending: str) -> None:
    tab_to(page, name)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ending}")


def test_home_case_dilemma_matrix_handout_by_keyboard(browser_page: Page, address: str) -> None:
    page = browser_page
    page.goto(address)
    follow(page, "Zoek een casus", "/casussen/")
    follow(page, "De wijkkeuken en de wethouder", "/casussen/wijkkeuken-en-wethouder/")
    follow(page, "Zelf doen of steunen", "/dilemmas/zelf-doen-of-steunen/")
    follow(page, "Rollenmatrix", "/rollenmatrix/")
    follow(page, "Werkatelier", "/werkatelier/")
    follow(page, "Dagdeel", "/werkatelier/dagdeel/")
    follow(page, "handout in de browser", "/druk/dagdeel/handout/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Welke rol neemt de gemeente?")


def test_a_matrix_cell_opens_its_cases_by_keyboard(browser_page: Page, address: str) -> None:
    page = browser_page
    page.goto(address + "rollenmatrix/")
    cell = page.locator("td[data-rij='ander'][data-rol='stimulator']")
    cell.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(cell.get_by_role("link").first).to_be_visible()


def test_a_word_is_explained_on_focus_and_escape_puts_it_away(
    browser_page: Page, address: str
) -> None:
    page = browser_page
    page.goto(address + "rollen/netwerker/")
    word = page.locator("a.begrip").first
    word.focus()
    tip = page.get_by_role("tooltip")
    expect(tip).to_have_text(word.get_attribute("data-uitleg") or "")
    page.keyboard.press("Escape")
    expect(tip).to_have_count(0)


def test_the_menu_works_by_keyboard_on_a_phone(browser_page: Page, address: str) -> None:
    page = browser_page
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(address)
    button = page.get_by_role("button", name="Menu")
    link = page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Casussen")
    expect(link).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(link).to_be_visible()


def test_no_page_scrolls_sideways_on_a_small_phone(browser_page: Page, address: str) -> None:
    page = browser_page
    page.set_viewport_size({"width": 320, "height": 640})
    for path in (*PAGE_TYPES, "werkatelier/printen/", "druk/rollenmatrix/"):
        page.goto(address + path)
        wide = page.evaluate("() => document.documentElement.scrollWidth")
        assert wide <= 320, (path, wide)


def test_words_on_a_matrix_sheet_do_not_overlap_on_a_small_phone(
    browser_page: Page, address: str
) -> None:
    page = browser_page
    page.set_viewport_size({"width": 320, "height": 640})
    for path in ("druk/rollenmatrix/", "druk/rollenmatrix-a4/"):
        page.goto(address + path)
        too_narrow = page.evaluate(
            "() => [...document.querySelectorAll('th, td')]"
            ".filter((cell) => cell.scrollWidth > cell.clientWidth + 1).length"
        )
        assert too_narrow == 0, path


@pytest.mark.parametrize(("width", "height"), [(360, 640), (320, 256)])
def test_no_filter_has_the_focus_behind_the_bar(
    browser_page: Page, address: str, width: int, height: int
) -> None:
    page = browser_page
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address + "casussen/")
    for _ in range(14):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            "() => { const bar = document.querySelector('.wk-toon'), at = document.activeElement;"
            " const [low, box] = [bar.getBoundingClientRect(), at.getBoundingClientRect()];"
            " return !bar.contains(at) && box.bottom > low.top + 1 && box.top < low.bottom - 1"
            " ? at.textContent || at.name : ''; }"
        )
        assert not hidden, hidden


def test_without_javascript_everything_can_be_read(browser_page: Page, address: str) -> None:
    context = browser_page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    page = context.new_page()
    page.goto(address + "casussen/rol/regisseur/")
    page.get_by_role("article").get_by_role("link", name="Nee bij het ene loket").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nee bij het ene loket")
    context.close()
