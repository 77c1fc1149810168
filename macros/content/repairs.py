"""Slips in a line that have one right form.

The check shows that form, the reader goes on with it (so that one slip gives one message), and
``--fix`` writes it. Every rule takes a line and the names that a field may have, and gives the
line as it should be, or None when it has nothing to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from macros.content.writing import double_quoted, quoted


class Keys(NamedTuple):
    """The names that fields may have at the start of a line, and further in."""

    top: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()

    def may_start(self, line: str, name: str) -> bool:
        """Whether a field of this name can stand on this line."""
        return name in (self.inner if line[:1] in (" ", "-") else self.top)


NO_KEYS = Keys()
Rule = Callable[[str, Keys], str | None]
LONG_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
HARD_SPACES = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
BULLETS = f"{LONG_DASHES}\u2022\u00b7\u25cf\u25aa\u2023"
_OPEN, _CLOSE = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", "\u2018\u2019\u201a\u201b\u2032"
CURLY = _OPEN + _CLOSE
_FIELD = re.compile(r"^(?P<start>\s*(?:- +)*[\w-]+ *:)\s+(?P<value>\S.*)$")
_ITEM = re.compile(r"^(?P<start>\s*-)\s+(?P<value>\S.*)$")
_INNER = re.compile(r"( *(?:- +)?)([\w-]+) *:(?:\s|$)")
_BEGINS = re.compile(r"\s*(-\s|[\w-]+ *:|$)")
_BLOCK_TEXT = re.compile(r":\s+[|>][+-]?\d?\s*$")
_SINGLE = re.compile(r"'(?:[^']|'')*'")
_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"')
_MAX_LENGTH = 2_000  # a longer line is refused anyway, and would make the patterns slow


@dataclass(frozen=True)
class Slip:
    """A slip of kind ``code`` on line ``number`` (from 0).

    ``reading`` is what the reader goes on with; ``fixed`` is the same where it is certain
    that an editor means that, and else empty.
    """

    code: str
    number: int
    reading: str
    fixed: str


def hard_space(line: str, keys: Keys) -> str | None:
    """Ordinary spaces for those of a word processor, which YAML takes for letters."""
    return None if line.isascii() else _changed(re.sub(f"[{HARD_SPACES}]", " ", line), line)


def tab(line: str, keys: Keys) -> str | None:
    """Spaces for the tabs before and after the name of a field."""
    if not line.strip():
        return "" if "\t" in line else None
    out = re.sub(r"^[ \t]*\t[ \t]*", lambda found: found.group().replace("\t", "  "), line)
    out = re.sub(r"^(\s*(?:- +)*[\w-]+:)[ ]*\t\s*", r"\1 ", out)
    return out if out != line else None


def long_dash(line: str, keys: Keys) -> str | None:
    """A hyphen for the bullet of a word processor."""
    return _changed(re.sub(rf"^(\s*)[{BULLETS}][ \t]+(?=\S)", r"\1- ", line), line)


def bare_hyphen(line: str, keys: Keys) -> str | None:
    """A space after the hyphen of a list item."""
    return _changed(re.sub(r"^(\s+)-(?=[^\s-])", r"\1- ", line), line)


def curly_quotes(line: str, keys: Keys) -> str | None:
    """Straight quotes where a value starts with curly ones."""
    found = _FIELD.match(line.rstrip()) or _ITEM.match(line.rstrip())
    if not found:
        return None
    start, value = found["start"], found["value"]
    if value.startswith("["):
        return _changed(f"{start} {_straight_items(value)}", line)
    return f"{start} {_straight(value)}" if value[0] in CURLY else None


def _straight_items(value: str) -> str:
    pattern = rf"(?<=[\[,])(\s*)[{CURLY}]([^{CURLY}\]\[]*)[{CURLY}](?=\s*[,\]])"
    return re.sub(pattern, lambda found: found[1] + quoted(found[2]), value)


def _straight(value: str) -> str:
    if len(value) > 2 and value[-1] in CURLY:
        return quoted(value[1:-1])
    return quoted(_straight_marks(value))


def _straight_marks(text: str) -> str:
    return re.sub(f"[{_CLOSE}]", "'", re.sub(f"[{_OPEN}]", '"', text))


def no_space(line: str, keys: Keys) -> str | None:
    """A space after the colon."""
    found = re.match(r"^(\s*(?:- +)*)([\w-]+):(?=[^\s:/])", line)
    if not found or not (keys == NO_KEYS or keys.may_start(line, found[2])):
        return None
    return f"{found.group()} {line[found.end() :]}"


def no_colon(line: str, keys: Keys) -> str | None:
    """A colon after the name of a field."""
    found = re.match(r"^(\s*(?:- +)*)([\w-]+)(?:\s*[=;]\s*|\s+)(?=[^\s:=;])", line)
    if not found or not keys.may_start(line, found[2]):
        return None
    return f"{found[1]}{found[2]}: {line[found.end() :]}"


def loose_line(line: str, keys: Keys) -> str | None:
    """Nothing for a line without a name: only the editor knows where it belongs."""
    return None if re.match(r"\s|[-?] |[#\[{'\":]|\.\.\.|---|[\w-]+ *:", line) else ""


def indented_key(line: str, keys: Keys) -> str | None:
    """A field without the spaces before it, which only fields in fields have."""
    found = re.match(r" +([\w-]+):", line)
    out = found is not None and found[1] in keys.top and found[1] not in keys.inner
    return line.lstrip() if out else None


def two_fields(line: str, keys: Keys) -> str | None:
    """Only the first of two fields on one line: where the second belongs is not ours to say."""
    found = _FIELD.match(line.rstrip())
    second = re.search(r"\s+([\w-]+): ", found["value"]) if found else None
    if not found or not second or not keys.may_start(line, second[1]):
        return None
    return f"{found['start']} {found['value'][: second.start()]}"


def braces(line: str, keys: Keys) -> str | None:
    """Round brackets for template signs, so that the other lines can be read."""
    return line.translate(_ROUND) if re.search(r"\{[{%#]", line) else None


_ROUND = str.maketrans("{}", "()")


def _on_value(mend: Callable[[str], str | None]) -> Rule:
    """A rule that looks at the value alone."""

    def rule(line: str, keys: Keys) -> str | None:
        found = _FIELD.match(line.rstrip())
        value = mend(found["value"]) if found else None
        return f"{found['start']} {value}" if found and value is not None else None

    rule.__doc__ = mend.__doc__
    return rule


def _leading_apostrophe(value: str) -> str | None:
    """Double quotes around ``'s Avonds``: the apostrophe is no quote."""
    return double_quoted(value) if re.match(r"'[a-z](?=[\s-])(?!.*'$)", value) else None


