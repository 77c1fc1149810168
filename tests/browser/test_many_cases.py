"""A library of more than a thousand cases: picking one stays light and easy, on every page."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from macros.content.library import Library
from macros.publish.offline import NAME
from macros.views.overview import case_index
from macros.workshop import workshop_files
from tests.browser.test_composer import chosen, hash_of, with_policy
from tests.conftest import Built
from tests.synthetic import grown_library
from tests.unit.test_files import site_of

COUNT = 1034
AXE = Path(__file__).with_name("vendor") / "axe.min.js"
INDEX = "data/casussen-index.js"
COMPOSER, TABLE, HARVEST = (f"werkatelier/{name}/" for name in ("samenstellen", "tafel", "oogst"))
PICKED = "#c=c02,c1000&p=dagdeel&n=16&t=4&start=13:30"


@pytest.fixture(scope="module")
def many(library: Library) -> Library:
    return grown_library(library, COUNT)


@pytest.fixture(scope="module")
def files(many: Library) -> dict[str, str]:
    """The data of the large library, by its place in the site; its papers are those there are."""
    made = dict(workshop_files(site_of(many), ()))
    data = {path: text for path, text in made.items() if "gegevens" in path or "-casussen/" in path}
    return {**data, INDEX: f"window.wkIndex={json.dumps(case_index(many))}"}


def put_in_place(page: Page, address: str, files: dict[str, str]) -> list[str]:
    """Serve the large library in the place of that of the site; lists what a page asks for."""
    paths: list[str] = []

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(address)
        paths.append(path)
        route.fulfill(body=files[path], content_type="text/javascript")

    page.route(re.compile("gegevens.js|werkatelier-casussen/|casussen-index.js"), answer)
    return paths


@pytest.fixture
def asked(browser_page: Page, address: str, files: dict[str, str]) -> list[str]:
    """What the page asked for."""
    browser_page.set_default_timeout(5000)
    return put_in_place(browser_page, address, files)


Open = Callable[[str], Page]


@pytest.fixture
def open_(browser_page: Page, address: str, asked: list[str]) -> Open:
    def open_at(path: str) -> Page:
        browser_page.goto("about:blank")
        browser_page.goto(address + path)
        return browser_page

    return open_at


def composer(open_: Open, hash_: str = PICKED) -> Page:
    page = open_(COMPOSER + hash_)
    expect(page.get_by_role("heading", name="Uw draaiboek")).to_be_visible()
    return page


def with_list(open_: Open) -> Page:
    page = composer(open_)
    page.get_by_text("Kies uit alle").click()
    expect(telling(page)).to_have_text("1.034 casussen. U ziet de eerste 40.")
    return page


def telling(page: Page) -> Locator:
    return page.locator("[data-telling]")


def listed(page: Page) -> list[str]:
    return page.locator("[data-casussen] [data-titel]").all_inner_texts()


class TestLight:
    def test_only_the_blocks_of_the_chosen_cases_are_loaded(
        self, open_: Open, asked: list[str], many: Library
    ) -> None:
        page = composer(open_)
        assert sorted(asked) == [
            "assets/js/werkatelier-casussen/0.js",
            "assets/js/werkatelier-casussen/20.js",
            "assets/js/werkatelier-gegevens.js",
        ]
        titles = {case.meta.id: case.meta.title for case in many.cases}
        assert chosen(page) == [titles["c02"], titles["c1000"]]

    def test_the_list_is_loaded_when_it_is_opened_and_holds_one_window(
        self, open_: Open, asked: list[str]
    ) -> None:
        page = with_list(open_)
        assert INDEX in asked
        assert len(listed(page)) == 40

    def test_the_table_and_the_harvest_load_no_case_before_one_is_picked(
        self, open_: Open, asked: list[str]
    ) -> None:
        for path in (TABLE, HARVEST):
            expect(open_(path).get_by_label("Casus", exact=True)).to_be_visible()
        assert set(asked) == {"assets/js/werkatelier-gegevens.js"}

    def test_a_slug_in_the_address_is_found(self, open_: Open, many: Library) -> None:
        case = next(case for case in many.cases if case.meta.id == "c777")
        page = composer(open_, f"#c={case.slug},c02")
        assert chosen(page)[0] == case.meta.title
        assert "#c=" in hash_of(page)

    def test_a_case_that_does_not_exist_is_named_without_asking_for_it(
        self, open_: Open, asked: list[str]
    ) -> None:
        page = composer(open_, "#c=c02,c9999,c1e3")
        expect(page.locator("[data-gemeld]")).to_contain_text('Casus "c9999" bestaat niet')
        assert [path for path in asked if "casussen/" in path] == [
            "assets/js/werkatelier-casussen/0.js"
        ]

    def test_the_print_page_loads_only_the_cases_of_the_set(
        self, open_: Open, asked: list[str]
    ) -> None:
        page = open_("druk/samenstelling/index.html#c=c02&p=kort&n=8&t=2&start=09:00&papier=A4")
        expect(page.locator("html")).to_have_attribute("data-klaar", "ja")
        assert sorted(asked) == [
            "assets/js/werkatelier-casussen/0.js",
            "assets/js/werkatelier-gegevens.js",
        ]


class TestSearch:
    @pytest.mark.parametrize(
        ("words", "title"),
        [
            ("wijkkeuken wethouder 781", "De wijkkeuken en de wethouder 781"),
            ("c345", "345"),
            ("WÍJKKEUKEN", "De wijkkeuken en de wethouder"),
            ("  verzorgingshuis nieuwkomers ", "Wie is hier het initiatief?"),
        ],
    )
    def test_a_case_is_found_by_title_id_or_summary_however_it_is_typed(
        self, open_: Open, words: str, title: str
    ) -> None:
        page = with_list(open_)
        page.get_by_label("Zoek een casus").fill(words)
        expect(page.locator("[data-casussen] [data-titel]").first).to_contain_text(title)
        expect(telling(page)).to_contain_text(" van 1.034 casussen")

    def test_the_line_counts_and_says_what_to_do_when_nothing_fits(self, open_: Open) -> None:
        page = with_list(open_)
        field = page.get_by_label("Zoek een casus")
        field.fill("wijkkeuken 781")
        expect(telling(page)).to_have_text("1 van 1.034 casussen")
        field.fill("qqqqq")
        expect(telling(page)).to_have_text("0 van 1.034 casussen. Probeer een ander woord.")
        expect(page.get_by_role("button", name="Toon meer")).to_be_hidden()
        field.fill("")
        expect(telling(page)).to_have_text("1.034 casussen. U ziet de eerste 40.")

    def test_a_tick_stays_right_when_the_words_change(self, open_: Open) -> None:
        page = with_list(open_)
        field = page.get_by_label("Zoek een casus")
        field.fill("c345")
        box = page.locator("input[name=c][value=c345]")
        box.check()
        expect(page.locator("[data-gekozen] > li")).to_have_count(3)
        field.fill("c02")
        expect(box).to_have_count(0)
        expect(page.locator("input[name=c][value=c02]")).to_be_checked()
        assert hash_of(page).startswith("#c=c02,c1000,c345&")
        field.fill("c345")
        expect(box).to_be_checked()
        page.go_back()
        expect(box).not_to_be_checked()

    def test_two_quick_ticks_are_both_kept(self, open_: Open) -> None:
        page = with_list(open_)
        page.get_by_label("Zoek een casus").fill("wijkkeuken")
        boxes = page.locator("[data-casussen] input:not(:checked)")
        expect(telling(page)).to_contain_text(" van 1.034")
        ids: list[str] = boxes.evaluate_all(
            "boxes => boxes.slice(-2).map(box => { box.click(); return box.value; })"
        )
        expect(page.locator("[data-gekozen] > li")).to_have_count(4)
        assert set(ids) <= set(re.split("[=,&]", hash_of(page)))

    def test_more_cases_are_shown_below_and_the_focus_goes_to_the_first_new_one(
        self, open_: Open
    ) -> None:
        page = with_list(open_)
        page.get_by_role("button", name="Toon meer casussen").press("Enter")
        expect(telling(page)).to_have_text("1.034 casussen. U ziet de eerste 80.")
        rows = page.locator("[data-casussen] input")
        assert rows.count() == 80
        expect(rows.nth(40)).to_be_focused()
        page.get_by_label("Zoek een casus").fill("a")
        expect(rows).to_have_count(40)

    def test_it_goes_with_the_keyboard_alone(self, open_: Open) -> None:
        page = composer(open_)
        page.locator(".wk-samen__lijst summary").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_label("Zoek een casus")).to_be_visible()
        page.keyboard.press("Tab")
        expect(page.get_by_label("Zoek een casus")).to_be_focused()
        page.keyboard.type("zwembad 5")
        page.keyboard.press("Enter")
        expect(telling(page)).to_contain_text(" van 1.034 casussen")
        expect(page.locator("[data-casussen] label").first).to_contain_text("zwembad")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        expect(page.locator("[data-gekozen] > li")).to_have_count(3)
        assert page.evaluate("document.activeElement.checked")

    def test_a_list_that_is_made_anew_keeps_the_focus(self, open_: Open) -> None:
        page = with_list(open_)
        page.get_by_label("Zoek een casus").fill("zwembad")
        expect(page.locator("[data-casussen] label").first).to_contain_text("zwembad")
        box = page.locator("[data-casussen] input").first
        box.focus()
        box.evaluate("""box => {
          const field = document.querySelector("input[data-zoek]");
          field.dispatchEvent(new Event("input", { bubbles: true }));
          box.dataset.oud = "";
        }""")
        expect(page.locator("[data-oud]")).to_have_count(0)
        expect(box).to_be_focused()

    def test_a_list_that_cannot_be_fetched_says_so_and_is_tried_again(
        self, open_: Open, browser_page: Page
    ) -> None:
        page = composer(open_)
        browser_page.route(f"**/{INDEX}", lambda route: route.abort())
        page.get_by_text("Kies uit alle").click()
        expect(telling(page)).to_contain_text("kunnen nu niet worden opgehaald")
        browser_page.unroute(f"**/{INDEX}")
        page.get_by_label("Zoek een casus").fill("c345")
        expect(telling(page)).to_have_text("1 van 1.034 casussen")

    def test_a_case_that_cannot_be_fetched_is_not_ticked(
        self, open_: Open, browser_page: Page
    ) -> None:
        page = with_list(open_)
        page.get_by_label("Zoek een casus").fill("c345")
        browser_page.route("**/werkatelier-casussen/6.js", lambda route: route.abort())
        box = page.locator("input[name=c][value=c345]")
        box.click()
        expect(page.locator("[data-gemeld]")).to_contain_text("kunnen nu niet worden opgehaald")
        expect(box).not_to_be_checked()
        browser_page.unroute("**/werkatelier-casussen/6.js")
        box.click()
        expect(page.locator("[data-gekozen] > li")).to_have_count(3)


@pytest.mark.parametrize("path", [TABLE, HARVEST])
class TestSelect:
    def test_the_search_narrows_the_list_down_and_enter_leads_to_it(
        self, open_: Open, path: str
    ) -> None:
        page = open_(path)
        select = page.get_by_label("Casus", exact=True)
        page.get_by_label("Zoek een casus").focus()
        expect(select.locator("option")).to_have_count(42)
        page.keyboard.type("wijkkeuken 781")
        expect(telling(page)).to_have_text("1 van 1.034 casussen. Kies er een in de lijst.")
        page.keyboard.press("Enter")
        expect(select).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(select).to_have_value("c781")

    def test_the_chosen_case_stays_when_the_words_change_and_after_a_reload(
        self, open_: Open, path: str, many: Library
    ) -> None:
        page = open_(path)
        select = page.get_by_label("Casus", exact=True)
        page.get_by_label("Zoek een casus").fill("c781")
        select.select_option("c781")
        page.get_by_label("Zoek een casus").fill("c02")
        expect(select.locator("option[value=c02]")).to_have_count(1)
        expect(select).to_have_value("c781")
        page.wait_for_timeout(600)  # the table keeps a leaf some tenths of a second later
        page.reload()
        expect(select).to_have_value("c781")
        title = next(case.meta.title for case in many.cases if case.meta.id == "c781")
        expect(select.locator("option:checked")).to_have_text(title)

    def test_on_a_small_library_there_is_nothing_to_search(
        self, browser_page: Page, address: str, library: Library, path: str
    ) -> None:
        browser_page.goto(address + path)
        options = browser_page.get_by_label("Casus", exact=True).locator("option")
        expect(options).to_have_count(len(library.cases) + 1)
        expect(browser_page.get_by_label("Zoek een casus")).to_be_hidden()


def test_the_parties_of_a_picked_case_stand_first_at_the_table(open_: Open, many: Library) -> None:
    page = open_(TABLE)
    page.locator("[data-niveau=uitvoerend] [data-rol=stimulator]").check()
    page.get_by_label("Zoek een casus").fill("c781")
    page.get_by_label("Casus", exact=True).select_option("c781")
    case = next(case for case in many.cases if case.meta.id == "c781")
    first = page.locator("[data-plek='uitvoerend/stimulator'] [data-eerst] input")
    expect(first).to_have_count(len(case.meta.parties))
    expect(page.get_by_role("link", name=f"Lees de casus {case.meta.title}")).to_be_visible()


def test_on_a_small_library_the_list_stands_there_whole_without_a_search(
    browser_page: Page, address: str, library: Library
) -> None:
    loaded: list[str] = []
    browser_page.on("request", lambda request: loaded.append(request.url))
    browser_page.goto(address + COMPOSER)
    browser_page.get_by_text(f"Kies uit alle {len(library.cases)} casussen").click()
    assert listed(browser_page) == [case.meta.title for case in library.cases]
    expect(browser_page.get_by_label("Zoek een casus")).to_be_hidden()
    expect(browser_page.get_by_role("button", name="Toon meer")).to_be_hidden()
    assert not [url for url in loaded if "index.js" in url]


def test_it_works_under_a_strict_policy(
    browser_page: Page, address: str, files: dict[str, str]
) -> None:
    said = with_policy(browser_page)
    put_in_place(browser_page, address, files)
    browser_page.goto(address + COMPOSER + PICKED)
    browser_page.get_by_text("Kies uit alle").click()
    browser_page.get_by_label("Zoek een casus").fill("c345")
    browser_page.locator("input[name=c][value=c345]").check()
    expect(browser_page.locator("[data-gekozen] > li")).to_have_count(3)
    assert [text for text in said if "werkatelier" in text or "casussen" in text] == []


@pytest.fixture(scope="module")
def on_disk(built: Built, files: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip of the site without its PDFs, unpacked, with the data of the large library."""
    folder = tmp_path_factory.mktemp("veel casussen")
    with zipfile.ZipFile(built.folder / NAME) as packed:
        packed.extractall(folder, [n for n in packed.namelist() if not n.endswith(".pdf")])
    for path, text in files.items():
        file = folder / "werkatelier" / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder / "werkatelier"


