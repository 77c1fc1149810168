"""Values that need not be made again: what a step of the work needs of a store of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Step(Generic[T]):
    """One kind of value: ``make`` gives that of a thing, ``facts`` is all that it depends on.

    ``make`` may run in another process: what it changes in memory is lost.
    """

    name: str
    facts: Callable[[T], object]
    make: Callable[[T], bytes]


class Kept(Protocol):
    """Gives values that were made before, and makes the others; see ``publish.keep``."""

    def values(self, step: Step[T], things: Sequence[T]) -> Iterator[bytes]:
        """The value of each thing, in order."""
        ...
