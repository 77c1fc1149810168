"""A small library in a folder of its own, to let the word checks loose on."""

from __future__ import annotations

from pathlib import Path

from macros.content.library import Reading, read_library
from macros.content.problems import Problem

CAUTION = """---
id: a{number}
titel: {title}
kern: {gist}
bronnen: [{sources}]
nagekeken: 2026-11-24
---

## Wat het betekent

{text}
"""


def write_caution(
    root: Path, text: str, slug: str = "een", number: int = 1, sources: str = "",
    title: str = "Een titel", gist: str = "Een kern.",
) -> None:  # fmt: skip
    """An aandachtspunt with this text; its errors of form do not matter here."""
    folder = root / "cases" / "aandachtspunten"
    folder.mkdir(parents=True, exist_ok=True)
    body = CAUTION.format(number=number, title=title, gist=gist, sources=sources, text=text)
    (folder / f"{slug}.md").write_text(body, encoding="utf-8")


def write_data(root: Path, name: str, text: str) -> None:
    """A data file beside the cases."""
    (root / "cases").mkdir(exist_ok=True)
    (root / "cases" / name).write_text(text, encoding="utf-8")


def read(root: Path, *codes: str) -> list[Problem]:
    """The problems of these kinds."""
    return [p for p in whole_reading(root).problems if p.code in codes]


def whole_reading(root: Path) -> Reading:
    """Everything that a read gives."""
    return read_library(root)
