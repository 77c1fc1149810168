"""Whether the colours of ``tokens.css`` can be read: who re-colours the site is warned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.content.problems import Problem, problem

TOKENS = "docs/assets/css/tokens.css"
TEXT, SHAPE = 4.5, 3.0  # what WCAG 2.2 asks (1.4.3 and 1.4.11)
_GROUNDS = ("papier", "vlak", "vlak-2")
_ROLES = ("stimulator", "regisseur", "facilitator", "netwerker", "geen-rol", "wettelijke-taak")
PAIRS = (
    *((text, ground, TEXT) for text in ("inkt", "zacht", "link", "nadruk") for ground in _GROUNDS),
    *((role, ground, TEXT) for role in _ROLES for ground in _GROUNDS),
    ("merk-tekst", "merk", TEXT),
    ("papier", "inkt", TEXT),
    *(("focus", ground, SHAPE) for ground in _GROUNDS),
)
_DARK = re.compile(r"@media\s*(?:screen\s+and\s+)?\(prefers-color-scheme:\s*dark\)")
_TOKEN = re.compile(r"--wk-([\w-]+):\s*([^;}]+)")
_BRACE = re.compile(r"[{}]")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (``#rrggbb``) by WCAG: from 1.0 to 21.0."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def check_colours(root: Path) -> list[Problem]:
    """A warning for each pair of text and ground that is too faint, light or dark."""
    file = root / TOKENS
    return list(faint_pairs(file.read_text(encoding="utf-8"))) if file.is_file() else []


def faint_pairs(style: str) -> Iterator[Problem]:
    """The pairs in this style sheet that cannot be read well.

    Each with the line of the colour that came last: who laid colours over ours looks there.
    """
    for scheme, colours in zip(("licht", "donker"), _schemes(style), strict=True):
        for text, ground, least in PAIRS:
            (line, ink), (below, paper) = (colours.get(name, (1, "")) for name in (text, ground))
            if not (_COLOUR.fullmatch(ink) and _COLOUR.fullmatch(paper)):
                name, place = (ground, below) if _COLOUR.fullmatch(ink) else (text, line)
                yield problem("kleur-ontbreekt", TOKENS, place, kleur=name)
            elif (ratio := contrast(ink, paper)) < least:
                yield problem(
                    "kleur-te-flets", TOKENS, max(line, below), tekst=text, grond=ground,
                    vorm=scheme, verhouding=f"{ratio:.1f}".replace(".", ","),
                    nodig=f"{least:.1f}".replace(".", ","),
                )  # fmt: skip


Colours = dict[str, tuple[int, str]]


def _schemes(style: str) -> tuple[Colours, Colours]:
    """Line and value of every colour in the light and in the dark, where the last one wins.

    A colour outside the dark blocks holds in the dark as well, unless such a block comes later.
    """
    in_dark = list(_dark_blocks(style))
    light: Colours = {}
    dark: Colours = {}
    for token in _TOKEN.finditer(style):
        value = style.count("\n", 0, token.start()) + 1, token.group(2).strip()
        dark[token.group(1)] = value
        if not any(token.start() in block for block in in_dark):
            light[token.group(1)] = value
    return light, dark


def _dark_blocks(style: str) -> Iterator[range]:
    """Where each block for the dark begins and ends: at the brace that closes it."""
    end = 0
    for found in _DARK.finditer(style):
        if found.start() < end:  # within the one before
            continue
        depth, place = 0, style.find("{", found.end())
        for brace in _BRACE.finditer(style, place):
            depth += 1 if brace.group() == "{" else -1
            if depth == 0:
                break
            place = brace.end()
        end = place + 1
        yield range(found.start(), end)
