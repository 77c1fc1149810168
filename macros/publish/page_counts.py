"""How many pages every PDF has: the composer counts sheets of paper with it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from macros.workshop import PAPERS, papers_script


def count_pages(pdf: Path) -> int:
    """The pages of a PDF."""
    import pikepdf  # only who makes paper needs it

    with pikepdf.open(pdf) as document:
        return len(document.pages)


def write_page_counts(folder: Path, paths: Iterable[str]) -> None:
    """Say in the built site how long each paper is; ``paths`` are without an ending."""
    counted = {path: count_pages(folder / f"{path}.pdf") for path in paths}
    (folder / PAPERS).write_text(papers_script(counted), encoding="utf-8")
