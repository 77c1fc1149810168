"""Without a script a large library is cut into pages, and the matrix stays readable."""

from __future__ import annotations

import re

import pytest
from lxml import html

from macros.blocks import show
from macros.content.library import Library
from macros.pages import pages
from macros.sheets import sheets
from macros.site_value import Site
from macros.views.choices import BLOCK, blocks, choices
from macros.workshop import workshop_files
from tests.synthetic import big_library, grown_library
from tests.unit.test_files import site_of

COUNT = 400


@pytest.fixture(scope="module")
def big(library: Library) -> Site:
    return site_of(big_library(library, COUNT))


def cases_on(text: str) -> list[str]:
    """The cases that the list on a page links to, in order."""
    tree = html.fromstring(text)
    lists = "*[contains(@class, 'wk-kaart__titel')] | //ul[@class='wk-lijst']/li"
    links = tree.xpath(f"(//{lists})[not(ancestor::template)]/a")
    return [link.get("href").strip("/").split("/")[-1] for link in links]


def test_the_pages_of_the_overview_hold_every_case_once(big: Site) -> None:
    extra = [page for page in pages(big.library) if page.path.startswith("casussen/pagina/")]
    assert [page.path for page in extra] == [f"casussen/pagina/{n}.md" for n in range(2, 8)]
    found = [slug for n in range(1, 8) for slug in cases_on(show(big, "casussenlijst", "../", n))]
    assert found == [case.slug for case in big.library.cases]


def test_the_pages_of_a_value_hold_every_case_once(big: Site) -> None:
    value = next(
        v for f in big.facets if f.field == "rol" for v in f.values if v.slug == "regisseur"
    )
    paths = [p.path for p in pages(big.library) if re.match(r"casussen/rol/regisseur\b", p.path)]
    calls = [show(big, "facet", "../../../", "rol", "regisseur", n + 1) for n in range(len(paths))]
    assert len(paths) > 1
    assert [slug for text in calls for slug in cases_on(text)] == [c.slug for c in value.cases]


def test_a_page_in_the_middle_leads_to_the_one_before_and_the_one_after(big: Site) -> None:
    tree = html.fromstring(show(big, "casussenlijst", "../../../", 2))
    (before,) = tree.xpath("//a[@rel='prev']/@href")
    (after,) = tree.xpath("//a[@rel='next']/@href")
    assert (before, after) == ("../../../casussen/", "../../../casussen/pagina/3/")


def test_a_full_cell_of_the_matrix_lists_twelve_cases_and_leads_to_the_rest(big: Site) -> None:
    tree = html.fromstring(show(big, "rolmatrix", "../", "domein"))
    (cell,) = tree.xpath("//td[@data-rij='ander'][@data-rol='regisseur']")
    links = cell.xpath(".//details//a")
    assert len(links) == 13
    assert links[-1].get("href") == "../casussen/?rol=regisseur&domein=ander"
    count = sum(
        "regisseur" in case.meta.roles and "ander" in case.meta.domains
        for case in big.library.cases
    )
    assert links[-1].text == f"Alle {count} casussen"


def test_the_cases_before_and_after_follow_the_order_of_the_ids(big: Site) -> None:
    tree = html.fromstring(show(big, "casus", "../../", "casus-2"))
    walk = tree.xpath("//nav[contains(@class, 'wk-buren')]//li/a/@href")
    assert walk == ["../../casussen/casus-1/", "../../casussen/casus-3/"]
    first = html.fromstring(show(big, "casus", "../../", "casus-1"))
    assert len(first.xpath("//nav[contains(@class, 'wk-buren')]//li/a")) == 1


@pytest.mark.parametrize(
    ("block", "arguments"),
    [
        ("dilemma", ("te-beperkt",)),
        ("rol", ("regisseur",)),
        ("discussiepunt", ("grens-overheid",)),
        ("wet", ("subsidie",)),
        ("casus", ("casus-7",)),
        ("rolmatrix", ("partij",)),
        ("casussenlijst", ()),
        ("printvormen", ()),
        ("startpagina", ()),
    ],
)
def test_a_page_does_not_grow_with_the_library(
    library: Library, big: Site, block: str, arguments: tuple[str, ...]
) -> None:
    larger = site_of(big_library(library, 2 * COUNT))
    small, large = (len(show(site, block, "../", *arguments)) for site in (big, larger))
    assert large < 1.02 * small


def test_a_dilemma_with_many_cases_leads_to_all_of_them(big: Site) -> None:
    tree = html.fromstring(show(big, "dilemma", "../../", "te-beperkt"))
    (link,) = tree.xpath("//section[contains(@class, 'wk-casuslinks')]/p/a")
    count = sum("te-beperkt" in case.meta.dilemmas for case in big.library.cases)
    assert link.text == f"Alle {count} casussen"
    assert link.get("href") == "../../casussen/dilemma/te-beperkt/"


@pytest.mark.parametrize("block", ["samenstellen", "tafel", "oogst"])
def test_a_page_on_which_one_picks_a_case_is_as_long_for_one_case_as_for_all(
    library: Library, block: str
) -> None:
    """Only the number of cases that it names may take more digits."""
    sizes = [
        len(show(site_of(grown_library(library, count)), block, "../"))
        for count in (len(library.cases), COUNT, 2 * COUNT)
    ]
    assert max(sizes) - min(sizes) <= 2


def workshop(library: Library) -> dict[str, str]:
    """The files that the pages of the workshop load, with the papers that there can be."""
    site = site_of(library)
    return dict(workshop_files(site, sheets(site)))


def test_no_file_of_the_workshop_grows_with_the_library(library: Library) -> None:
    """More cases are more blocks, and a block holds no more of them."""
    small, large = (workshop(grown_library(library, count)) for count in (COUNT, 2 * COUNT))
    assert len(large) - len(small) == COUNT // BLOCK
    assert max(map(len, large.values())) <= 1.05 * max(map(len, small.values()))
    for path, text in small.items():
        assert path in large
        assert "-casussen/" in path or len(large[path]) - len(text) <= 2, path


def test_the_blocks_hold_every_case_once_in_the_block_of_its_number(library: Library) -> None:
    rows = choices(grown_library(library, COUNT))
    held = blocks(rows)
    assert sorted(row[0] for block in held.values() for row in block) == sorted(
        case.id for case in rows.cases
    )
    assert all(int(row[0][1:]) // BLOCK == n for n, block in held.items() for row in block)
