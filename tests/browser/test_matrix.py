"""The matrix on the screen: heads in sight, row and column lit, ways on."""

from __future__ import annotations

from itertools import pairwise

from playwright.sync_api import Page, expect

from tests.conftest import Built


def test_the_heads_stay_in_sight_while_the_table_scrolls(browser_page: Page, address: str) -> None:
    page = browser_page
    page.goto(address + "rollenmatrix/")
    table = page.locator(".wk-matrix--partij .wk-tabel")
    table.scroll_into_view_if_needed()
    table.evaluate("(box) => { box.scrollTop = box.scrollHeight; }")
    head = table.locator("thead tr:last-child th").nth(1).bounding_box()
    around = table.bounding_box()
    assert head and around
    assert abs(head["y"] - around["y"]) < 3


def test_the_page_is_not_longer_than_what_it_shows(browser_page: Page, address: str) -> None:
    page = browser_page
    page.goto(address + "rollenmatrix/")
    foot, whole = page.evaluate(
        "() => [document.querySelector('footer').getBoundingClientRect().bottom + scrollY,"
        " document.documentElement.scrollHeight]"
    )
    assert whole - foot < 4


def test_the_row_and_the_column_of_a_cell_light_up(browser_page: Page, address: str) -> None:
    page = browser_page
    page.goto(address + "rollenmatrix/")
    matrix = page.locator(".wk-matrix--domein")

    def ground(row: str, role: str) -> str:
        cell = matrix.locator(f"td[data-rij={row}][data-rol={role}]")
        return str(cell.evaluate("(cell) => getComputedStyle(cell).backgroundColor"))

    before = ground("zichzelf", "netwerker")
    matrix.locator("td[data-rij=ander][data-rol=netwerker] summary").focus()
    assert ground("zichzelf", "netwerker") == ground("ander", "stimulator") != before
    assert ground("zichzelf", "stimulator") == before


def test_the_matrix_leads_to_its_print_and_to_chance(
    browser_page: Page, address: str, built: Built
) -> None:
    browser_page.goto(address + "rollenmatrix/")
    printed = browser_page.get_by_role("link", name="De matrix op één blad")
    assert printed.count() == (built.folder / "druk/rollenmatrix/index.html").exists()
    browser_page.get_by_role("link", name="Trek een casus").click()
    expect(browser_page.get_by_role("heading", level=1)).to_have_text("Trek een casus")


def test_a_narrow_screen_shows_the_matrix_as_a_list(browser_page: Page, address: str) -> None:
    page = browser_page
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(address + "rollenmatrix/")
    cells = page.locator(".wk-matrix--domein td[data-rij=ander]")
    boxes = [box for cell in cells.all() if (box := cell.bounding_box())]
    assert len(boxes) == 6
    assert all(above["y"] + above["height"] <= below["y"] + 1 for above, below in pairwise(boxes))
    expect(cells.first.locator(".wk-celkop")).to_be_visible()
