"""The search: it finds what people ask for, by keyboard, also on a disk."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.browser.conftest import served
from tests.conftest import ROOT, Built

QUESTIONS: dict[str, str] = yaml.safe_load(
    (ROOT / "tests" / "site" / "zoekvragen.yml").read_text(encoding="utf-8")
)
START = """async (top) => {
  const script = (address) => new Promise((done, failed) => {
    const element = document.createElement("script");
    element.src = new URL(address, top);
    element.onload = done;
    element.onerror = failed;
    document.head.append(element);
  });
  await script("assets/js/zoekmachine.js");
  await script("zoeken/woorden.js");
  self.ask = await self.wkZoekmachine(new URL(top), script);
}"""


def answers(page: Page, top: str) -> dict[str, list[str]]:
    """For each question of the list the addresses that the engine gives, best first."""
    page.goto(top + "index.html")
    page.evaluate(START, top)
    return {
        question: [
            hit["address"].removeprefix(top).removesuffix("index.html")
            for hit in page.evaluate("question => self.ask(question, 10)", question)["hits"]
        ]
        for question in QUESTIONS
    }


def missed(found: dict[str, list[str]]) -> dict[str, list[str]]:
    return {q: hits[:3] for q, hits in found.items() if QUESTIONS[q] not in hits[:3]}


def test_there_are_enough_questions_and_their_pages_exist(built: Built) -> None:
    assert len(QUESTIONS) >= 60
    gone = [p for p in QUESTIONS.values() if not (built.folder / p / "index.html").is_file()]
    assert gone == []


def test_every_question_finds_its_page_in_the_first_three(browser_page: Page, address: str) -> None:
    assert missed(answers(browser_page, address)) == {}


def test_on_a_disk_every_answer_is_the_same(browser_page: Page, built: Built, address: str) -> None:
    """A page from disk may fetch nothing; it loads the same index in the same way."""
    on_disk = answers(browser_page, built.folder.as_uri() + "/")
    assert missed(on_disk) == {}
    assert on_disk == answers(browser_page, address)


@pytest.mark.parametrize("beginning", ["wijkk", "wijkkeu"])
def test_the_beginning_of_a_word_is_enough(
    browser_page: Page, address: str, beginning: str
) -> None:
    open_search(browser_page, address)
    browser_page.keyboard.type(beginning)
    found = browser_page.locator("#zoeken-lijst")
    expect(found).to_contain_text("De wijkkeuken en de wethouder")


def test_a_new_edition_under_an_open_page_is_found_at_the_next_try(
    browser_page: Page, address: str
) -> None:
    """The old names are gone then; the list of names is loaded again."""
    browser_page.route("**/zoeken/delen/*.js", lambda route: route.abort())
    open_search(browser_page, address)
    browser_page.keyboard.type("wijkkeuken")
    expect(browser_page.get_by_role("status")).to_contain_text("Zoeken werkt hier nu niet")
    browser_page.unroute("**/zoeken/delen/*.js")
    browser_page.keyboard.type("s")
    expect(browser_page.locator("#zoeken-lijst a").first).to_be_visible()


def test_cases_come_before_lists_and_pages_per_value_are_left_out(
    browser_page: Page, address: str, built: Built
) -> None:
    found = answers(browser_page, address)
    cases = {f"casussen/{case.slug}/" for case in built.library.cases}
    others = {hit for hits in found.values() for hit in hits if hit.startswith("casussen/")}
    assert others - cases <= {"casussen/"}


def open_search(page: Page, address: str) -> None:
    page.goto(address + "dilemmas/")
    page.get_by_role("button", name="Zoeken").focus()
    page.keyboard.press("Enter")


def test_search_by_keyboard_and_go_to_a_result(browser_page: Page, address: str) -> None:
    open_search(browser_page, address)
    field = browser_page.get_by_role("searchbox", name="Zoek in de hele site")
    expect(field).to_be_focused()
    browser_page.keyboard.type("wijkkeuken")
    first = browser_page.locator("#zoeken-lijst a").first
    expect(first).to_contain_text("De wijkkeuken en de wethouder")
    browser_page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    browser_page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/casussen/wijkkeuken-en-wethouder/")


def test_the_number_of_results_is_announced(browser_page: Page, address: str) -> None:
    open_search(browser_page, address)
    status = browser_page.get_by_role("status")
    browser_page.keyboard.type("wijkkeuken")
    expect(status).to_contain_text("gevonden")
    browser_page.get_by_role("searchbox").fill("xqzwvk")
    expect(status).to_contain_text('Niets gevonden voor "xqzwvk"')
    expect(browser_page.locator("#zoeken-lijst a")).to_have_count(0)


def test_a_typing_mistake_is_mended_and_said(browser_page: Page, address: str) -> None:
    open_search(browser_page, address)
    browser_page.keyboard.type("zwemabd")
    expect(browser_page.get_by_role("status")).to_contain_text("Gezocht op: zwembad")


def test_escape_and_the_button_close_the_search(browser_page: Page, address: str) -> None:
    open_search(browser_page, address)
    dialog = browser_page.get_by_role("dialog")
    browser_page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    opener = browser_page.get_by_role("button", name="Zoeken")
    expect(opener).to_be_focused()
    opener.click()
    browser_page.get_by_role("button", name="Sluiten").click()
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_without_its_files_the_search_says_so(browser_page: Page, address: str) -> None:
    browser_page.route("**/zoeken/woorden.js", lambda route: route.abort())
    open_search(browser_page, address)
    browser_page.keyboard.type("wijkkeuken")
    expect(browser_page.get_by_role("status")).to_contain_text("Zoeken werkt hier nu niet")


def test_the_search_works_in_a_sub_folder(browser_page: Page, built: Built, tmp_path: Path) -> None:
    (tmp_path / "diep" / "in").mkdir(parents=True)
    (tmp_path / "diep" / "in" / "map").symlink_to(built.folder)
    with served(tmp_path) as top:
        open_search(browser_page, f"{top}diep/in/map/")
        browser_page.keyboard.type("wijkkeuken")
        link = browser_page.locator("#zoeken-lijst a").first
        expect(link).to_be_visible()
        link.click()
        browser_page.wait_for_url("**/diep/in/map/casussen/wijkkeuken-en-wethouder/")


@pytest.mark.parametrize("question", ["a", " ", "'", '"', "(", "*", "<b>", "%", "ÿ", "x" * 400])
def test_odd_questions_break_nothing(browser_page: Page, address: str, question: str) -> None:
    open_search(browser_page, address)
    browser_page.get_by_role("searchbox").fill(question)
    browser_page.wait_for_timeout(400)
    expect(browser_page.get_by_role("dialog")).to_be_visible()
    assert browser_page.get_by_role("dialog").locator("b").count() == 0
