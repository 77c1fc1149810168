"""The built pages say what the content says."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from tests.conftest import Built


def shown(built: Built, address: str) -> str:
    """The text of the article on a page."""
    return " ".join(built.page(address).xpath("string(//article)").split())


def test_every_content_file_has_a_page_with_its_title(built: Built) -> None:
    for entry in built.library.entries:
        heading = built.page(entry.address).xpath("//h1")
        assert [" ".join(h.text_content().split()) for h in heading] == [entry.meta.title]


def test_every_page_has_one_main_heading_a_language_and_a_description(built: Built) -> None:
    for path, tree in built.pages.items():
        if path == "404.html":
            continue
        assert tree.get("lang") == "nl", path
        assert len(tree.xpath("//h1")) == 1 or path.startswith("druk/"), path
        assert tree.xpath("//meta[@name='description']/@content") or path.startswith("druk/"), path


def test_headings_never_skip_a_level(built: Built) -> None:
    for path, tree in built.pages.items():
        levels = [int(h.tag[1]) for h in tree.xpath("//main//*[self::h1 or self::h2 or self::h3]")]
        steps = [b - a for a, b in pairwise(levels)]
        assert not [step for step in steps if step > 1], path


def test_ids_are_used_once_on_a_page(built: Built) -> None:
    for path, tree in built.pages.items():
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), (path, sorted(i for i in ids if ids.count(i) > 1))


def test_no_template_sign_or_python_value_shows(built: Built) -> None:
    leak = re.compile(r"\{\{|\{%|Undefined|\bNone\b|<bound|object at 0x|@/")
    for path, tree in built.pages.items():
        assert not leak.search(tree.xpath("string(//body)")), path


def test_every_sentence_of_a_case_is_on_its_page(built: Built) -> None:
    for case in built.library.cases:
        page = shown(built, case.address)
        for section in case.body.sections:
            if section.title == "Partijen":
                continue  # set in two columns; its own test reads it
            for paragraph in (
                *section.paragraphs,
                *(p for s in section.parts for p in s.paragraphs),
            ):
                assert " ".join(paragraph.split()) in page, (case.slug, paragraph)


def test_a_dilemma_lists_its_cases_by_itself(built: Built) -> None:
    for issue in (*built.library.dilemmas, *built.library.discussions):
        links = built.page(issue.address).xpath(
            "//section[contains(@class,'wk-casuslinks')]//a/@href"
        )
        slugs = {link.rstrip("/").rsplit("/", 1)[-1] for link in links}
        assert slugs == {case.slug for case in built.library.cases_of(issue)}


def test_each_case_stands_in_exactly_the_matrix_cells_that_it_claims(built: Built) -> None:
    cells: dict[tuple[str, str], set[str]] = {}
    rest: dict[tuple[str, str], str] = {}
    for cell in built.page("rollenmatrix/").xpath("//td[@data-rij]"):
        place = cell.get("data-rij"), cell.get("data-rol")
        for link in cell.xpath(".//li/a"):
            if "?" in link.get("href"):
                rest[place] = link.text  # a full cell shows the first twelve
            else:
                slug = link.get("href").rstrip("/").rsplit("/", 1)[-1]
                cells.setdefault(place, set()).add(slug)
    claimed: dict[tuple[str, str], set[str]] = {}
    for case in built.library.cases:
        meta = case.meta
        for row in (*meta.domains, *meta.levels, *meta.parties):
            for role in meta.roles:
                claimed.setdefault((row, role), set()).add(case.slug)
    more = {place: slugs for place, slugs in claimed.items() if len(slugs) > 1}
    assert rest == {place: f"Alle {len(slugs)} casussen" for place, slugs in more.items()}
    full = {place: slugs for place, slugs in claimed.items() if len(slugs) > 12}
    assert all(cells[place] < slugs and len(cells[place]) == 12 for place, slugs in full.items())
    assert {**cells, **full} == claimed


def test_the_head_of_a_row_leads_to_the_page_with_all_its_cases(built: Built) -> None:
    """That page needs no script, as the filter that a cell leads to does."""
    page = built.page("rollenmatrix/")
    heads = page.xpath("//th[@scope='row']/a/@href")
    words = built.library.words
    assert len(heads) == len(words["domeinen"]) + len(words["niveaus"]) + len(words.parties)
    assert [head for head in heads if not (built.folder / head[3:] / "index.html").is_file()] == []


def test_an_empty_cell_says_so_and_invites_a_case(built: Built) -> None:
    for cell in built.page("rollenmatrix/").xpath("//td[@data-rij][not(.//details)]"):
        assert "Nog geen casus" in cell.text_content()
        assert cell.xpath(".//a[contains(@href, 'nieuw')]")


def test_matrix_tables_have_a_caption_and_scopes(built: Built) -> None:
    tables = built.page("rollenmatrix/").xpath("//table")
    assert len(tables) == 3
    for table in tables:
        assert table.xpath("caption[normalize-space()]")
        assert not table.xpath(".//th[not(@scope)]")


def test_glossary_words_are_explained_once_on_a_page(built: Built) -> None:
    for case in built.library.cases:
        targets = built.page(case.address).xpath("//a[@class='begrip']/@href")
        assert len(targets) == len(set(targets))


def test_law_pages_say_that_they_are_no_advice_and_when_they_were_checked(built: Built) -> None:
    for law in built.library.laws:
        page = shown(built, law.address)
        assert "Dit is uitleg, geen juridisch advies." in page
        assert "Laatst gecontroleerd op" in page


def test_every_case_page_says_that_it_is_composite(built: Built) -> None:
    for case in built.library.cases:
        assert "samengesteld uit situaties die vaker voorkomen" in shown(built, case.address)


@pytest.mark.parametrize(
    ("address", "marked"),
    [
        ("", {"Home": "page"}),
        ("casussen", {"Casussen": "page"}),
        ("casussen/wijkkeuken-en-wethouder", {"Casussen": "true"}),
        ("casussen/rol/regisseur", {"Casussen": "true"}),
        ("discussiepunten/grens-overheid", {"Dilemma's": "true"}),
        ("wetten/subsidie", {"Achtergrond": "true"}),
        ("werkatelier/dagdeel", {"Werkatelier": "true"}),
        ("rollen/regisseur", {"Rollen": "true"}),
        ("rollenmatrix", {"Rollenmatrix": "page"}),
    ],
)
def test_the_menu_marks_the_one_part_that_you_are_in(
    built: Built, address: str, marked: dict[str, str]
) -> None:
    links = built.page(address).xpath("//nav[@id='wk-nav']//a[@aria-current]")
    assert {link.text: link.get("aria-current") for link in links} == marked
