"""From a file's bytes to its text: the walls before anything is parsed."""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from macros.content.problems import Problem, nearest, problem

MAX_BYTES = 100_000
MAX_LINE = 2_000
BOMBS = frozenset({"lange-regel", "lang-woord"})  # with one of these a file is not parsed
FENCE = "---"
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
INVISIBLE = BIDI | frozenset("\u200b\u2060\ufeff\u00ad\u2028\u2029\u0085")
LONG_WORD = 120  # letters
_FILE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.md")


@dataclass(frozen=True)
class Source:
    """A content file as text: front matter and body, each with the line that it starts on.

    ``problems`` are the slips around the fences, after which the reading went on.
    """

    path: str
    slug: str
    front: str
    front_line: int
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()


class UnreadableError(Exception):
    """The file cannot be read any further; the problems say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


def read_bytes(file: Path, path: str, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of an ordinary file.

    Raises UnreadableError for a link, a folder or device, and a file that is too large.
    """
    _refuse_unusual_file(file, path, max_bytes)
    return file.read_bytes()


def opened(file: Path, path: str, max_bytes: int = MAX_BYTES) -> tuple[bytes, str]:
    """The bytes of a file and the text in them.

    Raises FileNotFoundError, and UnreadableError for everything else that stands in the way, also
    when Git left two versions of the text.
    """
    try:
        raw = read_bytes(file, path, max_bytes)
    except FileNotFoundError:
        raise
    except OSError as error:
        reason = error.strerror or error
        raise UnreadableError(problem("niet-te-lezen", path, 1, reden=reason)) from None
    text = decode(raw, path)
    if conflicts := list(check_conflict(text, path)):
        raise UnreadableError(*conflicts)
    return raw, text


def read_text(file: Path, path: str) -> tuple[str, list[Problem]]:
    """A text of any form, and what is wrong with it; empty when it is absent or unreadable."""
    try:
        _, text = opened(file, path)
    except FileNotFoundError:
        return "", []
    except UnreadableError as refused:
        return "", [*refused.problems]
    return text, list(check_characters(text, path))


def is_ordinary(file: Path) -> bool:
    """Whether this is a file, no link, that is not too large to read."""
    try:
        _refuse_unusual_file(file, file.name, MAX_BYTES)
    except (UnreadableError, OSError):
        return False
    return True


