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
    Where the shell keeps blocks apart, a sign stands in for the block until Markdown is done:
    Python-Markdown would read all of the finished HTML twice.
    """
    from macros.blocks import show
    from macros.render import basis_of

    def macro(*arguments: Any, **options: Any) -> str:
        extra = env.conf["extra"]
        html = show(extra["werkatelier"], name, basis_of(env.page.url), *arguments, **options)
        apart = extra.get("blokken")
        return html if apart is None else apart.put_away(html)

    return macro
