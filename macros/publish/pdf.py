"""From a paper's HTML to a PDF that a screen reader can read (PDF/UA-1)."""

from __future__ import annotations

import logging
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROFILES = {
    "huis": "",
    "drukker": "@page { bleed: 3mm; marks: crop cross }",
}
END, FOOT = "-einde", "-voet"


class PaperError(Exception):
    """WeasyPrint found something wrong with a paper; it prints that and goes on, we stop."""


@dataclass(frozen=True)
class Source:
    """A paper to lay out: its HTML, where its links start from, how many pages it may have.

    ``pages`` 0 is any number. ``profile`` is a key of ``PROFILES``.
    """

    name: str
    html: str
    base: str
    pages: int = 0
    profile: str = "huis"


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


def write_pdf(source: Source, target: Path) -> None:
    """Make the PDF of a paper, whole or not at all.

    Raises PaperError for whatever WeasyPrint complains of, and for a text that is too long.
    """
    with _no_complaints(source.name):
        content = bytes(laid_out(source).write_pdf(pdf_variant="pdf/ua-1"))
    write_whole(target, content)


def write_whole(target: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".half-")
    with os.fdopen(handle, "wb") as half:
        half.write(content)
    Path(name).chmod(0o644)
    Path(name).replace(target)


def laid_out(source: Source) -> Any:
    """The paper as WeasyPrint's pages. Raises PaperError when a text does not fit."""
    from weasyprint import CSS, HTML  # loads Pango: only who makes paper needs it

    read: Any = HTML
    rules: Any = CSS
    style = PROFILES[source.profile]
    styles = [rules(string=style)] if style else []
    html = read(string=source.html, base_url=source.base)
    document = html.render(stylesheets=styles, pdf_variant="pdf/ua-1")
    check_fit(document, source)
    return document


def check_fit(document: Any, source: Source) -> None:
    """Nothing runs over: not off a card, and not onto a page too many."""
    for card in _running_over(document, source):
        raise PaperError(f"{source.name}: de tekst past niet op de kaart ({card}).")
    count = len(document.pages)
    if source.pages and count != source.pages:
        raise PaperError(
            f"{source.name}: {count} bladzijden, maar het hoort op {source.pages} te passen."
        )


def _running_over(document: Any, source: Source) -> Iterator[str]:
    """The cards whose text ends below the start of their foot.

    WeasyPrint breaks a card that is longer than its page: its end is then on the next page, or
    nowhere at all when there is none. So every card is looked up on the page where it starts.
    """
    for card in re.findall(rf'id="([^"]+){END}"', source.html):
        places = next(page.anchors for page in document.pages if card in page.anchors)
        end, foot = places.get(card + END), places.get(card + FOOT)
        if not end or not foot or end[1] > foot[1]:
            yield card
