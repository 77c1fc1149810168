"""Where the site stands: one build at a time, and at every moment a whole site to be found.

A build works in a folder beside the site. At the end the two change places in one step of the
system, so that a reader, or a power cut, meets the old site or the new one and nothing between.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from macros.publish.errors import BuildError

BUSY = (
    "Er loopt al een bouw voor {site}. Wacht tot die klaar is. "
    "Is er geen andere bouw, kijk dan of er nog een proces draait."
)
_AT_CWD, _EXCHANGE = -100, 2  # from Linux: AT_FDCWD and RENAME_EXCHANGE


@contextmanager
def fresh_folder(site: Path) -> Iterator[Path]:
    """An empty folder beside ``site`` to build in; gone afterwards, whatever happens.

    First mends what a build left that was cut off. Raises BuildError when another build is busy
    with this site.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    with _only_one(site):
        mend(site)
        fresh = Path(tempfile.mkdtemp(prefix=_prefix(site, "nieuw"), dir=site.parent))
        fresh.chmod(0o755)  # the web server is somebody else
        try:
            yield fresh
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def _prefix(site: Path, what: str) -> str:
    return f".{site.name}-{what}-"


@contextmanager
def _only_one(site: Path) -> Iterator[None]:
    """Hold the lock of this site. The system lets go of it when the process dies."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with (site.parent / f".{site.name}.slot").open("w") as lock:
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # ``lockf``: children do not keep it
        except (BlockingIOError, PermissionError):
            raise BuildError(BUSY.format(site=site)) from None
        yield


def mend(site: Path) -> None:
    """Put back a site that a cut-off build had set aside, and clear what such a build left."""
    aside = sorted(site.parent.glob(f"{_prefix(site, 'oud')}*"))
    if aside and not site.exists():
        aside.pop().rename(site)
    for left in (*aside, *site.parent.glob(f"{_prefix(site, 'nieuw')}*")):
        shutil.rmtree(left, ignore_errors=True)


def swap(fresh: Path, site: Path) -> None:
    """Put ``fresh`` in the place of ``site``, on disk before it is seen.

    Where the system cannot exchange two folders in one step, the old one is set aside for an
    instant; ``mend`` finds it back at the next start.
    """
    to_disk()
    if not site.exists():
        fresh.rename(site)
    elif not exchange(fresh, site):
        _in_two_steps(fresh, site)


def to_disk() -> None:
    """Wait until all that was written stands on the disk, where the system can say so."""
    if hasattr(os, "sync"):
        os.sync()


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change names in one step; False where the system cannot do that."""
    if not sys.platform.startswith("linux"):
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    return bool(call(_AT_CWD, os.fsencode(one), _AT_CWD, os.fsencode(other), _EXCHANGE) == 0)


def _in_two_steps(fresh: Path, site: Path) -> None:
    aside = Path(tempfile.mkdtemp(prefix=_prefix(site, "oud"), dir=site.parent))
    site.rename(aside)  # over the empty folder
    try:
        fresh.rename(site)
    except BaseException:
        aside.rename(site)
        raise
    shutil.rmtree(aside, ignore_errors=True)
