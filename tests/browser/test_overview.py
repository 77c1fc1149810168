"""The overview of cases: choose, find it back in the address, share it, learn what to drop."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from macros.content.library import Library
from macros.views.facets import BY_FIELD
from tests.conftest import Built
from tests.synthetic import big_index

ROUTE = "**/data/casussen-index.js"


def titles(page: Page) -> list[str]:
    return page.locator(".wk-uitkomst .wk-kaart__titel").all_text_contents()


def expected(library: Library, **chosen: str) -> list[str]:
    """The titles of the cases with one of the values in every facet: ``rol="a,b"``."""
    fits = [
        case
        for case in library.cases
        if all(
            set(wanted.split(",")) & {str(v) for v in BY_FIELD[field].values(case.meta)}
            for field, wanted in chosen.items()
        )
    ]
    return [case.meta.title for case in fits]


def box(page: Page, field: str, value: str) -> Locator:
    return page.locator(f"input[name={field}][value={value}]")


def tick(page: Page, field: str, value: str) -> None:
    """Open the filter when it is closed, and tick a value."""
    for part in page.locator(f"details:has([data-veld={field}]), [data-veld={field}]").all():
        if part.get_attribute("open") is None:
            part.locator("summary").first.click()
    box(page, field, value).click()


@pytest.fixture
def overview(browser_page: Page, address: str) -> Page:
    browser_page.goto(f"{address}casussen/")
    expect(box(browser_page, "rol", "regisseur")).to_be_attached()
    return browser_page


def with_index(page: Page, index: dict[str, Any]) -> None:
    """Give the page another index than that of the site."""
    body = f"window.wkIndex={json.dumps(index)}"
    page.route(ROUTE, lambda route: route.fulfill(body=body, content_type="text/javascript"))


def test_values_of_one_facet_add_up_and_facets_narrow_down(
    overview: Page, library: Library
) -> None:
    tick(overview, "rol", "regisseur")
    tick(overview, "rol", "netwerker")
    assert titles(overview) == expected(library, rol="regisseur,netwerker")
    tick(overview, "domein", "ander")
    wanted = expected(library, rol="regisseur,netwerker", domein="ander")
    assert titles(overview) == wanted
    expect(overview).to_have_url(re.compile(r"\?rol=regisseur,netwerker&domein=ander$"))
    expect(overview.get_by_role("status").first).to_have_text(f"{len(wanted)} casussen")


def test_a_count_says_what_a_tick_would_give(overview: Page, library: Library) -> None:
    tick(overview, "domein", "ander")
    for value in ("regisseur", "stimulator", "netwerker"):
        count = overview.locator(f"[data-waarde={value}] .wk-aantal").first.text_content()
        assert count == f"({len(expected(library, domein='ander', rol=value))})"


def test_a_link_shows_exactly_what_the_sender_saw(
    browser_page: Page, address: str, library: Library
) -> None:
    page = browser_page
    page.goto(f"{address}casussen/?rol=regisseur&fase=groei,start")
    wanted = expected(library, rol="regisseur", fase="groei,start")
    assert wanted and titles(page) == wanted
    page.reload()
    assert titles(page) == wanted
    expect(box(page, "rol", "regisseur")).to_be_checked()
    expect(box(page, "fase", "start")).to_be_checked()
    expect(box(page, "fase", "start")).to_be_visible()


def test_back_and_forward_walk_through_the_choices(overview: Page, library: Library) -> None:
    tick(overview, "rol", "regisseur")
    tick(overview, "domein", "omgeving")
    overview.go_back()
    assert titles(overview) == expected(library, rol="regisseur")
    expect(box(overview, "domein", "omgeving")).not_to_be_checked()
    overview.go_back()
    assert titles(overview) == [case.meta.title for case in library.cases]
    overview.go_forward()
    assert titles(overview) == expected(library, rol="regisseur")


def test_going_back_from_a_case_brings_the_choice_back(overview: Page, library: Library) -> None:
    tick(overview, "rol", "regisseur")
    overview.locator(".wk-kaart__titel a").first.click()
    expect(overview.get_by_role("heading", level=1)).to_be_visible()
    overview.go_back()
    expect(overview.locator(".wk-uitkomst .wk-kaart")).to_have_count(
        len(expected(library, rol="regisseur"))
    )


QUESTIONS = [
    ("moestuin", "tuin-op-bouwgrond"),
    ("tuinen", "tuin-voor-leden"),
    ("COOPERATIE", "zorgcooperatie-daagt-uit"),
    ("coöperatie", "zorgcooperatie-daagt-uit"),
    ("right to challenge", "zorgcooperatie-daagt-uit"),
    ("alzheimer", "huiskamer-dementie"),
    ("moskee", "huiswerkhulp-gebedshuis"),
    ("buurtbus", "dorpsbus-of-regioproject"),
    ("burenhulp", "noaberhulp-lijst"),
    ("speeltuinen", "speeltuin-na-negen"),
    ("geluidsoverlast", "speeltuin-na-negen"),
    ("hangplek", "jongerenkeet"),
    ("voedselbank", "weggeefwinkel-en-welzijn"),
    ("buurtkeuken", "wijkkeuken-en-wethouder"),
    ("c01", "wijkkeuken-en-wethouder"),
]


def test_a_word_finds_the_case_also_in_another_form(overview: Page, library: Library) -> None:
    field = overview.get_by_label("Zoek op een woord")
    for asked, slug in QUESTIONS:
        field.fill(asked)
        overview.keyboard.press("Enter")
        wanted = library.get("casus", slug).meta.title
        assert wanted in titles(overview)[:4], (asked, titles(overview))


def test_a_word_stands_in_the_address_and_comes_back(browser_page: Page, address: str) -> None:
    page = browser_page
    page.goto(f"{address}casussen/?q=één+lijn&rol=regisseur")
    expect(page.get_by_label("Zoek op een woord")).to_have_value("één lijn")
    found = titles(page)
    page.get_by_label("Zoek op een woord").fill("zwembad")
    expect(page).to_have_url(f"{address}casussen/?rol=regisseur&q=zwembad")
    page.goto(f"{address}casussen/?rol=regisseur&q=EEN%20LIJN")
    assert titles(page) == found


@pytest.mark.parametrize(
    ("query", "advice", "left"),
    [
        (
            "?rol=regisseur&fase=start&q=zwembad",
            'het woord "zwembad"',
            {"rol": "regisseur", "fase": "start"},
        ),
        ("?rol=regisseur&q=xyzzy", 'het woord "xyzzy"', {"rol": "regisseur"}),
        ("?rol=regisseur&thema=bestaat-niet", '"Thema: bestaat-niet"', {"rol": "regisseur"}),
    ],
)
def test_when_nothing_is_found_it_says_what_to_drop(
    browser_page: Page,
    address: str,
    library: Library,
    query: str,
    advice: str,
    left: dict[str, str],
) -> None:
    page = browser_page
    page.goto(f"{address}casussen/{query}")
    expect(page.get_by_role("status").first).to_contain_text("0 casussen")
    expect(page.get_by_role("status").first).to_contain_text(advice)
    count = len(expected(library, **left))
    page.get_by_role("button", name=f"Laat {advice} weg ({count} casus").click()
    assert titles(page) == expected(library, **left)
    expect(page.locator(".wk-niets")).to_be_hidden()


def test_text_in_the_address_is_shown_as_text(browser_page: Page, address: str) -> None:
    page = browser_page
    page.goto(f"{address}casussen/?q=<img src=x onerror=alert(1)>&rol=<b>x</b>")
    expect(page.get_by_role("status").first).to_contain_text("0 casussen")
    assert page.locator(".wk-uitkomst img, .wk-uitkomst b").count() == 0


def test_a_chip_takes_one_value_away_and_keeps_the_focus_in_the_list(
    browser_page: Page, address: str, library: Library
) -> None:
    page = browser_page
    page.goto(f"{address}casussen/?rol=regisseur,netwerker")
    page.get_by_role("button", name="Haal weg: Rol van de gemeente: Netwerker").press("Enter")
    assert titles(page) == expected(library, rol="regisseur")
    focused = page.evaluate("() => document.activeElement.getAttribute('aria-label')")
    assert focused == "Haal weg: Rol van de gemeente: Regisseur"


def test_everything_can_be_chosen_with_the_keyboard(overview: Page, library: Library) -> None:
    overview.locator("[data-veld=rol] > summary").focus()
    overview.keyboard.press("Enter")
    overview.keyboard.press("Tab")
    overview.keyboard.press("Space")
    expect(overview).to_have_url(re.compile(r"\?rol="))
    chosen = overview.url.split("?rol=")[1]
    assert titles(overview) == expected(library, rol=chosen)


def test_the_link_to_this_choice_can_be_copied(overview: Page, address: str) -> None:
    overview.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tick(overview, "rol", "regisseur")
    overview.get_by_role("button", name="Kopieer de link naar deze keuze").click()
    expect(overview.get_by_text("De link is gekopieerd.")).to_be_visible()
    assert (
        overview.evaluate("navigator.clipboard.readText()") == f"{address}casussen/?rol=regisseur"
    )


def test_a_card_made_by_the_script_reads_like_the_card_of_the_page(
    overview: Page, library: Library
) -> None:
    def cards() -> list[str]:
        texts = overview.locator(".wk-uitkomst .wk-kaart").all_text_contents()
        return ["".join(text.split()) for text in texts]

    before = cards()
    tick(overview, "rol", "regisseur")
    box(overview, "rol", "regisseur").click()
    assert cards() == before
    assert len(before) == len(library.cases)


@pytest.fixture
def big(browser_page: Page, address: str, library: Library) -> Iterator[Page]:
    """The overview with 5,000 cases."""
    with_index(browser_page, big_index(library, 5000))
    browser_page.goto(f"{address}casussen/?rol=regisseur")
    expect(browser_page.locator(".wk-uitkomst .wk-kaart")).to_have_count(60)
    yield browser_page


def test_five_thousand_cases_do_not_make_the_page_grow(big: Page, address: str) -> None:
    status = big.get_by_role("status").first
    assert "bladzijde 1 van" in status.inner_text()
    first = titles(big)
    turn = big.get_by_role("link", name="Volgende bladzijde")
    turn.hover()  # cards get their height when they come into sight: the link moves once more
    turn.click()
    expect(big).to_have_url(f"{address}casussen/?rol=regisseur&pagina=2")
    assert big.locator(".wk-uitkomst .wk-kaart").count() == 60
    assert not set(first) & set(titles(big))
    big.go_back()
    assert titles(big) == first


TICKS = """() => [...document.querySelectorAll("[data-veld=thema] input")].map((box) => {
  const start = performance.now();
  box.click();
  document.body.offsetHeight; // the layout of the new list counts as well
  return performance.now() - start;
})"""


def test_a_tick_among_five_thousand_cases_answers_within_50_ms(big: Page) -> None:
    """From the click to the new list. The quickest counts: this machine may be busy elsewhere."""
    times = big.evaluate(TICKS) + big.evaluate(TICKS)
    assert min(times) <= 50, times


MEASURE = """([index, choice]) => {
  const data = window.wkFilter.prepare(index);
  const once = () => {
    data.words.clear();
    const start = performance.now();
    window.wkFilter.run(data, choice);
    return performance.now() - start;
  };
  return Math.min(...Array.from({ length: 9 }, once));
}"""


@pytest.mark.parametrize(
    "choice",
    [
        {"q": "", "values": {"rol": ["regisseur", "netwerker"], "domein": ["ander"]}, "page": 1},
        {"q": "wijkkeuken subsidie", "values": {"rol": ["regisseur"]}, "page": 1},
    ],
)
def test_ten_times_the_cases_take_no_more_than_ten_times_as_long(
    overview: Page, library: Library, choice: dict[str, Any]
) -> None:
    """The best of nine runs, as a ratio: it says the same on a slow machine."""
    small, large = (
        overview.evaluate(MEASURE, [big_index(library, count), choice]) for count in (500, 5_000)
    )
    assert large <= 25 * max(small, 0.2)


def test_without_a_script_a_filter_is_a_link_to_a_page(
    browser_page: Page, address: str, library: Library
) -> None:
    context = browser_page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    page = context.new_page()
    page.goto(f"{address}casussen/")
    assert titles(page) == [case.meta.title for case in library.cases]
    page.locator("[data-veld=rol] > summary").click()
    page.locator("[data-veld=rol]").get_by_role("link", name="Regisseur").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rol van de gemeente: Regisseur")
    assert page.locator(".wk-kaart").count() == len(expected(library, rol="regisseur"))
    context.close()


def test_choosing_works_from_a_disk_without_a_server(
    browser_page: Page, built: Built, library: Library
) -> None:
    page = browser_page
    page.goto((built.folder / "casussen/index.html").as_uri() + "?rol=regisseur")
    assert titles(page) == expected(library, rol="regisseur")
    tick(page, "domein", "ander")
    wanted = expected(library, rol="regisseur", domein="ander")
    assert titles(page) == wanted
    page.locator(".wk-kaart__titel a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(wanted[0])
    expect(page.get_by_text(f"Casus 1 van {len(wanted)} in uw keuze")).to_be_visible()
