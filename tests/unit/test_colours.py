"""The colours can be read, and who changes one into something faint is told."""

from __future__ import annotations

import re
import time

import pytest

from macros.content.colours import TOKENS, check_colours, contrast, faint_pairs
from tests.conftest import ROOT

STYLE = (ROOT / TOKENS).read_text(encoding="utf-8")


def test_every_text_can_be_read_on_every_ground_light_and_dark() -> None:
    assert [str(found) for found in check_colours(ROOT)] == []


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#17463f", "#17463f", 1.0)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


def test_a_faint_colour_is_named_with_its_line() -> None:
    style = STYLE.replace("--wk-link: #0f5c50", "--wk-link: #9fd8cf")
    found = [p for p in faint_pairs(style) if "donker" not in p.what]
    assert {p.code for p in found} == {"kleur-te-flets"}
    assert {style.splitlines()[p.line - 1].strip() for p in found} == {"--wk-link: #9fd8cf;"}
    assert "link" in found[0].what
    assert not found[0].is_error


def test_a_faint_colour_in_the_dark_is_found_too() -> None:
    style = STYLE.replace("--wk-zacht: #b3bfba", "--wk-zacht: #3a4441")
    assert {p.code for p in faint_pairs(style)} == {"kleur-te-flets"}


def test_a_colour_that_is_gone_is_said() -> None:
    style = STYLE.replace("--wk-merk: #17463f;", "--wk-merk: teal;").replace("#0e2f2a", "teal")
    assert "kleur-ontbreekt" in {p.code for p in faint_pairs(style)}


def test_dark_colours_are_for_a_screen_only() -> None:
    """On paper pale letters cannot be read, whatever the reader's computer looks like."""
    styles = [file.read_text(encoding="utf-8") for file in (ROOT / "docs/assets/css").glob("*.css")]
    found = [rule for text in styles for rule in re.findall(r"@media[^{]*prefers-color[^{]*", text)]
    assert found
    assert [rule for rule in found if "screen and" not in rule] == []


def test_a_colour_after_the_dark_block_holds_in_the_light_and_in_the_dark() -> None:
    """As with the colours of a gemeente, which come after ours."""
    found = list(faint_pairs(f"{STYLE}\n:root {{ --wk-link: #9fd8cf; }}\n"))
    assert {(p.code, "licht" in p.what) for p in found} == {("kleur-te-flets", True)}
    found = list(faint_pairs(f"{STYLE}\n:root {{ --wk-link: #0f5c50; }}\n"))
    assert {(p.code, "donker" in p.what) for p in found} == {("kleur-te-flets", True)}


def test_a_second_dark_block_holds_in_the_dark_only() -> None:
    dark = "@media (prefers-color-scheme: dark) { :root { --wk-link: #9fd8cf; } }"
    assert list(faint_pairs(f"{STYLE}\n{dark}\n")) == []


def test_a_ground_that_came_later_is_where_to_look() -> None:
    last = STYLE.count("\n") + 2
    found = list(faint_pairs(f"{STYLE}\n:root {{ --wk-vlak: #555555; }}\n"))
    assert {p.line for p in found} == {last}


def test_a_colour_in_words_over_one_of_ours_is_said() -> None:
    found = list(faint_pairs(f"{STYLE}\n:root {{ --wk-link: teal; }}\n"))
    assert {p.code for p in found} == {"kleur-ontbreekt"}


def test_blocks_that_are_never_closed_take_no_time() -> None:
    start = time.process_time()
    list(faint_pairs(STYLE + "@media (prefers-color-scheme: dark) {" * 20_000))
    assert time.process_time() - start < 2
