"""What the engine warns of, as a problem that whoever edits a page in ``docs`` understands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from macros.content.problems import Problem, nearest, problem

_FAILED_CALL = re.compile(r"_File_: `([^`]+)`\s+_\w+_: (.+)")
_UNKNOWN_NAME = re.compile(r"'(\w+)' is undefined")
_LINK = re.compile(r"\w+: Doc file '(.+?)' contains an? (?:\w+ )*link '(.+?)', (?:but|it) (.+)")
_MEANT = re.compile(r"Did you mean '(.+)'\?$")
_CODES = (  # what the engine says of a link, and what we call that
    ("left as is", "pagina-link-bestand"), ("anchor", "pagina-link-kop"), ("", "pagina-link-weg"),
)  # fmt: skip


def as_problem(said: str, docs: Path, macros: Iterable[str]) -> Problem | None:
    """A warning with its file, its line and what to do; None where we know no better.

    ``docs`` is the folder with the pages, ``macros`` are the names that a page may call.
    """
    if call := _FAILED_CALL.search(said):
        page, reason = call.groups()
        name = _UNKNOWN_NAME.search(reason)
        near = nearest(name[1], macros) if name else ""
        line = _line_of(docs / page, rf"\{{\{{.*\b{name[1]}\b" if name else r"\{\{")
        return problem("pagina-aanroep", f"docs/{page}", line, reden=reason, suggestion=near)
    if found := _LINK.match(said):
        page, link, rest = found.groups()
        code = next(ours for theirs, ours in _CODES if theirs in rest)
        meant = _MEANT.search(rest)
        line = _line_of(docs / page, rf"(?:\]\(<?|\]:\s*<?|=[\"']){re.escape(link)}(?:[)>\s\"']|$)")
        return problem(code, f"docs/{page}", line, adres=link, suggestion=meant[1] if meant else "")
    return None


def _line_of(page: Path, pattern: str) -> int:
    """The first line with this pattern; the first of all where there is none."""
    try:
        lines = page.read_text(encoding="utf-8").split("\n")
    except OSError:  # a page that we made ourselves
        return 1
    return next((n for n, line in enumerate(lines, 1) if re.search(pattern, line)), 1)
