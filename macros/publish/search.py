"""The search over the whole site: what stands on each page, and the files that find it.

Pagefind makes the index (chosen over Material's: at 5,000 cases it loads 0.2 MB in place of 4.4).
It fetches its parts, which a page opened from disk may not do; for that there is ``bladen.js``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import html

from macros.content.kinds import KINDS
from macros.content.library import Library
from macros.content.searchwords import STOP, Thesaurus, all_words, related_words, words_of
from macros.render import render

FOLDER = "zoeken"
# Lists that repeat other pages, and what a reader does not look for.
_REPEATED = (
    "wk-kaarten",
    "wk-filters",
    "wk-casuslinks",
    "wk-voet",
    "wk-samengesteld",
    "wk-knoppen",
)
_OVERVIEWS = ("", *(kind.address for kind in KINDS))
_RANKS = {"Casus": 1.25, "Programma": 1.1, "Overzicht": 0.85, "Naslag": 0.6}
# Pagefind also brings user interfaces of its own, which write styles into the page.
_PAGEFIND_PARTS = ("pagefind.js", "pagefind-worker.js", "pagefind-entry", "pagefind.", "wasm.")
_REFERENCE_BOOKS = ("woordenlijst", "bronnen")


class SearchError(Exception):
    """Pagefind could not make the index; the text is what it said."""


@dataclass(frozen=True)
class Part:
    """A part of a page: the words that stand there and the words that a searcher may type."""

    weight: float
    written: tuple[str, ...]
    related: tuple[str, ...]


@dataclass(frozen=True)
class SearchSheet:
    """One page as the search sees it, its most telling part first."""

    address: str
    title: str
    summary: str
    kind: str
    parts: tuple[Part, ...]

    @property
    def layers(self) -> Iterator[tuple[float, tuple[str, ...]]]:
        """Words with how much they count; what stands there counts more than what is like it."""
        for part in self.parts:
            yield part.weight, part.written
            yield part.weight * 0.6, part.related

    @property
    def rank(self) -> float:
        """How much a hit on this page counts: a case more than a list."""
        return _RANKS.get(self.kind, 1.0)


@dataclass(frozen=True)
class _PageText:
    address: str
    title: str
    summary: str
    body: str


def page_texts(folder: Path) -> Iterator[_PageText]:
    """The text of every page that says it is searched, in the order of their addresses."""
    for file in sorted(folder.rglob("index.html")):
        tree = html.fromstring(file.read_text(encoding="utf-8"))
        for main in tree.xpath("//main[@data-zoek]"):
            yield _PageText(
                file.parent.relative_to(folder).as_posix().removeprefix(".").lstrip("/"),
                " ".join(main.xpath("string(.//h1)").split()),
                tree.xpath("string(//meta[@name='description']/@content)"),
                _body_text(main),
            )


def _body_text(main: html.HtmlElement) -> str:
    for name in _REPEATED:
        for part in main.find_class(name):
            part.drop_tree()
    return " ".join(main.itertext())


def kind_of(address: str, kinds: Mapping[str, str]) -> str:
    """What sort of page stands at this address, as the results call it."""
    if address in _REFERENCE_BOOKS:
        return "Naslag"
    return kinds.get(address, "Overzicht" if address in _OVERVIEWS else "Pagina")


def search_sheets(pages: Iterable[_PageText], library: Library) -> tuple[SearchSheet, ...]:
    """Every page with the words on it and the words that mean the same."""
    texts = tuple(pages)
    kinds = {entry.address.strip("/"): entry.kind.label.capitalize() for entry in library.entries}
    vocabulary = all_words(page.body for page in texts) | library.thesaurus.vocabulary
    return tuple(
        SearchSheet(
            f"{page.address}/" if page.address else "",
            page.title,
            page.summary,
            kind_of(page.address, kinds),
            tuple(_parts(page, library.thesaurus, vocabulary)),
        )
        for page in texts
    )


def _parts(page: _PageText, thesaurus: Thesaurus, vocabulary: frozenset[str]) -> Iterator[Part]:
    slug = page.address.rpartition("/")[2]
    for weight, text in ((8, page.title), (5, slug), (4, page.summary), (1, page.body)):
        related = sorted(related_words(text, thesaurus, vocabulary))
        yield Part(weight, tuple(words_of(text)), tuple(related))


def write_search(folder: Path, library: Library) -> int:
    """Put the search below the built site; gives the number of pages that can be found."""
    sheets = search_sheets(page_texts(folder), library)
    target = folder / FOLDER
    target.mkdir(exist_ok=True)
    _write_pagefind(sheets, target / "pagefind")
    _write_script(
        target / "woorden.js", "wkWoorden", _lexicon(sheets, library.thesaurus.vocabulary)
    )
    _write_script(target / "bladen.js", "wkBladen", [_row(sheet) for sheet in sheets])
    return len(sheets)


def _write_pagefind(sheets: Iterable[SearchSheet], target: Path) -> None:
    """Let Pagefind read the sheets from a folder: its Python interface waits 0.1 s per page."""
    with tempfile.TemporaryDirectory() as sheets_folder:
        for sheet in sheets:
            file = Path(sheets_folder, sheet.address, "index.html")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(render("zoekblad.html", "", sheet=sheet), encoding="utf-8")
        line = [sys.executable, "-m", "pagefind", "--site", sheets_folder]
        line += ["--output-path", str(target), "--quiet"]
        done = subprocess.run(line, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SearchError(f"Pagefind: {done.stderr or done.stdout}")
    for file in target.iterdir():
        if file.is_file() and not file.name.startswith(_PAGEFIND_PARTS):
            file.unlink()


def _lexicon(sheets: tuple[SearchSheet, ...], listed: frozenset[str]) -> dict[str, str | int]:
    """All words that can be found, and those to leave out of a question.

    Apart stand the forms that rules made up: a typing mistake is not mended into one of those.
    """
    found = {word for sheet in sheets for _, layer in sheet.layers for word in layer} - STOP
    written = {word for sheet in sheets for part in sheet.parts for word in part.written}
    real = found & (written | listed)
    lists = {"stop": STOP, "woorden": real, "vormen": found - real}
    texts = {name: " ".join(sorted(words)) for name, words in lists.items()}
    return {**texts, "bladen": len(sheets)}


def _row(sheet: SearchSheet) -> list[Any]:
    """A page for the search without Pagefind: its words, each once, at their highest weight."""
    seen: set[str] = set(STOP)
    layers = []
    for weight, words in sheet.layers:
        layers.append([weight, " ".join(sorted(set(words) - seen))])
        seen |= set(words)
    return [sheet.address, sheet.title, sheet.summary, sheet.kind, sheet.rank, layers]


def _write_script(file: Path, name: str, value: Any) -> None:
    """A value as a script: a page from disk may load scripts, and nothing else."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    file.write_text(f"self.{name}={text};\n", encoding="utf-8", newline="\n")
