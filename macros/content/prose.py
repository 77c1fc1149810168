"""Editors' Markdown as HTML: links resolved, words explained at their first use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from macros.content.body import Body, Placed, Section
from macros.content.data import Glossary
from macros.content.kinds import BY_NAME
from macros.content.named import party_lines, references
from macros.content.wordlist import WordFinder

TOP = "@/"


def address_of(kind: str, slug: str) -> str:
    """Where a reference such as ``casus:de-tuin`` leads to."""
    if kind == "woord":
        return f"{TOP}woordenlijst/#{slug}"
    if kind == "bron":
        return f"{TOP}bronnen/#{slug}"
    return f"{TOP}{BY_NAME[kind].address}/{slug}/"


@dataclass(frozen=True)
class Words:
    """The words of the glossary, ready to be found in running text."""

    glossary: Glossary

    @cached_property
    def finder(self) -> WordFinder:
        """Finds every form of every word."""
        return WordFinder(
            {
                form: slug
                for slug, word in self.glossary.items()
                for form in (_bare(word.word), *word.forms)
            }
        )

    @cached_property
    def openings(self) -> dict[str, str]:
        """The tag before each word where it is explained."""
        return {slug: _opening(slug, word.explanation) for slug, word in self.glossary.items()}


def _opening(slug: str, explanation: str) -> str:
    attributes: dict[str, str | int | float] = {
        "class": "begrip",
        "href": address_of("woord", slug),
        "data-uitleg": explanation,
    }
    return _TAGS.renderToken([Token("link_open", "a", 1, attrs=attributes)], 0, _OPTIONS, {})


def _bare(word: str) -> str:
    """The word without an addition such as ``(rol)``."""
    return re.sub(r"\s*\(.*\)$", "", word)


class _Renderer(RendererHTML):
    """HTML of which the texts, links and pictures are asked of a ``Writer``."""

    def text(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Any) -> str:
        return str(env["writer"].text(tokens[at].content))

    def link_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Any) -> str:
        env["writer"].inside_link = True
        env["writer"].links += 1
        resolved = [_resolved(tokens[at])]
        return "" if env["writer"].paper else self.renderToken(resolved, 0, options, env)

    def link_close(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Any) -> str:
        env["writer"].inside_link = False
        return "" if env["writer"].paper else self.renderToken(tokens, at, options, env)

    def image(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Any) -> str:
        return super().image([_picture(tokens[at])], 0, options, env)


_PARSER = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Renderer)
_OPTIONS = _PARSER.options
_TAGS = RendererHTML()
_CLOSING = _TAGS.renderToken([Token("link_close", "a", -1)], 0, _OPTIONS, {})


@dataclass
class Writer:
    """Turns the tokens of one page into HTML; remembers which words it has explained.

    ``paper`` leaves out links and explanations: paper cannot be clicked. ``links`` counts them;
    without them the two are the same.
    """

    words: Words
    paper: bool = False
    inside_link: bool = False
    links: int = 0
    seen: set[str] = field(default_factory=set)

    def html(self, tokens: Iterable[Token]) -> str:
        """The HTML of these tokens; addresses start with ``@/``."""
        return str(_PARSER.renderer.render([*tokens], _OPTIONS, {"writer": self}))

    def text(self, text: str) -> str:
        """A text, with the first use of each word turned into a link to its explanation."""
        if self.paper or self.inside_link:
            return escapeHtml(text)
        out, done = "", 0
        for start, end, slug in self.words.finder.found_in(text):
            if slug not in self.seen:
                self.seen.add(slug)
                self.links += 1
                before, word = escapeHtml(text[done:start]), escapeHtml(text[start:end])
                out += f"{before}{self.words.openings[slug]}{word}{_CLOSING}"
                done = end
        return out + escapeHtml(text[done:])


def _resolved(token: Token) -> Token:
    kind, _, slug = unquote(str(token.attrGet("href"))).partition(":")
    return token.copy(attrs={**token.attrs, "href": address_of(kind, slug)})


def _picture(token: Token) -> Token:
    name = unquote(str(token.attrGet("src"))).partition(":")[2]
    return token.copy(attrs={**token.attrs, "src": f"{TOP}beelden/{name}", "loading": "lazy"})


def with_names(body: Body, placed: Iterable[Placed]) -> Body:
    """The text, with what it names beside it. ``placed`` are all tokens, also in headings."""
    return replace(body, parties=tuple(party_lines(body)), references=tuple(references(placed)))


def written(body: Body, words: Words) -> Body:
    """The text as a library holds it: HTML in place of tokens."""
    web, paper = Writer(words), Writer(words, paper=True)
    return replace(
        body, preamble=(), sections=tuple(_written(s, web, paper) for s in body.sections)
    )


def _written(section: Section, web: Writer, paper: Writer) -> Section:
    before = web.links
    on_web = web.html(section.tokens)
    on_paper = paper.html(section.tokens) if web.links > before else on_web
    parts = tuple(_written(part, web, paper) for part in section.parts)
    return replace(section, tokens=(), web=on_web, paper=on_paper, parts=parts)


def bare(body: Body) -> Body:
    """The text without tokens and HTML: that of a file that no page will show."""
    return replace(body, preamble=(), sections=tuple(map(_bare_section, body.sections)))


def _bare_section(section: Section) -> Section:
    return replace(section, tokens=(), parts=tuple(map(_bare_section, section.parts)))
