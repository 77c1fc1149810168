"""What was made before, kept under the hash of everything that it was made of.

A build asks for many values, each made from a few facts. What is kept is taken, the rest is made on
all cores and kept. Of a page only its hash is kept: the page itself stands in the site that was
built last. Throwing the file away costs time and changes nothing.
"""

from __future__ import annotations

import atexit
import hashlib
import importlib.metadata
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from macros.content.kept import Step
from macros.publish.forks import LEAST_OF_TURN, in_shares
from macros.publish.listing import SiteFile, put_file

T = TypeVar("T")
Rows = list[tuple[bytes, bytes]]
FILE = "bouw.sqlite"
MOST_BYTES = 2_000_000_000
_AT_ONCE = 200  # values in one transaction: each writes half of the index again
_PATIENCE = 60  # seconds that one process waits for another
# The values are large, so that which build used them last stands in a table of its own.
_TABLES = """
CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS used (key BLOB PRIMARY KEY, build INTEGER NOT NULL) WITHOUT ROWID;
"""
_CODE = Path(__file__).resolve().parents[1]
_LIBRARIES = (
    "jinja2", "markdown-it-py", "mkdocs", "mkdocs-material", "pydantic", "pyyaml", "selectolax",
    "tinycss2",
)  # fmt: skip


def cache_folder() -> Path:
    """Where what was made is kept; ``WERKATELIER_CACHE`` overrules it."""
    return Path(os.environ.get("WERKATELIER_CACHE") or _CODE.parent / ".cache")


def digest(*facts: object) -> bytes:
    """One hash for a few facts: texts, bytes, numbers, or tuples of them."""
    told: list[bytes] = []
    _tell(facts, told)
    return hashlib.blake2b(b"".join(told), digest_size=20).digest()


def _tell(fact: object, told: list[bytes]) -> None:
    """Each fact with its kind and length, so that no two rows of facts look the same."""
    if isinstance(fact, bytes):
        told += (b"b%d:" % len(fact), fact)
    elif isinstance(fact, tuple):
        told.append(b"t%d:" % len(fact))
        for part in fact:
            _tell(part, told)
    else:
        content = repr(fact).encode()
        told += (b"r%d:" % len(content), content)


@cache
def program() -> bytes:
    """The hash of our own code and templates and of the libraries that make pages."""
    files = (f for f in sorted(_CODE.rglob("*")) if f.suffix in (".py", ".jinja", ".yml"))
    code = tuple((f.relative_to(_CODE).as_posix(), f.read_bytes()) for f in files)
    versions = tuple(importlib.metadata.version(name) for name in _LIBRARIES)
    return digest(code, versions, sys.version)


