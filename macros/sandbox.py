"""SHELL: the wall around the macro calls of hand-written pages, the same for every engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment


class _MacrosOnly(ImmutableSandboxedEnvironment):
    """Calls macros and reads no attribute of anything: not of the page, not of a value.

    No filters and no multiplying either: ``"x" * 10**9`` would fill the memory.
    """

    intercepted_binops = frozenset({"*", "**", "%"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Nothing is."""
        return False

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """No page has to calculate."""
        raise SecurityError(f"{operator} mag niet op een pagina")


def sandbox_with(macros: Mapping[str, Any]) -> ImmutableSandboxedEnvironment:
    """An environment in which a page can call these macros and do nothing else."""
    sandbox = _MacrosOnly(undefined=StrictUndefined, autoescape=False)
    sandbox.globals.clear()
    sandbox.filters.clear()
    sandbox.globals.update(macros)
    return sandbox
