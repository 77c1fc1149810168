"""The picture of the parties: everything in it, nothing over anything else."""

from __future__ import annotations

from itertools import combinations

from hypothesis import example, given
from hypothesis import strategies as st

from macros.content.library import Library
from macros.views.entry import STARTERS, case_view
from macros.views.parties import WIDTH, Box, Picture, picture

NAMES = st.text(alphabet="abcdefg hij-", min_size=1, max_size=70).filter(str.strip)


def boxes(drawn: Picture) -> list[Box]:
    return [*drawn.outside, *drawn.inside, drawn.hub]


def overlap(one: Box, two: Box) -> bool:
    return (
        one.x < two.x + two.width and two.x < one.x + one.width
        and one.y < two.y + two.height and two.y < one.y + one.height
    )  # fmt: skip


@example("aaaaaaaaaaaaaaaaaa--aaaaaaaaaaaaaaaaa-aa", [], [])  # the middle is the tallest
@given(NAMES, st.lists(NAMES, max_size=9), st.lists(NAMES, max_size=9))
def test_no_box_covers_another_or_leaves_the_picture(
    hub: str, outside: list[str], inside: list[str]
) -> None:
    drawn = picture(hub, outside, inside)
    assert not any(overlap(one, two) for one, two in combinations(boxes(drawn), 2))
    for box in boxes(drawn):
        assert box.x >= 0 and box.x + box.width <= WIDTH
        assert box.y >= 0 and box.y + box.height <= drawn.height


@given(st.lists(NAMES, min_size=1, max_size=9))
def test_every_line_of_a_name_stands_inside_its_box(names: list[str]) -> None:
    for box, name in zip(picture("", names, []).outside, names, strict=True):
        assert "".join(line.text for line in box.lines).replace(" ", "") == name.replace(" ", "")
        assert all(box.y < line.y < box.y + box.height for line in box.lines)


def test_the_picture_of_a_case_names_the_parties_of_its_list(library: Library) -> None:
    for case in library.cases:
        view = case_view(library, case)
        shown = "".join(line.text for box in boxes(view.picture) for line in box.lines)
        names = [party.name.replace(" ", "") for party in view.parties]
        assert [name for name in names if name not in shown.replace(" ", "")] == []
        assert len(view.picture.inside) == len(view.parties_on("intern"))
        starters = sum(party.slug == STARTERS for party in view.parties)
        assert len(view.picture.outside) == len(view.parties_on("extern")) - starters
