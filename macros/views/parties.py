"""The picture of the parties around an initiative: boxes and lines with their places.

Measures are in the units of the picture, which is ``WIDTH`` wide. The list of parties beside
the picture says the same in words.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

WIDTH = 760
HUB_WIDTH, BOX_WIDTH = 176, 230
LINE, PADDING, GAP, HEAD, EDGE = 19, 11, 12, 34, 3
LETTERS, HUB_LETTERS = 26, 19
LEAST_ROOM = 110.0


class Line(NamedTuple):
    """One line of text and where it stands (the middle of the line, its base)."""

    text: str
    x: float
    y: float


class Box(NamedTuple):
    """A party: its frame, its name in lines, and the line that ties it to the middle."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]
    tie: str = ""


@dataclass(frozen=True)
class Picture:
    """The initiative in the middle, parties outside on the left and inside on the right."""

    width: int
    height: float
    hub: Box
    outside: tuple[Box, ...]
    inside: tuple[Box, ...]
    heads: tuple[Line, Line]


def picture(hub: str, outside: Sequence[str], inside: Sequence[str]) -> Picture:
    """The picture for these names; ``hub`` is who started, or empty."""
    own = _height(_hub_lines(hub))
    room = max(_column_height(outside), _column_height(inside), own, LEAST_ROOM)
    height = HEAD + room + EDGE
    middle = HEAD + room / 2
    right = WIDTH - BOX_WIDTH
    heads = (
        Line("Buiten de gemeente", BOX_WIDTH / 2, 20),
        Line("In de gemeente", right + BOX_WIDTH / 2, 20),
    )
    centre = _box(_hub_lines(hub), (WIDTH - HUB_WIDTH) / 2, middle, HUB_WIDTH)
    return Picture(
        WIDTH, height, centre,
        tuple(_column(outside, 0, height, (BOX_WIDTH, centre.x))),
        tuple(_column(inside, right, height, (right, centre.x + HUB_WIDTH))),
        heads,
    )  # fmt: skip


def _hub_lines(hub: str) -> list[str]:
    return ["Het initiatief", *_wrap(hub, HUB_LETTERS)]


def _wrapped(name: str) -> tuple[str, ...]:
    return _wrap(name, LETTERS) or (name,)


@lru_cache(maxsize=1_000)
def _wrap(name: str, letters: int) -> tuple[str, ...]:
    """The lines of a name: the same parties come back in many cases."""
    return tuple(textwrap.wrap(name, letters))


def _height(lines: Sequence[str]) -> float:
    return len(lines) * LINE + 2 * PADDING


def _column_height(names: Iterable[str]) -> float:
    heights = [_height(_wrapped(name)) for name in names]
    return sum(heights) + GAP * max(0, len(heights) - 1)


def _column(
    names: Sequence[str], x: float, height: float, ends: tuple[float, float]
) -> Iterable[Box]:
    """Boxes under each other, the whole column halfway up; ``ends`` are those of the lines."""
    middle = HEAD + (height - HEAD - EDGE) / 2
    top = middle - _column_height(names) / 2
    for name in names:
        lines = _wrapped(name)
        centre = top + _height(lines) / 2
        yield _box(lines, x, centre, BOX_WIDTH, _tie(ends, centre, middle))
        top += _height(lines) + GAP


def _tie(ends: tuple[float, float], start: float, end: float) -> str:
    """A bent line from a box to the middle, as an SVG path."""
    half = (ends[0] + ends[1]) / 2
    return f"M{ends[0]:g} {start:g}C{half:g} {start:g} {half:g} {end:g} {ends[1]:g} {end:g}"


def _box(lines: Sequence[str], x: float, middle: float, width: float, tie: str = "") -> Box:
    height = _height(lines)
    top = middle - height / 2
    placed = tuple(
        Line(text, x + width / 2, top + PADDING + LINE * (n + 0.75)) for n, text in enumerate(lines)
    )
    return Box(x, top, width, height, placed, tie)
