"""The theme's style sheet without the rules that no page of this site uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import tinycss2

from macros.publish.keep import Keep

FOLDER = "assets/stylesheets"
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_USE = re.compile(r"var\(\s*(--[\w-]+)")
_NESTING = {"media", "supports", "layer"}


def trim_theme_style(folder: Path, classes: frozenset[str], keep: Keep) -> None:
    """Trim ``assets/stylesheets/main.*.css`` below a built site that uses these classes."""
    (file,) = (folder / FOLDER).glob("main.*.css")
    ours = sorted((folder / "assets" / "css").glob("*.css"))
    style = file.read_text(encoding="utf-8")
    own = "".join(other.read_text(encoding="utf-8") for other in ours)
    facts = (style, tuple(sorted(classes)), own)
    trimmed = keep.value("stijl", facts, lambda: trim(style, classes, own).encode())
    file.write_bytes(trimmed)


def trim(style: str, classes: frozenset[str], other_styles: str = "") -> str:
    """The rules that can match a page with these classes, and the variables that they use."""
    kept = list(_kept(tinycss2.parse_stylesheet(style, True, True), classes))
    text = tinycss2.serialize(kept)
    used = frozenset(_USE.findall(text + other_styles))
    return re.sub(r"(--[\w-]+):((?:[^;{}\"']|\"[^\"]*\"|'[^']*')*)(;|(?=\}))",
                  lambda found: found.group() if found.group(1) in used else "", text)  # fmt: skip


def _kept(rules: Iterable[Any], classes: frozenset[str]) -> Iterator[Any]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = _matching(tinycss2.serialize(rule.prelude), classes)
            if selectors:
                rule.prelude = tinycss2.parse_component_value_list(selectors)
                yield rule
        elif rule.type == "at-rule" and rule.lower_at_keyword in _NESTING and rule.content:
            inner = tinycss2.parse_rule_list(rule.content, True, True)
            rule.content = list(_kept(inner, classes))
            if rule.content:
                yield rule
        elif rule.type == "at-rule":
            yield rule


def _matching(selectors: str, classes: frozenset[str]) -> str:
    """Those of a list of selectors whose classes all occur; brackets are looked through."""
    parts = re.split(r",(?![^(]*\))", selectors)
    return ",".join(part for part in parts if set(_CLASS.findall(_positive(part))) <= classes)


def _positive(selector: str) -> str:
    """A selector without what it excludes or offers as a choice: those classes need not occur."""
    return re.sub(r":(?:not|is|where|has)\([^()]*\)", "", selector)
