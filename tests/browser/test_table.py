"""At the table, on a screen: nothing is lost, nothing leaves the browser."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from tests.browser.test_composer import with_policy

HERE = "werkatelier/tafel/"
ROLE = "[data-niveau=uitvoerend] [data-rol=stimulator]"
CELL = "[data-plek='uitvoerend/stimulator']"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One browser with its own storage, in which a test may open more tabs."""
    context = browser.new_context(locale="nl-NL", accept_downloads=True)
    context.set_default_timeout(5000)
    yield context
    context.close()


def open_tab(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(address + HERE)
    expect(page.get_by_role("heading", name="2. Rollen leggen")).to_be_visible()
    return page


@pytest.fixture
def tab(context: BrowserContext, address: str) -> Page:
    return open_tab(context, address)


def fill(page: Page) -> None:
    """A small leaf, as a table would fill it."""
    page.get_by_label("Casus", exact=True).select_option("c01")
    page.locator(ROLE).check()
    page.get_by_label("Waarom stimulator, uitvoerend?").fill("De koks beslissen zelf.")
    page.locator(f"{CELL} input[value=initiatiefnemers]").check()
    page.get_by_label("Dit doen wij").fill("Langsgaan.")


def kept(page: Page) -> list[dict[str, Any]]:
    """The leaves in storage."""
    texts: list[str] = page.evaluate(
        "Object.keys(localStorage).filter(k => k.startsWith('wk-tafel-blad-'))"
        ".map(k => localStorage.getItem(k))"
    )
    return [json.loads(text)["blad"] for text in texts]


def saved(page: Page) -> None:
    expect(page.locator("[data-bewaard]")).to_have_text("Bewaard in deze browser.")


def test_what_was_typed_is_there_after_the_tab_is_lost(
    tab: Page, context: BrowserContext, address: str
) -> None:
    fill(tab)
    tab.get_by_label("Dit laten wij").type("Geld geven, en dit is net getypt.")
    tab.close()
    again = open_tab(context, address)
    expect(again.get_by_label("Dit laten wij")).to_have_value("Geld geven, en dit is net getypt.")
    expect(again.get_by_label("Waarom stimulator, uitvoerend?")).to_have_value(
        "De koks beslissen zelf."
    )
    expect(again.locator(f"{CELL} input[value=initiatiefnemers]")).to_be_checked()


def test_the_matrix_shows_what_lies_where(tab: Page) -> None:
    fill(tab)
    cell = tab.locator("[data-vak='uitvoerend/stimulator']")
    expect(cell).to_contain_text("gelegd")
    expect(cell).to_contain_text("De koks beslissen zelf.")
    expect(cell).to_contain_text("Met De koks")
    expect(tab.locator("[data-uit=doen]")).to_have_text("Langsgaan.")


def test_everything_can_be_undone_and_redone(tab: Page) -> None:
    undo, redo = (tab.get_by_role("button", name=name) for name in ("Ongedaan maken", "Opnieuw"))
    expect(undo).to_be_disabled()
    fill(tab)
    tab.locator(ROLE).uncheck()
    expect(tab.locator(CELL)).to_have_count(0)
    undo.click()
    expect(tab.get_by_label("Waarom stimulator, uitvoerend?")).to_have_value(
        "De koks beslissen zelf."
    )
    redo.click()
    expect(tab.locator(CELL)).to_have_count(0)
    for _ in range(20):
        if undo.is_enabled():
            undo.click()
    expect(tab.get_by_label("Casus", exact=True)).to_have_value("")
    expect(tab.get_by_label("Dit doen wij")).to_have_value("")


def test_a_leaf_that_was_thrown_away_comes_back_with_undo(tab: Page) -> None:
    fill(tab)
    tab.get_by_role("button", name="Gooi dit blad weg").click()
    expect(tab.get_by_label("Dit doen wij")).to_have_value("")
    tab.get_by_role("button", name="Ongedaan maken").click()
    expect(tab.get_by_label("Dit doen wij")).to_have_value("Langsgaan.")
    saved(tab)
    assert any(leaf["doen"] == "Langsgaan." for leaf in kept(tab))


def test_tables_stand_beside_each_other(tab: Page) -> None:
    fill(tab)
    tab.get_by_role("button", name="Nieuw blad").click()
    expect(tab.get_by_label("Naam van de tafel")).to_have_value("Tafel 2")
    expect(tab.get_by_label("Casus", exact=True)).to_have_value("c01")
    tab.get_by_label("Dit doen wij").fill("Iets anders.")
    tab.get_by_label("Blad", exact=True).select_option(index=0)
    expect(tab.get_by_label("Dit doen wij")).to_have_value("Langsgaan.")
    tab.get_by_label("Toon en print alle bladen").check()
    expect(tab.locator(".wk-tafel__uit")).to_have_count(2)


class TestTwoTabs:
    def test_a_change_in_one_tab_appears_in_the_other(
        self, tab: Page, context: BrowserContext, address: str
    ) -> None:
        fill(tab)
        saved(tab)
        other = open_tab(context, address)
        tab.get_by_label("Dit doen wij").fill("Toch bellen.")
        saved(tab)
        expect(other.get_by_label("Dit doen wij")).to_have_value("Toch bellen.")

    def test_two_tabs_that_write_the_same_leaf_both_keep_their_words(
        self, tab: Page, context: BrowserContext, address: str
    ) -> None:
        fill(tab)
        saved(tab)
        other = context.new_page()
        other.add_init_script(NEVER_SAVES)
        other.goto(address + HERE)
        other.get_by_label("Dit laten wij").fill("woorden van de een")
        tab.get_by_label("Dit laten wij").fill("woorden van de ander")
        saved(tab)
        expect(other.locator("[data-alarm]")).to_contain_text("Er is niets weg")
        expect(other.get_by_label("Naam van de tafel")).to_have_value("Tafel 1, kopie 1")
        texts = {leaf["laten"] for leaf in kept(tab)}
        assert {"woorden van de een", "woorden van de ander"} <= texts

    def test_a_tab_that_missed_a_change_does_not_write_over_it(
        self, tab: Page, context: BrowserContext, address: str
    ) -> None:
        fill(tab)
        saved(tab)
        # As when a tablet wakes a sleeping tab: storage changed and no event came.
        tab.evaluate(
            "() => { const key = Object.keys(localStorage).find(k => k.startsWith('wk-tafel-bl'));"
            " const record = JSON.parse(localStorage.getItem(key));"
            " Object.assign(record, { merk: 'x', blad: { ...record.blad, laten: 'van elders' } });"
            " localStorage.setItem(key, JSON.stringify(record)); }"
        )
        tab.get_by_label("Dit doen wij").fill("Van hier.")
        expect(tab.locator("[data-alarm]")).to_contain_text("Er is niets weg")
        leaves = kept(tab)
        assert {leaf["laten"] for leaf in leaves} == {"van elders", ""}
        assert {leaf["doen"] for leaf in leaves} == {"Langsgaan.", "Van hier."}


# What is typed waits to be kept: timers of the page never come.
NEVER_SAVES = "window.setTimeout = () => 0;"
BLOCKED = """Object.defineProperty(window, 'localStorage', { get() {
  throw new DOMException('nee', 'SecurityError'); } });"""


class TestStorageThatFails:
    def test_a_blocked_storage_is_said_at_once_and_the_file_is_offered(
        self, context: BrowserContext, address: str
    ) -> None:
        context.add_init_script(BLOCKED)
        page = open_tab(context, address)
        expect(page.get_by_role("alert")).to_contain_text("Deze browser bewaart niets")
        fill(page)
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Sla alles op als bestand").click()
        text = Path(waiting.value.path()).read_text(encoding="utf-8")
        assert json.loads(text)["bladen"][0]["doen"] == "Langsgaan."

    def test_a_full_storage_is_said_and_nothing_on_the_page_is_lost(self, tab: Page) -> None:
        tab.evaluate(
            "() => { let part = 'x'.repeat(1 << 20); let n = 0; while (part.length) {"
            " try { localStorage.setItem('vol' + n++, part); }"
            " catch { part = part.slice(1 + part.length / 2); } } }"
        )
        fill(tab)
        expect(tab.get_by_role("alert")).to_contain_text("opslag van deze browser is vol")
        expect(tab.get_by_label("Dit doen wij")).to_have_value("Langsgaan.")
        tab.evaluate("Object.keys(localStorage).filter(k => k.startsWith('vol'))"
                     ".forEach(k => localStorage.removeItem(k))")  # fmt: skip
        tab.get_by_label("Dit laten wij").fill("Er is weer plaats.")
        expect(tab.get_by_role("alert")).to_be_empty()
        assert kept(tab)[0]["laten"] == "Er is weer plaats."

    @pytest.mark.parametrize("record", ["{", "null", '{"versie": 9, "merk": "a", "blad": {}}'])
    def test_a_record_that_cannot_be_read_is_left_alone(
        self, context: BrowserContext, address: str, record: str
    ) -> None:
        page = open_tab(context, address)
        page.evaluate("text => localStorage.setItem('wk-tafel-blad-oud', text)", record)
        page.reload()
        expect(page.get_by_role("alert")).to_contain_text("niet te lezen")
        fill(page)
        saved(page)
        assert page.evaluate("localStorage.getItem('wk-tafel-blad-oud')") == record


class TestFiles:
    def test_a_file_opens_again_in_another_browser(
        self, tab: Page, browser: Browser, address: str, tmp_path: Path
    ) -> None:
        fill(tab)
        with tab.expect_download() as waiting:
            tab.get_by_role("button", name="Sla alle bladen op als bestand").click()
        file = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(file)
        assert file.suffix == ".json"
        elsewhere = browser.new_context(locale="nl-NL")
        page = open_tab(elsewhere, address)
        page.get_by_label("Open een bestand").set_input_files(file)
        expect(page.locator("[data-bestand]")).to_have_text("1 blad geopend, naast wat er al was.")
        expect(page.get_by_label("Dit doen wij")).to_have_value("Langsgaan.")
        page.get_by_label("Open een bestand").set_input_files(file)
        expect(page.locator("[data-bestand]")).to_have_text("Alles uit dit bestand stond hier al.")
        page.get_by_label("Dit doen wij").fill("Veranderd.")
        page.get_by_label("Open een bestand").set_input_files(file)
        expect(page.get_by_label("Naam van de tafel")).to_have_value("Tafel 1 (uit bestand)")
        page.get_by_label("Blad", exact=True).select_option(index=0)
        expect(page.get_by_label("Dit doen wij")).to_have_value("Veranderd.")
        elsewhere.close()

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            ("geen json", "het is geen JSON"),
            ('{"soort":"werkatelier-tafel","versie":2,"bladen":[]}', "nieuwere versie"),
            ('{"naam":"iets anders"}', "komt niet van een tafelblad"),
        ],
    )
    def test_a_wrong_file_changes_nothing_and_says_why(
        self, tab: Page, content: str, said: str
    ) -> None:
        fill(tab)
        saved(tab)
        before = kept(tab)
        tab.get_by_label("Open een bestand").set_input_files(
            {"name": "fout.json", "mimeType": "application/json", "buffer": content.encode()}
        )
        expect(tab.locator("[data-bestand]")).to_contain_text(said)
        expect(tab.locator("[data-bestand]")).to_contain_text("Er is niets veranderd.")
        assert kept(tab) == before

    def test_the_markdown_is_what_the_page_shows(self, tab: Page) -> None:
        fill(tab)
        with tab.expect_download() as waiting:
            tab.get_by_role("button", name="Sla op als Markdown").click()
        text = Path(waiting.value.path()).read_text(encoding="utf-8")
        assert text.startswith("## Nabespreking\n")
        assert "- **Uitvoerend:** stimulator. Met de koks. De koks beslissen zelf." in text
        assert waiting.value.suggested_filename.endswith(".md")


