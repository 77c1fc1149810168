"""The harvest of the tables is typed out in the browser, kept there, and taken away as text."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from macros.content.library import Library
from tests.conftest import Built

HERE = "werkatelier/oogst/"
AXE = Path(__file__).with_name("vendor") / "axe.min.js"


@pytest.fixture
def page(browser_page: Page, address: str) -> Page:
    browser_page.set_default_timeout(5000)
    browser_page.goto(address + HERE)
    return browser_page


def text_of(page: Page) -> str:
    return page.locator("[data-tekst]").input_value()


def fill_two_tables(page: Page) -> None:
    page.get_by_label("Casus", exact=True).select_option("c01")
    page.get_by_label("Eén inzicht").fill("Vragen is iets anders dan helpen.")
    group = page.get_by_role("group", name="Afspraak: management")
    group.get_by_label("Wie doet wat?").fill("Wij bellen de koks")
    group.get_by_label("Wanneer?").fill("maandag")
    page.get_by_role("button", name="Volgende tafel").click()
    page.get_by_label("Eén oude reflex").fill("Een formulier maken.")


def test_the_form_asks_what_the_sheet_on_paper_asks(page: Page, built: Built) -> None:
    sheet = built.page("druk/oogstblad/")
    asked = [heading.text_content() for heading in sheet.xpath("//h2")][:3]
    asked += [head.text_content() for head in sheet.xpath("//tbody//th")]
    for question in asked:
        assert (
            page.locator("label, legend", has_text=question.lower())
            .or_(page.locator("label", has_text=question))
            .count()
        )


def test_all_tables_come_together_in_one_text(page: Page, library: Library) -> None:
    fill_two_tables(page)
    title = next(case.meta.title for case in library.cases if case.meta.id == "c01")
    text = text_of(page)
    assert f"## Tafel 1: {title}" in text
    assert f"## Tafel 2: {title}" in text
    assert "- **Eén inzicht:** Vragen is iets anders dan helpen." in text
    assert "- **Afspraak management:** Wij bellen de koks (maandag)" in text
    assert "- **Eén oude reflex:** Een formulier maken." in text
    mail = page.get_by_role("link", name="Stuur per e-mail").get_attribute("href")
    assert mail is not None and text in unquote(mail)


def test_a_reload_loses_nothing(page: Page) -> None:
    fill_two_tables(page)
    before = text_of(page)
    page.reload()
    assert text_of(page) == before
    page.get_by_label("Blad").select_option("1")
    expect(page.get_by_label("Eén oude reflex")).to_have_value("Een formulier maken.")


def test_a_sheet_that_was_thrown_away_can_be_put_back(page: Page) -> None:
    fill_two_tables(page)
    before = text_of(page)
    page.get_by_role("button", name="Gooi dit blad weg").click()
    assert "Een formulier maken." not in text_of(page)
    page.get_by_role("button", name="Zet het blad terug").click()
    assert text_of(page) == before


def test_what_could_point_to_a_person_or_make_markup_is_taken_out(page: Page) -> None:
    page.get_by_label("Eén inzicht").fill(
        "Bel 06 12345678 of jan@voorbeeld.test **nu** <b>, 1234 AB 5"
    )
    text = text_of(page)
    assert "12345678" not in text and "@" not in text and "1234 AB" not in text
    assert "**nu**" not in text and "<b>" not in text


def test_the_text_is_saved_as_a_file(page: Page) -> None:
    fill_two_tables(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Sla op als bestand").click()
    assert download.value.suggested_filename.endswith(".md")
    assert Path(download.value.path()).read_text("utf-8") == text_of(page)


@pytest.mark.parametrize("stored", ["{", "7", "[7, null]", '[{"inzicht": 7, "vreemd": "x"}]'])
def test_whatever_is_in_storage_the_form_works(page: Page, stored: str) -> None:
    page.evaluate("text => localStorage.setItem('wk-oogst', text)", stored)
    page.reload()
    page.get_by_label("Eén inzicht").fill("Het werkt.")
    assert "Het werkt." in text_of(page)
    assert "vreemd" not in json.loads(page.evaluate("localStorage.getItem('wk-oogst')"))[0]


def test_a_browser_that_keeps_nothing_says_so(browser_page: Page, address: str) -> None:
    browser_page.add_init_script("Storage.prototype.setItem = () => { throw new Error('vol'); };")
    browser_page.goto(address + HERE)
    browser_page.get_by_label("Eén inzicht").fill("Bewaar mij.")
    expect(browser_page.get_by_role("alert")).to_contain_text("Deze browser bewaart niets.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_and_nothing_sticks_out(page: Page, scheme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    fill_two_tables(page)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run().then(r => r.violations.map(v => v.id))")
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
