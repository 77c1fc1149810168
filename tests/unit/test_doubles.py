"""The same words in two places."""

from pathlib import Path

import pytest

from tests.unit.house_library import read, write_caution, write_data

LONG = "Deze zin heeft er met gemak meer dan acht."
OTHER = "Een heel andere zin die ook lang genoeg is om te tellen."
DOUBLES = [
    ((LONG, OTHER), []),
    ((LONG, LONG), ["alinea-elders"]),
    ((LONG, f"{LONG} {OTHER}"), ["zin-elders"]),
    ((f"{OTHER} {LONG}", f"{LONG} {OTHER} Kort."), ["zin-elders", "zin-elders"]),
    ((f"{LONG} {OTHER}", f"{LONG} {OTHER}"), ["alinea-elders"]),
    ((LONG, "**Deze zin** heeft er met gemak\nmeer dan acht!"), ["alinea-elders"]),
    (("Dit is kort genoeg.", "Dit is kort genoeg."), []),
]


@pytest.mark.parametrize(("texts", "expected"), DOUBLES)
def test_the_same_words_in_two_files_are_reported(
    tmp_path: Path, texts: tuple[str, str], expected: list[str]
) -> None:
    for number, (slug, text) in enumerate(zip(("een", "twee"), texts, strict=True), 1):
        write_caution(tmp_path, text, slug=slug, number=number)
    found = read(tmp_path, "alinea-elders", "zin-elders")
    assert [p.code for p in found] == expected
    assert all(p.path.endswith("twee.md") and "een.md regel 11" in p.what for p in found)


SOURCES = "\n".join(f"{name}:\n  titel: Titel {name}" for name in ("kop", "tekst", "nergens"))


def test_a_source_that_nobody_cites_is_reported_at_its_line(tmp_path: Path) -> None:
    write_caution(tmp_path, "Lees [de uitleg](bron:tekst).", sources="kop")
    write_data(tmp_path, "bronnen.yml", SOURCES)
    (found,) = read(tmp_path, "bron-ongebruikt")
    assert (found.path, found.line, found.level) == ("cases/bronnen.yml", 5, "let op")
    assert "nergens" in found.what
