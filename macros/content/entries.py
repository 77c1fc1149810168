"""What a checked file is to the rest of the program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from markdown_it.token import Token

from macros.content import models
from macros.content.body import Body, Section, plain
from macros.content.kinds import PARTIES, Kind
from macros.content.language import Ease

M = TypeVar("M", bound=models.Entry)
_PARTY_SLUG = re.compile(r"^\s*\(([a-z-]+)\)\s*:\s*")


@dataclass(frozen=True)
class Entry(Generic[M]):
    """One file: what its front matter says (``meta``) and its text.

    ``path`` is relative to the project, ``digest`` a hash of the bytes of the file.
    """

    kind: Kind
    slug: str
    path: str
    meta: M
    body: Body
    digest: str
    ease: Ease = field(default_factory=Ease)

    @property
    def address(self) -> str:
        """The address of the page, from the top of the site."""
        return f"{self.kind.address}/{self.slug}/"

    @property
    def reference(self) -> str:
        """How a link in a text names this file."""
        return f"{self.kind.name}:{self.slug}"


CaseEntry = Entry[models.Case]
IssueEntry = Entry[models.Issue]
CautionEntry = Entry[models.Caution]
RoleEntry = Entry[models.Role]
ProgrammeEntry = Entry[models.Programme]
LawEntry = Entry[models.Law]


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


def intro(section: Section | None) -> str:
    """The first paragraph of a section, or nothing."""
    return section.paragraphs[0] if section and section.paragraphs else ""
