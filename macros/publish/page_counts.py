"""How many pages every PDF has: the composer counts sheets of paper with it."""

from __future__ import annotations

from pathlib import Path

from macros.publish.keep import Keep
from macros.publish.listing import Found
from macros.workshop import PAPERS, papers_script


def count_pages(pdf: Path) -> int:
    """The pages of a PDF."""
    import pikepdf  # only who makes paper needs it

    with pikepdf.open(pdf) as document:
        return len(document.pages)


def write_page_counts(folder: Path, found: Found, keep: Keep) -> None:
    """Say in the built site, for the PDFs among the files ``found`` in it, how long each is."""
    counted = {
        name.removesuffix(".pdf"): count_pages(file)
        for name, file in found
        if name.endswith(".pdf")
    }
    keep.put([(PAPERS, papers_script(counted).encode())], folder)
