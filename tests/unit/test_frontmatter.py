"""Reading front matter: text stays as typed, and every slip gets a line."""

from __future__ import annotations

import pytest

from macros.content.frontmatter import read_front_matter


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("a: NO", "NO"),
        ("a: ja", "ja"),
        ("a: 12:30", "12:30"),
        ("a: 2026-11-24", "2026-11-24"),
        ("a: 007", "007"),
        ("a: 1e3", "1e3"),
        ("a: null", "null"),
        ("a: ~", "~"),
        ("a:", ""),
        ("a: [x, y]", ("x", "y")),
        ("a: []", ()),
        ('a: "één: twee"', "één: twee"),
        ("a:\n  b: c", {"b": "c"}),
        ("a:\n  - x\n  - y", ("x", "y")),
    ],
)
def test_a_value_arrives_as_it_was_typed(typed: str, read: object) -> None:
    front = read_front_matter(typed, "x.md")
    assert front.problems == []
    assert front.values == {"a": read}


@pytest.mark.parametrize(
    ("typed", "code", "line"),
    [
        ("titel: x\ntitel: y", "dubbele-sleutel", 3),
        ("titel: De keuken: een verhaal", "dubbele-punt", 2),
        ("titel:De keuken", "geen-spatie", 2),
        ("titel: x\n\trollen: y", "tab", 3),
        ("titel: “De keuken”", "word-aanhalingstekens", 2),
        ("titel: x\nrollen: [a, b", "haak-niet-gesloten", 3),
        ('titel: "x\nrollen: y', "aanhaling-niet-gesloten", 2),
        ("titel: &a x", "yaml-verwijzing", 2),
        ("titel: x\nrollen: *a", "yaml-verwijzing", 3),
        ("titel: !!python/object x", "yaml-soort", 2),
        ("titel: @x", "vreemd-begin", 2),
        ("- x", "kop-geen-velden", 2),
        ("", "kop-leeg", 2),
        ("a: " + "[" * 9 + "]" * 9, "te-diep", 2),
    ],
)
def test_a_slip_is_named_with_its_line(typed: str, code: str, line: int) -> None:
    found = read_front_matter(typed, "x.md", first_line=2).problems
    assert [(p.code, p.line) for p in found] == [(code, line)]


def test_a_line_ready_to_paste_is_offered_for_a_colon_in_a_title() -> None:
    found = read_front_matter('titel: De "keuken": een verhaal', "x.md").problems
    assert 'titel: "De \\"keuken\\": een verhaal"' in str(found[0])


def test_lines_are_known_for_nested_places() -> None:
    front = read_front_matter("a:\n  - b: 1\n  - b: 2\nc: 3", "x.md", first_line=5)
    assert [front.line(place) for place in (("a", 1, "b"), ("c",), ("a", 9))] == [7, 8, 5]
