"""Time, memory and output of one command and all its children."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

EVERY = 0.05  # seconds between two looks at the memory, at least
REST = 30  # times as long as a look took: the watcher may not keep a core busy


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of processor, megabytes at the highest, megabytes written."""

    seconds: float
    processor: float
    memory: float
    output: float = 0.0


class FailedError(Exception):
    """The command that was measured did not succeed; the text is what it said."""


def measure(command: list[str], folder: Path, env: dict[str, str]) -> Cost:
    """Run a command in ``folder``; memory is the shared-out size (PSS) of its whole tree."""
    before, start = os.times(), time.perf_counter()
    child = subprocess.Popen(
        command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    watcher = _Watcher(child.pid)
    watcher.start()
    said, _ = child.communicate()
    seconds, after = time.perf_counter() - start, os.times()
    watcher.stop()
    if child.returncode:
        raise FailedError(f"{' '.join(command)}\n{said[-3000:]}")
    used = after.children_user + after.children_system
    used -= before.children_user + before.children_system
    return Cost(seconds, used, watcher.highest / 1024)


class _Watcher(threading.Thread):
    """Looks at the memory of a process and its children until told to stop."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.highest, self._done = pid, 0, threading.Event()

    def run(self) -> None:
        rest = EVERY
        while not self._done.wait(rest):
            start = time.perf_counter()
            self.highest = max(self.highest, sum(_kilobytes(pid) for pid in _tree(self.pid)))
            rest = max(EVERY, REST * (time.perf_counter() - start))

    def stop(self) -> None:
        self._done.set()
        self.join()


def _tree(pid: int) -> list[int]:
    found = [pid]
    for known in found:
        try:
            tasks = list(Path(f"/proc/{known}/task").iterdir())
            found += [int(c) for task in tasks for c in (task / "children").read_text().split()]
        except OSError:
            continue
    return found


def _kilobytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0


def megabytes(folder: Path) -> float:
    """What the files in a folder weigh together."""
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6


def middle(costs: list[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(*(median(getattr(c, name) for c in costs) for name in Cost.__annotations__))