def decode(raw: bytes, path: str) -> str:
    """The text in these bytes, line ends made ``\\n``.

    Raises UnreadableError when it is not UTF-8.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise UnreadableError(problem("geen-utf8", path, line)) from None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _refuse_unusual_file(file: Path, path: str, max_bytes: int) -> None:
    status = file.lstat()
    if stat.S_ISLNK(status.st_mode):
        raise UnreadableError(problem("snelkoppeling", path, 1))
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError(problem("geen-gewoon-bestand", path, 1))
    if status.st_size > max_bytes:
        size = status.st_size // 1000
        raise UnreadableError(problem("te-groot", path, 1, kilobyte=size, grens=max_bytes // 1000))


def check_bytes(raw: bytes, path: str) -> Iterator[Problem]:
    """Marks that Windows programs leave behind: harmless, and worth tidying."""
    if raw.startswith(b"\xef\xbb\xbf"):
        yield problem("bom", path, 1)
    if b"\r" in raw:
        yield problem("windows-regeleinden", path, raw[: raw.index(b"\r")].count(b"\n") + 1)


def check_characters(text: str, path: str) -> Iterator[Problem]:
    """Characters and lines that no editor types on purpose are refused."""
    lines = text.split("\n")
    if not _has_odd_signs(text, lines):
        return
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            yield problem("lange-regel", path, number, lengte=len(line), grens=MAX_LINE)
        for word in _long_words(line)[:1]:
            yield problem("lang-woord", path, number, tekst=word[:40], lengte=len(word))
        for char in forbidden_characters(line):
            name = f"U+{ord(char):04X}"
            yield problem("stuurteken", path, number, teken=name, plek=line.index(char) + 1)


def _has_odd_signs(text: str, lines: list[str]) -> bool:
    """Whether it is worth looking at each line: a quick look at a whole text, mostly enough."""
    longest_word = max(map(len, text.split()), default=0)
    return (
        longest_word >= LONG_WORD
        or max(map(len, lines)) > MAX_LINE
        or not "".join(lines).isprintable()
    )


def _long_words(line: str) -> list[str]:
    return [word for word in line.split() if len(word) >= LONG_WORD]


def forbidden_characters(text: str) -> list[str]:
    """Each forbidden character of a text once. Most hold printable characters only."""
    if text.isprintable():
        return []
    return [char for char in dict.fromkeys(text) if is_forbidden(char)]


def is_forbidden(char: str) -> bool:
    """Whether nobody types this sign on purpose: it hides text, or turns it around."""
    if char in INVISIBLE:
        return True
    return char != "\t" and unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn")


def check_file_name(file: Path, path: str) -> Iterator[Problem]:
    """The name of a file is its address: small letters, digits and hyphens."""
    if not _FILE_NAME.fullmatch(file.name):
        better = as_slug(file.name.split(".")[0]) or "mijn-casus"
        yield problem("bestandsnaam", path, 1, naam=file.name, suggestion=f"{better}.md")


def as_slug(name: str) -> str:
    """The name in small letters, digits and hyphens, as it can stand in an address."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def check_line_ends(text: str, path: str) -> Iterator[Problem]:
    """No spaces at the end of a line, and a line end after the last one."""
    lines = text.split("\n")
    spaced = " \n" in text or "\t\n" in text or text.endswith((" ", "\t"))
    ends = enumerate(lines, 1) if spaced else ()
    trailing = [n for n, line in ends if trim(line, lines[n : n + 1]) != line]
    if trailing and text.strip():
        yield problem("spaties-achteraan", path, trailing[0], aantal=len(trailing))
    if text.strip() and not text.endswith("\n"):
        yield problem("geen-slotregel", path, len(lines))


def trim(line: str, following: Sequence[str]) -> str:
    """The line without spaces at its end, unless two of them end a line within a paragraph."""
    bare = line.rstrip(" \t")
    in_text = bare and not _FIELD.match(line) and any(later.strip() for later in following)
    return line if in_text and line[len(bare) :] == "  " else bare


def check_folders(folder: Path, known: Sequence[str]) -> Iterator[Problem]:
    """What stands beside the known folders would never become a page."""
    names = ", ".join(known)
    for found in sorted(folder.iterdir()) if folder.is_dir() else ():
        path = f"{folder.name}/{found.name}"
        if found.is_symlink():
            yield problem("snelkoppeling", path, 1)
        elif found.is_dir() and found.name not in known and not found.name.startswith("."):
            yield problem("vreemde-map", path, 1, naam=found.name, mappen=names,
                          suggestion=nearest(found.name, known))  # fmt: skip
        elif found.suffix == ".md":
            yield problem("verkeerde-map", path, 1, naam=found.name, mappen=names)


def check_conflict(text: str, path: str) -> Iterator[Problem]:
    """Git left no two versions of the same lines behind."""
    marks = [(n, line[:7]) for n, line in enumerate(text.split("\n"), 1) if _CONFLICT.match(line)]
    starts = [mark for mark in marks if mark[1] == "<<<<<<<"]
    for number, mark in starts or marks:  # half of them taken away leaves the others
        yield problem("samenvoegconflict", path, number, teken=mark)


_CONFLICT = re.compile(r"(<{7}|>{7}|\|{7})( |$)|={7}$")
_FIELD = re.compile(r"[A-Za-z_]+ *:(\s|$)")
_LONG_DASH = "\u2010-\u2015\u2212"
_DASHES = re.compile(rf"\s*(--+|[- {_LONG_DASH}]*[{_LONG_DASH}][- {_LONG_DASH}]*)\s*")


def split(text: str, path: str) -> Source:
    """Front matter and body of a file that starts with ``---``.

    Raises UnreadableError when it cannot be seen where the front matter starts and ends, and
    when Git left two versions of the text.
    """
    if conflicts := list(check_conflict(text, path)):
        raise UnreadableError(*conflicts)
    return _Splitter(text, path).source()


