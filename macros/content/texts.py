"""What editors write, passage by passage with its line: what the word checks look at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from markdown_it.token import Token

from macros.content.body import line_of
from macros.content.data import read_data
from macros.content.front_checks import values_with_marks
from macros.content.frontmatter import FrontMatter, Key
from macros.content.models import mark_of
from macros.content.wordlist import small_words

if TYPE_CHECKING:
    from macros.content.draft import Draft

# The fields of the data files that hold sentences of our own. Other fields hold codes, words
# for searching, and titles and names that are not ours to choose.
_PROSE_OF_LISTS = {
    "vocabulaire.yml": frozenset({"label", "uitleg", "belang", "brengt_in", "wrijving"}),
    "woorden.yml": frozenset({"woord", "uitleg", "vormen"}),
    "zoekwoorden.yml": frozenset[str](),
    "bronnen.yml": frozenset({"opmerking"}),
}
LISTS = tuple(_PROSE_OF_LISTS)
_NOT_PROSE = frozenset({"id", "oude_paden"})
_ADDRESS = "adres"
_PARTY_SLUG = re.compile(r"^\s*\([a-z-]+\)(?=\s*:)")
_SENTENCE_END = re.compile(r"""[.?!…]["')\]]*\s+(?=["'(]*(?:[A-ZÀ-Þ0-9]|'s\s))""")
_SHORTENED = ("art", "bijv", "bv", "ca", "dhr", "mevr", "mw", "nr", "nrs", "resp")
_LONGEST_SHORTENED = max(map(len, _SHORTENED))
_ABBREVIATION = re.compile(rf"\b(?:{'|'.join(_SHORTENED)})\.\s+$", re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    """A link in a passage: which characters it covers and where it goes (``woord:inwoner``)."""

    start: int
    end: int
    to: str


@dataclass(frozen=True)
class Passage:
    """A paragraph, heading or value: its text as a reader sees it, line breaks kept.

    ``prose`` is whether these are sentences of our own, and no slug, code or other people's title.
    ``running`` is whether it is text under a heading, and no heading or field.
    """

    path: str
    line: int
    text: str
    prose: bool = True
    running: bool = False
    links: tuple[Link, ...] = ()

    @cached_property
    def small_words(self) -> list[str]:
        """Its ``small_words``."""
        return small_words(self.text)

    @cached_property
    def sentences(self) -> tuple[tuple[int, str], ...]:
        """Its sentences, each with the offset where it starts."""
        return tuple(sentences(self.text))

    def line_at(self, offset: int) -> int:
        """The line in the file of the character at ``offset``."""
        return self.line + self.text.count("\n", 0, offset)

    def links_at(self, offset: int) -> Iterator[str]:
        """Where the links at this character go."""
        return (link.to for link in self.links if link.start <= offset < link.end)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a passage, each with the offset where it starts."""
    start = len(text) - len(text.lstrip())
    for found in _SENTENCE_END.finditer(text):
        near = max(start, found.start() - _LONGEST_SHORTENED)
        if not _ABBREVIATION.search(text, near, found.end()):
            yield start, text[start : found.end()].rstrip()
            start = found.end()
    if text[start:].strip():
        yield start, text[start:].rstrip()


def draft_passages(draft: Draft, tokens: Iterable[Token]) -> Iterator[Passage]:
    """Everything that is written in one content file with these tokens."""
    yield from field_passages(draft)
    yield from body_passages(tokens, draft.path)


def data_passages(folder: Path) -> Iterator[Passage]:
    """Everything that is written in the data files in ``folder``."""
    for name in _PROSE_OF_LISTS:
        if (folder / name).exists():
            yield from list_passages(folder / name)


def field_passages(draft: Draft) -> Iterator[Passage]:
    """Every value of a front matter. Nothing counts as prose in one that has errors."""
    prose = set(_prose_places(draft))
    for place, text in _strings(draft.front.values):
        yield Passage(draft.path, draft.front.line(place), text, prose=place in prose)


def _prose_places(draft: Draft) -> Iterator[Key]:
    for place, info, values in values_with_marks(draft.kind.model, draft.front.values):
        if mark_of(info) is None and info.alias not in _NOT_PROSE:
            yield place
            yield from ((*place, number) for number in range(len(values)))


def _strings(value: Any, place: Key = ()) -> Iterator[tuple[Key, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(inner, (*place, name))
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from _strings(inner, (*place, number))


def body_passages(tokens: Iterable[Token], path: str) -> Iterator[Passage]:
    """Every paragraph, list item and heading among these tokens."""
    before = ""
    for token in tokens:
        if token.type == "inline":
            text, links = _text_and_links(token)
            running = before != "heading_open"
            yield Passage(path, line_of(token), text, running=running, links=links)
        before = token.type


def _text_and_links(token: Token) -> tuple[str, tuple[Link, ...]]:
    """The words of an inline token; the slug of a party line is for the program and left out."""
    text, before = "", ""
    open_link, links = (0, ""), list[Link]()
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            text += "\n"
        elif child.type == "link_open":
            open_link = (len(text), unquote(str(child.attrGet("href") or "")))
        elif child.type == "link_close":
            links.append(Link(open_link[0], len(text), open_link[1]))
        elif child.type == "text" and before == "strong_close":
            text += _PARTY_SLUG.sub("", child.content)
        else:
            text += child.content
        before = child.type
    return text, tuple(links)


def list_passages(file: Path) -> Iterator[Passage]:
    """Every value of a data file, but not the addresses in it; its errors are told elsewhere."""
    front, path = read_data(file, [])
    prose = _PROSE_OF_LISTS[file.name]
    for place, text in _strings(front.values):
        if place[-1] != _ADDRESS:
            yield Passage(path, front.line(place), text, prose=bool(prose.intersection(place)))


def data_lines(file: Path) -> FrontMatter:
    """The values of a data file with their lines; none without the file. Its problems are left."""
    return read_data(file, [])[0] if file.exists() else FrontMatter()
