"""Every attack of ``aanvallen.yml`` is refused by the check; bombs are refused in time."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from macros.content.draft import read_draft
from macros.content.kinds import CASE
from macros.content.library import Reading, read_library
from macros.content.library_checks import check_text_references
from macros.content.problems import Problem
from macros.content.source import MAX_BYTES, UnreadableError, read_bytes
from tests.conftest import ROOT

FILE = ROOT / "cases" / "casussen" / "alles-op-een-trekker.md"
PATH = "cases/casussen/alles-op-een-trekker.md"
ATTACKS = yaml.safe_load(Path(__file__).with_name("aanvallen.yml").read_text(encoding="utf-8"))
SECONDS = 5


def placed(text: str, place: str, attack: str) -> str:
    """The case with the attack in it."""
    if place == "tekst":
        return text.replace("## Situatie\n", f"## Situatie\n\n{attack}\n", 1)
    if place == "veld":
        return text.replace("\nherkomst:", f"\n{attack}\nherkomst:", 1)
    quoted = attack.replace("\\", "\\\\").replace('"', '\\"')
    return re.sub(rf"(?m)^{place}: .*$", lambda _: f'{place}: "{quoted}"', text, count=1)


def errors(text: str, reading: Reading) -> list[Problem]:
    """The problems of a file with this text that stop a build, also those of its links."""
    try:
        draft, problems, _ = read_draft(text.encode(), FILE, CASE, PATH, reading.words)
    except UnreadableError as refused:
        return [p for p in refused.problems if p.is_error]
    others = [d for d in reading.files if d.path != PATH]
    alone = replace(reading, files=[*others, draft], problems=[])
    problems += [p for p in check_text_references(alone) if p.path == PATH]
    return [p for p in problems if p.is_error]


def test_the_case_that_is_attacked_has_no_errors_itself(reading: Reading) -> None:
    assert errors(FILE.read_text(encoding="utf-8"), reading) == []


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack["naam"])
def test_an_attack_is_refused_with_a_message(attack: dict[str, str], reading: Reading) -> None:
    text = placed(FILE.read_text(encoding="utf-8"), attack["plek"], attack["aanval"])
    found = errors(text, reading)
    assert found
    assert all(p.path == PATH and p.what and p.remedy for p in found)


BOMBS = {
    "deep brackets in YAML": ("veld", "extra: " + "[" * 20_000),
    "deep braces in YAML": ("veld", "extra: " + "{a: " * 4_000),
    "a thousand keys": ("veld", "\n".join(f"veld{n}: x" for n in range(5_000))),
    "deep quotes": ("tekst", ">" * 1_900 + " x"),
    "deep list": ("tekst", "\n".join("  " * n + "- x" for n in range(250))),
    "brackets": ("tekst", "\n".join("[" * 1_900 for _ in range(30))),
    "half links": ("tekst", "\n".join("[a](" * 480 for _ in range(30))),
    "stars": ("tekst", "\n".join("*a **b " * 270 for _ in range(30))),
    "backticks": ("tekst", "\n".join("`" * n for n in range(1, 400))),
    "pictures in pictures": ("tekst", "\n".join("![" * 950 for _ in range(30))),
    "a line of a hundred thousand": ("tekst", "x" * 90_000),
    "underscores": ("tekst", "\n".join("_" * 1_900 for _ in range(40))),
    "entities": ("tekst", "\n".join("&amp;" * 380 for _ in range(40))),
    "a title without end": ("titel", "a " * 40_000),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_within_seconds(name: str, reading: Reading) -> None:
    place, attack = BOMBS[name]
    start = time.process_time()
    found = errors(placed(FILE.read_text(encoding="utf-8"), place, attack), reading)
    assert found
    assert time.process_time() - start < SECONDS


NEARLY_TOO_LARGE = 490_000
DATA_BOMBS = {
    "deep brackets": "extra: " + "[" * 20_000,
    "deep braces": "extra: " + "{a: " * 20_000,
    "aliases of aliases": "a: &a [x, x]\n"
    + "\n".join(f"b{n}: &b{n} [*a, *a]" for n in range(1000)),
    "deeper and deeper": "\n".join("  " * n + f"k{n}:" for n in range(900)),
    "dashes": "- " * 20_000,
    "a value without end": "a: " + "x" * NEARLY_TOO_LARGE,
    "more than we read": "a: " + "x" * 2_000_000,
    "loose lines": "x\n" * 200_000,
    "a list without end": "a:\n" + "  - x\n" * 80_000,
    "fields without end": "\n".join(f"veld{n}: x" for n in range(30_000)),
}


@pytest.mark.parametrize("name", DATA_BOMBS)
def test_a_bomb_in_a_list_of_data_is_refused_within_seconds(name: str, valid_library: Path) -> None:
    file = valid_library / "cases" / "bronnen.yml"
    file.write_text(DATA_BOMBS[name], encoding="utf-8")
    start = time.process_time()
    found = [p for p in read_library(valid_library).problems if p.path == "cases/bronnen.yml"]
    assert time.process_time() - start < SECONDS
    assert any(p.is_error and p.what and p.remedy for p in found)


def test_a_huge_file_is_not_even_read(tmp_path: Path) -> None:
    file = tmp_path / "groot.md"
    with file.open("wb") as stream:
        stream.truncate(10 * MAX_BYTES)
    with pytest.raises(UnreadableError):
        read_bytes(file, "groot.md")


def test_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.md").symlink_to("/etc/passwd")
    with pytest.raises(UnreadableError):
        read_bytes(tmp_path / "x.md", "x.md")


def test_a_device_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        read_bytes(Path("/dev/zero"), "zero.md")
