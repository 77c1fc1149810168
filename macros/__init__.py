"""SHELL: the macros that pages can call. A list of registrations; imports no MkDocs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def define_env(env: Any) -> None:
    """Called by mkdocs-macros: register a macro for every block."""
    from macros.blocks import BLOCKS

    for name in BLOCKS:
        env.macro(_macro(env, name), name)


def _macro(env: Any, name: str) -> Callable[..., str]:
    """A macro that shows a block on the page that calls it.

    The site is looked up at the call: MkDocs runs ``define_env`` before it reads the content.
    """
    from macros.blocks import show
    from macros.render import basis_of

    def macro(*arguments: Any, **options: Any) -> str:
        site = env.conf["extra"]["werkatelier"]
        return show(site, name, basis_of(env.page.url), *arguments, **options)

    return macro
