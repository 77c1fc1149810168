"""Take over an edit without touching what was not edited.

A web editor writes a whole file in its own style: other quotes, other lists, other order. Here
its values are compared with those of the file; only lines whose value differs are written anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.content import source, writing
from macros.content.front_checks import field_order
from macros.content.frontmatter import FrontMatter, read_front_matter
from macros.content.kinds import Kind

EMPTY_TEXT = '""'
EMPTY: tuple[Any, ...] = ("", (), {}, None)


class MergeError(Exception):
    """What the editor wrote cannot be read as a front matter and a text."""


def merged(old: str, new: str, kind: Kind) -> str:
    """The file ``old`` with the values and the text of ``new``; ``old`` is empty for a new file.

    Raises MergeError when either cannot be read.
    """
    now, body = _parts(new)
    if not old:
        return _file(_lines_of(now.values, field_order(kind)), body)
    before, old_body = _parts(old)
    lines = list(_merged_lines(before, now, _front_of(old), field_order(kind)))
    same = body.strip("\n") == old_body.strip("\n")
    text = old_body if same else f"\n{body.strip(chr(10))}\n"
    return f"{source.FENCE}\n" + "\n".join(lines) + f"\n{source.FENCE}\n" + text


def _parts(text: str) -> tuple[FrontMatter, str]:
    try:
        parts = source.split(text.replace("\r\n", "\n"), "")
    except source.UnreadableError as refused:
        raise MergeError(str(refused)) from None
    front = read_front_matter(parts.front, "", 1)
    if not front.values:
        raise MergeError("no values")
    return front, parts.body


def _front_of(text: str) -> list[str]:
    return source.split(text, "").front.split("\n")


def _file(lines: Iterator[str], body: str) -> str:
    fence = source.FENCE
    return f"{fence}\n" + "\n".join(lines) + f"\n{fence}\n\n" + body.strip("\n") + "\n"


def _lines_of(values: dict[str, Any], order: list[str]) -> Iterator[str]:
    for name in sorted(values, key=lambda name: order.index(name) if name in order else 99):
        yield from written(name, values[name])


def _merged_lines(
    before: FrontMatter, now: FrontMatter, lines: list[str], order: list[str]
) -> Iterator[str]:
    """The old lines of every value that is the same, new lines for the others."""
    blocks = _blocks(before, lines)
    yield from blocks.pop("", [])
    added = [name for name in now.values if name not in before.values]
    for name in (*before.values, *_in_order(added, order)):
        old, new = before.values.get(name), now.values.get(name)
        if name in before.values and (_same(old, new)):
            yield from blocks[name]
        elif name in now.values and not (new in EMPTY and name in added):
            yield from written(name, _like(old, new))


def _like(old: Any, new: Any) -> Any:
    """The new value with the keys inside it in the order of the old one."""
    if isinstance(new, dict) and isinstance(old, dict):
        names = [*(n for n in old if n in new), *(n for n in new if n not in old)]
        return {name: _like(old.get(name), new[name]) for name in names}
    if isinstance(new, tuple) and isinstance(old, tuple) and old:
        return tuple(_like(old[min(n, len(old) - 1)], item) for n, item in enumerate(new))
    return new


def _in_order(names: list[str], order: list[str]) -> list[str]:
    return sorted(names, key=lambda name: order.index(name) if name in order else len(order))


def _same(old: Any, new: Any) -> bool:
    """Whether two values are one to a reader; an editor may leave out what is empty."""
    if old in EMPTY and new in EMPTY:
        return True
    if isinstance(old, dict) and isinstance(new, dict):
        return all(_same(old.get(name), new.get(name)) for name in {*old, *new})
    if isinstance(old, tuple) and isinstance(new, tuple):
        return len(old) == len(new) and all(map(_same, old, new))
    return bool(old == new)


def _blocks(front: FrontMatter, lines: list[str]) -> dict[str, list[str]]:
    """The lines of each value by its name, and under ``""`` what stands before the first."""
    starts = {name: front.lines[(name,)] - 1 for name in front.values}
    ends = [*list(starts.values())[1:], len(lines)]
    first = next(iter(starts.values()), len(lines))
    return {"": lines[:first]} | {
        name: lines[start:end] for (name, start), end in zip(starts.items(), ends, strict=True)
    }


def written(name: str, value: Any, indent: str = "") -> Iterator[str]:
    """A value as lines of YAML in the style of this library."""
    if isinstance(value, dict):
        yield f"{indent}{name}:"
        for key, inner in value.items():
            yield from () if inner is None else written(key, inner, indent + "  ")
    elif isinstance(value, tuple) and any(isinstance(item, dict) for item in value):
        yield f"{indent}{name}:"
        for item in value:
            yield from _item(item, indent)
    elif isinstance(value, tuple):
        yield f"{indent}{name}: {writing.flow_list(map(str, value))}"
    else:
        text = writing.on_one_line(str(value or ""))
        yield f"{indent}{name}: {writing.scalar(text) if text else EMPTY_TEXT}"


def _item(item: dict[str, Any], indent: str) -> Iterator[str]:
    """One part of a list: a hyphen before its first line."""
    kept = {key: value for key, value in item.items() if value not in ("", None)}
    lines = [line for key, value in kept.items() for line in written(key, value, indent + "    ")]
    for number, line in enumerate(lines):
        yield f"{indent}  - {line.lstrip()}" if number == 0 else line
