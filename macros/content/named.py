"""What a text names: the parties in a case, and other things in this library."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from markdown_it.token import Token

from macros.content.body import Body, PartyLine, Placed, Reference, plain
from macros.content.kinds import BY_NAME, PARTIES

SCHEMES = (*BY_NAME, "woord", "bron")
_PARTY_SLUG = re.compile(r"^\s*\(([a-z-]+)\)\s*:\s*")


def references(placed: Iterable[Placed]) -> Iterator[Reference]:
    """Every link to something in the library."""
    for line, token in placed:
        if token.type == "link_open":
            scheme, _, slug = unquote(str(token.attrGet("href") or "")).partition(":")
            if scheme in SCHEMES and "#" not in slug:
                yield Reference(line, scheme, slug)


def party_lines(body: Body) -> Iterator[PartyLine]:
    """The bullets of the section on parties; ``slug`` is empty where the form is not right."""
    section = body.section(PARTIES)
    for token in section.tokens if section else ():
        if token.type == "inline":
            yield _party_line(token)


def _party_line(token: Token) -> PartyLine:
    line = token.map[0] if token.map else 1
    children = token.children or []
    strong = next((n for n, c in enumerate(children) if c.type == "strong_close"), None)
    if strong is None:
        return PartyLine("", "", plain(token), line)
    name = "".join(c.content for c in children[:strong] if c.type == "text")
    rest = plain(Token("inline", "", 0, children=children[strong + 1 :]))
    found = _PARTY_SLUG.match(rest)
    slug, interest = (found.group(1), rest[found.end() :]) if found else ("", rest)
    return PartyLine(name, slug, interest, line)