@pytest.fixture
def offline(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="nl-NL", offline=True)
    context.set_default_timeout(5000)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda r: wrong.append(r.url) if r.url.endswith(".js") else None)
    yield page
    context.close()
    assert wrong == []


def test_it_works_from_a_disk(offline: Page, on_disk: Path, many: Library) -> None:
    offline.goto((on_disk / COMPOSER / "index.html").as_uri() + PICKED)
    assert len(chosen(offline)) == 2
    offline.get_by_text("Kies uit alle").click()
    offline.get_by_label("Zoek een casus").fill("c345")
    offline.locator("input[name=c][value=c345]").check()
    expect(offline.locator("[data-gekozen] > li")).to_have_count(3)
    for path in (TABLE, HARVEST):
        offline.goto((on_disk / path / "index.html").as_uri())
        offline.get_by_label("Zoek een casus").fill("c781")
        offline.get_by_label("Casus", exact=True).select_option("c781")
        title = many.get("casus", "casus-781").meta.title
        expect(
            offline.locator("[data-blad], [data-bladen]").locator("option:checked")
        ).to_have_text(f"Tafel 1: {title}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("path", [COMPOSER, TABLE, HARVEST])
def test_axe_finds_nothing_and_nothing_sticks_out(
    open_: Open, path: str, width: int, scheme: str
) -> None:
    page = open_(path)
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    if path == COMPOSER:
        page.get_by_text("Kies uit alle").click()
    page.get_by_label("Zoek een casus").fill("zwembad")
    expect(telling(page)).to_contain_text(" van 1.034 casussen")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run().then(r => r.violations.map(v => v.id))")
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
