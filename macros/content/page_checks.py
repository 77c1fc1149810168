"""Hand-written pages in ``docs``: they can be read, start with a front matter, say something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from macros.content.frontmatter import read_front_matter
from macros.content.problems import Problem, problem
from macros.content.source import UnreadableError, read_text, split


def check_pages(root: Path) -> Iterator[Problem]:
    """Every page can be read, and Git left no two versions of it behind."""
    for file in sorted((root / "docs").rglob("*.md")):
        yield from _check_page(file, file.relative_to(root).as_posix())


def _check_page(file: Path, path: str) -> Iterator[Problem]:
    text, problems = read_text(file, path)
    yield from problems
    if problems:
        return
    try:
        parts = split(text, path)
    except UnreadableError as refused:
        yield from refused.problems
        return
    yield from parts.problems
    yield from read_front_matter(parts.front, path, parts.front_line).problems
    if not parts.body.strip():
        yield problem("bestand-leeg", path, 1)
