"""What can go wrong while a site is made."""

from __future__ import annotations


class BuildError(Exception):
    """The build stopped; the text says why."""
