"""Our own front-matter reader: YAML without its surprises, and a line number for every value.

Every plain value stays text, so ``NO``, ``12:30`` and ``2026-11-24`` arrive as they were typed;
the models decide what they mean. Anchors, aliases, tags and doubled keys are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from macros.content.problems import Problem, problem

MAX_DEPTH = 6
Key = tuple[str | int, ...]
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORD_QUOTES = "\u201c\u201d\u201e\u2018\u2019"
_OPENING = re.compile(rf"^\s*(?:-\s+|[\w-]+:\s*)[\[{{]?[{_WORD_QUOTES}]")
_COLON_IN_VALUE = re.compile(r"""^(\s*(?:-\s+)?[\w-]+):\s+(?!["'\[{|>])(.*\S:\s.*)$""")
_NO_SPACE = re.compile(r"^\s*[a-z_]+:(?=[^\s/])")


@dataclass
class FrontMatter:
    """What stands in a front matter: ``values`` nested as typed, ``lines`` per place."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[Key, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, place: Key) -> int:
        """The line of this place, or of the nearest thing around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


class _RefusedError(Exception):
    """Something in the YAML that we do not accept, at a line that counts from 0."""

    def __init__(self, code: str, line: int, **places: Any) -> None:
        super().__init__(code)
        self.code, self.line, self.places = code, line, places


def read_front_matter(text: str, path: str, first_line: int = 1) -> FrontMatter:
    """Read ``text`` as one YAML mapping; ``first_line`` is where it starts in its file."""
    front = FrontMatter(lines={(): first_line})
    front.problems = list(check_lines(text, path, first_line))
    try:
        front.values = _Reader(text, front, path, first_line).mapping_document()
    except yaml.YAMLError as error:
        _add_syntax_problem(error, text, front, path, first_line)
    except _RefusedError as refused:
        if refused.code == "kop-geen-velden" and front.problems:
            return front  # a check of the line has said why there are no fields
        line = refused.line + first_line
        front.problems.append(problem(refused.code, path, line, **refused.places))
    return front


class _Reader:
    """Builds values from YAML events, so that nothing is interpreted on the way."""

    def __init__(self, text: str, front: FrontMatter, path: str, first_line: int) -> None:
        self.events = yaml.parse(text, Loader=_LOADER)
        self.front, self.path, self.first_line = front, path, first_line

    def mapping_document(self) -> dict[str, Any]:
        event = next(e for e in self.events if not isinstance(e, _BEFORE_CONTENT))
        if isinstance(event, yaml.StreamEndEvent):
            raise _RefusedError("kop-leeg", 0)
        if not isinstance(event, yaml.MappingStartEvent):
            raise _RefusedError("kop-geen-velden", _line(event))
        values: dict[str, Any] = self.value(event, ())
        self._expect_end()
        return values

    def value(self, event: yaml.Event, place: Key) -> Any:
        """The value that starts with this event: text, a tuple or a dict."""
        line = _line(event)
        _refuse_yaml_magic(event)
        if len(place) > MAX_DEPTH:
            raise _RefusedError("te-diep", line, grens=MAX_DEPTH)
        self.front.lines.setdefault(place, line + self.first_line)
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(place)
        return self._mapping(place)

    def _sequence(self, place: Key) -> tuple[Any, ...]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.value(event, (*place, len(items))))
        return tuple(items)

    def _mapping(self, place: Key) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            _refuse_yaml_magic(event)
            line = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise _RefusedError("sleutel-geen-woord", line)
            key = event.value
            if key in values:
                number = line + self.first_line
                first = self.front.lines[(*place, key)]
                self._add("dubbele-sleutel", number, sleutel=key, eerste=first)
            self.front.lines.setdefault((*place, key), line + self.first_line)
            value = self.value(next(self.events), (*place, key))
            values.setdefault(key, value)
        return values

    def _expect_end(self) -> None:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                raise _RefusedError("tweede-kop", _line(event))

    def _add(self, code: str, line: int, **places: Any) -> None:
        self.front.problems.append(problem(code, self.path, line, **places))


_BEFORE_CONTENT = (yaml.StreamStartEvent, yaml.DocumentStartEvent)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


def _refuse_yaml_magic(event: yaml.Event) -> None:
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    if anchor:
        sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
        raise _RefusedError("yaml-verwijzing", _line(event), teken=f"{sign}{anchor}")
    if tag:
        raise _RefusedError("yaml-soort", _line(event), teken=tag)


def check_lines(text: str, path: str, first_line: int) -> Iterator[Problem]:
    """Slips that are easier to name by looking at the line than by what YAML says of them."""
    for number, line in enumerate(text.split("\n"), first_line):
        if "\t" in line[: len(line) - len(line.lstrip())] or re.match(r"^\S+:\t", line):
            yield problem("tab", path, number)
        elif _OPENING.match(line):
            yield problem("word-aanhalingstekens", path, number, regel=_straight(line))
        elif found := _COLON_IN_VALUE.match(line):
            key, value = found.groups()
            fixed = f'{key}: "{_escaped(value)}"'
            yield problem("dubbele-punt", path, number, regel=fixed.strip())
        elif _NO_SPACE.match(line):
            yield problem("geen-spatie", path, number, regel=line.replace(":", ": ", 1).strip())


def _straight(line: str) -> str:
    return re.sub(f"[{_WORD_QUOTES}]", '"', line).strip()


def _escaped(value: str) -> str:
    return value.strip().replace("\\", "\\\\").replace('"', '\\"')


_SYNTAX = (
    (r"could not find expected ':'", "geen-dubbele-punt"),
    (r"expected ',' or '[\]}]'", "haak-niet-gesloten"),
    (r"quoted scalar", "aanhaling-niet-gesloten"),
    (r"unknown escape character", "schuine-streep"),
    (r"cannot start any token", "vreemd-begin"),
    (r"mapping values are not allowed", "inspringen"),
    (r"block sequence entries are not allowed", "inspringen"),
    (r"expected (<block end>|key|'-' indicator)", "inspringen"),
    (r"expected <document start>", "inspringen"),
)


def _add_syntax_problem(
    error: yaml.YAMLError, text: str, front: FrontMatter, path: str, first_line: int
) -> None:
    """Say what YAML stumbled over, unless a check of the line itself already said it."""
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    code = next((c for pattern, c in _SYNTAX if re.search(pattern, said)), "yaml-fout")
    line = _line_of(error, code, text) + first_line
    if any(abs(p.line - line) <= 1 or p.line <= line for p in front.problems if p.is_error):
        return
    lines = text.split("\n")
    at = lines[min(line - first_line, len(lines) - 1)]
    front.problems.append(problem(code, path, line, regel=at.strip()))


def _line_of(error: yaml.YAMLError, code: str, text: str) -> int:
    """An unclosed bracket or quote is reported where it opens; all else where it went wrong."""
    opens = code in ("haak-niet-gesloten", "aanhaling-niet-gesloten")
    names = ("context_mark", "problem_mark") if opens else ("problem_mark", "context_mark")
    marks = [getattr(error, name, None) for name in names]
    mark = next((m for m in marks if m is not None), None)
    return min(mark.line if mark else 0, text.count("\n"))
