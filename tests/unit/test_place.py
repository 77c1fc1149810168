"""Where the site stands: whole at every moment, one build at a time."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from macros.publish import place
from macros.publish.errors import BuildError
from tests.conftest import ROOT

FILES = 40


def fill(folder: Path, text: str) -> None:
    for number in range(FILES):
        (folder / f"{number}.html").write_text(text)


def versions(site: Path) -> set[str]:
    """What stands in the files: one text when the site is whole."""
    texts = [(site / f"{number}.html").read_text() for number in range(FILES)]
    return set(texts)


def publish(site: Path, text: str) -> None:
    with place.fresh_folder(site) as fresh:
        fill(fresh, text)
        place.swap(fresh, site)


def test_a_new_site_takes_the_place_of_the_old_one_and_leaves_nothing_behind(
    tmp_path: Path,
) -> None:
    site = tmp_path / "site"
    publish(site, "oud")
    publish(site, "nieuw")
    assert versions(site) == {"nieuw"}
    assert sorted(p.name for p in tmp_path.iterdir()) == [".site.slot", "site"]
    assert site.stat().st_mode & 0o777 == 0o755


def test_a_failing_build_leaves_the_old_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, "oud")
    with pytest.raises(ZeroDivisionError), place.fresh_folder(site) as fresh:
        fill(fresh, "half")
        raise ZeroDivisionError
    assert versions(site) == {"oud"}
    assert sorted(p.name for p in tmp_path.iterdir()) == [".site.slot", "site"]


def test_without_an_exchange_the_old_site_is_set_aside_and_put_back(tmp_path: Path) -> None:
    """The state in which a cut between two renames leaves things is mended at the next start."""
    site = tmp_path / "site"
    publish(site, "oud")
    site.rename(tmp_path / ".site-oud-abc")
    place.mend(site)
    assert versions(site) == {"oud"}


def test_two_steps_give_the_same_end_as_one(tmp_path: Path) -> None:
    site, fresh = tmp_path / "site", tmp_path / ".site-nieuw-x"
    publish(site, "oud")
    fresh.mkdir()
    fill(fresh, "nieuw")
    place._in_two_steps(fresh, site)
    assert versions(site) == {"nieuw"}
    assert sorted(p.name for p in tmp_path.iterdir()) == [".site.slot", "site"]


def test_what_a_killed_build_left_is_cleared_at_the_next_start(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, "oud")
    (tmp_path / ".site-nieuw-half").mkdir()
    publish(site, "nieuw")
    assert sorted(p.name for p in tmp_path.iterdir()) == [".site.slot", "site"]


def test_a_second_build_at_the_same_time_is_refused_in_plain_words(tmp_path: Path) -> None:
    site = tmp_path / "site"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(site)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout
    assert holder.stdout.readline().strip() == "vast"
    try:
        with pytest.raises(BuildError, match="Er loopt al een bouw"), place.fresh_folder(site):
            pass
    finally:
        holder.kill()
        holder.communicate()
    publish(site, "daarna")  # the lock of a killed build is gone
    assert versions(site) == {"daarna"}


HOLD = """
import sys, time
from pathlib import Path
from macros.publish import place
with place.fresh_folder(Path(sys.argv[1])):
    print("vast", flush=True)
    time.sleep(60)
"""

PUBLISH_FOR_EVER = """
import itertools, sys
from pathlib import Path
from tests.unit.test_place import publish
if sys.argv[2] == "zonder":
    from macros.publish import place
    place.exchange = lambda one, other: False
print("begonnen", flush=True)
for number in itertools.count():
    publish(Path(sys.argv[1]), f"versie {number}")
"""


@pytest.mark.parametrize("how", ["met", "zonder"])
def test_a_kill_at_any_moment_leaves_a_whole_site(tmp_path: Path, how: str) -> None:
    """With and without an exchange in one step; the kills fall all over the swap."""
    site = tmp_path / "site"
    publish(site, "eerste")
    moments = random.Random(7)
    for _ in range(5):
        line = [sys.executable, "-c", PUBLISH_FOR_EVER, str(site), how]
        child = subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert child.stdout
        child.stdout.readline()
        time.sleep(moments.uniform(0, 0.08))
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
        if how == "met":
            assert len(versions(site)) == 1  # before anything was mended
        place.mend(site)
        assert len(versions(site)) == 1
