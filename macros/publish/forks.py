"""The same work on many things, spread over the cores of this machine."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar, cast

from macros.publish.errors import BuildError, explain

T = TypeVar("T")
R = TypeVar("R")
_WHEN_PARENT_DIES = 1  # PR_SET_PDEATHSIG
_WORTH_A_PROCESS = 60  # things: below this a new process costs more than it brings
LEAST_OF_TURN = 20  # things that a process takes at a time
_MOST_TURNS, _BYTES_OF_TURN = 1_000, 4  # a pipe holds 4 kB everywhere


def in_shares(work: Callable[[Iterable[T]], None], things: Sequence[T]) -> None:
    """Do ``work`` for a share of the things in each of a few processes.

    Who is quick takes more of them. What ``work`` changes in memory may be lost, what it writes
    stays. A process more is started for every few dozen things, up to the number of cores.
    A fork sees everything that is in memory without copying it, so the first thing is done before
    that: what it loads is loaded once. Where forking is not possible or not safe (another system,
    a thread beside this one) the work is done right here.
    Raises BuildError with the text of the first failure.
    """
    others = min(os.cpu_count() or 1, len(things) // _WORTH_A_PROCESS) - 1
    if others < 1 or not _can_fork():
        work(things)
        return
    work(things[:1])
    rest = things[1:]
    with _turns(len(rest)) as turns, ExitStack() as running:
        children = [Beside(partial(work, _taken(rest, turns))) for _ in range(others)]
        for child in children:
            running.enter_context(child)
        work(_taken(rest, turns))
        for child in children:
            child.wait()


@contextmanager
def _turns(count: int) -> Iterator[int]:
    """A pipe that holds a number for every few things: who reads it may do those."""
    turns, told = os.pipe()
    try:
        numbers = range(-(-count // _size_of_turn(count)))
        os.write(told, b"".join(number.to_bytes(_BYTES_OF_TURN, "big") for number in numbers))
        os.close(told)  # so that an empty pipe is the end
        yield turns
    finally:
        os.close(turns)


def _size_of_turn(count: int) -> int:
    """How many things one takes at a time; all turns together must fit in a pipe."""
    return max(LEAST_OF_TURN, -(-count // _MOST_TURNS))


def _taken(things: Sequence[T], turns: int) -> Iterator[T]:
    """The things that this process may do."""
    size = _size_of_turn(len(things))
    while turn := os.read(turns, _BYTES_OF_TURN):
        start = int.from_bytes(turn, "big") * size
        yield from things[start : start + size]


def _can_fork() -> bool:
    """Whether a process more is possible and safe; one that was forked itself makes no others."""
    alone = threading.active_count() == 1 and multiprocessing.parent_process() is None
    return hasattr(os, "fork") and alone


class Beside(Generic[R]):
    """Work that another process does while this one goes on with something else."""

    def __init__(self, work: Callable[[], R], *, here: bool = False) -> None:
        """``here``: do it in this process after all, when somebody waits for it."""
        self._work: Callable[[], R] | None = work
        if here or not _can_fork():
            return
        self._work = None
        context = multiprocessing.get_context("fork")
        self._answer, told = context.Pipe(duplex=False)
        # Nobody may be left to stop it: a daemon ends with this process.
        self._child = context.Process(target=_child, args=(os.getpid(), work, told), daemon=True)
        with ctrl_c_later():
            self._child.start()
        told.close()  # so that we hear it when the child dies

    def wait(self) -> R:
        """What the work gave. Raises BuildError with the text of its failure."""
        if self._work:  # there was no process for it
            return self._work()
        try:
            went_well, given = self._answer.recv()
        except EOFError:
            went_well, given = False, "Een deelproces is gestopt."
        self._child.join()
        if not went_well:
            raise BuildError(given)
        return cast(R, given)

    def __enter__(self) -> Beside[R]:
        """Whoever leaves with a failure stops it."""
        return self

    def __exit__(self, sort: type[BaseException] | None, *rest: object) -> None:
        if sort:
            self.stop()

    def stop(self) -> None:
        """Make an end of it."""
        if not self._work:
            self._child.kill()
            self._child.join()


@contextmanager
def ctrl_c_later() -> Iterator[None]:
    """Ctrl+C waits until here is done; processes that start here wait for ``end_with_parent``."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with_parent(parent: int) -> None:
    """End this process when ``parent`` is killed, so that nothing keeps writing.

    At Ctrl+C it ends by itself, and leaves it to the parent to say so.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_WHEN_PARENT_DIES, signal.SIGKILL)
        if os.getppid() != parent:  # it died before we could say this
            os._exit(1)


def _child(parent: int, work: Callable[[], Any], told: Connection) -> None:
    end_with_parent(parent)
    try:
        answer = (True, work())
    except Exception as error:
        answer = (False, explain(error))
    told.send(answer)
    os._exit(0)
