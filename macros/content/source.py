"""From a file's bytes to its text: the walls before anything is parsed."""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.content.problems import Problem, problem

MAX_BYTES = 100_000
MAX_LINE = 2_000
BOMBS = frozenset({"lange-regel", "lang-woord"})  # with one of these a file is not parsed
FENCE = "---"
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
INVISIBLE = BIDI | frozenset("\u200b\u2060\ufeff\u00ad\u2028\u2029\u0085")
_LONG_WORD = re.compile(r"\S{120,}")
_FILE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.md")


@dataclass(frozen=True)
class Source:
    """A content file as text: front matter and body, each with the line that it starts on."""

    path: str
    slug: str
    front: str
    front_line: int
    body: str
    body_line: int


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
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            yield problem("lange-regel", path, number, lengte=len(line), grens=MAX_LINE)
        for word in _LONG_WORD.findall(line)[:1]:
            yield problem("lang-woord", path, number, tekst=word[:40], lengte=len(word))
        for char in _forbidden_characters(line):
            name = f"U+{ord(char):04X}"
            yield problem("stuurteken", path, number, teken=name, plek=line.index(char) + 1)


def _forbidden_characters(line: str) -> list[str]:
    """Each forbidden character of a line once. Most lines hold printable characters only."""
    if line.isprintable():
        return []
    return [char for char in dict.fromkeys(line) if _is_forbidden(char)]


def _is_forbidden(char: str) -> bool:
    if char in INVISIBLE:
        return True
    return char != "\t" and unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn")


def check_file_name(file: Path, path: str) -> Iterator[Problem]:
    """The name of a file is its address: small letters, digits and hyphens."""
    if not _FILE_NAME.fullmatch(file.name):
        better = _as_slug(file.stem) or "mijn-casus"
        yield problem("bestandsnaam", path, 1, naam=file.name, suggestion=f"{better}.md")


def _as_slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def split(text: str, path: str) -> Source:
    """Front matter and body of a file that starts with ``---``.

    Raises UnreadableError when one of the two fences is missing.
    """
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    if lines[first].rstrip() != FENCE:
        raise UnreadableError(problem("geen-kop", path, first + 1))
    for number in range(first + 1, len(lines)):
        if lines[number].rstrip() == FENCE:
            front, body = lines[first + 1 : number], lines[number + 1 :]
            slug = path.rsplit("/", 1)[-1].removesuffix(".md")
            return Source(path, slug, "\n".join(front), first + 2, "\n".join(body), number + 2)
        if lines[number].startswith("## "):
            break
    raise UnreadableError(problem("kop-niet-gesloten", path, number + 1))
