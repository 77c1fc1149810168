"""Sources that nobody cites."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from macros.content.problems import Problem, problem
from macros.content.texts import data_lines

if TYPE_CHECKING:
    from macros.content.draft import Draft
    from macros.content.library import Reading

SOURCES_FILE = "bronnen.yml"


def check_unused_sources(reading: Reading, folder: Path) -> Iterator[Problem]:
    """Every source is cited, in a front matter or in a text: an unused one misleads the reader."""
    cited = {name for draft in reading.files for name in _cited(draft)}
    front = data_lines(folder / SOURCES_FILE)
    for name in reading.sources:
        if name not in cited:
            path = f"{folder.name}/{SOURCES_FILE}"
            yield problem("bron-ongebruikt", path, front.line((name,)), naam=name)


def _cited(draft: Draft) -> Iterator[str]:
    given = draft.front.values.get("bronnen", ())
    yield from given if isinstance(given, tuple) else (given,)
    yield from (slug for _, kind, slug in draft.body.references if kind == "bron")
