"""Whatever is in a file: problems or a valid entry, never a traceback, and soon.

``HYPOTHESIS_PROFILE=fuzz`` tries ten thousand inputs of each kind.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros import report
from macros.content.draft import read_draft
from macros.content.fix import fix_text
from macros.content.frontmatter import read_front_matter
from macros.content.kinds import KINDS
from macros.content.library import read_library
from macros.content.problems import Problem
from macros.content.source import UnreadableError

EXAMPLES = 10_000 if os.environ.get("HYPOTHESIS_PROFILE") == "fuzz" else 40
fuzz = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])

ROOT = Path(__file__).parent.parent.parent
FILES = [
    (kind, file) for kind in KINDS for file in sorted((ROOT / "cases" / kind.folder).glob("*.md"))
]
SIGNS = [
    *("---", "'", '"', "[", "]", "{", "}", ":", ": ", "#", "&a ", "*a", "!", "|", ">", "\t", "- "),
    *("\u201c", "\u2014", "\x00", "\u202e", "<b>", "{{", "](", "```", "\n", "\r\n", "\ufeff"),
]


def _check(raw: bytes, number: int) -> list[Problem]:
    """What the check says of these bytes as a file of some kind; it must be able to say it."""
    kind, file = FILES[number % len(FILES)]
    try:
        draft, problems, _ = read_draft(raw, file, kind, "cases/x.md", None)
    except UnreadableError as refused:
        problems = list(refused.problems)
        assert problems
    else:
        assert draft.meta is not None or any(p.is_error for p in problems)
    for form in report.FORMATS.values():
        form(problems).encode("utf-8")
    return problems


@st.composite
def mutated(draw: Callable[[Any], Any]) -> tuple[bytes, int]:
    """A real file with a few bytes, signs or lines changed."""
    number = draw(st.integers(0, len(FILES) - 1))
    text = FILES[number][1].read_text(encoding="utf-8")
    for _ in range(draw(st.integers(1, 4))):
        text = _changed(text, draw)
    raw = bytearray(text.encode("utf-8", "surrogatepass"))
    for _ in range(draw(st.integers(0, 2))):
        raw[draw(st.integers(0, len(raw) - 1))] = draw(st.integers(0, 255))
    return bytes(raw), number


def _changed(text: str, draw: Callable[[Any], Any]) -> str:
    lines = text.split("\n")
    at, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, min(30, len(lines) - 1)))
    how = draw(st.sampled_from(["drop", "double", "swap", "sign", "text"]))
    if how == "drop":
        del lines[other]
    elif how == "double":
        lines.insert(at, lines[other])
    elif how == "swap":
        lines[at], lines[other] = lines[other], lines[at]
    else:
        new = draw(st.sampled_from(SIGNS) if how == "sign" else st.text(max_size=20))
        place = draw(st.integers(0, len(lines[other])))
        lines[other] = lines[other][:place] + new + lines[other][place:]
    return "\n".join(lines) or "x"


@fuzz
@given(mutated())
def test_a_real_file_with_slips_gives_problems_or_an_entry(case: tuple[bytes, int]) -> None:
    raw, number = case
    _check(raw, number)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return
    new, _ = fix_text(text, "cases/x.md", FILES[number][0])
    assert sorted(filter(str.isalnum, new)) == sorted(filter(str.isalnum, text))


@fuzz
@given(st.binary(max_size=400), st.integers(0, 1000))
def test_random_bytes_give_problems(raw: bytes, number: int) -> None:
    assert _check(raw, number)


YAML = st.text(st.sampled_from("abc:-[]{}#&*!|>'\"%@` ,?\n\t\\\u201cé0"), max_size=120)


@fuzz
@given(YAML, st.integers(0, 1000))
def test_random_yaml_in_a_front_matter_gives_problems(front: str, number: int) -> None:
    read_front_matter(front, "x.yml")
    _check(f"---\nid: c01\n{front}\n---\n\n## Situatie\n".encode(), number)


def _front(text: str) -> str:
    return f"---\n{text}\n---\n\n## Situatie\n\nTekst.\n"


def _laughs() -> str:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    return _front("\n".join(rows))


SIZE = 95_000
BOMBS = {
    "YAML that grows by references": _laughs(),
    "20,000 brackets": _front(f"titel: {'[' * 20_000}"),
    "20,000 braces": _front(f"titel: {'{' * 20_000}"),
    "20,000 nested lists": _front("- " * 20_000),
    "20,000 nested keys": _front("".join(f"{' ' * n}a:\n" for n in range(400))),
    "spaces in a value": _front(f"titel: a{' ' * SIZE}b"),
    "a line of quotes": _front(f"titel: {chr(34) * SIZE}"),
    "colons": _front(f"titel: {'a: ' * (SIZE // 3)}"),
    "many wrong lines": _front("titel: a: b\n" * (SIZE // 12)),
    "many unknown fields": _front("\n".join(f"veld{n}: x" for n in range(SIZE // 14))),
    "dashes": "-" * SIZE,
    "headings": _front("titel: x") + "## a\n" * (SIZE // 5),
    "open links": _front("titel: x") + "[" * SIZE,
    "open pictures": _front("titel: x") + "![" * (SIZE // 2),
    "stars": _front("titel: x") + "**a " * (SIZE // 4),
    "accents": _front("titel: x") + "`a``" * (SIZE // 4),
    "quotes in quotes": _front("titel: x") + "> " * (SIZE // 2),
    "tags": _front("titel: x") + "<a " * (SIZE // 3),
    "comments": _front("titel: x") + "<!--" * (SIZE // 4),
    "links": _front("titel: x") + "[a](casus:b) " * (SIZE // 13),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_answered_within_five_seconds(name: str, valid_library: Path) -> None:
    file = valid_library / "cases" / "wetten" / "subsidie.md"
    file.write_text(BOMBS[name], encoding="utf-8")
    start = time.process_time()
    problems = read_library(valid_library).problems
    for form in report.FORMATS.values():
        form(problems)
    assert problems
    assert time.process_time() - start < 5
