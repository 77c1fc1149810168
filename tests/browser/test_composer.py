""" "Mijn werkatelier": a choice in the address, a draaiboek, a stack of paper."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pypdf import PdfReader

from macros.content.library import Library
from macros.policy import SERVER_POLICY
from macros.views.paper_age import shown_with
from macros.views.rows import version_of
from tests.conftest import Built

HERE = "werkatelier/samenstellen/"
EXAMPLE = "#c=c02,c05&d=d1&p=dagdeel&n=16&t=4&start=13:30"


@pytest.fixture
def open_(browser_page: Page, address: str) -> Callable[[str], Page]:
    """Open the composer with something in its address."""

    def open_with(hash_: str = "") -> Page:
        browser_page.set_default_timeout(5000)
        browser_page.goto("about:blank")
        browser_page.goto(address + HERE + hash_)
        expect(browser_page.get_by_role("heading", name="Uw draaiboek")).to_be_visible()
        return browser_page

    return open_with


def hash_of(page: Page) -> str:
    return str(page.evaluate("location.hash"))


def chosen(page: Page) -> list[str]:
    return [text.strip() for text in page.locator("[data-gekozen] [data-titel]").all_inner_texts()]


Open = Callable[[str], Page]


def test_a_colleague_who_opens_the_address_sees_the_same_set(open_: Open, built: Built) -> None:
    page = open_(EXAMPLE)
    titles = [c.meta.title for c in built.library.cases if c.meta.id in ("c02", "c05")]
    assert chosen(page) == titles
    expect(page.get_by_label("Deelnemers", exact=True)).to_have_value("16")
    expect(page.get_by_label("Begintijd", exact=True)).to_have_value("13:30")
    expect(page.locator("[data-kort]")).to_contain_text("van 13:30 tot 16:30 uur (3 uur)")
    expect(page.locator("[data-gemeld]")).to_be_empty()
    assert page.get_by_label("Adres van deze set").input_value().endswith(EXAMPLE)


def test_every_choice_goes_into_the_address_and_a_reload_loses_nothing(open_: Open) -> None:
    page = open_(EXAMPLE)
    page.get_by_role("radio", name=re.compile("^Kort")).check()
    page.get_by_label("Deelnemers", exact=True).fill("10")
    page.get_by_label("Begintijd", exact=True).fill("09:15")
    page.get_by_text("Kies uit alle").click()
    page.locator("input[name=c][value=c07]").check()
    page.locator("input[name=d][value=p2]").check()
    wanted = "#c=c02,c05,c07&d=d1,p2&p=kort&n=10&t=4&start=09:15"
    assert hash_of(page) == wanted
    before = page.locator("[data-uitkomst]").inner_text()
    page.reload()
    assert hash_of(page) == wanted
    assert page.locator("[data-uitkomst]").inner_text() == before


def test_back_and_forward_walk_through_the_choices(open_: Open) -> None:
    page = open_(EXAMPLE)
    page.locator("input[name=d][value=d2]").check()
    page.get_by_role("radio", name=re.compile("^Mini")).check()
    page.go_back()
    expect(page.get_by_role("radio", name=re.compile("^Dagdeel"))).to_be_checked()
    expect(page.locator("input[name=d][value=d2]")).to_be_checked()
    page.go_back()
    expect(page.locator("input[name=d][value=d2]")).not_to_be_checked()
    page.go_forward()
    expect(page.locator("input[name=d][value=d2]")).to_be_checked()


def test_a_wrong_address_is_mended_said_and_written_back(open_: Open) -> None:
    page = open_("#c=c02,c99&d=d1&p=dagdeel&n=veel&t=4&start=25:00")
    said = page.locator("[data-gemeld]")
    for text in ('Casus "c99" bestaat niet', '"veel" kan niet', '"25:00" is geen tijd'):
        expect(said).to_contain_text(text)
    assert hash_of(page) == "#c=c02&d=d1&p=dagdeel&n=12&t=4&start=13:30"


def test_markup_in_the_address_is_only_text(open_: Open) -> None:
    page = open_("#p=<img src=x onerror=alert(1)>&c=c02")
    expect(page.locator("[data-gemeld]")).to_contain_text("<img src=x onerror=alert(1)")
    assert page.locator("[data-gemeld] img").count() == 0


def test_another_programme_brings_its_own_cases_unless_you_chose(open_: Open) -> None:
    page = open_("#p=kort")
    own = chosen(page)
    page.get_by_role("radio", name=re.compile("^Dagdeel")).check()
    assert chosen(page) != own and len(chosen(page)) == 2
    mine = open_("#c=c09&p=kort")
    mine.get_by_role("radio", name=re.compile("^Dagdeel")).check()
    assert len(chosen(mine)) == 1
    expect(mine.locator("[data-waarschuwing]")).to_contain_text("nog plaats voor 1 casus")


def test_a_case_that_came_along_from_its_page_stays_in_another_programme(open_: Open) -> None:
    page = open_("#c=c04")
    page.get_by_role("radio", name=re.compile("^Kort")).check()
    page.get_by_role("radio", name=re.compile("^Dagdeel")).check()
    assert chosen(page) == chosen(open_("#c=c04"))


def test_cases_that_somebody_kept_are_offered(open_: Open) -> None:
    page = open_(EXAMPLE)
    offer = page.locator("[data-bewaard]")
    expect(offer).to_be_hidden()
    page.evaluate('localStorage.setItem(\'wk-casussen\', \'["c02","c09","c99",3]\')')
    page.reload()
    expect(offer).to_contain_text("U bewaarde 1 casus")
    page.get_by_role("button", name="Voeg toe").click()
    assert "c=c02,c05,c09" in hash_of(page)
    expect(offer).to_be_hidden()


@pytest.mark.parametrize("rubbish", ["{", "null", '"c02"', '{"a":1}'])
def test_rubbish_in_the_kept_cases_does_no_harm(open_: Open, rubbish: str) -> None:
    page = open_(EXAMPLE)
    page.evaluate("text => localStorage.setItem('wk-casussen', text)", rubbish)
    page.reload()
    expect(page.locator("[data-bewaard]")).to_be_hidden()


def test_the_order_of_the_cases_changes_by_keyboard_and_the_focus_stays(open_: Open) -> None:
    page = open_(EXAMPLE)
    first, second = chosen(page)
    page.get_by_role("button", name=f"{second} eerder").press("Enter")
    assert chosen(page) == [second, first]
    assert page.evaluate("document.activeElement.textContent").strip().startswith("↓")
    page.keyboard.press("Enter")
    assert chosen(page) == [first, second]
    page.get_by_role("button", name=f"{first} weglaten").press("Enter")
    page.keyboard.press("Enter")
    assert chosen(page) == [] and "#c=&" in hash_of(page)
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_number_that_is_half_typed_does_not_disturb(open_: Open) -> None:
    page = open_(EXAMPLE)
    field = page.get_by_label("Deelnemers", exact=True)
    field.fill("")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert "n=16" in hash_of(page)
    field.type("20")
    assert "n=20" in hash_of(page)
    field.fill("")
    page.get_by_label("Tafels", exact=True).focus()
    expect(field).to_have_value("2" if "n=2&" in hash_of(page) else "20")


def test_every_link_in_the_list_leads_to_a_file_and_every_paper_of_a_programme_exists(
    open_: Open, built: Built, address: str
) -> None:
    for programme in built.library.programmes:
        page = open_(f"#p={programme.slug}")
        for link in page.locator("[data-stapel] a").all():
            target = (link.get_attribute("href") or "").removeprefix(address)
            assert (built.folder / target).is_file(), target


def test_page_counts_are_those_of_a_pdf_reader(open_: Open, built: Built) -> None:
    files = {
        pdf.relative_to(built.folder).with_suffix("").as_posix(): pdf
        for pdf in (built.folder / "druk").rglob("*.pdf")
    }
    counted = open_(EXAMPLE).evaluate(
        "paths => paths.map(path => WerkatelierReken.pagesOf(werkatelierBladen, path))",
        [*files, "druk/bestaat-niet"],
    )
    assert counted.pop() is None
    assert all(counted)
    for path, count in [*zip(files, counted, strict=True)][::7]:
        assert count == len(PdfReader(files[path]).pages), path


def test_without_javascript_the_ready_made_sets_are_there(
    browser: Browser, address: str, built: Built
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + HERE)
    expect(page.locator("[data-keuze]")).to_be_hidden()
    expect(page.get_by_text("kant-en-klare set", exact=True)).to_be_visible()
    links = page.locator(".wk-samen__sets a[href$='.pdf']").all()
    assert len(links) >= len(built.library.programmes)
    for link in links:
        target = link.evaluate("a => a.href").removeprefix(address)
        assert (built.folder / target).is_file()
    context.close()


def with_policy(page: Page) -> list[str]:
    """Serve every page with a strict policy; gives the list that violations are written to."""
    said: list[str] = []

    def answer(route: Route) -> None:
        response = route.fetch()
        headers = {**response.headers, "content-security-policy": SERVER_POLICY}
        route.fulfill(response=response, headers=headers)

    page.route("**/*", answer)
    page.on("console", lambda m: said.append(m.text) if "Content Security" in m.text else None)
    return said


def papers_of(page: Page) -> list[str]:
    titles: list[str] = page.locator("[data-bladen] > .deel").evaluate_all(
        "parts => parts.map(part => part.dataset.titel)"
    )
    return titles


def open_set(page: Page, address: str, hash_: str) -> Page:
    page.goto("about:blank")
    page.goto(f"{address}druk/samenstelling/index.html{hash_}")
    expect(page.locator("html")).to_have_attribute("data-klaar", re.compile("."))
    return page


class TestPrintedSet:
    def test_the_set_opens_from_the_composer_and_leads_back(self, open_: Open) -> None:
        page = open_(EXAMPLE)
        page.get_by_role("link", name=re.compile("Print alles op A4")).click()
        expect(page.locator("[data-stand]")).to_contain_text("staat klaar")
        expect(page.get_by_role("cell", name="13:30").first).to_be_visible()
        page.get_by_role("link", name="Terug naar uw keuze").click()
        page.wait_for_url("**/samenstellen/**")
        assert hash_of(page) == EXAMPLE

    def test_it_holds_every_paper_of_the_size_in_the_order_of_the_list(
        self, browser_page: Page, address: str
    ) -> None:
        page = open_set(browser_page, address, f"{EXAMPLE}&papier=A4")
        listed: list[str] = page.evaluate(
            "() => { const { state } = WerkatelierReken.readAddress(location.hash,"
            " werkatelierGegevens); return WerkatelierReken.printList(state, werkatelierGegevens,"
            " werkatelierBladen).lines.filter(l => l.path && l.size === 'A4').map(l => l.label); }"
        )
        assert papers_of(page) == listed
        expect(page.locator("html")).to_have_attribute("data-klaar", "ja")

    def test_every_copy_can_be_asked_for(self, browser_page: Page, address: str) -> None:
        page = open_set(browser_page, address, f"{EXAMPLE}&papier=A4")
        once = papers_of(page)
        page.get_by_label("Elk blad zo vaak als nodig").check()
        expect(page.locator("[data-stand]")).to_contain_text("zo vaak als nodig")
        many = papers_of(page)
        assert list(dict.fromkeys(many)) == once
        handouts = [title for title in many if title.startswith("Handout")]
        assert len(handouts) == 16
        assert "alle=1" in hash_of(page)

    def test_no_id_comes_twice_and_no_reference_is_lost(
        self, browser_page: Page, address: str
    ) -> None:
        page = open_set(browser_page, address, f"{EXAMPLE}&papier=A4&alle=1")
        twice, lost = page.evaluate(
            "() => { const ids = [...document.querySelectorAll('[id]')].map(n => n.id);"
            " const lost = [...document.querySelectorAll('[aria-labelledby]')].filter(n =>"
            " !n.getAttribute('aria-labelledby').split(' ')"
            ".every(id => document.getElementById(id)));"
            " return [ids.length - new Set(ids).size, lost.length]; }"
        )
        assert (twice, lost) == (0, 0)

    def test_a_paper_that_cannot_be_fetched_is_named(
        self, browser_page: Page, address: str
    ) -> None:
        browser_page.route("**/handout/index.html", lambda route: route.abort())
        page = open_set(browser_page, address, f"{EXAMPLE}&papier=A4")
        expect(page.locator("[data-stand]")).to_contain_text("niet compleet")
        expect(page.locator("[data-fouten]")).to_contain_text("Handout")

    def test_the_draaiboek_and_the_table_sheet_tell_the_time_and_the_cases_of_this_set(
        self, browser_page: Page, address: str, library: Library
    ) -> None:
        """Programme *dagdeel* has two cases of its own; c05 and c04 take their places."""
        page = open_set(browser_page, address, "#c=c05,c04&p=dagdeel&n=16&t=4&start=13:35")
        page.get_by_role("link", name=re.compile("A4")).click()
        expect(page.locator("[data-stand]")).to_contain_text("A4 staat klaar")
        script, sheet = page.locator(".vorm-draaiboek"), page.locator(".vorm-tafelblad")
        for paper in (script, sheet):
            times = paper.locator("[data-minuut]").all_inner_texts()
            assert times[0] == "13:35"
            assert all(re.fullmatch(r"1[3-6]:\d\d", time) for time in times)
            assert paper.locator("[data-klok], [data-geteld], span[data-tijduitleg]").count() == 0
        chosen = [next(c for c in library.cases if c.meta.id == id_) for id_ in ("c05", "c04")]
        for place, case in zip(script.locator("[data-casus]").all(), chosen, strict=True):
            text = place.inner_text()
            for title in ("Voor de gespreksleider", "Dilemma"):
                assert all(part in text for part in case.body[title].paragraphs)
            assert case.meta.title in text and version_of(case, *shown_with(library, case)) in text
        titles = sheet.locator("[data-casustitel]").all_inner_texts()
        assert titles == [case.meta.title for case in chosen] * 2

    def test_a_place_without_a_case_says_so(self, browser_page: Page, address: str) -> None:
        page = open_set(browser_page, address, "#c=c05&p=dagdeel&n=16&t=4&start=13:30&papier=A4")
        assert page.locator("[data-casus]").nth(1).inner_text() == "Nog geen casus gekozen."

    def test_only_the_parties_of_the_cases_are_printed_and_backs_lie_behind_fronts(
        self, browser_page: Page, address: str, library: Library
    ) -> None:
        page = open_set(browser_page, address, "#c=c05,c04&p=kort&n=8&t=2&start=9:00&papier=A4")
        cases = [case for case in library.cases if case.meta.id in ("c04", "c05")]
        wanted = {party for case in cases for party in case.meta.parties}
        sides: list[list[list[str]]] = page.locator(".vorm-partijkaarten > .vel").evaluate_all(
            "vellen => vellen.map(vel => [...vel.querySelectorAll('.kaart')].map(k =>"
            " [k.id.replace(/^b\\d+-|-(voor|achter)$/g, ''), k.className.match(/plek-\\d/)[0]]))"
        )
        fronts, backs = sides[::2], sides[1::2]
        assert fronts == backs
        cards = [card for sheet in fronts for card in sheet]
        assert {slug for slug, _ in cards} == wanted
        assert [place for _, place in cards] == [f"plek-{n % 4 + 1}" for n in range(len(cards))]
        line = page.evaluate(
            "() => { const { state } = WerkatelierReken.readAddress(location.hash,"
            " werkatelierGegevens); return WerkatelierReken.printList(state, werkatelierGegevens,"
            " werkatelierBladen).lines.find(l => l.slug === 'partijkaarten'); }"
        )
        assert line["pages"] == len(sides)
        assert line["sheets"] == 2 * len(fronts)

    def test_a_printer_for_one_side_gets_cards_to_fold(
        self, browser_page: Page, address: str, library: Library
    ) -> None:
        hash_ = "#c=c05&p=kort&n=8&t=2&start=09:00&papier=A4"
        page = open_set(browser_page, address, f"{hash_}&enkel=1")
        titles = papers_of(page)
        case = next(case for case in library.cases if case.meta.id == "c05")
        assert f"Casuskaart om te vouwen: {case.meta.title}" in titles
        assert not [t for t in titles if "kaart" in t and "vouwen" not in t and "Afspr" not in t]
        sheets: list[list[str]] = page.locator(".vorm-partijkaarten-vouw > .vel").evaluate_all(
            "vellen => vellen.map(vel => [...vel.querySelectorAll('.kaart')].map("
            "k => k.id.replace(/^b\\d+-/, '')))"
        )
        cards = [card for sheet in sheets for card in sheet]
        assert set(cards[::2]) == {f"{slug}-voor" for slug in case.meta.parties}
        assert [card.replace("-voor", "-achter") for card in cards[::2]] == cards[1::2]
        page.get_by_label(re.compile("dubbelzijdig")).check()
        expect(page.locator(".vorm-kaart")).to_have_count(1)
        assert hash_of(page) == hash_

    def test_printed_every_page_has_the_size_that_was_asked(
        self, browser_page: Page, address: str
    ) -> None:
        page = open_set(browser_page, address, f"{EXAMPLE}&papier=A4")
        pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
        assert len(pages) >= 2
        for sheet in pages:
            sides = sorted((float(sheet.mediabox.width), float(sheet.mediabox.height)))
            assert sides == pytest.approx([595, 842], abs=2)
        texts = [page.extract_text() for page in pages]
        # A cover of two pages, and then every paper starts on a fresh sheet.
        for first in ("Stelling 1 van", "Rolkaart", "Partijkaart", "De tijden", "Welke rol neemt",
                      "Mijn afspraak", "Hoe was het?", "Casus · "):  # fmt: skip
            assert next(n for n, text in enumerate(texts) if first in text) % 2 == 0, first
        front = texts[0]
        assert "Uw werkatelier" in front and "13:30" in front
        assert "Terug naar uw keuze" not in front

    def test_the_longest_list_still_fits_on_the_first_sheet(
        self, browser_page: Page, address: str, library: Library
    ) -> None:
        """A third page would push every back of a card onto the next sheet."""
        cases = ",".join(case.meta.id for case in library.cases[:12])
        issues = ",".join(e.meta.id for e in (*library.dilemmas, *library.discussions))
        hash_ = f"#c={cases}&d={issues}&p=dagdeel&n=7&t=5&start=23:00&papier=A4"
        page = open_set(browser_page, address, hash_)
        pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
        assert "Wat u print" in pages[1].extract_text()
        assert "Stelling 1 van" in pages[2].extract_text()

    def test_it_works_under_a_strict_policy(self, browser_page: Page, address: str) -> None:
        said = with_policy(browser_page)
        open_set(browser_page, address, f"{EXAMPLE}&papier=A4")
        assert papers_of(browser_page)
        assert said == []


def test_the_composer_works_under_a_strict_policy_and_sends_nothing(
    browser_page: Page, address: str
) -> None:
    said = with_policy(browser_page)
    asked: list[Any] = []
    browser_page.on("request", lambda request: asked.append((request.method, request.url)))
    browser_page.goto(address + HERE + EXAMPLE)
    browser_page.locator("input[name=d][value=d2]").check()
    browser_page.wait_for_load_state("networkidle")
    own = [text for text in said if "samenstellen" in text or "werkatelier-" in text]
    assert own == []
    assert {method for method, _ in asked} == {"GET"}
    assert all(url.startswith(address) for _, url in asked)
