"""How many pages every PDF has: the composer counts sheets of paper with it."""

from __future__ import annotations

from pathlib import Path

from macros.publish.keep import Keep
from macros.publish.listing import files_below
from macros.workshop import PAPERS, papers_script


def count_pages(pdf: Path) -> int:
    """The pages of a PDF."""
    import pikepdf  # only who makes paper needs it

    with pikepdf.open(pdf) as document:
        return len(document.pages)


def write_page_counts(folder: Path, keep: Keep) -> None:
    """Say in the built site, for the PDFs that lie in it, how long each of them is."""
    counted = {
        name.removesuffix(".pdf"): count_pages(pdf) for name, pdf in files_below(folder, ".pdf")
    }
    keep.put([(PAPERS, papers_script(counted).encode())], folder)
