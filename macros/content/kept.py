"""Values that need not be made again: what a step of the work needs of a store of them."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Step(Generic[T]):
    """One kind of value: ``make`` gives that of a thing, ``facts`` is all that it depends on.

    ``make`` may run in another process: what it changes in memory is lost.
    """

    name: str
    facts: Callable[[T], object]
    make: Callable[[T], bytes]


Unpack = Callable[[bytes], Any]


class Unpacked:
    """Unpacks values, and has those of the round before at hand: for who reads again and again."""

    def __init__(self) -> None:
        self._before: dict[bytes, Any] = {}
        self._now: dict[bytes, Any] = {}

    def __call__(self, packed: bytes) -> Any:
        """What was packed."""
        found = self._before.get(packed)
        self._now[packed] = pickle.loads(packed) if found is None else found
        return self._now[packed]

    def next_round(self) -> None:
        """Forget what was not asked for since the last time."""
        self._before, self._now = self._now, {}


class Kept(Protocol):
    """Gives values that were made before, and makes the others; see ``publish.keep``."""

    def values(self, step: Step[T], things: Sequence[T]) -> Iterator[bytes]:
        """The value of each thing, in order."""
        ...
