"""Every case stands in exactly the cells that it claims, counted without our own code."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from macros.content.library import Library
from macros.views.matrix import MATRICES
from tests.conftest import ROOT


def claims(fields: tuple[str, ...]) -> dict[tuple[str, str], set[str]]:
    """Row and role to slugs of cases, straight from the YAML."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for file in Path(ROOT / "cases/casussen").glob("*.md"):
        front = yaml.safe_load(file.read_text(encoding="utf-8").split("---")[1])
        for field in fields:
            for row in front[field]:
                for role in front["rollen"]:
                    found[row, role].add(file.stem)
    return found


@pytest.mark.parametrize(
    ("name", "fields"),
    [("domein", ("domein",)), ("niveau", ("niveaus",)), ("partij", ("extern", "intern"))],
)
def test_every_case_stands_in_the_cells_that_it_claims(
    library: Library, name: str, fields: tuple[str, ...]
) -> None:
    matrix = MATRICES[name](library)
    shown = {
        (row.slug, cell.column.slug): {case.slug for case in cell.cases}
        for row in matrix.rows
        for cell in row.cells
        if cell.cases
    }
    assert shown == claims(fields)


def test_only_what_the_report_names_is_marked_as_named(library: Library) -> None:
    named = {
        (row.slug, cell.column.slug)
        for row in MATRICES["domein"](library).rows
        for cell in row.cells
        if cell.named
    }
    assert named == {
        ("zichzelf", "stimulator"), ("zichzelf", "regisseur"),
        ("ander", "stimulator"), ("ander", "facilitator"),
        ("omgeving", "stimulator"), ("omgeving", "facilitator"), ("omgeving", "netwerker"),
    }  # fmt: skip


def test_the_report_says_nothing_of_markers_levels_and_parties(library: Library) -> None:
    silent = [
        cell.named
        for name in MATRICES
        for row in MATRICES[name](library).rows
        for cell in row.cells
        if name != "domein" or cell.column.is_marker
    ]
    assert set(silent) == {None}


def test_four_roles_come_before_two_markers(library: Library) -> None:
    columns = MATRICES["domein"](library).columns
    assert [c.slug for c in columns] == [
        "stimulator", "regisseur", "facilitator", "netwerker", "geen-rol", "wettelijke-taak",
    ]  # fmt: skip
