"""What the engine warns of, in words for who edits a page in ``docs``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_FAILED_CALL = re.compile(r"_File_: `([^`]+)`\s+_\w+_: (.+)")
_LINK = re.compile(r"\w+: Doc file '(.+?)' contains an? (?:\w+ )*link '(.+?)', (?:but|it) (.+)")
_MEANT = re.compile(r"Did you mean '(.+)'\?$")
_WRONG = (  # how the engine says it, and what we say of the address
    ("left as is", "noemt geen bestand. Schrijf de weg vanaf deze pagina naar een bestand, "
     "bijvoorbeeld ../rollen/index.md."),
    ("anchor", "wijst naar een kop die er niet is. Verbeter wat na # staat."),
    ("", "leidt nergens heen. Verbeter het of haal het weg."),
)  # fmt: skip


def in_dutch(said: str, docs: Path, macros: Iterable[str]) -> str:
    """A warning with the file, the line and what to do; as it was where we know no better.

    ``docs`` is the folder with the pages, ``macros`` are the names that a page may call.
    """
    if call := _FAILED_CALL.search(said):
        page, reason = call.groups()
        return (
            f"docs/{page}: een aanroep tussen {{{{ en }}}} werkt niet ({reason}). Verbeter de naam "
            f"of haal de aanroep weg. Deze namen bestaan: {', '.join(macros)}."
        )
    if found := _LINK.match(said):
        page, link, rest = found.groups()
        wrong = next(ours for theirs, ours in _WRONG if theirs in rest)
        place = f"docs/{page}{_line_of(docs / page, link)}"
        return f"{place}: Het adres {link} {wrong}{_meant(rest)}"
    return said


def _line_of(page: Path, link: str) -> str:
    """``:12`` where the link stands on line 12; nothing where it is not to be found."""
    try:
        lines = page.read_text(encoding="utf-8").split("\n")
    except OSError:  # a page that we made ourselves
        return ""
    written = re.compile(rf"(?:\]\(<?|\]:\s*<?|=[\"']){re.escape(link)}(?:[)>\s\"']|$)")
    return next((f":{n}" for n, line in enumerate(lines, 1) if written.search(line)), "")


def _meant(rest: str) -> str:
    found = _MEANT.search(rest)
    return f" Bedoelde u {found[1]}?" if found else ""
