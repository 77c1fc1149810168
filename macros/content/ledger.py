"""The ledger of every address that was ever published: ``cases/adressen.txt``.

One address per line. ``oud/adres/ -> nieuw/adres/`` sends visitors on; ``#`` starts a remark.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from macros.content.problems import Problem
from macros.content.source import read_text

PATH = "cases/adressen.txt"
ARROW = " -> "


@dataclass(frozen=True)
class Line:
    """An address, where it leads to (empty: it answers by itself), and its line in the file."""

    address: str
    target: str
    number: int


def read_ledger(root: Path, problems: list[Problem] | None = None) -> tuple[Line, ...]:
    """The ledger of the project at ``root``; empty when nothing was ever published.

    What is wrong with the file is added to ``problems``.
    """
    text, wrong = read_text(root / PATH, PATH)
    if problems is not None:
        problems += wrong
    return tuple(
        _line(line.strip(), number)
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip() and not line.startswith("#")
    )


def _line(text: str, number: int) -> Line:
    address, _, target = text.partition(ARROW)
    return Line(address.strip(), target.strip(), number)


def moved(root: Path) -> dict[str, str]:
    """The addresses that the ledger sends on, each with where it leads to."""
    return {line.address: line.target for line in read_ledger(root) if line.target}


def add_to_ledger(root: Path, addresses: set[str]) -> list[str]:
    """Write the addresses that the ledger does not have yet; gives those, in order."""
    known = {line.address for line in read_ledger(root)}
    fresh = sorted(addresses - known)
    if fresh:
        with (root / PATH).open("a", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{address}\n" for address in fresh)
    return fresh
