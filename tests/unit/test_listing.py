"""Files of a site get to their place."""

from __future__ import annotations

from pathlib import Path

from macros.publish.listing import files_below, move_into, put_file


def test_one_folder_is_moved_into_another_and_nothing_is_lost(tmp_path: Path) -> None:
    aside, site = tmp_path / "terzijde", tmp_path / "site"
    for folder, place in [
        (aside, "druk/kaart/index.html"), (aside, "k/c01/index.html"), (aside, "feed.xml"),
        (site, "druk/index.html"), (site, "index.html"),
    ]:  # fmt: skip
        put_file(folder / place, place.encode())
    move_into(aside, site)
    assert not aside.exists()
    found = {place: file.read_text() for place, file in files_below(site)}
    assert found == {place: place for place in (
        "druk/index.html", "druk/kaart/index.html", "feed.xml", "index.html", "k/c01/index.html",
    )}  # fmt: skip
