"""From a paper's HTML to a PDF that a screen reader can read (PDF/UA-1)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class PaperError(Exception):
    """WeasyPrint found something wrong with a paper; it prints that and goes on, we stop."""


class _Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@contextmanager
def _no_complaints(name: str) -> Iterator[None]:
    """Anything that WeasyPrint warns of is an error: it would be a hole in the paper."""
    complaints = _Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    try:
        yield
    finally:
        logger.removeHandler(complaints)
    if complaints.said:
        raise PaperError(f"{name}: {'; '.join(dict.fromkeys(complaints.said))}")


def write_pdf(page: Path, target: Path) -> None:
    """Make a PDF of a built page. Raises PaperError for whatever WeasyPrint complains of."""
    from weasyprint import HTML  # loads Pango: only who makes paper needs it

    with _no_complaints(page.as_posix()):
        document: Any = HTML
        document(filename=str(page)).write_pdf(str(target), pdf_variant="pdf/ua-1")
