"""What all tests share: the library of this project, and the site built once and then read."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from hypothesis import settings
from lxml import html

from macros.content.library import Library, Reading, read_library

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("werkatelier", deadline=None)  # a busy machine is no mistake
settings.load_profile("werkatelier")


@pytest.fixture(scope="session")
def reading() -> Reading:
    """Everything in ``cases/``, read once."""
    return read_library(ROOT)


@pytest.fixture(scope="session")
def library(reading: Reading) -> Library:
    """The library of this project; fails with its problems when it does not pass the check."""
    found = reading.library()
    assert found is not None, "\n".join(map(str, reading.errors))
    return found


@dataclass(frozen=True)
class Built:
    """A finished site on disk."""

    folder: Path
    library: Library

    def page(self, address: str) -> html.HtmlElement:
        """The page at ``casussen/x/`` as a tree."""
        return html.fromstring((self.folder / address / "index.html").read_bytes())

    @cached_property
    def pages(self) -> dict[str, html.HtmlElement]:
        """Every HTML file by its path."""
        return {
            file.relative_to(self.folder).as_posix(): html.fromstring(file.read_bytes())
            for file in sorted(self.folder.rglob("*.html"))
        }


def run_macros(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a person would."""
    return subprocess.run(
        [sys.executable, "-m", "macros", *arguments],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="session")
def built(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site, built once with the real command, also where several processes share the tests."""
    top = tmp_path_factory.getbasetemp()
    shared = top.parent if "PYTEST_XDIST_WORKER" in os.environ else top
    folder = shared / "gebouwd" / "site"
    with (shared / "gebouwd.slot").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            done = run_macros("build", "--naar", str(folder))
            assert done.returncode == 0, done.stderr
    return Built(folder, library)


@pytest.fixture
def valid_library(tmp_path: Path) -> Path:
    """A copy of the small valid library in ``tests/geldig``, for a test to spoil."""
    shutil.copytree(ROOT / "tests" / "geldig", tmp_path, dirs_exist_ok=True)
    return tmp_path
