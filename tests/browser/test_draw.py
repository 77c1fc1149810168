"""Draw a case: out of the choice, by keyboard, large, with a clock."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from macros.content.library import Library


@pytest.fixture
def draw(browser_page: Page, address: str) -> Page:
    browser_page.clock.install()
    browser_page.goto(f"{address}werkatelier/trek/?rol=regisseur")
    expect(browser_page.get_by_role("button", name="Trek een casus")).to_be_visible()
    return browser_page


def drawn(page: Page) -> str:
    return page.url.split("casus=")[1]


def test_every_case_of_the_choice_is_drawn_before_one_comes_back(
    draw: Page, library: Library
) -> None:
    chosen = {case.meta.id for case in library.cases if "regisseur" in case.meta.roles}
    expect(draw.get_by_role("status").first).to_have_text(
        f"Uit {len(chosen)} casussen van uw keuze"
    )
    draw.get_by_role("button", name="Trek een casus").press("Enter")
    seen = [drawn(draw)]
    for _ in range(len(chosen) - 1):
        draw.get_by_role("button", name="Trek een andere").press("Enter")
        seen.append(drawn(draw))
    assert sorted(seen) == sorted(chosen)
    draw.get_by_role("button", name="Trek een andere").click()
    assert drawn(draw) in chosen - {seen[-1]}


def test_a_case_that_stands_in_the_address_is_not_drawn_again_at_once(
    browser_page: Page, address: str, library: Library
) -> None:
    first, second = (case for case in library.cases if case.meta.outcome == "loopt")
    browser_page.goto(f"{address}werkatelier/trek/?afloop=loopt&casus={first.meta.id}")
    for other in (second, first):
        browser_page.get_by_role("button", name="Trek een andere").click()
        expect(browser_page.locator("#wk-trek-titel")).to_have_text(other.meta.title)


def test_a_reload_shows_the_same_case_and_back_the_one_before(draw: Page) -> None:
    draw.get_by_role("button", name="Trek een casus").click()
    first = draw.locator("#wk-trek-titel").inner_text()
    draw.reload()
    expect(draw.locator("#wk-trek-titel")).to_have_text(first)
    draw.get_by_role("button", name="Trek een andere").click()
    expect(draw.locator("#wk-trek-titel")).not_to_have_text(first)
    draw.go_back()
    expect(draw.locator("#wk-trek-titel")).to_have_text(first)


def test_the_parts_of_the_case_follow_with_the_arrow_keys(browser_page: Page, address: str) -> None:
    page = browser_page
    page.goto(f"{address}werkatelier/trek/?casus=c01")
    part = page.locator(".wk-scherm__deel")
    expect(part).to_have_text("Getrokken casus (deel 1 van 5)")
    for name in ("Situatie", "Keerpunt", "Dilemma", "Vragen aan de groep"):
        page.keyboard.press("ArrowRight")
        expect(part).to_contain_text(name)
    expect(page.locator(".wk-scherm__tekst li").first).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(part).to_contain_text("deel 5 van 5")
    page.keyboard.press("ArrowLeft")
    expect(part).to_contain_text("Dilemma")
    assert "gespreksleider" not in page.locator(".wk-scherm__tekst").inner_text()


def test_letters_and_digits_do_nothing(browser_page: Page, address: str) -> None:
    page = browser_page
    page.goto(f"{address}werkatelier/trek/?casus=c01")
    expect(page.locator(".wk-scherm__deel")).to_contain_text("van 5")
    before = page.locator(".wk-trek").inner_text()
    for key in "abcdefghijklmnopqrstuvwxyz0123456789 ,./":
        page.keyboard.press(key)
    assert page.locator(".wk-trek").inner_text() == before


def test_the_big_screen_opens_and_escape_closes_it(browser_page: Page, address: str) -> None:
    page = browser_page
    page.goto(f"{address}werkatelier/trek/?casus=c01")
    page.get_by_role("button", name="Groot scherm").press("Enter")
    screen = page.locator(".wk-scherm").bounding_box()
    assert screen and screen["width"] >= 1280 and screen["x"] == 0
    assert page.evaluate("document.activeElement.id") == "wk-trek-titel"
    page.get_by_role("button", name="Terug naar de pagina").press("Enter")
    expect(page.get_by_role("button", name="Groot scherm")).to_be_focused()
    page.get_by_role("button", name="Groot scherm").press("Enter")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Groot scherm")).to_be_focused()


def test_the_clock_counts_down_and_says_when_the_time_is_over(draw: Page) -> None:
    draw.goto(draw.url.split("?")[0] + "?casus=c01")
    clock = draw.get_by_role("timer")
    expect(clock).to_have_text("40:00")
    draw.get_by_role("button", name="1 minuut minder").press("Enter")
    expect(clock).to_have_text("39:00")
    draw.get_by_role("button", name="Start").press("Enter")
    draw.clock.run_for(60_000)
    expect(clock).to_have_text("38:00")
    draw.get_by_role("button", name="Pauze").press("Enter")
    draw.clock.run_for(60_000)
    expect(clock).to_have_text("38:00")
    draw.get_by_role("button", name="Start").press("Enter")
    draw.clock.run_for(38 * 60_000 + 1_000)
    expect(clock).to_have_text("0:00")
    expect(draw.get_by_text("De tijd is om.")).to_be_visible()
    draw.get_by_role("button", name="Opnieuw").press("Enter")
    expect(clock).to_have_text("40:00")
    expect(draw.get_by_text("De tijd is om.")).to_have_count(0)


def test_a_choice_without_cases_says_so(browser_page: Page, address: str) -> None:
    browser_page.goto(f"{address}werkatelier/trek/?q=xyzzy")
    expect(browser_page.get_by_role("status").first).to_contain_text(
        "Geen casus past bij uw keuze."
    )
    expect(browser_page.get_by_role("button", name="Trek een casus")).to_be_hidden()
    link = browser_page.get_by_role("link", name="Verander de keuze")
    assert (link.get_attribute("href") or "").endswith("casussen/?q=xyzzy")