def _quote_inside(value: str) -> str | None:
    """Other quotes around a value that holds quotes of its own."""
    pattern = {"'": _SINGLE, '"': _DOUBLE}.get(value[0])
    first = pattern.match(value) if pattern else None
    if not first or not value[first.end() :].split("#")[0].strip():
        return None
    opens_another = value[first.end() - 2].isspace() or value.count(value[0]) % 2
    return quoted(value[1:-1] if value[-1] == value[0] and opens_another else value)


def _quote_not_closed(value: str) -> str | None:
    """The quote at the end that was forgotten."""
    pattern = {"'": _SINGLE, '"': _DOUBLE}.get(value[0])
    if not pattern or pattern.match(value) or value == value[0]:
        return None
    return quoted(value[1:])


def _backslash(value: str) -> str | None:
    """Two backslashes for one, between double quotes."""
    if not _DOUBLE.fullmatch(value):
        return None
    return _changed(re.sub(r'\\(["\\])|\\', lambda f: f.group() if f[1] else "\\\\", value), value)


def _colon(value: str) -> str | None:
    """Quotes around a value with a colon in it."""
    if value[0] in "\"'[{|>&*!" or not (": " in value or value.endswith(":")):
        return None
    return quoted(value)


def _bracket(value: str) -> str | None:
    """``[a, b]`` for a list with a bracket or comma too few or too many."""
    if value[0] != "[" or re.search(r"[\"'{#]", value) or re.fullmatch(r"[\[\]]*", value):
        return None
    nested = value.count("[") > 1 and value.count("[") == value.count("]")
    inner = re.sub(r"[\[\]]", "", re.sub(r"\][|!*.?&]+$", "]", value))
    items = [item.strip().removeprefix("- ") for item in inner.split(",") if item.strip()]
    new = f"[{', '.join(items)}]"
    return None if nested or new.split() == value.split() else _changed(new, value)


def _strange_start(value: str) -> str | None:
    """Quotes around a value that starts with a sign of YAML."""
    strange = value[0] in "@%`?|>,]}" or re.match(r"[&*](\s|$)", value)
    return quoted(value) if strange and not re.fullmatch(r"[|>][+-]?\d?", value) else None


def _emphasis(value: str) -> str | None:
    """Quotes around ``*nadruk*``, which YAML takes for a reference."""
    return quoted(value) if re.match(r"\*+[^\s*]+( |\*|$)", value) else None


#: Rules for lines that YAML may accept, but not as the editor meant them.
ALWAYS: tuple[tuple[str, Rule], ...] = (
    ("vaste-spatie", hard_space),
    ("tab", tab),
    ("word-opsomming", long_dash),
    ("streepje-zonder-spatie", bare_hyphen),
    ("word-aanhalingstekens", curly_quotes),
    ("schuine-streep", _on_value(_backslash)),
)

