"""What was found out about a piece of text, remembered: texts share most of what they say."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

R = TypeVar("R")


class Remembered(dict[str, R]):
    """What a function gives for a piece of text; asked as ``known[piece]``, quicker than a call.

    Starts again when it holds too much: a library may be large.
    """

    MOST = 50_000

    def __init__(self, work: Callable[[str], R]) -> None:
        self._work = work

    def __missing__(self, piece: str) -> R:
        if len(self) >= self.MOST:
            self.clear()
        self[piece] = found = self._work(piece)
        return found
