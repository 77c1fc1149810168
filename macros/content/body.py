"""The Markdown under the front matter: sections, words, links. CommonMark, without raw HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from macros.content.remembered import Remembered


class _Parser(MarkdownIt):
    """CommonMark that also sees dangerous links, so that the check can refuse them."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True


_OPTIONS = {"html": False, "maxNesting": 12}
_PARSER = _Parser("commonmark", _OPTIONS)
_PARSER.disable(["html_block", "html_inline"])  # they only find out that HTML is off
_HTML_PARSER = _Parser("commonmark", {**_OPTIONS, "html": True})
_SIGNS = re.compile(r"[\n\\`*_\[<&]")  # one of these starts every rule but that of plain text
UNWRITTEN = "nog te schrijven"
_WORD = re.compile(r"\w")
_IS_WORD = Remembered(lambda chunk: bool(_WORD.search(chunk)))


def _inline(state: StateCore) -> None:
    """The rule of the library, which is not asked for a text without a sign: there most are."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if _SIGNS.search(token.content):
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        elif token.content:
            token.children.append(Token("text", "", 0, content=token.content))


_PARSER.core.ruler.at("inline", _inline)


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it; ``parts`` are its ``###`` headings.

    ``line`` is the line of the heading in the file, ``paragraphs`` the text of each paragraph and
    list item. While a file is being checked ``tokens`` are those of markdown-it, without the
    heading and the parts; in a library ``web`` and ``paper`` stand in their place: the HTML.
    """

    title: str
    line: int
    paragraphs: tuple[str, ...] = ()
    parts: tuple[Section, ...] = ()
    tokens: tuple[Token, ...] = ()
    web: str = ""
    paper: str = ""

    @cached_property
    def text(self) -> str:
        """All text under the heading, a line per paragraph or list item."""
        return "\n".join([*self.paragraphs, *(f"{p.title}\n{p.text}" for p in self.parts)])

    @cached_property
    def words(self) -> int:
        """How many words a reader sees, headings of parts not counted."""
        return sum(map(count_words, self.paragraphs)) + sum(part.words for part in self.parts)

    def has(self, kind: str) -> bool:
        """Whether there is a token of this type (``ordered_list_open``, …)."""
        return any(token.type == kind for token in self.tokens)

    def part(self, title: str) -> Section | None:
        """The part with this title."""
        return next((part for part in self.parts if part.title == title), None)


@dataclass(frozen=True)
class PartyLine:
    """What one party wants in one case: ``- **De koks** (initiatiefnemers): willen …``."""

    name: str
    slug: str
    interest: str
    line: int

    @property
    def shown(self) -> str:
        """The line as a reader sees it."""
        return f"{self.name} {self.interest}".replace(" :", ":").strip()


class Reference(NamedTuple):
    """A link in a text to something in this library, such as ``casus:de-tuin``."""

    line: int
    kind: str
    slug: str


@dataclass(frozen=True)
class Body:
    """The text of one file. ``preamble`` are tokens and gone once the file is checked."""

    preamble: tuple[Token, ...]
    sections: tuple[Section, ...]
    first_line: int
    parties: tuple[PartyLine, ...] = ()
    references: tuple[Reference, ...] = ()

    def section(self, title: str) -> Section | None:
        """The section with this title."""
        return next((section for section in self.sections if section.title == title), None)

    def __getitem__(self, title: str) -> Section:
        """The section with this title; KeyError when the file has none."""
        if found := self.section(title):
            return found
        raise KeyError(title)

    def tokens(self) -> Iterator[Token]:
        """All block tokens in order, without headings."""
        yield from self.preamble
        for section in self.sections:
            yield from section.tokens
            for part in section.parts:
                yield from part.tokens


def html_tokens(text: str, first_line: int) -> list[Token]:
    """The tokens of a text in which HTML is recognised; empty when there can be none."""
    return _numbered(_HTML_PARSER.parse(text), first_line) if "<" in text else []


def _numbered(tokens: list[Token], first_line: int) -> list[Token]:
    """Move the ``map`` of every token, so that it counts the lines of the file from 1."""
    for token in tokens:
        if token.map:
            token.map = [token.map[0] + first_line, token.map[1] + first_line]
    return tokens


def parse_body(text: str, first_line: int) -> tuple[Body, list[Token]]:
    """The sections of a text that starts on ``first_line``, and all its tokens for the checks.

    HTML counts as text here, so that a forbidden tag does not hide the words around it.
    """
    tokens = _numbered(_PARSER.parse(text), first_line)
    preamble, groups = _split(tokens, "h2")
    sections = tuple(_section(heading, inner) for heading, inner in groups)
    return Body(tuple(preamble), sections, first_line), tokens


def _section(heading: Token, tokens: list[Token]) -> Section:
    own, groups = _split(tokens, "h3")
    parts = tuple(_section(inner_heading, inner) for inner_heading, inner in groups)
    paragraphs = tuple(plain(token) for token in own if token.type == "inline")
    return Section(plain(heading), line_of(heading), paragraphs, parts, tuple(own))


def _split(tokens: list[Token], tag: str) -> tuple[list[Token], list[tuple[Token, list[Token]]]]:
    """What stands before the first heading with this tag, then each heading with its tokens."""
    starts = [n for n, t in enumerate(tokens) if t.type == "heading_open" and t.tag == tag]
    before = tokens[: starts[0]] if starts else tokens
    ends = [*starts[1:], len(tokens)]
    pairs = zip(starts, ends, strict=True) if starts else ()
    return before, [(tokens[a + 1], tokens[a + 3 : b]) for a, b in pairs]


Placed = tuple[int, Token]  # a line of the file, and a token that stands on it


def inline_and_blocks(tokens: Iterable[Token]) -> Iterator[Placed]:
    """Every token, also those inside a paragraph, with the line that it stands on."""
    for token in tokens:
        line = line_of(token)
        yield line, token
        for child in token.children or ():
            yield line, child
            if child.type in ("softbreak", "hardbreak"):
                line += 1


def line_of(token: Token) -> int:
    """The line on which a token starts."""
    return token.map[0] if token.map else 1


def plain(token: Token) -> str:
    """The words of an inline token as a reader sees them."""
    out = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            out.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            out.append(" ")
    return "".join(out).strip()


def count_words(text: str) -> int:
    """How many words stand in a text."""
    return sum(map(_IS_WORD.__getitem__, text.split()))


def is_unwritten(text: str) -> bool:
    """Whether this is still what a new file says in place of a text."""
    return UNWRITTEN in text.lower()
