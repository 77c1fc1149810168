"""The ledger of every address that was ever published: ``cases/adressen.txt``.

One address per line. ``oud/adres/ -> nieuw/adres/`` sends visitors on; ``#`` starts a remark.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PATH = "cases/adressen.txt"
ARROW = " -> "


@dataclass(frozen=True)
class Line:
    """An address, where it leads to (empty: it answers by itself), and its line in the file."""

    address: str
    target: str
    number: int


def read_ledger(root: Path) -> tuple[Line, ...]:
    """The ledger of the project at ``root``; empty when nothing was ever published."""
    try:
        lines = (root / PATH).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return ()
    return tuple(
        _line(text.strip(), number)
        for number, text in enumerate(lines, 1)
        if text.strip() and not text.startswith("#")
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
