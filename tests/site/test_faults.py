"""Whatever goes wrong while building: a clear message, and the published site stays whole."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from macros.publish.manifest import differences
from tests.conftest import ROOT, Built, run_macros

TRACE = "Traceback (most recent call last)"


@pytest.fixture
def site(built: Built, tmp_path: Path) -> Path:
    """A published site to leave alone."""
    return Path(shutil.copytree(built.folder, tmp_path / "www" / "site"))


def start(
    site: Path, *more: str, errors: int = subprocess.DEVNULL, **env: str
) -> subprocess.Popen[bytes]:
    line = [sys.executable, "-m", "macros", "build", "--naar", str(site), *more]
    return subprocess.Popen(
        line, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=errors, env={**os.environ, **env},
        start_new_session=True,
    )  # fmt: skip


def children_of(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def is_working(pid: int) -> bool:
    """Whether a process is there and is more than a name that nobody has collected yet."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_killed_at_random_moments_the_published_site_stays_whole(site: Path) -> None:
    moments = random.Random(1)
    for _ in range(4):
        build = start(site)
        time.sleep(moments.uniform(0.5, 5))
        os.kill(build.pid, signal.SIGKILL)
        build.wait()
        assert list(differences(site)) == []
    done = run_macros("build", "--naar", str(site), "--zonder-papier")
    assert done.returncode == 0, done.stderr
    assert sorted(p.name for p in site.parent.iterdir()) == [".site.slot", "site"]


# What lies in the new folder once a step has begun to write.
STEPS = {
    "nothing yet": ".",
    "pages": "casussen/*/index.html",
    "papers": "druk/**/*.pdf",
    "headers": "hosting/*",
    "search": "zoeken/delen/*",
    "the zip": "werkatelier.zip",
}


def wait_for_step(build: subprocess.Popen[bytes], site: Path, pattern: str) -> None:
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        for fresh in site.parent.glob(".site-nieuw-*"):
            if pattern == "." or next(fresh.glob(pattern), None):
                return
        assert build.poll() is None, f"the build was over before {pattern} was seen"
        time.sleep(0.01)
    raise AssertionError(f"{pattern} never came")


@pytest.mark.parametrize("step", STEPS)
def test_killed_in_a_step_the_published_site_stays_whole(site: Path, step: str) -> None:
    build = start(site)
    wait_for_step(build, site, STEPS[step])
    os.kill(build.pid, signal.SIGKILL)
    build.wait()
    assert list(differences(site)) == []


def said_at_ctrl_c(build: subprocess.Popen[bytes]) -> list[str]:
    """The lines of a build that is stopped as a terminal does it, within seconds."""
    os.killpg(build.pid, signal.SIGINT)
    lines = build.communicate(timeout=20)[1].decode().splitlines()
    return [line for line in lines if line.strip()]


@pytest.mark.parametrize("step", ["nothing yet", "pages", "papers", "headers"])
def test_ctrl_c_stops_a_build_with_one_line(site: Path, step: str) -> None:
    build = start(site, errors=subprocess.PIPE)
    wait_for_step(build, site, STEPS[step])
    assert said_at_ctrl_c(build) == ["Gestopt. De site is niet veranderd."]
    # It ends by the signal itself when that came while a class was being made; a shell sees 130.
    assert build.returncode in (130, -signal.SIGINT)
    assert list(differences(site)) == []
    assert sorted(p.name for p in site.parent.iterdir()) == [".site.slot", "site"]


def test_ctrl_c_stops_the_making_of_pdfs_at_once(site: Path, tmp_path: Path) -> None:
    cache = tmp_path / "nog-niets-gemaakt"
    build = start(site, errors=subprocess.PIPE, WERKATELIER_CACHE=str(cache))
    deadline = time.monotonic() + 300
    while not next(cache.glob("pdf/**/*.pdf"), None) and time.monotonic() < deadline:
        assert build.poll() is None, "no pdf was seen"
        time.sleep(0.02)
    assert said_at_ctrl_c(build) == ["Gestopt. De site is niet veranderd."]
    assert list(differences(site)) == []


def test_a_terminated_build_leaves_no_children_that_go_on_writing(site: Path) -> None:
    build = start(site)
    deadline = time.monotonic() + 60
    while not (started := children_of(build.pid)) and time.monotonic() < deadline:
        assert build.poll() is None, "no child process was seen"
        time.sleep(0.02)
    os.kill(build.pid, signal.SIGKILL)
    build.wait()
    time.sleep(0.5)
    assert [pid for pid in started if is_working(pid)] == []


def run_in_small_disk(site: Path, megabytes: int) -> subprocess.CompletedProcess[str]:
    """Build onto a disk of this size, in a name space of its own."""
    script = (
        f"mount -t tmpfs -o size={megabytes}m klein {site.parent} && mkdir {site} && "
        f"echo oud > {site}/index.html && "
        f"{sys.executable} -m macros build --naar {site} --zonder-papier; "
        f"code=$?; cat {site}/index.html; ls -A {site.parent}; exit $code"
    )
    line = ["unshare", "--map-root-user", "--mount", "sh", "-c", script]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)


def may_mount() -> bool:
    line = ["unshare", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "x", "/mnt"]
    return shutil.which("unshare") is not None and (
        subprocess.run(line, capture_output=True, check=False).returncode == 0
    )


@pytest.mark.skipif(not may_mount(), reason="this machine lets us make no small disk")
def test_a_full_disk_is_named_and_the_old_site_stays(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    done = run_in_small_disk(tmp_path / "disk" / "site", 2)
    assert done.returncode == 1
    assert "De schijf is vol" in done.stderr
    assert TRACE not in done.stderr
    assert done.stdout.split() == ["oud", ".site.slot", "site"]


def test_a_place_that_is_no_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")
    done = run_macros("build", "--naar", str(tmp_path / "bestand" / "site"))
    assert done.returncode == 1
    assert "niet veranderd" in done.stderr
    assert TRACE not in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_rights_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    done = run_macros("build", "--naar", str(tmp_path / "site"))
    assert done.returncode == 1
    assert "mogen hier niet schrijven" in done.stderr


def test_without_pango_the_message_says_what_to_install(tmp_path: Path) -> None:
    """``weasyprint`` on the path is one that fails as it does on a machine without Pango."""
    (tmp_path / "weasyprint").mkdir()
    (tmp_path / "weasyprint" / "__init__.py").write_text(
        "raise OSError(\"cannot load library 'libpango-1.0-0': not found\")\n"
    )
    paths = os.pathsep.join([str(tmp_path), str(ROOT)])
    fresh = str(tmp_path / "nog-niets-gemaakt")
    done = run_macros(
        "build", "--naar", str(tmp_path / "site"), PYTHONPATH=paths, WERKATELIER_CACHE=fresh
    )
    assert done.returncode == 1
    assert "libpango-1.0-0" in done.stderr
    assert "--zonder-papier" in done.stderr
    assert TRACE not in done.stderr
    assert not (tmp_path / "site").exists()


def test_two_builds_at_once_give_one_site_and_one_clear_refusal(tmp_path: Path) -> None:
    site = tmp_path / "site"
    first = start(site, "--zonder-papier")
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob(".site-nieuw-*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    second = run_macros("build", "--naar", str(site), "--zonder-papier")
    assert first.wait() == 0
    assert second.returncode == 1
    assert "Er loopt al een bouw" in second.stderr
    assert list(differences(site)) == []


def test_without_hunspell_the_check_says_so_and_goes_on(tmp_path: Path) -> None:
    done = run_macros("check", PATH=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "hunspell" in done.stderr.lower()
