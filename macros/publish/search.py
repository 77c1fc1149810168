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
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from subprocess import PIPE, STDOUT
from typing import Any

from lxml import html

from macros.content.kept import Step
from macros.content.kinds import KINDS
from macros.content.library import Library
from macros.content.searchwords import STOP, Relations, for_cutting, words_of
from macros.publish.extras import put_file
from macros.publish.forks import on_all_cores
from macros.publish.keep import Keep, digest
from macros.publish.listing import files_below
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
_NO_PAGES = ("druk/", "k/")  # papers and signs: nobody looks for those
_SEARCHED = b"data-zoek>"
_WEIGHTS = (8, 5, 4, 1)  # of the words in title, address, summary and body
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
    """What stands on a page that is searched: its words in order, from most to least telling."""

    address: str
    title: str
    summary: str
    words: tuple[list[str], ...]


def page_texts(folder: Path, keep: Keep) -> Iterator[_PageText]:
    """The text of every page that says it is searched, in the order of their addresses."""
    listed = files_below(folder, "index.html")
    pages = [(name, page) for name, page in listed if _is_searched(name, page)]
    found = keep.values(Step("zoektekst", Path.read_bytes, _read_page), [page for _, page in pages])
    for (name, _), kept in zip(pages, found, strict=True):
        address = name.removesuffix("index.html").rstrip("/")
        title, summary, words = json.loads(kept)
        slug = words_of(address.rpartition("/")[2])
        yield _PageText(address, title, summary, (words_of(title), slug, words_of(summary), words))


def _is_searched(name: str, page: Path) -> bool:
    return not name.startswith(_NO_PAGES) and _SEARCHED in page.read_bytes()


def _read_page(page: Path) -> bytes:
    """Title, summary and words of a page, as JSON."""
    tree = html.fromstring(page.read_text(encoding="utf-8"))
    (main,) = tree.xpath("//main[@data-zoek]")
    title = " ".join(main.xpath("string(.//h1)").split())
    summary = tree.xpath("string(//meta[@name='description']/@content)")
    return json.dumps((title, summary, words_of(_body_text(main)))).encode()


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


def search_sheets(
    pages: Iterable[_PageText], library: Library, keep: Keep
) -> tuple[SearchSheet, ...]:
    """Every page with the words on it and the words that mean the same."""
    texts = tuple(pages)
    kinds = {entry.address.strip("/"): entry.kind.label.capitalize() for entry in library.entries}
    own = for_cutting(word for page in texts for word in page.words[-1])
    relations = Relations(library.thesaurus, own | library.thesaurus.vocabulary)
    around = digest(library.thesaurus, tuple(sorted(relations.vocabulary)))
    step = Step[_PageText](
        "verwant", lambda page: (page.words, around), lambda page: _related(page, relations)
    )
    related = keep.values(step, texts)
    return tuple(
        SearchSheet(
            f"{page.address}/" if page.address else "",
            page.title,
            page.summary,
            kind_of(page.address, kinds),
            tuple(_parts(page, json.loads(others))),
        )
        for page, others in zip(texts, related, strict=True)
    )


def _related(page: _PageText, relations: Relations) -> bytes:
    """The words that mean the same, for each part of a page, as JSON."""
    return json.dumps([sorted(relations.of(words)) for words in page.words]).encode()


def _parts(page: _PageText, related: list[list[str]]) -> Iterator[Part]:
    for weight, words, others in zip(_WEIGHTS, page.words, related, strict=True):
        yield Part(weight, tuple(words), tuple(others))


@contextmanager
def search_written(folder: Path, library: Library, keep: Keep) -> Iterator[None]:
    """Put the search below the built site; Pagefind works while something else is done.

    Raises SearchError at the end when Pagefind did not succeed.
    """
    sheets = search_sheets(page_texts(folder, keep), library, keep)
    target = folder / FOLDER
    target.mkdir(exist_ok=True)
    lexicon = _lexicon(sheets, library.thesaurus.vocabulary)
    _write_script(target / "woorden.js", "wkWoorden", lexicon)
    _write_script(target / "bladen.js", "wkBladen", [_row(sheet) for sheet in sheets])
    with (
        tempfile.TemporaryDirectory() as pages,
        _pagefind(sheets, Path(pages), target / "pagefind"),
    ):
        yield


@contextmanager
def _pagefind(sheets: tuple[SearchSheet, ...], pages: Path, target: Path) -> Iterator[None]:
    """Let Pagefind read the sheets from a folder: its Python interface waits 0.1 s per page."""
    on_all_cores(partial(_write_sheet, pages), sheets)
    line = [sys.executable, "-m", "pagefind", "--site", str(pages)]
    line += ["--output-path", str(target), "--quiet"]
    with subprocess.Popen(line, stdout=PIPE, stderr=STDOUT, text=True) as running:
        try:
            yield
        except BaseException:
            running.kill()
            raise
        said, _ = running.communicate()
    if running.returncode:
        raise SearchError(f"Pagefind: {said}")
    for file in target.iterdir():
        if file.is_file() and not file.name.startswith(_PAGEFIND_PARTS):
            file.unlink()


def _write_sheet(pages: Path, sheet: SearchSheet) -> None:
    put_file(
        pages / sheet.address / "index.html", render("zoekblad.html", "", sheet=sheet).encode()
    )


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
