"""Work on many things is spread over processes; every thing is done once."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pytest

from macros.publish.errors import BuildError
from macros.publish.forks import Beside, in_shares


def note(folder: Path, things: Iterable[int]) -> None:
    """A file for every process, with the things that it did."""
    with (folder / str(os.getpid())).open("a") as file:
        file.writelines(f"{thing}\n" for thing in things)


def done(folder: Path) -> list[int]:
    return [int(line) for file in folder.iterdir() for line in file.read_text().split()]


@pytest.mark.parametrize("count", [0, 1, 59, 120, 1_237, 12_000])
def test_every_thing_is_done_once(tmp_path: Path, count: int) -> None:
    in_shares(partial(note, tmp_path), range(count))
    assert sorted(done(tmp_path)) == [*range(count)]


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one core: nothing to share")
def test_a_slow_process_leaves_more_to_the_others(tmp_path: Path) -> None:
    parent = os.getpid()

    def work(things: Iterable[int]) -> None:
        for thing in things:
            time.sleep(0.02 if os.getpid() == parent else 0)
            note(tmp_path, [thing])

    in_shares(work, range(200))
    slow = (tmp_path / str(parent)).read_text().split()
    assert len(slow) < len(done(tmp_path)) / 2


def test_the_first_failure_is_told_and_stops_the_others(tmp_path: Path) -> None:
    parent, failing = os.getpid(), tmp_path / "begonnen"

    def work(things: Iterable[int]) -> None:
        for thing in things:
            if os.getpid() != parent or os.cpu_count() == 1:
                failing.touch()
                raise BuildError("dit ging mis")
            while thing and not failing.exists():  # the first is done before the others start
                time.sleep(0.001)

    with pytest.raises(BuildError, match="dit ging mis"):
        in_shares(work, range(500))


def test_a_process_beside_is_stopped_when_this_one_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), Beside(partial(time.sleep, 60)):
        raise ZeroDivisionError
