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
LONGEST = 60_000  # characters: a forge takes 65,536
MOST_BYTES = 2_000_000
ERROR = "fout"
_PATH = re.compile(r"[A-Za-z0-9][\w./-]{0,199}")
_PREVIEW = (
    "\nHoe het eruitziet, ziet u in het voorbeeld. Download het onderaan "
    "[de pagina van deze controle]({}): plaatjes van wat verandert, en de hele site in `site.zip`."
)
_LURE = re.compile(r"[@<]|#\d|://|www\.")
_HARMLESS = re.compile(r"[^\w\s.,?;%'\"=-]", re.ASCII)


@dataclass(frozen=True)
class Finding:
    """One finding, measured: a path without surprises, a line from 1, short plain texts."""

    path: str
    line: int
    what: str
    remedy: str
    is_error: bool
    why: str = ""
    fixed: str = ""


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
    fixed, near = _line_to_paste(row.get("fixed")), _short(row.get("suggestion"))
    asked = f" Bedoelde u {near}?" if near and not fixed else ""
    remedy = f"{_short(row.get('remedy'))}{asked}".strip()
    error = row.get("level") == ERROR
    return Finding(path, number, _short(row.get("what")), remedy, error, _short(row.get("why")),
                   fixed)  # fmt: skip


def _line_to_paste(value: Any) -> str:
    """The right line as it is, with its spaces, unless a forge could see more in it than a line."""
    fits = isinstance(value, str) and len(value) <= 300 and value.isprintable()
    return value.rstrip() if fits and not _LURE.search(value) else ""


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


def comment(findings: Iterable[Finding], run_url: str = "") -> str:
    """The whole comment, in Dutch, with the mark by which the next run finds it again.

    ``run_url`` is the page of the run, where the preview hangs. It comes from the forge itself.
    """
    found = sorted(findings, key=lambda f: (not f.is_error, f.path, f.line))
    end = [] if not run_url or any(f.is_error for f in found) else [_PREVIEW.format(run_url)]
    texts = (
        "\n".join([MARKER, *_lines(found, most), *end]) + "\n" for most in (MOST, MOST // 4, 0)
    )
    return next(text for text in texts if len(text) <= LONGEST)


def _lines(found: list[Finding], most: int) -> Iterator[str]:
    errors = sum(finding.is_error for finding in found)
    yield "### Controle van de inhoud"
    yield ""
    yield _summary(errors, len(found) - errors)
    for path, group in groupby(found[:most], key=lambda f: f.path):
        yield ""
        yield f"**`{path}`**"
        yield ""
        yield from map(_line, group)
    if len(found) > most:
        yield f"\nEn nog {len(found) - most} meldingen. Los eerst deze op."
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
    parts = [f"{sort}{harmless(finding.what)}"]
    parts += [f"Waarom: {harmless(finding.why)}"] if finding.why else []
    parts += [harmless(finding.remedy)] if finding.remedy else []
    return f"- Regel {finding.line}: {'<br>'.join(parts)}{_paste(finding.fixed)}"


def _paste(line: str) -> str:
    """The line in a block of code, which a forge shows with a button to copy it."""
    if not line:
        return ""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", line)), default=0))
    return f"<br>Plak dit:\n\n  {fence}text\n  {line}\n  {fence}"


def annotation(finding: Finding) -> str:
    """The finding as a command that GitHub and Forgejo show beside the line itself."""
    sort = "error" if finding.is_error else "warning"
    paste = f"Plak dit: {finding.fixed.strip()}" if finding.fixed else ""
    text = " ".join(filter(None, (finding.what, finding.remedy, paste)))
    for sign, written in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(sign, written)
    return f"::{sort} file={finding.path},line={finding.line}::{text}"
