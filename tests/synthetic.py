"""A library of any size to measure with: the real cases over and over, under other names."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from macros.content.entries import CaseEntry
from macros.content.library import Library
from macros.views.overview import case_index


def big_library(library: Library, count: int) -> Library:
    """A library with ``count`` cases: the real ones over and over, each with its own id."""
    real = library.cases
    copies = (_copy(real[number % len(real)], number + 1) for number in range(count))
    return replace(library, by_kind={**library.by_kind, "casus": {c.slug: c for c in copies}})


def grown_library(library: Library, count: int) -> Library:
    """The real library with more cases, up to ``count``: copies with a number in their title."""
    real = library.cases
    copies = [_numbered(real[n % len(real)], n + 1) for n in range(len(real), count)]
    cases = {case.slug: case for case in (*real, *copies)}
    return replace(library, by_kind={**library.by_kind, "casus": cases})


def _numbered(case: CaseEntry, number: int) -> CaseEntry:
    title = {"title": f"{case.meta.title} {number}", "id": f"c{number}"}
    copy = _copy(case, number)
    return replace(copy, meta=copy.meta.model_copy(update=title))


def _copy(case: CaseEntry, number: int) -> CaseEntry:
    meta = case.meta.model_copy(update={"id": f"c{number:04d}"})
    return replace(case, slug=f"casus-{number}", meta=meta)


def big_index(library: Library, count: int) -> dict[str, Any]:
    """The index of the overview with ``count`` cases; the same count gives the same index."""
    index = case_index(library)
    chance = random.Random(count)
    real = index_rows(index)
    rows = (_mixed(real, chance, number) for number in range(1, count + 1))
    return {**index, "casussen": [*zip(*rows, strict=True)]}


def index_rows(index: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The cases of an index one by one: id, slug, title, summary, values, groups of words."""
    return [*zip(*index["casussen"], strict=True)]


def _mixed(real: list[tuple[Any, ...]], chance: random.Random, number: int) -> list[Any]:
    """The story of one case with the values of another, so that every mix occurs."""
    story, values = chance.choice(real), chance.choice(real)
    words = " ".join(chance.sample(story[3].split(), k=8))
    title = f"{story[2]} {number}"
    return [f"c{number}", f"casus-{number}", title, f"{words} {story[3]}", values[4], story[5]]
