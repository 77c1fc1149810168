"""A library of any size to measure with: the real cases over and over, under other names."""

from __future__ import annotations

import random
from typing import Any

from macros.content.library import Library
from macros.views.overview import case_index


def big_index(library: Library, count: int) -> dict[str, Any]:
    """The index of the overview with ``count`` cases; the same count gives the same index."""
    index = case_index(library)
    chance = random.Random(count)
    real = index["casussen"]
    index["casussen"] = [_mixed(real, chance, number) for number in range(1, count + 1)]
    return index


def _mixed(real: list[list[Any]], chance: random.Random, number: int) -> list[Any]:
    """The story of one case with the values of another, so that every mix occurs."""
    story, values = chance.choice(real), chance.choice(real)
    words = " ".join(chance.sample(story[3].split(), k=8))
    title = f"{story[2]} {number}"
    return [f"c{number}", f"casus-{number}", title, f"{words} {story[3]}", values[4], story[5]]
