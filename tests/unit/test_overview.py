"""The overview of cases: its pages, and the index that the browser filters."""

from __future__ import annotations

import pytest

from macros.content.library import Library
from macros.views.facets import FACETS
from macros.views.overview import (
    LONG_PAGE_SIZE,
    PAGE_SIZE,
    case_index,
    page_count,
    plain,
    sliced,
    value_page_size,
)
from tests.synthetic import big_index, index_rows


@pytest.mark.parametrize(
    ("total", "size", "pages"), [(0, 60, 1), (1, 60, 1), (60, 60, 1), (61, 60, 2), (5000, 60, 84)]
)
def test_a_list_takes_as_many_pages_as_it_needs(total: int, size: int, pages: int) -> None:
    assert page_count(total, size) == pages


@pytest.mark.parametrize("total", [0, 1, 60, 61, 150, 601])
def test_the_pages_of_a_list_hold_every_row_once(total: int) -> None:
    size = value_page_size(total)
    parts = [sliced(range(total), n + 1, size, "@/x/") for n in range(page_count(total, size))]
    assert [row for part in parts for row in part.rows] == list(range(total))
    assert max(len(part.rows) for part in parts) <= max(PAGE_SIZE, LONG_PAGE_SIZE)


def test_the_first_page_has_the_address_of_the_list() -> None:
    page = sliced(range(200), 2, PAGE_SIZE, "@/casussen/", "@/casussen/pagina/")
    assert [page.address(n) for n in (1, 2, 3)] == [
        "@/casussen/", "@/casussen/pagina/2/", "@/casussen/pagina/3/",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "shown"),
    [("Eén lijn?", "een lijn"), ("zorgcoöperatie", "zorgcooperatie"), ("  A--b ", "a b")],
)
def test_words_are_compared_without_accents_and_signs(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_the_index_says_of_every_case_what_its_front_matter_says(library: Library) -> None:
    index = case_index(library)
    names = [[slug for slug, _ in facet["waarden"]] for facet in index["facetten"]]
    for row, case in zip(index_rows(index), library.cases, strict=True):
        assert row[:4] == (case.meta.id, case.slug, case.meta.title, case.meta.summary)
        said = [[names[f][value] for value in own] for f, own in enumerate(row[4])]
        assert said == [[str(value) for value in facet.values(case.meta)] for facet in FACETS]


def test_a_case_is_found_by_words_that_mean_the_same(library: Library) -> None:
    index = case_index(library)
    groups = {row[1]: {w for g in row[5] for w in index["groepen"][g]} for row in index_rows(index)}
    assert "moskee" in groups["huiswerkhulp-gebedshuis"]
    assert "alzheimer" in groups["huiskamer-dementie"]
    assert "right to challenge" in groups["zorgcooperatie-daagt-uit"]
    assert "avg" not in groups["wijkkeuken-en-wethouder"]


def test_the_index_of_the_same_library_is_always_the_same(library: Library) -> None:
    assert case_index(library) == case_index(library)
    assert big_index(library, 500) == big_index(library, 500)
