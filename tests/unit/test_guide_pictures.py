"""The pictures in the guide are those that the script makes, and they are light."""

from __future__ import annotations

from macros.guide_pictures import MOST_BYTES, SCREENS
from tests.conftest import ROOT

FOLDER = ROOT / "docs/assets/images/gids"


def test_every_screen_has_its_picture_and_no_other_is_kept() -> None:
    assert {file.stem for file in FOLDER.iterdir()} == set(SCREENS)


def test_every_picture_is_light() -> None:
    heavy = {f.name: f.stat().st_size for f in FOLDER.iterdir() if f.stat().st_size > MOST_BYTES}
    assert heavy == {}
