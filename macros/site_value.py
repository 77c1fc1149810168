"""What every page and paper needs, in one value."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from macros.content.ledger import moved
from macros.content.library import Library
from macros.edition import Edition, read_edition
from macros.views.choices import Choices, choices
from macros.views.facets import FacetRow, facet_rows


@dataclass(frozen=True)
class Site:
    """The content, and which edition this is.

    ``url`` is where the site stands, empty when that is not known; ``moved`` are old addresses
    that no page speaks for, each with where it leads to.
    """

    library: Library
    edition: Edition
    url: str = ""
    moved: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def facets(self) -> tuple[FacetRow, ...]:
        """All facets with their values and cases, gathered once for all pages."""
        return facet_rows(self.library)

    @cached_property
    def choices(self) -> Choices:
        """What the composer and the table offer, gathered once."""
        return choices(self.library)


def site_of(root: Path, library: Library) -> Site:
    """The site of this library in the project at ``root``."""
    url = os.environ.get("SITE_URL", "")
    url = f"{url.rstrip('/')}/" if url else ""
    return Site(library, read_edition(root), url, moved(root))
