"""Editors' Markdown as HTML: links resolved, words explained at their first use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from macros.content.data import Glossary
from macros.content.kinds import BY_NAME

TOP = "@/"
_RENDERER = MarkdownIt("commonmark", {"html": False})


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
    def by_form(self) -> dict[str, str]:
        """The slug for every form of every word, in small letters."""
        return {
            form.lower(): slug
            for slug, word in self.glossary.items()
            for form in (_bare(word.word), *word.forms)
        }

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """Finds a form of any word as a whole word, the longest first."""
        forms = sorted(self.by_form, key=lambda form: (-len(form), form))
        joined = "|".join(re.escape(form) for form in forms)
        return re.compile(rf"(?<![\w-])({joined})(?![\w-])", re.IGNORECASE) if forms else None


def _bare(word: str) -> str:
    """The word without an addition such as ``(rol)``."""
    return re.sub(r"\s*\(.*\)$", "", word)


@dataclass
class Writer:
    """Turns the tokens of one page into HTML; remembers which words it has explained.

    ``paper`` leaves out links and explanations: paper cannot be clicked.
    """

    words: Words
    paper: bool = False
    seen: set[str] = field(default_factory=set)

    def html(self, tokens: Iterable[Token]) -> str:
        """The HTML of these tokens; addresses start with ``@/``."""
        shown = [self._block(token) for token in tokens]
        return str(_RENDERER.renderer.render(shown, _RENDERER.options, {}))

    def _block(self, token: Token) -> Token:
        if token.type != "inline" or not token.children:
            return token
        children: list[Token] = []
        inside_link = False
        for child in token.children:
            if child.type in ("link_open", "link_close"):
                inside_link = child.type == "link_open"
                children += [] if self.paper else [_resolved(child)]
            elif child.type == "text" and not inside_link and not self.paper:
                children += self._explained(child)
            elif child.type == "image":
                children.append(_picture(child))
            else:
                children.append(child)
        return token.copy(children=children)

    def _explained(self, token: Token) -> list[Token]:
        """A text token, with the first use of each word turned into a link to its explanation."""
        out: list[Token] = []
        text, done = token.content, 0
        for found in self.words.pattern.finditer(text) if self.words.pattern else ():
            slug = self.words.by_form[found.group().lower()]
            if slug in self.seen:
                continue
            self.seen.add(slug)
            out += [_text(text[done : found.start()]), *self._word_link(slug, found.group())]
            done = found.end()
        return [*out, _text(text[done:])]

    def _word_link(self, slug: str, shown: str) -> list[Token]:
        attributes: dict[str, str | int | float] = {
            "class": "begrip",
            "href": address_of("woord", slug),
            "data-uitleg": self.words.glossary[slug].explanation,
        }
        opening = Token("link_open", "a", 1, attrs=attributes)
        return [opening, _text(shown), Token("link_close", "a", -1)]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _resolved(token: Token) -> Token:
    if token.type == "link_close":
        return token
    kind, _, slug = unquote(str(token.attrGet("href"))).partition(":")
    return token.copy(attrs={**token.attrs, "href": address_of(kind, slug)})


def _picture(token: Token) -> Token:
    name = unquote(str(token.attrGet("src"))).partition(":")[2]
    return token.copy(attrs={**token.attrs, "src": f"{TOP}beelden/{name}", "loading": "lazy"})