#: Rules that are tried when YAML stops; a value over more lines may look like a slip.
ON_FAILURE: tuple[tuple[str, Rule], ...] = (
    *ALWAYS,
    ("accolades", braces),
    ("geen-spatie", no_space),
    ("geen-dubbele-punt", no_colon),
    ("apostrof-vooraan", _on_value(_leading_apostrophe)),
    ("aanhaling-binnen", _on_value(_quote_inside)),
    ("aanhaling-niet-gesloten", _on_value(_quote_not_closed)),
    ("haak-niet-gesloten", _on_value(_bracket)),
    ("yaml-verwijzing", _on_value(_emphasis)),
    ("vreemd-begin", _on_value(_strange_start)),
    ("twee-velden", two_fields),
    ("dubbele-punt", _on_value(_colon)),
    ("inspringen", indented_key),
    ("losse-regel", loose_line),
)
_ODD = re.compile(r"[^\x00-\x7f]|\t|\\|^\s+-[^\s-]")  # without these ``ALWAYS`` has nothing to say
_UNCERTAIN = frozenset({"accolades", "losse-regel", "twee-velden"})
# Nobody types more than this: looking for slips there would only keep us busy.
_MOST_SLIPS, _MOST_LINES, _MOST_SPACES = 500, 20_000, 100
_OVER_MORE_LINES = frozenset({"aanhaling-niet-gesloten", "haak-niet-gesloten"})


def find_slips(text: str, rules: tuple[tuple[str, Rule], ...], keys: Keys) -> list[Slip]:
    """Every slip in a front matter, a slip per rule and line, outside blocks of text."""
    lines = text.split("\n")
    slips: list[Slip] = []
    last, seen = "", 0
    for number in _outside_blocks(lines):
        if len(slips) >= _MOST_SLIPS:
            break
        last, seen = _last_of(lines[seen:number], last), number
        ends = all(_BEGINS.match(line) for line in lines[number + 1 : number + 2])
        fitting = rules if ends else [r for r in rules if r[0] not in _OVER_MORE_LINES]
        plain = rules is ALWAYS and not _ODD.search(lines[number])
        codes, reading = _mend(lines[number], () if plain else fitting, keys)
        if (straight := _in_line(reading, last, keys)) != reading:
            codes, reading = [*codes, "inspringen"], straight
        lines[number] = reading
        slips += [
            Slip(code, number, reading, "" if code in _UNCERTAIN else reading) for code in codes
        ]
    return slips


def _last_of(lines: list[str], otherwise: str) -> str:
    """The last of these lines that says something."""
    said = (x for x in reversed(lines) if x.strip() and not x.lstrip().startswith("#"))
    return next(said, otherwise)


def _in_line(line: str, last: str, keys: Keys) -> str:
    """The line as far in as the line that it goes with; else YAML joins the two, or stops."""
    return _item_in_line(line, last) or _field_in_line(line, last, keys) or line


def _item_in_line(line: str, last: str) -> str:
    item, above = _ITEM.match(line), _ITEM.match(last)
    if not item or not above or re.search(r":(\s|$)", above["value"]):
        return ""
    further = len(item["start"]) > len(above["start"])
    return f"{above['start']} {item['value']}" if further else ""


def _field_in_line(line: str, last: str, keys: Keys) -> str:
    """For a field in a field, such as ``minuten`` under ``- titel``."""
    found, above = _INNER.match(line), _INNER.match(last)
    if not found or not above or found[2] not in keys.inner or not keys.top:
        return ""
    if not found[1] and found[2] in keys.top:
        return ""
    inside = above[2] in keys.inner and (above[1] or above[2] not in keys.top)
    opens = not above[1] and not found[1] and not last.partition(":")[2].strip()
    right = len(above[1]) if inside else 2 if opens else len(found[1])
    return f"{' ' * right}{line.lstrip()}" if "-" not in found[1] else ""


def _mend(line: str, rules: Iterable[tuple[str, Rule]], keys: Keys) -> tuple[list[str], str]:
    codes: list[str] = []
    for code, rule in rules:
        if (mended := rule(line, keys)) is not None:
            codes.append(code)
            line = mended
    return codes, line


def _outside_blocks(lines: list[str]) -> Iterator[int]:
    """The numbers of the lines, except comments and the text under ``naam: |`` or ``naam: >``."""
    block: int | None = None
    if len(lines) > _MOST_LINES:
        return
    for number, line in enumerate(lines):
        if not line.strip(" ") or line.lstrip().startswith("#") or len(line) > _MAX_LENGTH:
            continue
        indent = len(line) - len(line.lstrip())
        if indent > _MOST_SPACES or (block is not None and indent > block):
            continue
        block = indent if _BLOCK_TEXT.search(line) else None
        yield number


def apply(text: str, slips: list[Slip]) -> str:
    """The text with every slip read as it was meant."""
    lines = text.split("\n")
    for slip in slips:
        lines[slip.number] = slip.reading
    return "\n".join(lines)


def _changed(new: str, old: str) -> str | None:
    return new if new != old else None
