"""The files of a built site: which there are, and how one gets there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class SiteFile:
    """A file of a site: its path from the top, and where it stands.

    ``cause`` is what decided about its content: the same cause, the same content. ``at_hand`` is
    that content while it is being written.
    """

    place: str
    file: Path
    cause: bytes
    at_hand: bytes | None = None

    @property
    def content(self) -> bytes:
        """What is in it. Raises OSError."""
        return self.file.read_bytes() if self.at_hand is None else self.at_hand


Found = list[tuple[str, Path]]  # files by their path from the top of a site


def files_below(folder: Path, start: str = "") -> Found:
    """Every file with its path from ``folder``, in the order of those paths.

    Only those below the folder ``start`` in it (``zoeken/``). A site holds thousands of files:
    to look for them takes a while, and ``Path.rglob`` takes ten times as long.
    """
    return [(name, folder / name) for name in sorted(_names(f"{folder}/{start}", start))]


def _names(folder: str, start: str = "") -> Iterator[str]:
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                yield from _names(entry.path, f"{start}{entry.name}/")
            else:
                yield start + entry.name


def put_file(target: Path, content: bytes) -> None:
    """Write a file, in a folder that may not be there yet."""
    try:
        target.write_bytes(content)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def move_into(folder: Path, target: Path) -> None:
    """Move everything in ``folder`` to ``target``, whole folders at a time where they are new."""
    for entry in folder.iterdir():
        place = target / entry.name
        if entry.is_dir() and place.is_dir():
            move_into(entry, place)
        else:
            entry.replace(place)
    folder.rmdir()
