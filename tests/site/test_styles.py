"""The theme's style sheet holds what the pages use, and little else."""

from __future__ import annotations

import pytest

from macros.publish.styles import trim
from tests.conftest import Built


def test_the_theme_style_is_small_and_keeps_the_text(built: Built) -> None:
    (file,) = (built.folder / "assets" / "stylesheets").glob("main.*.css")
    style = file.read_text(encoding="utf-8")
    assert len(style) < 40_000
    assert ".md-typeset h2" in style
    assert ".md-typeset table" in style


def test_no_script_of_the_theme_is_in_the_site(built: Built) -> None:
    assert not (built.folder / "assets" / "javascripts").exists()
    assert list(built.folder.rglob("*.map")) == []


@pytest.mark.parametrize(
    ("style", "left"),
    [
        (".a{color:red}.b{color:blue}", ".a{color:red}"),
        (".a,.b{color:red}", ".a{color:red}"),
        (".a .b{color:red}", ""),
        ("p{color:red}", "p{color:red}"),
        (".a:not(.b){color:red}", ".a:not(.b){color:red}"),
        (":is(.a,.b){color:red}", ":is(.a,.b){color:red}"),
        ("@media print{.b{color:red}}", ""),
        ("@media print{.a{color:red}.b{top:0}}", "@media print{.a{color:red}}"),
        (":root{--x:url('a;b');--y:2}.a{top:var(--y)}", ":root{--y:2}.a{top:var(--y)}"),
    ],
)
def test_rules_that_cannot_match_go(style: str, left: str) -> None:
    assert trim(style, frozenset({"a"})) == left