class _Splitter:
    """Looks for the two fences, and says where they are not as they should be."""

    def __init__(self, text: str, path: str) -> None:
        self.lines, self.path = text.split("\n"), path
        self.problems: list[Problem] = []

    def source(self) -> Source:
        start = self._opening()
        end, body = self._closing(start)
        front, rest = self.lines[start:end], self._without_second_front(body)
        slug = self.path.rsplit("/", 1)[-1].removesuffix(".md")
        return Source(self.path, slug, "\n".join(front), start + 1, "\n".join(rest), body + 1,
                      tuple(self.problems))  # fmt: skip

    def _opening(self) -> int:
        """The number of the first line of the front matter."""
        first = self._next_filled(0)
        if first is None:
            raise UnreadableError(problem("bestand-leeg", self.path, 1))
        if not self._is_fence(first):
            self._add("geen-kop", first)
            if not _FIELD.match(self.lines[first]) or FENCE not in self.lines:
                raise UnreadableError(*self.problems)
            return first
        second = self._next_filled(first + 1)
        if second is not None and self.lines[second].rstrip() == FENCE:
            after = self._next_filled(second + 1)
            if after is not None and _FIELD.match(self.lines[after]):
                self._add("streepjes-dubbel", second)
                return second + 1
        return first + 1

    def _closing(self, start: int) -> tuple[int, int]:
        """Where the front matter ends, and where the text begins."""
        for number in range(start, len(self.lines)):
            if self.lines[number].startswith("## "):
                self._add("kop-niet-gesloten", self._last_filled(number))
                return number, number
            if self._is_fence(number) and not self._goes_on(start, number):
                return number, number + 1
        self._add("kop-niet-gesloten", self._last_filled(len(self.lines)))
        raise UnreadableError(*self.problems)

    def _goes_on(self, start: int, number: int) -> bool:
        """Whether the front matter continues after this fence: then it is one too many."""
        after = self._next_filled(number + 1)
        if after is None or not _FIELD.match(self.lines[after]):
            return False
        names = {line.split(":")[0] for line in self.lines[start:number]}
        rest = (line.rstrip() for line in self.lines[after:])
        ends = next((line for line in rest if line == FENCE or line.startswith("## ")), "")
        if ends != FENCE or self.lines[after].split(":")[0] in names:
            return False
        self._add("streepjes-dubbel", number)
        self.lines[number] = ""
        return True

    def _is_fence(self, number: int) -> bool:
        line = self.lines[number]
        if line.rstrip() == FENCE:
            return True
        if len(line) > 80 or not _DASHES.fullmatch(line):
            return False
        self._add("streepjes-vorm", number, fixed=FENCE, tekst=line.strip())
        return True

    def _without_second_front(self, body: int) -> list[str]:
        """The text, up to a second front matter if there is one; a doubled fence left empty."""
        rest = self.lines[body:]
        fences = [n for n, line in enumerate(rest) if line.rstrip() == FENCE]
        first = next((n for n, line in enumerate(rest) if line.strip()), 0)
        for number, end in pairwise(fences):
            if _FIELD.match(rest[number + 1]):
                self._add("tweede-kop", body + number)
                skipped = [""] * (end + 1)
                return skipped + rest[end + 1 :] if number == first else rest[:number]
        if fences and fences[0] == first:
            self._add("streepjes-dubbel", body + fences[0])
            rest[fences[0]] = ""
        return rest

    def _next_filled(self, start: int) -> int | None:
        found = (n for n in range(start, len(self.lines)) if self.lines[n].strip())
        return next(found, None)

    def _last_filled(self, end: int) -> int:
        return next((n for n in range(end - 1, 0, -1) if self.lines[n].strip()), 0)

    def _add(self, code: str, number: int, *, fixed: str = "", **places: str) -> None:
        self.problems.append(problem(code, self.path, number + 1, fixed=fixed, **places))
