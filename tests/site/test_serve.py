"""The site while somebody writes: a change comes into sight, a mistake does not take it away."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from macros.content.library import Library
from tests.bench.generate import Choices, case_text
from tests.conftest import ROOT, run_macros

PROJECT = ("cases", "docs", "macros", "overrides", "hooks.py", "mkdocs.yml")
PATIENCE = 60  # seconds; the machine may be busy
CASE, PAGE = "cases/casussen/tuin-voor-leden.md", "casussen/tuin-voor-leden/"


class Desk:
    """A project that is being served: its files, its pages and what the command says."""

    def __init__(self, project: Path, address: str, said: Path) -> None:
        self.project, self.address, self.said = project, address, said

    def change(self, path: str, old: str, new: str) -> None:
        file = self.project / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def page(self, path: str) -> str:
        try:
            with urlopen(f"http://{self.address}/{path}", timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except URLError:
            return ""

    def shows(self, path: str, text: str) -> bool:
        return _soon(lambda: text in self.page(path))

    def says(self, text: str) -> bool:
        return _soon(lambda: text in " ".join(self.said.read_text(encoding="utf-8").split()))


def _soon(holds: object) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if holds():  # type: ignore[operator]
            return True
        time.sleep(0.1)
    return False


def _free_address() -> str:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{found.getsockname()[1]}"


@contextmanager
def _serving(
    project: Path, said: Path, **environment: str
) -> Iterator[tuple[Desk, subprocess.Popen[bytes]]]:
    address = _free_address()
    line = [sys.executable, "-m", "macros", "serve", "--adres", address]
    env = {
        **os.environ,
        "WERKATELIER_CACHE": str(project / "bewaard"),
        "COLUMNS": "200",
        **environment,
    }
    with said.open("wb") as output:
        running = subprocess.Popen(line, cwd=project, env=env, stdout=output, stderr=output)
        try:
            yield Desk(project, address, said), running
        finally:
            running.terminate()
            running.wait(PATIENCE)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    project = tmp_path_factory.mktemp("bureau")
    for name in PROJECT:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, project / name)
    with _serving(project, project / "gezegd.txt") as (found, _):
        assert found.shows(PAGE, "De tuin met het hek")
        yield found


def test_a_change_in_a_case_comes_into_sight_on_its_page_and_in_lists(desk: Desk) -> None:
    desk.change(CASE, "titel: De tuin met het hek", "titel: De tuin met de poort")
    assert desk.shows(PAGE, "De tuin met de poort")
    assert desk.shows("casussen/", "De tuin met de poort")
    assert "livereload" in desk.page(PAGE)


def test_a_new_case_gets_a_page_and_a_case_that_went_loses_it(desk: Desk, library: Library) -> None:
    new = desk.project / "cases/casussen/verzonnen-verderop.md"
    new.write_text(case_text(7, 900, Choices(library)), encoding="utf-8")
    assert desk.shows("casussen/verzonnen-verderop/", "Keerpunt")
    assert desk.shows("k/c900/", "verzonnen-verderop")
    new.unlink()
    for path in ("casussen/verzonnen-verderop/", "k/c900/"):
        assert _soon(lambda path=path: "verderop" not in desk.page(path))


def test_a_change_in_a_hand_written_page_and_a_template_comes_into_sight(desk: Desk) -> None:
    desk.change("docs/over.md", "\n## ", "\nEen proef van zes woorden hier.\n\n## ")
    assert desk.shows("over/", "Een proef van zes woorden hier.")
    desk.change("macros/templates/casus.html.jinja", "Aan de slag met deze casus", "Aan het werk")
    assert desk.shows(PAGE, "Aan het werk")


def test_a_mistake_is_said_and_the_last_good_page_stays(desk: Desk) -> None:
    desk.change(CASE, "fase: groei", "fase: goei")
    assert desk.says("tuin-voor-leden.md")
    assert desk.says("U ziet nog de vorige pagina's.")
    assert "De tuin met" in desk.page(PAGE)
    desk.change(CASE, "fase: goei", "fase: groei")
    desk.change(CASE, "## Dilemma\n", "## Dilemma\n\nDit is weer goed.\n")
    assert desk.shows(PAGE, "Dit is weer goed.")
    assert "Traceback" not in desk.said.read_text(encoding="utf-8")


def test_told_to_stop_it_stops_and_leaves_nothing_behind(desk: Desk, tmp_path: Path) -> None:
    with _serving(desk.project, tmp_path / "gezegd.txt", TMPDIR=str(tmp_path)) as (second, running):
        assert second.says("stop met Ctrl+C")
    assert running.returncode == 0
    assert [found.name for found in tmp_path.iterdir()] == ["gezegd.txt"]


def test_an_address_that_is_taken_is_said_and_another_one_advised() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run_macros("serve", "--adres", f"127.0.0.1:{taken.getsockname()[1]}")
    assert done.returncode == 1
    assert "Kies een ander adres" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_address_without_a_port_is_said() -> None:
    done = run_macros("serve", "--adres", "hier")
    assert done.returncode == 1
    assert "Kies een ander adres" in done.stderr
