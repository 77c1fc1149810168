"""How many pages every PDF has: the composer counts sheets of paper with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from macros.workshop import PAPERS, papers_script

# WeasyPrint writes its page tree as plain text; a test compares this with a real PDF reader.
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


class PageCountError(Exception):
    """A PDF whose pages we cannot count."""


def count_pages(pdf: Path) -> int:
    """The pages of a PDF that we made.

    Raises PageCountError when it is written in another way than we know.
    """
    pages = len(_PAGE.findall(pdf.read_bytes()))
    if not pages:
        raise PageCountError(f"{pdf.name}: het aantal bladzijden is niet te vinden.")
    return pages


def write_page_counts(folder: Path, paths: Iterable[str]) -> None:
    """Say in the built site how long each paper is; ``paths`` are without an ending."""
    counted = {path: count_pages(folder / f"{path}.pdf") for path in paths}
    (folder / PAPERS).write_text(papers_script(counted), encoding="utf-8")
