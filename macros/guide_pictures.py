"""SHELL: the pictures of the guide for editors, made of the real screens so that they stay true."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from macros.cms import CmsServer, fetch
from macros.content.library import read_library
from macros.pictures import chromium, served
from macros.publish.build import run_mkdocs

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTH, HEIGHT = 900, 560  # pixels: readable in a guide, and small
COLOURS = 64  # enough for a flat page, and a quarter of the weight
MOST_BYTES = 60_000
# An edit button needs an address; this one leads nowhere (RFC 2606).
_EDITABLE = {"REPO_URL": "https://forge.example/groep/werkatelier", "EDIT_URI": "edit/main/docs/"}


def make_pictures(root: Path, target: Path) -> Iterator[Path]:
    """Build the pages, take every picture, and give their files.

    Raises ValueError when a picture weighs more than the guide can bear.
    """
    target.mkdir(parents=True, exist_ok=True)
    os.environ.update(_EDITABLE)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        run_mkdocs(root, site)
        with served(site) as address, chromium() as browser:
            for name, (place, prepare) in SCREENS.items():
                page = _new_page(browser)
                page.goto(address + place)
                prepare(page)
                yield _take(page, target / f"{name}.png")
                page.close()
            yield _take(_web_editor(root, browser), target / f"{WEB_EDITOR}.png")


def _new_page(browser: Browser) -> Page:
    return browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="nl-NL")


def _web_editor(root: Path, browser: Browser) -> Page:
    """A case open in the web editor, which ``make cms`` serves."""
    library = read_library(root).library()
    assert library is not None
    server = CmsServer(root, fetch(root / ".cache"), library)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    page = _new_page(browser)
    page.goto(f"http://{server.host}/")
    page.get_by_role("button", name="Inloggen").click()
    page.goto(f"http://{server.host}/#/collections/casus/entries/{library.cases[0].slug}")
    page.get_by_label("titel").first.wait_for()
    return page


def _take(page: Page, file: Path) -> Path:
    page.screenshot(path=str(file), animations="disabled")
    with Image.open(file) as picture:
        picture.convert("RGB").quantize(COLOURS).save(file, optimize=True)
    if file.stat().st_size > MOST_BYTES:
        raise ValueError(f"{file.name} is too heavy")
    return file


def _as_it_is(page: Page) -> None:
    page.wait_for_load_state()


def _to(selector: str) -> Callable[[Page], None]:
    """Scroll until this stands under the header."""

    def prepare(page: Page) -> None:
        page.locator(selector).first.wait_for(state="attached")
        page.evaluate(
            "selector => { document.querySelector(selector).scrollIntoView();"
            " scrollBy(0, -70); }", selector
        )  # fmt: skip

    return prepare


def _typed(page: Page) -> None:
    page.locator("#veld-titel").fill("De muur op het plein")
    page.locator("#veld-samenvatting").fill("Jongeren beginnen zelf een muurschildering.")
    _to("#de-kern")(page)


def _refused(page: Page) -> None:
    _typed(page)
    page.locator("#wk-nieuw [type=submit]").click()
    _to("#wk-fouten")(page)


def _chosen(page: Page) -> None:
    for value in ("facilitator", "geen-rol"):
        page.locator(f"#veld-rollen-{value}").check()
    _to("#deel-mogelijke-rollen")(page)


SCREENS: dict[str, tuple[str, Callable[[Page], None]]] = {
    "casus": ("casussen/wijkkeuken-en-wethouder/", _as_it_is),
    "casus-verbeteren": ("casussen/wijkkeuken-en-wethouder/", _to(".wk-bewerk")),
    "formulier": ("nieuw/", _typed),
    "formulier-fouten": ("nieuw/", _refused),
    "formulier-rollen": ("nieuw/", _chosen),
    "werklijst": ("redactie/", _to("#dunne-plekken")),
}
WEB_EDITOR = "webeditor"
