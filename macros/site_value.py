"""What every page and paper needs, in one value."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from macros.content.library import Library
from macros.edition import Edition, read_edition
from macros.views.prose import Words


@dataclass(frozen=True)
class Site:
    """The content, the words to explain, and which edition this is.

    ``url`` is the address at which the site will stand; empty when nobody said.
    """

    library: Library
    words: Words
    edition: Edition
    url: str = ""


def site_of(root: Path, library: Library) -> Site:
    """The site of this library in the project at ``root``."""
    return Site(
        library, Words(library.glossary), read_edition(root), os.environ.get("SITE_URL", "")
    )
