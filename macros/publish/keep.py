"""What was made before, kept under the hash of everything that it was made of.

A build asks for many values, each made from a few facts. What is kept is taken, the rest is made on
all cores and kept. Throwing the file away costs time and changes nothing.
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
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from macros.content.kept import Step
from macros.publish.forks import in_shares
from macros.publish.listing import put_file

T = TypeVar("T")
FILE = "bouw.sqlite"
MOST_BYTES = 2_000_000_000
_AT_ONCE = 50  # values in one transaction
_PATIENCE = 60  # seconds that one process waits for another
# The values are large, so that which build used them last stands in a table of its own.
_TABLES = """
CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS used (key BLOB PRIMARY KEY, build INTEGER NOT NULL) WITHOUT ROWID;
"""
_CODE = Path(__file__).resolve().parents[1]
_LIBRARIES = (
    "jinja2", "lxml", "markdown-it-py", "mkdocs", "mkdocs-material", "pydantic", "pyyaml",
    "tinycss2",
)  # fmt: skip


def cache_folder() -> Path:
    """Where what was made is kept; ``WERKATELIER_CACHE`` overrules it."""
    return Path(os.environ.get("WERKATELIER_CACHE") or _CODE.parent / ".cache")


def digest(*facts: object) -> bytes:
    """One hash for a few facts: texts, bytes, numbers, or tuples of them."""
    found = hashlib.blake2b(digest_size=20)
    _add(found, facts)
    return found.digest()


def _add(found: hashlib.blake2b, fact: object) -> None:
    """Each fact with its kind and length, so that no two rows of facts look the same."""
    if isinstance(fact, tuple):
        found.update(b"t%d:" % len(fact))
        for part in fact:
            _add(found, part)
        return
    content = fact if isinstance(fact, bytes) else repr(fact).encode()
    found.update(b"%c%d:" % (b"b" if isinstance(fact, bytes) else b"r", len(content)))
    found.update(content)


@cache
def program() -> bytes:
    """The hash of our own code and templates and of the libraries that make pages."""
    files = (f for f in sorted(_CODE.rglob("*")) if f.suffix in (".py", ".jinja", ".yml"))
    code = tuple((f.relative_to(_CODE).as_posix(), f.read_bytes()) for f in files)
    versions = tuple(importlib.metadata.version(name) for name in _LIBRARIES)
    return digest(code, versions, sys.version)


class Keep:
    """The values of earlier builds, in one file of this machine."""

    def __init__(self, folder: Path | None = None, *, serves: bool = False) -> None:
        """``serves``: one process builds again and again, and writes only what changed."""
        self.serves = serves
        self._standing: dict[str, bytes] = {}  # place -> key
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
        self._fill(step, [*zip(keys, things, strict=True)], _nothing)
        with closing(self._connect()) as store:
            for key in keys:
                yield _value(store, key)

    def fill(self, step: Step[T], things: Sequence[T]) -> None:
        """See to it that the value of each thing is there when somebody asks."""
        self._fill(step, [*zip(_keys(step, things), things, strict=True)], _nothing)

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
        keys = _keys(step, things)
        self.placed |= zip(map(place, things), keys, strict=True)
        pairs = [
            (key, thing)
            for key, thing in zip(keys, things, strict=True)
            if self._standing.get(place(thing)) != key
        ]
        self._fill(step, pairs, lambda thing, value: put_file(folder / place(thing), value))

    def put(self, place: str, content: bytes, folder: Path) -> None:
        """Write a file that is quicker made than kept; left out as in ``write``."""
        self.placed[place] = key = digest(content)
        if self._standing.get(place) != key:
            put_file(folder / place, content)

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
            store.execute("PRAGMA journal_mode=WAL")
            store.executescript(_TABLES)
            (last,) = store.execute("SELECT max(build) FROM used").fetchone()
        return (last or 0) + 1

    def _fill(
        self, step: Step[T], pairs: list[tuple[bytes, T]], use: Callable[[T, bytes], None]
    ) -> None:
        """See to it that there is a value under each key; do something with each."""
        missing, again = _sorted(pairs, self._known())

        def make_some(share: Sequence[tuple[bytes, T]]) -> None:
            with closing(self._connect()) as store:
                for some in _batches(share):
                    rows = [(key, step.make(thing)) for key, thing in some]
                    for (_, thing), (_, value) in zip(some, rows, strict=True):
                        use(thing, value)
                    _insert(store, "kept", rows)

        def use_some(share: Sequence[tuple[bytes, T]]) -> None:
            with closing(self._connect()) as store:
                for key, thing in share:
                    use(thing, _value(store, key))

        in_shares(make_some, missing)
        in_shares(use_some, [] if use is _nothing else again)
        with closing(self._connect()) as store:
            _insert(store, "used", ((key, self.build) for key, _ in pairs))

    def _known(self) -> set[bytes]:
        with closing(self._connect()) as store:
            return {key for (key,) in store.execute("SELECT key FROM kept")}


def _keys(step: Step[T], things: Sequence[T]) -> list[bytes]:
    return [digest(program(), step.name, step.facts(thing)) for thing in things]


def _sorted(
    pairs: Iterable[tuple[bytes, T]], known: set[bytes]
) -> tuple[list[tuple[bytes, T]], list[tuple[bytes, T]]]:
    """What must be made, and what is known by then: also the second thing with the same key."""
    missing, again = list[tuple[bytes, T]](), list[tuple[bytes, T]]()
    for key, thing in pairs:
        (again if key in known else missing).append((key, thing))
        known.add(key)
    return missing, again


def _nothing(thing: object, value: bytes) -> None:
    """What is done with a value that is only wanted."""


def _insert(store: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, Any]]) -> None:
    """Write all rows, or nothing."""
    store.execute("BEGIN IMMEDIATE")
    store.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", rows)
    store.execute("COMMIT")


def _value(store: sqlite3.Connection, key: bytes) -> bytes:
    found: tuple[bytes] = store.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
    return found[0]


def _batches(things: Sequence[T]) -> Iterator[Sequence[T]]:
    return (things[start : start + _AT_ONCE] for start in range(0, len(things), _AT_ONCE))
