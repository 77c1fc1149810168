"""How many copies and sheets a group needs."""

from __future__ import annotations

import pytest

from macros.content.library import Library
from macros.views.choices import choices, runs
from macros.views.counting import copies, prints, sheets
from macros.views.paper_forms import BY_KEY, BY_MATERIAL
from macros.workshop import NO_PAPER, gathered

GROUP = {"people": 16, "tables": 4, "cases": 2, "levels": 3}


@pytest.mark.parametrize(
    ("per", "wanted"),
    [
        ("leider", 1),
        ("deelnemer", 16),
        ("tafel", 4),
        ("tafel-en-casus", 9),  # one blank matrix in reserve
        ("deelnemer-en-casus", 32),
        ("niveau", 3),
        ("zaal", 1),
    ],
)
def test_every_rule_counts_what_its_name_says(per: str, wanted: int) -> None:
    assert copies(per, **GROUP) == wanted


def test_without_a_case_there_is_no_blank_matrix_in_reserve() -> None:
    assert copies("tafel-en-casus", people=16, tables=4, cases=0, levels=3) == 0


def test_the_vocabulary_uses_no_other_rule(library: Library) -> None:
    for material in library.words["materialen"].values():
        assert copies(material.per, **GROUP) >= 1, material.slug


@pytest.mark.parametrize(
    ("per", "count", "per_sheet", "pages", "sides", "wanted"),
    [
        ("deelnemer", 16, 1, 2, 2, 16),  # a handout of two pages is one sheet
        ("deelnemer-en-casus", 15, 2, 2, 2, 8),  # two cards on a sheet
        ("deelnemer", 9, 4, 1, 1, 3),  # four small cards on a sheet
        ("tafel", 4, 1, 14, 2, 28),  # a set of cards fills seven sheets
        ("niveau", 3, 1, 3, 1, 3),  # one form holds a page for every level
        ("deelnemer", 0, 1, 2, 2, 0),
    ],
)
def test_sheets_of_paper(
    per: str, count: int, per_sheet: int, pages: int, sides: int, wanted: int
) -> None:
    assert sheets(prints(per, count, per_sheet), pages, sides) == wanted


def test_every_choice_points_at_something_that_exists(library: Library) -> None:
    rows = choices(library)
    ids = {case.id for case in rows.cases}
    materials = {material.slug for material in rows.materials}
    for programme in rows.programmes:
        assert set(programme.cases) <= ids
        assert {slug for part in programme.parts for slug in part.material} <= materials
        assert sum(part.minutes for part in programme.parts) == programme.duration
    parties = {party.slug for party in rows.parties}
    assert {party.slug for case in rows.cases for party in case.parties} <= parties
    assert rows.default in {programme.slug for programme in rows.programmes}


def test_the_composer_and_the_catalogue_of_papers_say_the_same(library: Library) -> None:
    for material in choices(library).materials:
        if not material.place:
            continue
        form = BY_MATERIAL.get(material.slug) or BY_KEY[material.slug]
        place = material.place.replace("{programma}", "{}").replace("{casus}", "{}")
        assert (place, material.size, material.per_sheet) == (form.path, form.size, form.per_sheet)


@pytest.mark.parametrize(
    ("numbers", "wanted"),
    [
        ([], ()),
        ([5], ((5, 5),)),
        ([3, 1, 2, 7], ((1, 3), (7, 7))),
        ([1, 3, 5], ((1, 1), (3, 3), (5, 5))),
    ],
)
def test_numbers_are_said_as_runs(numbers: list[int], wanted: tuple[tuple[int, int], ...]) -> None:
    assert runs(numbers) == wanted


def test_pages_that_most_cases_have_are_said_once() -> None:
    papers = {
        "druk/rolkaarten": 4,
        "druk/casus/een/kaart": 2,
        "druk/casus/twee/kaart": 2,
        "druk/casus/drie/kaart": 3,
        "druk/casus/een/gespreksleider": 2,
        "druk/casus/drie/gespreksleider": 2,
    }
    assert gathered(papers) == {
        "druk/rolkaarten": 4,
        "druk/casus/*/kaart": 2,
        "druk/casus/drie/kaart": 3,
        "druk/casus/*/gespreksleider": 2,
        "druk/casus/twee/gespreksleider": NO_PAPER,
    }
