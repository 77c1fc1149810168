"""One tidy comment under a pull request, from findings that nobody may trust.

The findings come from a run on somebody else's branch, so each field is measured and every sign
that Markdown or a forge could act on is made harmless. Only the standard library: this runs
where nothing is installed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

MARKER = "<!-- werkatelier: controle -->"
MOST = 40  # findings in one comment: more is not read
MOST_BYTES = 2_000_000
ERROR = "fout"
_PATH = re.compile(r"[A-Za-z0-9][\w./-]{0,199}")
_HARMLESS = re.compile(r"[^\w\s.,?;%'\"=-]", re.ASCII)


@dataclass(frozen=True)
class Finding:
    """One finding, measured: a path without surprises, a line from 1, short plain texts."""

    path: str
    line: int
    what: str
    remedy: str
    is_error: bool


def read_findings(text: str) -> tuple[Finding, ...]:
    """The findings in this JSON; what does not have the right form is left out.

    Raises ValueError when it is no list at all or too long.
    """
    rows = json.loads(text) if len(text) <= MOST_BYTES else None
    rows = rows.get("meldingen") if isinstance(rows, dict) else rows
    if not isinstance(rows, list):
        raise ValueError("no findings")
    return tuple(filter(None, map(_finding, rows)))


def _finding(row: Any) -> Finding | None:
    if not isinstance(row, dict):
        return None
    path, line = row.get("path"), row.get("line")
    if not isinstance(path, str) or not _PATH.fullmatch(path) or ".." in path:
        return None
    number = line if isinstance(line, int) and 0 < line < 1_000_000 else 1
    remedy = " ".join(_short(row.get(name)) for name in ("remedy", "suggestion")).strip()
    return Finding(path, number, _short(row.get("what")), remedy, row.get("level") == ERROR)


def _short(value: Any) -> str:
    return " ".join(value.split())[:300] if isinstance(value, str) else ""


def harmless(text: str) -> str:
    """The text as a reader sees it, with no sign that makes a link, a mention or HTML.

    Letters outside ASCII stay, all else that is not plain becomes a character reference; after
    ``@`` and ``#`` comes a space of no width, because forges look for names in finished text.
    """
    safe = "".join(_safe(char) for char in text if char.isprintable())
    return re.sub(r"(?i)(www)\.", r"\1&#46;", safe)


def _safe(char: str) -> str:
    if char in "@#":
        return f"&#{ord(char)};&#8203;"
    if char in "_*" or (ord(char) < 128 and _HARMLESS.match(char)):
        return f"&#{ord(char)};"
    return char


def comment(findings: Iterable[Finding]) -> str:
    """The whole comment, in Dutch, with the mark by which the next run finds it again."""
    found = sorted(findings, key=lambda f: (not f.is_error, f.path, f.line))
    return "\n".join([MARKER, *_lines(found)]) + "\n"


def _lines(found: list[Finding]) -> Iterator[str]:
    errors = sum(finding.is_error for finding in found)
    yield "### Controle van de inhoud"
    yield ""
    yield _summary(errors, len(found) - errors)
    for path, group in groupby(found[:MOST], key=lambda f: f.path):
        yield ""
        yield f"**`{path}`**"
        yield ""
        yield from map(_line, group)
    if len(found) > MOST:
        yield f"\nEn nog {len(found) - MOST} meldingen. Los eerst deze op."
    if errors:
        yield "\nVerbeter de regels in uw bestand. Deze lijst werkt zichzelf daarna bij."


def _summary(errors: int, warnings: int) -> str:
    if not errors and not warnings:
        return "Alles is in orde. Dank u wel."
    words = "Geen fouten." if not errors else "1 fout." if errors == 1 else f"{errors} fouten."
    notes = "" if not warnings else f" {warnings} keer let op: dat houdt niets tegen."
    return words + notes


def _line(finding: Finding) -> str:
    sort = "" if finding.is_error else "let op: "
    what = f"- Regel {finding.line}: {sort}{harmless(finding.what)}"
    return f"{what}<br>{harmless(finding.remedy)}" if finding.remedy else what


def annotation(finding: Finding) -> str:
    """The finding as a command that GitHub and Forgejo show beside the line itself."""
    sort = "error" if finding.is_error else "warning"
    text = f"{finding.what} {finding.remedy}".strip()
    for sign, written in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(sign, written)
    return f"::{sort} file={finding.path},line={finding.line}::{text}"
