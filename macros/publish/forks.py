"""The same work on many things, spread over the cores of this machine."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

from macros.publish.errors import BuildError, explain

T = TypeVar("T")
_WHEN_PARENT_DIES = 1  # PR_SET_PDEATHSIG
WORTH_A_PROCESS = 60  # things: below this a new process costs more than it brings


def on_all_cores(
    work: Callable[[T], None], things: Sequence[T], worth: int = WORTH_A_PROCESS
) -> None:
    """Do ``work`` for each thing; see ``in_shares``."""

    def work_on_all(share: Sequence[T]) -> None:
        for thing in share:
            work(thing)

    in_shares(work_on_all, things, worth)


def in_shares(
    work: Callable[[Sequence[T]], None], things: Sequence[T], worth: int = WORTH_A_PROCESS
) -> None:
    """Do ``work`` for a share of the things in each of a few processes.

    What it changes in memory may be lost, what it writes stays. A process more is started for
    every ``worth`` things, up to the number of cores.
    A fork sees everything that is in memory without copying it. Where forking is not possible
    or not safe (another system, a thread beside this one) the work is done right here.
    Raises BuildError with the text of the first failure.
    """
    if not things:
        return
    first, *others = _shares(things, worth)
    context = multiprocessing.get_context("fork") if others else multiprocessing
    failures = context.SimpleQueue()
    children = [
        context.Process(target=_child, args=(os.getpid(), work, share, failures))
        for share in others
    ]
    for child in children:
        child.start()
    try:
        work(first)
    finally:
        for child in children:
            child.join()
    if any(child.exitcode for child in children):
        raise BuildError("Een deelproces is gestopt." if failures.empty() else failures.get())


def _shares(things: Sequence[T], worth: int) -> list[Sequence[T]]:
    can_fork = hasattr(os, "fork") and threading.active_count() == 1
    most = min(os.cpu_count() or 1, len(things) // worth) if can_fork else 1
    count = max(most, 1)
    return [things[start::count] for start in range(count)]


def die_with_parent(parent: int) -> None:
    """End this process when ``parent`` is killed, so that nothing keeps writing."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_WHEN_PARENT_DIES, signal.SIGKILL)
        if os.getppid() != parent:  # it died before we could say this
            os._exit(1)


def _child(
    parent: int, work: Callable[[Sequence[T]], None], share: Sequence[T], failures: object
) -> None:
    die_with_parent(parent)
    try:
        work(share)
    except Exception as error:
        failures.put(explain(error))  # type: ignore[attr-defined]
        os._exit(1)
    os._exit(0)
