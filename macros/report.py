"""SHELL: problems as text, as annotations on GitHub, as JSON and as a comment in Markdown.

Pure: problems in, text out. What stands in a message may come from somebody else's file, so
every form escapes it in its own way.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from itertools import groupby

from macros.content.fix import Mended
from macros.content.problems import Problem

MARKER = "<!-- werkatelier: controle -->"
LONGEST_COMMENT = 60_000  # characters; GitHub takes 65,536
_MORE = "\nEr zijn meer meldingen dan hier passen. Los deze op en kijk dan opnieuw.\n"


def counted(problems: Iterable[Problem]) -> tuple[int, int, int]:
    """How many errors, how many remarks, and in how many files."""
    found = list(problems)
    errors = sum(p.is_error for p in found)
    return errors, len(found) - errors, len({p.path for p in found})


def summary(problems: Iterable[Problem]) -> str:
    """One line: how much there is to do."""
    errors, remarks, files = counted(problems)
    if not errors and not remarks:
        return "Alles is in orde."
    wrong = _count(errors, "fout", "fouten")
    asked = _count(remarks, "aandachtspunt", "aandachtspunten")
    where = _count(files, "bestand", "bestanden")
    return f"{' en '.join(filter(None, (wrong, asked)))} in {where}."


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}" if number else ""


def visible(text: str) -> str:
    """The text with every sign that steers a terminal or hides text written as its number."""
    return text if text.isprintable() else "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    hidden = unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    return f"<U+{ord(char):04X}>" if hidden else char


def _by_file(problems: Iterable[Problem]) -> Iterator[tuple[str, list[Problem]]]:
    for path, found in groupby(sorted(problems), key=lambda p: p.path):
        yield path, list(found)


def as_text(problems: Iterable[Problem]) -> str:
    """For a terminal: file by file, with what, why, the remedy and the line to paste."""
    found = list(problems)
    blocks = [
        "\n".join(line for p in inside for line in _lines(p)) for _, inside in _by_file(found)
    ]
    return "\n\n".join([*blocks, summary(found)]) + "\n"


def _lines(p: Problem) -> Iterator[str]:
    level = "" if p.is_error else "(let op) "
    yield visible(f"{p.path}:{p.line}: {level}{p.what} {p.advice}".rstrip())
    yield f"      Waarom: {visible(p.why)}"
    if p.fixed:
        yield f"      Plak dit: {visible(p.fixed)}"


def as_github(problems: Iterable[Problem]) -> str:
    """Commands with which a workflow puts the messages on the lines of a pull request."""
    return "".join(f"{_command(p)}\n" for p in sorted(problems))


def _command(p: Problem) -> str:
    sort = "error" if p.is_error else "warning"
    paste = f"\nPlak dit: {visible(p.fixed)}" if p.fixed else ""
    text = _for_command(f"{visible(p.what)} {visible(p.advice)}\nWaarom: {visible(p.why)}{paste}")
    path = _for_property(visible(p.path))
    return f"::{sort} file={path},line={p.line},title={_for_property(p.code)}::{text}"


def _for_command(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _for_property(text: str) -> str:
    return _for_command(text).replace(":", "%3A").replace(",", "%2C")


def as_json(problems: Iterable[Problem]) -> str:
    """For another program: a list of problems, in plain ASCII."""
    return json.dumps([asdict(p) for p in sorted(problems)], indent=2) + "\n"


def as_markdown(problems: Iterable[Problem]) -> str:
    """A comment for a pull request; ``MARKER`` lets a workflow find and renew its own."""
    found = list(problems)
    out = f"{MARKER}\n## Controle van de teksten\n\n{summary(found)}\n"
    for path, inside in _by_file(found):
        heading = f"\n### {_for_markdown(path)}\n\n"
        for number, p in enumerate(inside):
            item = (heading if number == 0 else "") + _item(p)
            if len(out) + len(item) + len(_MORE) > LONGEST_COMMENT:
                return out + _MORE
            out += item
    return out


def _item(p: Problem) -> str:
    level = "" if p.is_error else " (let op)"
    what, why, advice = map(_for_markdown, (p.what, p.why, p.advice))
    lines = [f"- **Regel {p.line}**{level}: {what}", f"  {advice}", f"  Waarom: {why}"]
    return "\n".join([*lines, *(_paste(p.fixed) if p.fixed else ())]) + "\n"


def _paste(line: str) -> Iterator[str]:
    """The line in a block of code, with a fence longer than any in the line itself."""
    longest = max((len(run) for run in re.findall(r"`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    yield from ("", "  Plak dit:", f"  {fence}text", f"  {visible(line)}", f"  {fence}")


def _for_markdown(text: str) -> str:
    """No sign in the text is markup, HTML, a mention or a link to an issue."""
    escaped = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", visible(text))
    return re.sub(r"([@#])", "\\1\u200b", escaped).replace("www", "ww\u200bw")


FORMATS: dict[str, Callable[[Iterable[Problem]], str]] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
    "markdown": as_markdown,
}


def exit_code(problems: Iterable[Problem]) -> int:
    """0 when nothing stops the build, 1 when there is an error."""
    return int(any(p.is_error for p in problems))


def as_mended(done: Iterable[Mended]) -> str:
    """What ``--fix`` did, line by line, with the line before and after."""
    lines = [line for mended in done for line in _mended_lines(mended)]
    return "\n".join(lines or ["Er was niets dat vanzelf hersteld kon worden."]) + "\n"


def _mended_lines(m: Mended) -> Iterator[str]:
    yield f"{visible(m.path)}:{m.line}: {m.what}"
    if m.before or m.after:
        yield f"  was: {visible(m.before)}"
        yield f"  nu:  {visible(m.after)}"
