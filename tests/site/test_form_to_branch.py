"""From a filled-in form to a branch with a pull request: the script of the workflow, as it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.content.library import Library
from tests.conftest import ROOT
from tests.unit.servers import serving
from tests.unit.test_forge import SmallForge
from tests.unit.test_intake import issue_body, remark
from tests.unit.test_preview import git


@pytest.fixture
def forge() -> SmallForge:
    return SmallForge()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A clone with the content and the code, and where it came from beside it."""
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "origin")], check=True)
    clone = tmp_path / "clone"
    git(tmp_path, "init", "-q", "-b", "main", str(clone))
    for name in ("cases", "macros", "tools"):
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, clone / name, ignore=ignore)
    git(clone, "remote", "add", "origin", str(tmp_path / "origin"))
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "Eerste")
    git(clone, "push", "-q", "origin", "main")
    return clone


@pytest.fixture
def environment(forge: SmallForge) -> Iterator[dict[str, str]]:
    with serving(forge.answer) as address:
        ours = {"API_URL": address, "REPOSITORY": "groep/werkatelier", "TOKEN": "x"}
        yield {**os.environ, **ours, "PYTHON": sys.executable, "NUMMER": "12", "SOORT": "casus"}


def convert(project: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "tools/form-to-branch"], cwd=project, env=environment,
                          capture_output=True, text=True, check=False)  # fmt: skip


def files_on(project: Path, branch: str) -> list[str]:
    command = ["git", "-C", str(project), "diff", "--name-only", "main", f"origin/{branch}"]
    git(project, "fetch", "-q", "origin")
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def test_a_form_becomes_a_branch_with_one_file_and_a_pull_request(
    project: Path, environment: dict[str, str], forge: SmallForge, library: Library
) -> None:
    done = convert(project, {**environment, "ISSUE_BODY": issue_body(library)})
    assert done.returncode == 0, done.stderr
    assert files_on(project, "formulier/12") == ["cases/casussen/de-muur-wie-schildert.md"]
    (pull,) = forge.pulls
    assert (pull["head"], pull["title"]) == ("formulier/12", "Uit formulier 12")
    assert "Closes #12" in pull["body"]
    assert "Geen fouten." in pull["body"] or "Alles is in orde" in pull["body"]


def test_a_remark_becomes_a_change_of_that_line(
    project: Path, environment: dict[str, str], forge: SmallForge, library: Library
) -> None:
    case = library.cases[0]
    body = remark(library, case.meta.summary.split(". ")[0], "Zeven buren koken elke week")
    done = convert(project, {**environment, "SOORT": "opmerking", "ISSUE_BODY": body})
    assert done.returncode == 0, done.stderr
    assert files_on(project, "formulier/12") == [case.path]


def test_a_form_that_cannot_be_placed_is_answered(
    project: Path, environment: dict[str, str], forge: SmallForge
) -> None:
    done = convert(project, {**environment, "ISSUE_BODY": "### Titel\n\n_No response_"})
    assert done.returncode == 0, done.stderr
    assert "De titel ontbreekt" in forge.comments[0]["body"]
    assert forge.pulls == []


@pytest.mark.parametrize("number", ["", "0", "12; id", "../x", "x"])
def test_a_number_that_is_none_stops_it(
    project: Path, environment: dict[str, str], forge: SmallForge, number: str
) -> None:
    done = convert(project, {**environment, "NUMMER": number, "ISSUE_BODY": "x"})
    assert done.returncode == 2
    assert forge.comments == forge.pulls == []
