"""What was made is kept as long as nothing changed of what it was made of."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.content.kept import Step
from macros.publish.keep import FILE, Keep, digest
from macros.publish.listing import SiteFile, files_below

Make = Callable[[str], bytes]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A folder with an empty file for everything that was made, also by other processes."""
    folder = tmp_path / "gemaakt"
    folder.mkdir()
    return folder


def maker(made: Path) -> Make:
    def make(word: str) -> bytes:
        (made / word).write_text("")
        return word.upper().encode()

    return make


def values(keep: Keep, words: list[str], make: Make, fact: str = "") -> list[bytes]:
    return list(keep.values(Step("proef", lambda word: (word, fact), make), words))


def test_only_what_changed_is_made_again(tmp_path: Path, made: Path) -> None:
    words = [f"woord{number}" for number in range(120)]
    assert values(Keep(tmp_path), words, maker(made)) == [w.upper().encode() for w in words]
    for file in made.iterdir():
        file.unlink()
    assert values(Keep(tmp_path), [*words, "nieuw"], maker(made))[-1] == b"NIEUW"
    assert [file.name for file in made.iterdir()] == ["nieuw"]


def test_another_fact_makes_everything_again(tmp_path: Path, made: Path) -> None:
    values(Keep(tmp_path), ["een"], maker(made))
    (made / "een").unlink()
    values(Keep(tmp_path), ["een"], maker(made), fact="anders")
    assert (made / "een").exists()


def write(keep: Keep, words: list[str], make: Make, folder: Path, fact: str = "") -> set[str]:
    """Write the value of every word; gives the names of the files that were written."""
    step = Step[str]("proef", lambda word: (word, fact), make)
    keep.write(step, words, lambda word: f"diep/{word}.txt", folder)
    return {file.stem for file in (folder / "diep").glob("*.txt")}


def test_values_are_written_on_all_cores(tmp_path: Path, made: Path) -> None:
    words = [f"woord{number}" for number in range(120)]
    for name in ("made", "known"):
        assert write(Keep(tmp_path), words, maker(made), tmp_path / name) == {*words}
        text = {w: (tmp_path / name / "diep" / f"{w}.txt").read_text() for w in words}
        assert text == {w: w.upper() for w in words}


def test_files_of_the_site_before_are_taken_over_unless_somebody_changed_them(
    tmp_path: Path, made: Path
) -> None:
    old, new = tmp_path / "oud", tmp_path / "nieuw"
    write(Keep(tmp_path), ["een", "twee", "drie"], maker(made), old)
    (old / "diep" / "twee.txt").write_text("geknoeid")
    (old / "diep" / "drie.txt").unlink()
    for file in made.iterdir():
        file.unlink()
    assert write(Keep(tmp_path, before=old), ["een", "twee", "drie"], maker(made), new) == {
        "een", "twee", "drie",
    }  # fmt: skip
    assert {file.name for file in made.iterdir()} == {"twee", "drie"}
    assert (new / "diep" / "twee.txt").read_text() == "TWEE"


def test_what_later_steps_want_of_a_file_is_made_while_it_is_written(
    tmp_path: Path, made: Path
) -> None:
    later = Step[SiteFile]("later", lambda file: (file.place, file.cause), lambda f: f.content[:1])
    keep = Keep(tmp_path, along=[later])
    write(keep, ["een", "twee"], maker(made), tmp_path / "a")
    keep.put([("drie.txt", b"drie"), ("los/vier.txt", b"vier")], tmp_path / "a")
    asked = Step[SiteFile]("later", later.facts, lambda file: pytest.fail(f"again: {file.place}"))
    files = keep.files(files_below(tmp_path / "a"))
    assert [file.place for file in files] == [
        "diep/een.txt", "diep/twee.txt", "drie.txt", "los/vier.txt",
    ]  # fmt: skip
    assert list(keep.values(asked, files)) == [b"E", b"T", b"d", b"v"]


def test_a_file_that_is_written_twice_counts_as_it_was_written_last(tmp_path: Path) -> None:
    keep = Keep(tmp_path)
    keep.put([("een.txt", b"oud")], tmp_path / "a")
    (before,) = keep.files(files_below(tmp_path / "a"))
    keep.put([("een.txt", b"nieuw")], tmp_path / "a")
    (after,) = keep.files(files_below(tmp_path / "a"))
    assert before.cause != after.cause
    assert after.content == b"nieuw"


def test_what_stands_where_the_site_is_served_is_not_written_again(
    tmp_path: Path, made: Path
) -> None:
    keep = Keep(tmp_path)
    assert write(keep, ["een", "twee"], maker(made), tmp_path / "a") == {"een", "twee"}
    assert keep.settle() == []
    assert write(keep, ["twee", "drie"], maker(made), tmp_path / "b") == {"drie"}
    assert keep.settle() == ["diep/een.txt"]
    assert write(keep, ["twee", "drie"], maker(made), tmp_path / "c", "anders") == {"twee", "drie"}


def test_a_build_that_failed_does_not_count_as_standing(tmp_path: Path, made: Path) -> None:
    keep = Keep(tmp_path)
    write(keep, ["een"], maker(made), tmp_path / "a")
    keep.forget()
    assert keep.settle() == []
    assert write(keep, ["een"], maker(made), tmp_path / "b") == {"een"}


@pytest.mark.parametrize("rubbish", [b"", b"geen databank", b"SQLite format 3\x00" + b"x" * 5000])
def test_a_damaged_file_is_thrown_away(tmp_path: Path, made: Path, rubbish: bytes) -> None:
    (tmp_path / FILE).write_bytes(rubbish)
    assert values(Keep(tmp_path), ["een"], maker(made)) == [b"EEN"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_rights_only_costs_time(tmp_path: Path, made: Path) -> None:
    closed = tmp_path / "dicht"
    closed.mkdir(mode=0o500)
    assert values(Keep(closed), ["een"], maker(made)) == [b"EEN"]


def test_a_place_that_is_no_folder_only_costs_time(tmp_path: Path, made: Path) -> None:
    (tmp_path / "bestand").write_text("")
    assert values(Keep(tmp_path / "bestand"), ["een"], maker(made)) == [b"EEN"]


def test_what_was_used_longest_ago_is_forgotten_first(tmp_path: Path, made: Path) -> None:
    def large(word: str) -> bytes:
        (made / word).write_text("")
        return os.urandom(100_000)

    for word in ("oud", "nieuw"):
        keep = Keep(tmp_path)
        values(keep, [word], large)
    keep.tidy(most=150_000)
    for file in made.iterdir():
        file.unlink()
    values(keep, ["oud", "nieuw"], large)
    assert [file.name for file in made.iterdir()] == ["oud"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        ((("a",), "b"), (("a", "b"),)),
        ((b"a",), ("a",)),
        (("1",), (1,)),
        (((), ("a",)), (("a",), ())),
    ],
)
def test_other_facts_have_another_hash(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    assert digest(*one) != digest(*other)
    assert digest(*one) == digest(*one)
