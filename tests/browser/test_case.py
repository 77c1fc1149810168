"""A case page: the way through a choice, the picture, and what one can do with the case."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from macros.content.library import Library

CASE = "casussen/wijkkeuken-en-wethouder/"


def slugs(library: Library, role: str) -> list[str]:
    return [case.slug for case in library.cases if role in case.meta.roles]


def test_next_and_previous_stay_within_the_choice(
    browser_page: Page, address: str, library: Library
) -> None:
    page, chosen = browser_page, slugs(library, "regisseur")
    page.goto(f"{address}casussen/{chosen[0]}/?rol=regisseur")
    walk = page.get_by_role("navigation", name="Vorige en volgende casus")
    expect(walk).to_contain_text(f"Casus 1 van {len(chosen)} in uw keuze")
    expect(walk.get_by_role("link")).to_have_count(1)
    for slug in chosen[1:4]:
        walk.locator("a[rel=next]").click()
        expect(page).to_have_url(f"{address}casussen/{slug}/?rol=regisseur")
        expect(walk).to_contain_text("in uw keuze")
    walk.locator("a[rel=prev]").click()
    expect(page).to_have_url(f"{address}casussen/{chosen[2]}/?rol=regisseur")
    page.get_by_role("link", name="Terug naar uw keuze").click()
    expect(page).to_have_url(f"{address}casussen/?rol=regisseur")


def test_a_case_outside_the_choice_shows_the_order_of_all_cases(
    browser_page: Page, address: str, library: Library
) -> None:
    outside = next(case for case in library.cases if "regisseur" not in case.meta.roles)
    browser_page.goto(f"{address}casussen/{outside.slug}/?rol=regisseur")
    walk = browser_page.get_by_role("navigation", name="Vorige en volgende casus")
    browser_page.wait_for_function("window.wkIndex")
    expect(walk).to_contain_text("In de volgorde van alle casussen")


def test_a_case_asks_for_the_index_only_when_there_is_a_choice(
    browser_page: Page, address: str
) -> None:
    asked: list[str] = []
    browser_page.on("request", lambda request: asked.append(request.url))
    browser_page.goto(address + CASE)
    browser_page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "casussen-index" in url]


def test_a_case_is_added_to_the_werkatelier_once(browser_page: Page, address: str) -> None:
    page = browser_page
    page.route("**/werkatelier/samenstellen/", lambda route: route.fulfill(body="later"))
    for slug in ("wijkkeuken-en-wethouder", "huiskamer-dementie", "wijkkeuken-en-wethouder"):
        page.goto(f"{address}casussen/{slug}/")
        page.get_by_role("link", name="Voeg toe aan mijn werkatelier").press("Enter")
        page.wait_for_url("**/werkatelier/samenstellen/#c=*")
    assert page.url.endswith("#c=c01")
    assert json.loads(page.evaluate("localStorage.getItem('wk-casussen')")) == ["c01", "c02"]


@pytest.mark.parametrize("kept", ["geen json", '{"a": 1}', "[1, null]", '"c09"'])
def test_something_strange_in_the_memory_of_the_browser_does_no_harm(
    browser_page: Page, address: str, kept: str
) -> None:
    page = browser_page
    page.route("**/werkatelier/samenstellen/", lambda route: route.fulfill(body="later"))
    page.goto(address + CASE)
    page.evaluate("(kept) => localStorage.setItem('wk-casussen', kept)", kept)
    page.get_by_role("link", name="Voeg toe aan mijn werkatelier").click()
    page.wait_for_url("**/samenstellen/#c=c01")
    assert json.loads(page.evaluate("localStorage.getItem('wk-casussen')")) == ["c01"]


def test_the_link_of_a_case_is_copied_where_there_is_nothing_to_share_with(
    browser_page: Page, address: str
) -> None:
    page = browser_page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script("Object.defineProperty(navigator, 'share', { value: undefined })")
    page.goto(address + CASE + "?rol=stimulator#situatie")
    page.get_by_role("button", name="Deel deze casus").click()
    expect(page.get_by_text("De link is gekopieerd.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}{CASE}?rol=stimulator"


def test_a_printed_case_has_the_story_and_not_the_notes_of_the_gespreksleider(
    browser_page: Page, address: str
) -> None:
    page = browser_page
    page.goto(address + CASE)
    page.locator(".wk-leider summary").click()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Situatie")).to_be_visible()
    for hidden in (".wk-leider", ".wk-doen", ".wk-buren", ".wk-nav", ".wk-balk", ".wk-onder"):
        assert not page.locator(hidden).first.is_visible(), hidden


def test_the_print_button_asks_the_browser_to_print(browser_page: Page, address: str) -> None:
    page = browser_page
    page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; };")
    page.goto(address + CASE)
    page.get_by_role("button", name="Print deze casus").click()
    assert page.evaluate("window.printed") == 1


def test_the_picture_names_every_party_and_makes_way_for_the_list_on_a_phone(
    browser_page: Page, address: str, library: Library
) -> None:
    page = browser_page
    page.goto(address + CASE)
    picture = page.get_by_role("img", name="Het initiatief staat in het midden")
    expect(picture).to_be_visible()
    case = library.get("casus", "wijkkeuken-en-wethouder")
    drawn = picture.locator("rect").count()
    assert drawn == len(case.meta.parties)
    page.set_viewport_size({"width": 360, "height": 700})
    expect(picture).to_be_hidden()
    expect(page.locator(".wk-partijlijst li").first).to_be_visible()


CONTRAST = """() => {
  const rgb = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(Number);
  const light = (colour) => rgb(colour).map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
  return [...document.querySelectorAll(".wk-tekening g")].map((group) => {
    const [one, two] = [getComputedStyle(group.querySelector("text")).fill,
      getComputedStyle(group.querySelector("rect")).fill].map(light);
    return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
  });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_can_be_read_in_light_and_dark(
    browser_page: Page, address: str, scheme: str
) -> None:
    browser_page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    browser_page.goto(address + CASE)
    assert min(browser_page.evaluate(CONTRAST)) >= 7


def test_a_short_address_with_the_version_of_today_goes_straight_to_the_case(
    browser_page: Page, address: str, library: Library
) -> None:
    version = library.get("casus", "wijkkeuken-en-wethouder").digest[:8]
    browser_page.goto(f"{address}k/c01/?v={version}")
    browser_page.wait_for_url(f"{address}{CASE}#print-actueel")
    expect(
        browser_page.get_by_text("Uw print heeft dezelfde tekst als deze pagina.")
    ).to_be_visible()


def test_a_short_address_with_another_version_says_that_the_print_is_old(
    browser_page: Page, address: str
) -> None:
    page = browser_page
    page.goto(f"{address}k/c01/?v=00000000")
    expect(page.get_by_role("status")).to_contain_text("Uw print is verouderd.")
    page.get_by_role("link", name="Naar De wijkkeuken en de wethouder").click()
    page.wait_for_url(address + CASE)
    expect(page.locator("#print-actueel")).to_be_hidden()


def test_a_short_address_works_without_a_version_and_without_a_script(
    browser_page: Page, address: str
) -> None:
    browser_page.goto(f"{address}k/r2/")
    browser_page.wait_for_url(f"{address}rollen/regisseur/")
    context = browser_page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    page = context.new_page()
    page.goto(f"{address}k/c01/?v=00000000")
    page.wait_for_url(address + CASE)
    context.close()
