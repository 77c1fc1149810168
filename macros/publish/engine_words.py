"""What the engine warns of, in words for who edits a page in ``docs``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_FAILED_CALL = re.compile(r"_File_: `([^`]+)`\s+_\w+_: (.+)")
_PAGE = re.compile(r"\w+: Doc file '([^']+)' contains an? (?:\w+ )*link '([^']+)'")
_MEANT = re.compile(r"Did you mean '([^']+)'\?")
_WRONG = (  # how the engine says it, and what we say
    ("absolute link", "begint met een schuine streep. Laat het adres beginnen bij deze pagina"),
    ("no such anchor", "wijst naar een kop die deze pagina niet heeft. Verbeter wat na # staat"),
    ("not contain an anchor", "wijst naar een kop die er niet is. Verbeter wat na # staat"),
    ("", "leidt nergens heen. Verbeter het adres of haal de link weg"),
)


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
    if found := _PAGE.match(said):
        page, link = found.groups()
        wrong = next(ours for theirs, ours in _WRONG if theirs in said)
        place = f"docs/{page}{_line_of(docs / page, link)}"
        return f"{place}: De link naar {link} {wrong}.{_meant(said)}"
    return said


def _line_of(page: Path, link: str) -> str:
    """``:12`` where the link stands on line 12; nothing where it is not to be found."""
    try:
        lines = page.read_text(encoding="utf-8").split("\n")
    except OSError:  # a page that we made ourselves
        return ""
    for written in (f"]({link}", link):
        for number, line in enumerate(lines, 1):
            if written in line:
                return f":{number}"
    return ""


def _meant(said: str) -> str:
    found = _MEANT.search(said)
    return f" Bedoelde u {found[1]}?" if found else ""
