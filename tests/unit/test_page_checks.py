"""A hand-written page with a slip stops the build with a message, not on the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.content.library import read_library
from macros.content.page_checks import check_pages
from tests.conftest import ROOT

PAGE = b"---\ntitle: Over\n---\n\n# Over\n\nTekst.\n"
SLIPS = [
    (b"", "bestand-leeg", 1),
    (b"---\ntitle: Over\n---\n", "bestand-leeg", 1),
    (PAGE + b"\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n", "samenvoegconflict", 9),
    (PAGE.replace(b"Tekst", b"Caf\xe9"), "geen-utf8", 7),
    (PAGE.replace(b"---", b"\xe2\x80\x94", 1), "streepjes-vorm", 1),
    (PAGE.replace(b"Over", b"Over: ons", 1), "dubbele-punt", 2),
    (PAGE.replace(b"Tekst", b"Te\x00kst"), "stuurteken", 7),
]


@pytest.mark.parametrize(("content", "code", "line"), SLIPS)
def test_a_slip_is_named_with_its_line(
    tmp_path: Path, content: bytes, code: str, line: int
) -> None:
    (tmp_path / "docs" / "diep").mkdir(parents=True)
    (tmp_path / "docs" / "diep" / "over.md").write_bytes(content)
    (found,) = check_pages(tmp_path)
    assert (found.path, found.code, found.line) == ("docs/diep/over.md", code, line)


def test_a_right_page_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "over.md").write_bytes(PAGE)
    assert not list(check_pages(tmp_path))
    assert not list(check_pages(ROOT))


def test_a_page_takes_part_in_the_check_of_everything(valid_library: Path) -> None:
    (valid_library / "docs").mkdir()
    (valid_library / "docs" / "over.md").write_bytes(b"")
    assert [p.path for p in read_library(valid_library).errors] == ["docs/over.md"]
