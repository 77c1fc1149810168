"""Which edition of the library this is: the last commit, never the clock."""

from __future__ import annotations

import datetime
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from macros.views.rows import dutch_date

UNKNOWN = "los"


@dataclass(frozen=True)
class Edition:
    """The version that stands on paper. ``epoch`` is in seconds since 1970, UTC."""

    version: str
    epoch: int

    @property
    def day(self) -> datetime.date:
        """The date of the edition, in UTC."""
        return datetime.datetime.fromtimestamp(self.epoch, datetime.UTC).date()

    @property
    def date(self) -> str:
        """``24 november 2026``."""
        return dutch_date(self.day)


def read_edition(root: Path) -> Edition:
    """The short hash and the time of the last commit; ``SOURCE_DATE_EPOCH`` overrules the time."""
    version, epoch = _last_commit(root)
    return Edition(version, int(os.environ.get("SOURCE_DATE_EPOCH") or epoch))


def _last_commit(root: Path) -> tuple[str, int]:
    """Outside a repository the edition is ``los`` and as old as the newest file."""
    command = ["git", "-C", str(root), "log", "-1", "--abbrev=8", "--format=%h %ct"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        version, epoch = answer.split()
    except (OSError, subprocess.CalledProcessError, ValueError):
        newest = max(int(f.stat().st_mtime) for f in (root / "cases").rglob("*") if f.is_file())
        return UNKNOWN, newest
    return version, int(epoch)
