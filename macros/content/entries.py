"""What a checked file is to the rest of the program."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from macros.content import models
from macros.content.body import Body, Section
from macros.content.kinds import Kind
from macros.content.language import Ease

M = TypeVar("M", bound=models.Entry)


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

    @cached_property
    def order(self) -> tuple[str, int]:
        """The place of its id: ``c11`` comes before ``c100``."""
        return self.meta.id[:1], int(self.meta.id[1:])

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


def intro(section: Section | None) -> str:
    """The first paragraph of a section, or nothing."""
    return section.paragraphs[0] if section and section.paragraphs else ""
