"""``--fix``: mends what is certain and harmless, shows what it did, and leaves all else alone.

The repairs themselves are those that the check shows (``Problem.fixed``); a kind of mistake is
mended when ``meldingen.yml`` has a ``gedaan`` for it. Letters and digits never change: a result in
which they did is thrown away.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.content import source
from macros.content.body_repairs import read_body, titles_of_parts
from macros.content.front_checks import build_entry, field_order, keys_of
from macros.content.frontmatter import read_front_matter
from macros.content.kinds import KINDS, Kind
from macros.content.problems import Problem, catalogue
from macros.content.repairs import NO_KEYS

_ROUNDS = 4  # one mended line may bring another to light
_TOP_KEY = re.compile(r"([\w-]+) *:(\s|$)")


@dataclass(frozen=True)
class Mended:
    """One thing that was done: where, what, and the line before and after."""

    path: str
    line: int
    code: str
    before: str = ""
    after: str = ""

    @property
    def what(self) -> str:
        """What was done, in Dutch."""
        return catalogue()[self.code].done


def fix_text(text: str, path: str, kind: Kind | None) -> tuple[str, tuple[Mended, ...]]:
    """The text as it should be, and what was done to it; the same text when nothing was.

    ``text`` may still hold a BOM and Windows line ends. ``kind`` is None for a data file.
    Mending what is mended changes nothing.
    """
    new, done = _fix_ends(text, path)
    for _ in range(_ROUNDS):
        before = new
        new, more = _fix_lines(new, path, kind)
        done += more
        if new == before:
            break
    new, more = _order_keys(new, path, kind)
    return (new, (*done, *more)) if _signs(new) == _signs(text) else (text, ())


def _signs(text: str) -> Counter[str]:
    return Counter(char for char in text if char.isalnum())


def _fix_ends(text: str, path: str) -> tuple[str, list[Mended]]:
    """The start of the file, the ends of its lines and the end of the file."""
    raw = text.encode("utf-8", "surrogatepass")
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = plain.split("\n")
    new = "\n".join(source.trim(line, lines[n : n + 1]) for n, line in enumerate(lines, 1))
    new += "" if new.endswith("\n") or not new.strip() else "\n"
    found = [*source.check_bytes(raw, path), *source.check_line_ends(plain, path)]
    return new, [Mended(path, p.line, p.code) for p in found]


def _fix_lines(text: str, path: str, kind: Kind | None) -> tuple[str, list[Mended]]:
    """Every line for which the check knows the right form, if that is safe."""
    lines = text.split("\n")
    done: list[Mended] = []
    for p in _safe(_problems(text, path, kind)):
        before = lines[p.line - 1]
        if before != p.fixed and _signs(before) == _signs(p.fixed or before):
            done.append(Mended(path, p.line, p.code, before, p.fixed))
    doubled = {m.line - 1 for m in done if m.code == "streepjes-dubbel"}
    for mended in done:
        lines[mended.line - 1] = mended.after
    return "\n".join(line for n, line in enumerate(lines) if n not in doubled), done


def _problems(text: str, path: str, kind: Kind | None) -> list[Problem]:
    """What the check says of the text itself, without looking at other files."""
    if kind is None:
        return read_front_matter(text, path, keys=NO_KEYS).problems
    try:
        parts = source.split(text, path)
    except source.UnreadableError:
        return []
    front = read_front_matter(parts.front, path, parts.front_line, keys_of(kind.model))
    built = build_entry(front, kind, path)
    titles = titles_of_parts(front.values)
    _, _, slips = read_body(parts.body, path, parts.body_line, kind, titles)
    return [*parts.problems, *front.problems, *built.problems, *slips]


def _safe(problems: list[Problem]) -> Iterator[Problem]:
    """The problems that can be mended; none on a line that has others as well."""
    unsafe = {p.line for p in problems if not catalogue()[p.code].done}
    for p in problems:
        if p.line not in unsafe and (p.fixed or p.code == "streepjes-dubbel"):
            yield p


def _order_keys(text: str, path: str, kind: Kind | None) -> tuple[str, list[Mended]]:
    """The fields in their fixed order, each with the remarks above it."""
    try:
        parts = source.split(text, path)
    except source.UnreadableError:
        return text, []
    if kind is None or parts.problems:
        return text, []
    new = _in_order(parts.front, field_order(kind))
    before, after = (read_front_matter(front, path) for front in (parts.front, new))
    same = before.complete and not before.problems and before.values == after.values
    if not same or list(before.values) == list(after.values):
        return text, []
    whole = text.split("\n")
    start = parts.front_line - 1
    whole[start : start + parts.front.count("\n") + 1] = new.split("\n")
    shown = (", ".join(before.values), ", ".join(after.values))
    return "\n".join(whole), [Mended(path, parts.front_line, "volgorde-velden", *shown)]


def _in_order(front: str, order: list[str]) -> str:
    """The blocks of a front matter sorted; a field that we do not know stays where it was."""
    blocks: list[tuple[int, list[str]]] = []
    waiting: list[str] = []
    place = -1
    for line in front.split("\n"):
        if found := _TOP_KEY.match(line):
            place = order.index(found[1]) if found[1] in order else place
            blocks.append((place, [*waiting, line]))
            waiting = []
        elif line.startswith("#") or not blocks:
            waiting.append(line)
        else:
            blocks[-1][1].extend([*waiting, line])
            waiting = []
    ordered = sorted(blocks, key=lambda block: block[0])
    return "\n".join([line for _, lines in ordered for line in lines] + waiting)


def fix_library(root: Path) -> list[Mended]:
    """Mend the files in ``root/cases``, and say what was done. Raises OSError from writing."""
    done: list[Mended] = []
    folder = root / "cases"
    for kind in (*KINDS, None):
        inside = folder / kind.folder if kind else folder
        if inside.is_symlink():
            continue
        for file in sorted(inside.glob("*.md" if kind else "*.yml")):
            done += fix_file(file, file.relative_to(root).as_posix(), kind)
    return done


def fix_file(file: Path, path: str, kind: Kind | None) -> tuple[Mended, ...]:
    """Mend one file; a file that cannot be read, or needs nothing, is not touched."""
    try:
        text = source.read_bytes(file, path, source.MAX_BYTES * 10).decode("utf-8")
    except (source.UnreadableError, UnicodeDecodeError):
        return ()
    new, done = fix_text(text, path, kind)
    if done:
        write_atomically(file, new)
    return done


def write_atomically(file: Path, text: str) -> None:
    """Write beside the file and then take its place, so that it is never half written."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".tmp")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(text.encode("utf-8"))
            out.flush()
            os.fsync(out.fileno())
        beside.chmod(file.stat().st_mode if file.exists() else 0o644)
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
