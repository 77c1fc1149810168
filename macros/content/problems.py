"""A mistake in the content is a value; the Dutch text of each kind stands in ``meldingen.yml``."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from macros.content.writing import LOADER

ERROR, WARNING = "fout", "let op"


@dataclass(frozen=True)
class Message:
    """The Dutch texts of one kind of mistake, with ``{places}`` still to fill.

    ``done`` says what ``--fix`` did; it is empty where only the editor can mend.
    """

    what: str
    why: str
    remedy: str
    level: str
    done: str = ""


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: where it stands (line 1 is the first), what it is and how to mend it.

    ``fixed`` is the whole line as it should be, where that is certain.
    """

    path: str
    line: int
    code: str
    what: str
    why: str = field(compare=False, default="")
    remedy: str = field(compare=False, default="")
    suggestion: str = field(compare=False, default="")
    level: str = field(compare=False, default=ERROR)
    fixed: str = field(compare=False, default="")

    @property
    def is_error(self) -> bool:
        """Whether this stops the build."""
        return self.level == ERROR

    @property
    def advice(self) -> str:
        """The remedy and, where it is no more than a guess, the nearest right word."""
        asked = f" Bedoelde u {self.suggestion}?" if self.suggestion and not self.fixed else ""
        return f"{self.remedy}{asked}"

    def __str__(self) -> str:
        paste = f" Plak dit: {self.fixed.strip()}" if self.fixed else ""
        return f"{self.path}:{self.line}: {self.what} {self.advice}{paste}".rstrip()


@cache
def catalogue() -> dict[str, Message]:
    """Every kind of mistake by its code, in the order of ``meldingen.yml``."""
    text = Path(__file__).with_name("meldingen.yml").read_text(encoding="utf-8")
    return {code: _message(entry) for code, entry in yaml.load(text, LOADER).items()}


def _message(entry: dict[str, str]) -> Message:
    level, done = entry.get("soort", ERROR), entry.get("gedaan", "")
    return Message(entry["wat"], entry["waarom"], entry["herstel"], level, done)


def problem(
    code: str, path: str, line: int, *, suggestion: str = "", fixed: str = "", **places: Any
) -> Problem:
    """A problem of kind ``code``, its places filled in.

    Raises KeyError for a code that ``meldingen.yml`` does not know.
    """
    message = catalogue()[code]
    fill = {key: shorten(str(value)) for key, value in places.items()}
    return Problem(
        path, max(line, 1), code,
        what=message.what.format_map(fill),
        why=message.why.format_map(fill),
        remedy=message.remedy.format_map(fill),
        suggestion=shorten(suggestion),
        level=message.level,
        fixed=fixed,
    )  # fmt: skip


def shorten(text: str, limit: int = 160) -> str:
    """The text on one line, cut where a message would no longer be readable."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like this one, or an empty string."""
    found = difflib.get_close_matches(word[:80].lower(), list(known), n=1, cutoff=0.6)
    return found[0] if found else ""
