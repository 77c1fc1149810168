"""Imports point one way: content <- views <- pages and templates <- shell and publish."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "macros"
OUR_OWN = ("macros.content", "macros.views")


def imports(file: Path) -> set[str]:
    """Every module that a file imports, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def modules(folder: str) -> list[Path]:
    return sorted((PACKAGE / folder).rglob("*.py"))


@pytest.mark.parametrize("file", modules("content"), ids=lambda f: f.name)
def test_content_knows_only_itself(file: Path) -> None:
    ours = {name for name in imports(file) if name.startswith("macros.")}
    assert not [name for name in ours if not name.startswith("macros.content")]


@pytest.mark.parametrize("file", modules("views"), ids=lambda f: f.name)
def test_views_know_content_and_views_only(file: Path) -> None:
    ours = {name for name in imports(file) if name.startswith("macros.")}
    assert not [name for name in ours if not name.startswith(OUR_OWN)]


@pytest.mark.parametrize("file", [*modules("content"), *modules("views")], ids=lambda f: f.name)
def test_the_core_knows_no_engine_and_no_templates(file: Path) -> None:
    outside = {name.split(".")[0] for name in imports(file)}
    assert not outside & {"mkdocs", "mkdocs_macros", "jinja2", "weasyprint", "typer", "rich"}


def test_only_site_imports_mkdocs() -> None:
    knowing = {
        f.name for f in PACKAGE.rglob("*.py") if "mkdocs" in {n.split(".")[0] for n in imports(f)}
    }
    assert knowing == {"site.py"}


def test_no_tag_stands_in_a_python_string() -> None:
    tag = re.compile(r"</?(div|span|table|td|th|li|ul|p|a|section|h[1-6])[ >]")
    found = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and tag.search(node.value)
            ):
                found.add(f"{file.name}:{node.lineno}")
    assert found == set()
