"""The form at ``/nieuw/``: without an account, without help, to a file that passes the check."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from macros.content.library import read_library
from tests.browser.example_case import TEXTS, TITLE, fill_in, make_file
from tests.conftest import ROOT, run_macros

ADDRESS = "nieuw/"


@pytest.fixture
def form(browser_page: Page, address: str) -> Page:
    browser_page.goto(address + ADDRESS)
    expect(browser_page.locator("#wk-nieuw")).to_be_visible()
    return browser_page


def project_with(file_name: str, text: str, folder: Path) -> Path:
    """A copy of the content with one case more."""
    shutil.copytree(ROOT / "cases", folder / "cases")
    (folder / "cases/casussen" / file_name).write_text(text, encoding="utf-8", newline="\n")
    return folder


def download(page: Page) -> tuple[str, str]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download het bestand").click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_text(encoding="utf-8")


def test_the_file_from_the_form_passes_the_check_as_it_is(form: Page, tmp_path: Path) -> None:
    fill_in(form)
    make_file(form)
    expect(form.get_by_role("heading", name="Uw bestand is klaar")).to_be_focused()
    name, text = download(form)
    assert name == "de-muur-wie-schildert.md"
    project = project_with(name, text, tmp_path)
    done = run_macros("check", "--map", str(project))
    assert done.returncode == 0, done.stdout + done.stderr
    assert name not in done.stderr  # not even a warning about the new file


def test_what_was_typed_stands_in_the_file(form: Page, tmp_path: Path) -> None:
    fill_in(form)
    make_file(form)
    library = read_library(project_with(*download(form), tmp_path)).library()
    assert library is not None
    case = library.get("casus", "de-muur-wie-schildert")
    assert case.meta.title == TITLE
    assert case.meta.summary == TEXTS["samenvatting"].replace("“", '"').replace("”", '"')
    assert case.meta.id == f"c{max(int(c.meta.id[1:]) for c in library.cases):02d}"
    assert case.body["Voor de gespreksleider"].text.startswith("# let op")
    assert case.body["Vragen aan de groep"].paragraphs[0] == "Wie zou u als eerste bellen?"
    assert [part.title for part in case.body["Mogelijke rollen"].parts] == [
        "Facilitator", "Geen rol",
    ]  # fmt: skip


def test_the_form_counts_words_as_the_check_does(form: Page, tmp_path: Path) -> None:
    fill_in(form)
    make_file(form)
    library = read_library(project_with(*download(form), tmp_path)).library()
    assert library is not None
    for section in library.get("casus", "de-muur-wie-schildert").body.sections:
        count = form.locator(f"[data-deel='{section.title}'] [data-teller='woorden']")
        assert (count.text_content() or "").split()[0] == str(section.words), section.title


def test_an_empty_form_says_all_that_is_missing_and_leads_there_by_keyboard(form: Page) -> None:
    make_file(form)
    summary = form.locator("#wk-fouten")
    expect(summary).to_be_focused()
    assert summary.get_by_role("link").count() >= 20
    form.keyboard.press("Tab")
    form.keyboard.press("Enter")
    title = form.locator("#veld-titel")
    expect(title).to_be_focused()
    expect(title).to_have_attribute("aria-invalid", "true")
    assert "veld-titel-fout" in (title.get_attribute("aria-describedby") or "").split()
    expect(form.locator("#veld-titel-fout")).to_contain_text("is leeg")


BAD = (
    ("titel", "x" * 46, "46 tekens lang"),
    ("titel", "Meer <b>", "Hier staat HTML"),
    ("samenvatting", "Te kort.", "te kort"),
    ("deel-situatie", "woord " * 141, "De grens is 140"),
    ("deel-situatie", "Kijk op https://voorbeeld.example nu", "los webadres"),
    ("deel-situatie", "Zie [de site](https://voorbeeld.example)", "gaat naar buiten"),
    ("deel-situatie", "Zie [de tuin](casus:bestaat-niet)", "Er is geen casus"),
    ("deel-dilemma", "Dit is {{ macro }}", "accolades"),
    ("deel-dilemma", "Mail naar iemand@voorbeeld.example", "e-mailadres"),
    ("deel-dilemma", "Bel 06 12345678", "telefoonnummer"),
    ("deel-nabespreking", "<script>alert(1)</script>", "Hier staat HTML"),
    ("deel-vragen-aan-de-groep", "Vertel eens.", "vraagteken"),
)


def test_the_form_refuses_what_the_check_refuses(form: Page) -> None:
    fill_in(form)
    for field, text, message in BAD:
        box = form.locator(f"[name='{field}']")
        box.fill(text)
        make_file(form)
        expect(form.locator(f"#{box.get_attribute('id')}-fout")).to_contain_text(message)
        expect(form.locator("#wk-klaar")).to_be_hidden()
        box.fill(TEXTS[field])
    make_file(form)
    expect(form.locator("#wk-klaar")).to_be_visible()


def test_too_many_choices_are_named(form: Page) -> None:
    fill_in(form)
    for theme in ("ontmoeten", "zorg", "vervoer"):
        form.locator(f"#veld-themas-{theme}").check()
    make_file(form)
    expect(form.locator("#veld-themas-fout")).to_contain_text("hoogstens 3")


def test_the_draft_is_there_again_until_it_is_wiped(form: Page) -> None:
    fill_in(form)
    form.reload()
    expect(form.locator("#veld-titel")).to_have_value(TITLE)
    expect(form.locator("#rol-facilitator-doet")).to_be_visible()
    form.on("dialog", lambda dialog: dialog.accept())
    form.get_by_role("button", name="Wis het concept").click()
    expect(form.get_by_role("status")).to_have_text("Het concept is gewist.")
    form.reload()
    expect(form.locator("#veld-titel")).to_have_value("")
    expect(form.locator("#rol-facilitator-doet")).to_be_hidden()


def test_nothing_is_sent_anywhere(form: Page, address: str) -> None:
    sent: list[Request] = []
    form.on("request", lambda request: sent.append(request))
    fill_in(form)
    make_file(form)
    download(form)
    assert [r.url for r in sent if not r.url.startswith(f"blob:{address}")] == []


def test_the_form_fits_a_small_phone(form: Page) -> None:
    form.set_viewport_size({"width": 320, "height": 640})
    fill_in(form)
    make_file(form)
    assert form.evaluate("() => document.documentElement.scrollWidth") <= 320


def test_every_box_has_a_name_for_a_screen_reader(form: Page) -> None:
    fill_in(form)
    nameless = form.evaluate(
        "() => [...document.querySelectorAll('#wk-nieuw input, #wk-nieuw textarea')]"
        ".filter((box) => !box.labels.length).map((box) => box.id)"
    )
    assert nameless == []
