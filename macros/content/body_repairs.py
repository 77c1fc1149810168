"""Slips in the text under the front matter, mended before it is parsed.

Like ``repairs.py``: one slip gives one message, and the rest of the text is checked as it was
meant. A forgotten space after ``##`` would otherwise be a missing section, a section that is too
long and a card that is too full.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Any

from markdown_it.token import Token

from macros.content.body import Body, parse_body
from macros.content.kinds import Kind, SectionRule
from macros.content.problems import Problem, problem
from macros.content.repairs import BULLETS, CURLY, HARD_SPACES, NO_KEYS, long_dash

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*)$")
_BOLD = re.compile(r"(\*\*)([^*]+?):?\*\*:?\s*$")
_HTML_HEADING = re.compile(r" {0,3}(<h[1-6]>)\s*([^<]+?)\s*</h[1-6]>\s*$", re.IGNORECASE)
_HARD_START = re.compile(rf"(\s*(?:#{{2,3}}|[-*+]|\d{{1,2}}[.)]))[{HARD_SPACES}]\s*")
_ROW = re.compile(r"^ {0,3}\||\S\s+\|\s+\S|\S[ ]*\t[ ]*\S|-\|-")
_MARK = r"(?<!\\)\[\^[^\]\s]+\]|\[\d{1,2}\](?![(\[:])"  # Word writes [1]
# What the rules for lines look for.
_ODD = re.compile(
    rf"[|\t\[{CURLY}{BULLETS}{HARD_SPACES}]"
    r"|^ {0,3}(?:--|==|```|~~~|#{2,3}[^\s#]|\d{1,2}[.)][^\W\d_]|-\*\*|([-*_])[ \t]*\1)"
)
_MAY_BE_HEADING = frozenset(" #*<")
_MAX_LENGTH = 2_000
TYPOGRAPHY = {
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2013": "-", "\u2014": "-",
}  # fmt: skip
_STRAIGHT = str.maketrans(TYPOGRAPHY)
LineRule = Callable[[str], str | None]


def hash_without_space(line: str) -> str | None:
    """A space after the hashes of a heading."""
    found = re.match(r"(#{2,3})(?=[^\s#])", line)
    return f"{found.group()} {line[found.end() :]}" if found else None


def item_without_space(line: str) -> str | None:
    """A space after the number or hyphen of an item; without it the item joins the one before."""
    found = re.match(r"\d{1,2}[.)](?=[^\W\d_])|-(?=\*\*\w)", line)
    return f"{found.group()} {line[found.end() :]}" if found else None


def hard_space(line: str) -> str | None:
    """An ordinary space after the sign that starts a heading or an item of a list."""
    found = None if line.isascii() else _HARD_START.match(line)
    return f"{found[1]} {line[found.end() :]}" if found else None


def bullet(line: str) -> str | None:
    """A hyphen for the bullet of a word processor."""
    return long_dash(line, NO_KEYS)


def straight(line: str) -> str | None:
    """Straight quotes, and a comma or short dash for a long one, as the form at /nieuw/ does."""
    if line.isascii():
        return None
    plain = re.sub(r"(?<=\w) [\u2013\u2014] ", ", ", line).translate(_STRAIGHT)
    return plain if plain != line else None


def _rule(line: str) -> str | None:
    return "" if re.fullmatch(r" {0,3}(-{2,}|={2,}|([-*_])[ \t]*(\2[ \t]*){2,})\s*", line) else None


def _fence(line: str) -> str | None:
    return "" if re.match(r" {0,3}(```|~~~)", line) else None


def _table(line: str) -> str | None:
    """A row of a table: between upright lines, or pasted from Word with tabs between the cells."""
    row = ("|" in line or "\t" in line) and _ROW.search(line)
    return re.sub(r"[|\t]", " ", line).strip() if row else None


def _footnote(line: str) -> str | None:
    if "[" not in line:
        return None
    if re.match(r" {0,3}\[[^\]]+\]:", line):
        return ""
    return re.sub(_MARK, "", line) if re.search(_MARK, line) else None


#: Code, rule, and whether the outcome is certain enough to show and to write.
_LINE_RULES: tuple[tuple[str, LineRule, bool], ...] = (
    ("vaste-spatie", hard_space, True),
    ("hekje-zonder-spatie", hash_without_space, True),
    ("punt-zonder-spatie", item_without_space, True),
    ("word-opsomming", bullet, True),
    ("streep-in-tekst", _rule, False),
    ("codeblok", _fence, False),
    ("tabel", _table, False),
    ("voetnoot", _footnote, False),
    ("gekrulde-tekens", straight, True),
)


def read_body(
    text: str, path: str, first_line: int, kind: Kind, part_titles: Collection[str]
) -> tuple[Body, list[Token], list[Problem]]:
    """The text as it was meant, all its tokens, and what was wrong with its lines.

    ``part_titles`` are the ``###`` headings that the front matter asks for.
    """
    # a longer line is refused already, and all that is left of it is enough for the other checks
    lines = [line[:_MAX_LENGTH] for line in text.split("\n")]
    problems = [
        *_mend_lines(lines, path, first_line, kind),
        *_mend_headings(lines, path, first_line, kind, part_titles),
    ]
    body, tokens = parse_body("\n".join(lines), first_line)
    if blocks := [t.map for t in tokens if t.type == "code_block" and t.map]:
        problems += [problem("codeblok", path, start) for start, _ in blocks]
        for start, end in blocks:
            _dedent(lines, start - first_line, end - first_line)
        body, tokens = parse_body("\n".join(lines), first_line)
    return body, tokens, problems


def _dedent(lines: list[str], start: int, end: int) -> None:
    """Take away the spaces that made code of these lines."""
    lines[start:end] = [line.lstrip() for line in lines[start:end]]


def _mend_lines(lines: list[str], path: str, first_line: int, kind: Kind) -> Iterator[Problem]:
    last, fences = ("", -2), 0
    for number, line in enumerate(lines):
        code, mended, certain = _mend(line) if _ODD.search(line) else ("", line, False)
        if not code:
            continue
        lines[number] = mended
        fences += code == "codeblok"
        told = {"tabel": last == (code, number - 1), "codeblok": fences % 2 == 0}
        if code == "streep-in-tekst" and number and kind.rule(lines[number - 1].strip()):
            lines[number - 1] = f"## {lines[number - 1].strip()}"
        if not told.get(code):
            yield problem(code, path, number + first_line, tekst=line.strip(),
                          fixed=mended if certain else "")  # fmt: skip
        last = (code, number)


def _mend(line: str) -> tuple[str, str, bool]:
    """The first rule that has something to say: code, the line as it was meant, certain."""
    for code, rule, certain in _LINE_RULES:
        if (mended := rule(line)) is not None:
            return code, mended, certain
    return "", line, False


def _mend_headings(
    lines: list[str], path: str, first_line: int, kind: Kind, part_titles: Collection[str]
) -> Iterator[Problem]:
    for number, title, marks, right in _headings(lines, kind, part_titles):
        if right and marks != right:
            lines[number] = f"{right} {title}"
            yield problem("kop-niveau", path, number + first_line, titel=title,
                          hekjes=right, fixed=lines[number])  # fmt: skip


def _headings(
    lines: list[str], kind: Kind, part_titles: Collection[str]
) -> Iterator[tuple[int, str, str, str]]:
    """Every heading: number of the line, title, its hashes, and the right ones where known."""
    section: SectionRule | None = None
    for number, line in enumerate(lines):
        if line[:1] not in _MAY_BE_HEADING:
            continue
        found = _HEADING.match(line) or _BOLD.match(line) or _HTML_HEADING.match(line)
        if not found:
            continue
        marks, title = found[1], re.sub(r"\s+#+\s*$", "", found[2]).strip()
        right = _right_marks(title, marks, section, kind, part_titles)
        if (right or marks) == "##":
            section = kind.rule(title)
        yield number, title, marks, right


def _right_marks(
    title: str, marks: str, section: SectionRule | None, kind: Kind, part_titles: Collection[str]
) -> str:
    in_parts = section is not None and section.shape == "parts"
    if in_parts and section and title in (section.parts or part_titles):
        return "" if marks == "##" and kind.rule(title) else "###"
    return "##" if kind.rule(title) else ""


def titles_of_parts(values: dict[str, Any]) -> frozenset[str]:
    """The ``###`` headings that a front matter asks for: roles by their name, parts by title."""
    roles, parts = values.get("rollen"), values.get("onderdelen")
    names = [r for r in roles if isinstance(r, str)] if isinstance(roles, tuple) else []
    titles = [p.get("titel") for p in parts or () if isinstance(p, dict)]
    found = [name.replace("-", " ").capitalize() for name in names]
    return frozenset([*found, *(t for t in titles if isinstance(t, str))])
