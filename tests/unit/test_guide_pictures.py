"""The pictures in the guide are those that the script makes, and they are light."""

from __future__ import annotations

import re

from macros.generate import GUIDE
from macros.guide_pictures import MOST_BYTES, SCREENS, WEB_EDITOR
from tests.conftest import ROOT

FOLDER = ROOT / "docs/assets/images/gids"


def test_every_screen_has_its_picture_and_no_other_is_kept() -> None:
    assert {file.stem for file in FOLDER.iterdir()} == {*SCREENS, WEB_EDITOR}


def test_the_guide_shows_every_picture_and_says_what_is_on_it() -> None:
    shown = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", GUIDE.read_text(encoding="utf-8"))
    places = {(FOLDER / f"{name}.png").relative_to(ROOT).as_posix() for name in SCREENS}
    assert {place for _, place in shown} >= places
    assert all(len(text) > 20 and (ROOT / place).is_file() for text, place in shown)


def test_every_picture_is_light() -> None:
    heavy = {f.name: f.stat().st_size for f in FOLDER.iterdir() if f.stat().st_size > MOST_BYTES}
    assert heavy == {}
