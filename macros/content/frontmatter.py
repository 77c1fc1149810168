"""Our own front-matter reader: YAML without its surprises, and a line number for every value.

Every plain value stays text, so ``NO``, ``12:30`` and ``2026-11-24`` arrive as they were typed;
the models decide what they mean. Anchors, aliases, tags and doubled keys are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from macros.content import repairs
from macros.content.problems import Problem, problem
from macros.content.repairs import NO_KEYS, Keys, Slip
from macros.content.source import forbidden_characters
from macros.content.writing import LOADER, quoted

MAX_DEPTH = 6
Key = tuple[str | int, ...]


@dataclass
class FrontMatter:
    """What stands in a front matter: ``values`` nested as typed, ``lines`` per place.

    ``text`` is what was typed, from ``first_line`` on. ``complete`` is whether it could all be
    read; else ``values`` is empty.
    """

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[Key, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    text: str = ""
    first_line: int = 1
    complete: bool = False

    def written(self, line: int) -> str:
        """The line of this number in the file as it was typed."""
        number = line - self.first_line
        return self._lines[number] if 0 <= number < len(self._lines) else ""

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

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


def read_front_matter(
    text: str, path: str, first_line: int = 1, keys: Keys = NO_KEYS
) -> FrontMatter:
    """Read ``text`` as one YAML mapping; ``first_line`` is where it starts in its file.

    A slip with one right form is reported and read as it was meant, so that it hides no other
    mistake. ``keys`` are the names that its fields may have.
    """
    slips = repairs.find_slips(text, repairs.ALWAYS, keys)
    front = _parse(repairs.apply(text, slips), path, first_line)
    if not front.complete and (more := repairs.find_slips(text, repairs.ON_FAILURE, keys)):
        slips = more
        front = _parse(repairs.apply(text, slips), path, first_line)
    lines = text.split("\n")
    found = [_slip_problem(slip, lines[slip.number].strip(), path, first_line) for slip in slips]
    told = {slip.number + first_line + step for slip in slips for step in (-1, 0, 1)}
    unsaid = [p for p in front.problems if front.complete or p.line not in told]
    if found:  # a slip has said why there are no fields
        unsaid = [p for p in unsaid if p.code != "kop-geen-velden"]
    front.text, front.problems = text, found + unsaid
    return front


def _slip_problem(slip: Slip, written: str, path: str, first_line: int) -> Problem:
    return problem(slip.code, path, slip.number + first_line, fixed=slip.fixed, regel=written,
                   tekst=written, teken=written.partition(": ")[2])  # fmt: skip


def _parse(text: str, path: str, first_line: int) -> FrontMatter:
    front = FrontMatter(lines={(): first_line}, text=text, first_line=first_line)
    try:
        front.values = _Reader(text, front, path, first_line).mapping_document()
        front.complete = True
    except yaml.YAMLError as error:
        front.problems.append(_syntax_problem(error, text, path, first_line))
    except _RefusedError as refused:
        if refused.code == "kop-geen-velden" and front.problems:
            return front  # a check of the line has said why there are no fields
        line = refused.line + first_line
        front.problems.append(problem(refused.code, path, line, **refused.places))
    return front


class _Reader:
    """Builds values from YAML events, so that nothing is interpreted on the way."""

    def __init__(self, text: str, front: FrontMatter, path: str, first_line: int) -> None:
        self.events = yaml.parse(text, Loader=LOADER)
        self.lines = text.split("\n")
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
        self._check_magic(event)
        if len(place) > MAX_DEPTH:
            raise _RefusedError("te-diep", line, grens=MAX_DEPTH)
        self.front.lines.setdefault(place, line + self.first_line)
        if isinstance(event, yaml.AliasEvent):
            return f"*{event.anchor}"
        if isinstance(event, yaml.ScalarEvent):
            self._check_scalar(event)
            return " ".join(event.value.split()) if event.style in ("|", ">") else event.value
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
            self._check_magic(event)
            line = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise _RefusedError("sleutel-geen-woord", line)
            key = event.value
            if key in values:
                first = self.front.lines[(*place, key)]
                self._add("dubbele-sleutel", line, sleutel=key, eerste=first)
            self.front.lines.setdefault((*place, key), line + self.first_line)
            value = self.value(next(self.events), (*place, key))
            values.setdefault(key, value)
        return values

    def _expect_end(self) -> None:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                raise _RefusedError("tweede-kop", _line(event))

    def _check_magic(self, event: yaml.Event) -> None:
        """No anchors, aliases and tags: a small file could grow huge, or mean something else."""
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            self._add("yaml-verwijzing", _line(event), teken=f"{sign}{anchor}")
        if tag:
            self._add("yaml-soort", _line(event), teken=tag)

    def _check_scalar(self, event: yaml.ScalarEvent) -> None:
        """No remark after a value (of ``Buurt #1`` only ``Buurt`` is left), no hidden signs."""
        end = event.end_mark
        if event.style == '"' and forbidden_characters(event.value):
            self._add("schuine-streep", _line(event))
        if event.style or not end or end.line >= len(self.lines):
            return
        rest = self.lines[end.line][end.column :]
        if rest.lstrip().startswith("#"):
            self._add(
                "hekje-in-waarde",
                end.line,
                tekst=rest.strip(),
                fixed=_in_quotes(self.lines[end.line]),
            )

    def _add(self, code: str, number: int, **places: Any) -> None:
        line = number + self.first_line
        self.front.problems.append(problem(code, self.path, line, **places))


def _in_quotes(line: str) -> str:
    """The line with quotes around its value, where the ``#`` in it is no remark for sure."""
    found = re.match(r"(\s*(?:- +)*[\w-]+ *:\s+)([^\[{'\"|>\s].*)$", line.rstrip())
    sure = found and re.search(r"(?:^|\s)#[^\s#]", found[2])
    return f"{found[1]}{quoted(found[2])}" if found and sure else ""


_BEFORE_CONTENT = (yaml.StreamStartEvent, yaml.DocumentStartEvent)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


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


def _syntax_problem(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    """What YAML stumbled over, in words that an editor knows."""
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    code = next((c for pattern, c in _SYNTAX if re.search(pattern, said)), "yaml-fout")
    number = _line_of(error, code, text)
    return problem(code, path, number + first_line, regel=text.split("\n")[number].strip())


def _line_of(error: yaml.YAMLError, code: str, text: str) -> int:
    """An unclosed bracket or quote is reported where it opens; all else where it went wrong."""
    opens = code in ("haak-niet-gesloten", "aanhaling-niet-gesloten")
    names = ("context_mark", "problem_mark") if opens else ("problem_mark", "context_mark")
    marks = [getattr(error, name, None) for name in names]
    mark = next((m for m in marks if m is not None), None)
    return min(mark.line if mark else 0, text.count("\n"))