class Keep:
    """The values of earlier builds, in one file of this machine."""

    def __init__(
        self,
        folder: Path | None = None,
        *,
        serves: bool = False,
        before: Path | None = None,
        along: Sequence[Step[SiteFile]] = (),
    ) -> None:
        """``serves``: one process builds again and again, and writes only what changed.

        ``before`` is the site as it was built last: pages that are still right come from there.
        ``along`` are the steps that will want every file: done while it is at hand.
        """
        self.serves, self.before, self.along = serves, before, along
        self._standing: dict[str, bytes] = {}  # place -> cause
        self.placed: dict[str, bytes] = {}  # what this build wrote, by what decided about it
        try:
            self._open(folder or cache_folder())
        except OSError:  # a folder in which we may not write: nothing is kept for a next time
            own = tempfile.mkdtemp(prefix="werkatelier-")
            atexit.register(shutil.rmtree, own, ignore_errors=True)
            self._open(Path(own))

    def _open(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.file = folder / FILE
        if not os.access(folder, os.W_OK):
            raise PermissionError(folder)
        try:
            self.build = self._next_build()
        except sqlite3.DatabaseError:  # half a file, or not ours: start again
            self.file.unlink(missing_ok=True)
            self.build = self._next_build()

    def values(self, step: Step[T], things: Sequence[T]) -> Iterator[bytes]:
        """The value of each thing, in order."""
        keys = _keys(step, things)
        missing = _missing(zip(keys, things, strict=True), self._known())
        in_shares(partial(self._make, step), missing)
        with closing(self._connect()) as store:
            self._mark_used(store, keys)
            for key in keys:
                yield _value(store, key)

    def value(self, name: str, facts: object, make: Callable[[], bytes]) -> bytes:
        """One value."""
        (found,) = self.values(Step(name, lambda _: facts, lambda _: make()), [None])
        return found

    def write(
        self, step: Step[T], things: Sequence[T], place: Callable[[T], str], folder: Path
    ) -> None:
        """Write the value of each thing at its place below ``folder``, on all cores.

        What stands where the site is served (see ``settle``) is left out.
        """
        files = [SiteFile(place(t), folder / place(t), _key(step, t)) for t in things]
        pairs = [pair for pair in zip(files, things, strict=True) if not self._stands(pair[0])]
        known = self._known()
        in_shares(partial(self._write_new, step), [p for p in pairs if p[0].cause not in known])
        in_shares(partial(self._write_again, step), [p for p in pairs if p[0].cause in known])
        self.placed |= {file.place: file.cause for file in files}
        with closing(self._connect()) as store:
            self._mark_used(store, (file.cause for file in files))

    def put(self, contents: Iterable[tuple[str, bytes]], folder: Path) -> None:
        """Write files that are quicker made than kept; left out as in ``write``."""
        known = self._known()
        files = (SiteFile(p, folder / p, digest(content), content) for p, content in contents)
        some_at_once = _batches(files, LEAST_OF_TURN)
        self._save(row for some in some_at_once for row in self._put_some(some, known))

    def _put_some(self, files: list[SiteFile], known: Container[bytes]) -> Rows:
        """Write the files that do not stand there yet; gives what is kept of them."""
        self.placed |= {file.place: file.cause for file in files}
        return self._along([_put(file) for file in files if not self._stands(file)], known)

    def files(self, found: Iterable[tuple[str, Path]]) -> list[SiteFile]:
        """These files of a built site, as ``files_below`` gives them."""
        return [
            SiteFile(place, file, self.placed.get(place) or digest(file.read_bytes()))
            for place, file in found
        ]

    def _along(self, files: list[SiteFile], known: Container[bytes] = ()) -> Rows:
        """What the later steps will want of these files, as far as it is not known yet."""
        wanted = ((_key(step, file), step, file) for step in self.along for file in files)
        made = ((key, step.make(file)) for key, step, file in wanted if key not in known)
        return [(key, value) for key, value in made if value]  # a step may want nothing of a file

    def settle(self) -> list[str]:
        """What was written now stands where the site is served; gives the places that are gone."""
        gone = [place for place in self._standing if place not in self.placed]
        self._standing, self.placed = self.placed, {}
        return gone

    def forget(self) -> None:
        """What was written since ``settle`` goes nowhere."""
        self.placed = {}

    def tidy(self, most: int = MOST_BYTES) -> None:
        """Forget what no build used for longest, until the file is small enough."""
        with closing(self._connect()) as store:
            while self.file.stat().st_size > most and self._forget_oldest(store):
                store.execute("VACUUM")

    def _forget_oldest(self, store: sqlite3.Connection) -> bool:
        """Forget what only the oldest build used; False when that is this build."""
        (oldest,) = store.execute("SELECT min(build) FROM used").fetchone()
        if oldest is None or oldest >= self.build:
            return False
        store.execute("DELETE FROM used WHERE build = ?", (oldest,))
        store.execute("DELETE FROM kept WHERE key NOT IN (SELECT key FROM used)")
        return True

    def _connect(self) -> sqlite3.Connection:
        found = sqlite3.connect(self.file, timeout=_PATIENCE, isolation_level=None)
        found.execute("PRAGMA synchronous=NORMAL")
        found.execute("PRAGMA wal_autocheckpoint=0")  # who closes last does it, once
        return found

    def _next_build(self) -> int:
        with closing(self._connect()) as store:
            store.execute("PRAGMA page_size=32768")  # a value is mostly a page of the site
            store.execute("PRAGMA journal_mode=WAL")
            store.executescript(_TABLES)
            (last,) = store.execute("SELECT max(build) FROM used").fetchone()
        return (last or 0) + 1

    def _make(self, step: Step[T], share: Iterable[tuple[bytes, T]]) -> None:
        """Keep the value of each thing under its key."""
        self._save((key, step.make(thing)) for key, thing in share)

    def _write_new(self, step: Step[T], share: Iterable[tuple[SiteFile, T]]) -> None:
        """Make and write each file.

        A step takes all files of a turn: to change over with every file takes a twentieth longer.
        """
        some_at_once = _batches(share, LEAST_OF_TURN)
        self._save(row for some in some_at_once for row in self._write_some(step, some))

    def _write_some(self, step: Step[T], some: list[tuple[SiteFile, T]]) -> Rows:
        """Make and write files; what is kept of each is its hash: the site keeps the rest."""
        made = [_put(replace(file, at_hand=step.make(thing))) for file, thing in some]
        return [*((file.cause, _hash(file.content)) for file in made), *self._along(made)]

    def _save(self, rows: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep each value under its key; what was made is safe every few values."""
        with closing(self._connect()) as store:
            for some in _batches(rows, _AT_ONCE):
                _insert(store, "kept", some)

    def _write_again(self, step: Step[T], share: Iterable[tuple[SiteFile, T]]) -> None:
        """Write each file as it was in the site before; make it where that is not to be had."""
        with closing(self._connect()) as store:
            for file, thing in share:
                content = self._from_before(file.place, _value(store, file.cause))
                _put(replace(file, at_hand=step.make(thing) if content is None else content))

    def _from_before(self, place: str, hashed: bytes) -> bytes | None:
        """The file in the site before, if nobody changed it."""
        try:
            content = (self.before / place).read_bytes() if self.before else b""
        except OSError:
            return None
        return content if _hash(content) == hashed else None

    def _stands(self, file: SiteFile) -> bool:
        """Whether it stands where the site is served."""
        return self._standing.get(file.place) == file.cause

    def _mark_used(self, store: sqlite3.Connection, keys: Iterable[bytes]) -> None:
        _insert(store, "used", ((key, self.build) for key in keys))

    def _known(self) -> set[bytes]:
        with closing(self._connect()) as store:
            return {key for (key,) in store.execute("SELECT key FROM kept")}


def _key(step: Step[T], thing: T) -> bytes:
    return digest(program(), step.name, step.facts(thing))


def _keys(step: Step[T], things: Iterable[T]) -> list[bytes]:
    return [_key(step, thing) for thing in things]


def _missing(pairs: Iterable[tuple[bytes, T]], known: set[bytes]) -> list[tuple[bytes, T]]:
    """What must be made; of things with the same key the first."""
    missing = list[tuple[bytes, T]]()
    for key, thing in pairs:
        if key not in known:
            missing.append((key, thing))
            known.add(key)
    return missing


def _hash(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def _put(file: SiteFile) -> SiteFile:
    """The file, written."""
    put_file(file.file, file.content)
    return file


def _insert(store: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, Any]]) -> None:
    """Write all rows, or nothing."""
    store.execute("BEGIN IMMEDIATE")
    store.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", rows)
    store.execute("COMMIT")


def _value(store: sqlite3.Connection, key: bytes) -> bytes:
    found: tuple[bytes] = store.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
    return found[0]


def _batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(things)
    while some := [*islice(rest, size)]:
        yield some