def test_it_works_without_network_once_it_is_open(
    tab: Page, context: BrowserContext, address: str
) -> None:
    asked: list[str] = []
    context.set_offline(True)
    tab.on("request", lambda request: asked.append(request.url))
    fill(tab)
    tab.get_by_role("button", name="Nieuw blad").click()
    saved(tab)
    assert len(kept(tab)) == 2
    assert [url for url in asked if not url.startswith("blob:")] == []


def test_it_works_under_a_strict_policy(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    said = with_policy(page)
    page.goto(address + HERE)
    fill(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Sla alle bladen op als bestand").click()
    assert waiting.value.path()
    assert [text for text in said if "werkatelier-" in text or "tafel" in text] == []


def test_it_can_be_filled_with_the_keyboard_alone(tab: Page) -> None:
    tab.get_by_label("Casus", exact=True).focus()
    for _ in range(40):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.matches('[data-niveau=management] [data-rol]')"):
            break
    tab.keyboard.press("Space")
    expect(tab.locator("[data-plek='management/stimulator']")).to_be_visible()
    assert tab.evaluate("document.activeElement.dataset.rol") == "stimulator"
    for _ in range(8):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.matches('[data-waarom]')"):
            break
    tab.keyboard.type("Met het toetsenbord.")
    expect(tab.locator("[data-vak='management/stimulator']")).to_contain_text("toetsenbord")


def test_targets_are_large_enough_for_a_finger(tab: Page) -> None:
    tab.set_viewport_size({"width": 768, "height": 1024})
    fill(tab)
    small = tab.locator(".wk-tafel").evaluate(
        "root => [...root.querySelectorAll("
        "'button, select, label:has(input[type=checkbox]), summary')]"
        ".filter(n => n.checkVisibility()).filter(n => n.getBoundingClientRect().height < 44)"
        ".map(n => n.textContent.trim())"
    )
    assert small == []


@pytest.mark.parametrize("width", [1280, 768, 360, 320])
def test_nothing_sticks_out_sideways(tab: Page, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    fill(tab)
    tab.get_by_label("Dit laten wij").fill("heelerglangwoord" * 20)
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_on_paper_only_the_matrix_and_its_words(tab: Page) -> None:
    fill(tab)
    tab.emulate_media(media="print")
    expect(tab.locator(".wk-tafel__uit")).to_be_visible()
    sheets = PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True))).pages
    words = sheets[0].extract_text()
    assert len(sheets) == 1 and sheets[0].mediabox.width > sheets[0].mediabox.height
    assert all(
        text in words for text in ("Regisseur", "Netwerker", "De koks beslissen", "Langsgaan")
    )
    for hidden in (".wk-tafel__rollen", ".wk-tafel__bewaren", "[data-klok]", ".wk-tafel__balk"):
        expect(tab.locator(hidden).first).to_be_hidden()


class TestClock:
    def test_it_counts_down_and_says_when_the_time_is_up(
        self, context: BrowserContext, address: str
    ) -> None:
        page = context.new_page()
        page.clock.install()
        page.goto(address + HERE)
        page.get_by_role("button", name="3 min", exact=True).click()
        page.get_by_role("button", name="Start").click()
        page.clock.run_for(61_000)
        expect(page.get_by_role("timer")).to_have_text("1:59")
        page.get_by_role("button", name="Pauze").click()
        page.clock.run_for(30_000)
        expect(page.get_by_role("timer")).to_have_text("1:59")
        page.get_by_role("button", name="Start").click()
        page.clock.run_for(120_000)
        expect(page.get_by_text("De tijd is om.")).to_be_visible()
        expect(page.get_by_role("timer")).to_have_text("0:00")
