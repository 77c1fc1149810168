"""The library as it stands keeps its own rules."""

from collections import Counter
from pathlib import Path

import pytest

from macros.content.coverage import MATRIX, coverage_rows
from macros.content.language import language_rows, median_score
from macros.content.library import Library, Reading, read_library
from macros.content.problems import catalogue
from macros.content.spelling import check_spelling

ROOT = Path(__file__).parents[2]
WORD_CODES = list(catalogue())[list(catalogue()).index("e-mailadres") :]


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_library(ROOT)


@pytest.fixture(scope="module")
def library(reading: Reading) -> Library:
    found = reading.library()
    assert found, [str(p) for p in reading.errors]
    return found


def test_the_content_raises_no_error_and_no_question(reading: Reading) -> None:
    assert [str(p) for p in reading.problems if p.code in WORD_CODES] == []


def test_the_content_is_spelled_well_or_the_reason_is_told(reading: Reading) -> None:
    report = check_spelling(reading, ROOT / "cases")
    assert [str(p) for p in report.problems] == []
    assert report.skipped == "" or report.skipped.startswith("Spelling niet nagekeken: ")


def test_the_cases_read_as_plain_dutch(library: Library) -> None:
    rows = language_rows(library)
    assert median_score(row for row in rows if row.kind == "casus") >= 60
    assert [row.path for row in rows if row.score < 45] == []
    assert len(rows) == len(list(library.entries))


def test_every_value_of_every_list_is_used_by_a_case(library: Library) -> None:
    rows = coverage_rows(library)
    assert [(row.list_name, row.slug) for row in rows if row.is_empty] == []


def test_the_coverage_counts_every_list_and_the_matrix(library: Library) -> None:
    rows = coverage_rows(library)
    names = Counter(row.list_name for row in rows)
    assert set(names) == {
        "domein", "rol", "niveau", "dilemma", "discussiepunt", "aandachtspunt", "fase", "afloop",
        "thema", "doelgroep", "gemeente", "plek", "wet", "partij buiten", "partij binnen",
        "tijd", "moeilijkheid", MATRIX,
    }  # fmt: skip
    assert names[MATRIX] == names["domein"] * names["rol"] == 18


def test_a_list_with_one_value_per_case_counts_every_case_once(library: Library) -> None:
    rows = coverage_rows(library)
    for name in ("fase", "afloop", "gemeente", "plek", "tijd", "moeilijkheid"):
        used = [case for row in rows if row.list_name == name for case in row.cases]
        assert sorted(used) == sorted(case.slug for case in library.cases)


def test_a_matrix_cell_holds_the_cases_that_name_both(library: Library) -> None:
    cells = {row.slug: row.cases for row in coverage_rows(library) if row.list_name == MATRIX}
    for case in library.cases:
        for domain in case.meta.domains:
            for role in case.meta.roles:
                assert case.slug in cells[f"{domain}/{role}"]
