"""A preview shows what a branch changed: found with git, without trusting its names."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from macros.content.library import Library
from macros.preview import PreviewError, changed_files, changed_pages


def git(root: Path, *arguments: str) -> None:
    who = {f"GIT_{role}_{what}": "test@example" for role in ("AUTHOR", "COMMITTER")
           for what in ("NAME", "EMAIL")}  # fmt: skip
    subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True,
                   env={**os.environ, **who})  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    for name in ("cases/casussen/a.md", "cases/casussen/b.md", "docs/over.md", "README.md"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("een\n")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "Eerste")
    git(tmp_path, "switch", "-qc", "tak")
    return tmp_path


def test_changed_added_and_renamed_files_are_found_and_removed_ones_not(project: Path) -> None:
    (project / "cases/casussen/a.md").write_text("twee\n")
    (project / "cases/casussen/é nieuw.md").write_text("drie\n")
    (project / "cases/casussen/b.md").unlink()
    (project / "README.md").write_text("twee\n")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "Tweede")
    assert changed_files(project, "main") == ("cases/casussen/a.md", "cases/casussen/é nieuw.md")


def test_what_changed_on_main_meanwhile_is_not_ours(project: Path) -> None:
    git(project, "switch", "-q", "main")
    (project / "docs/over.md").write_text("twee\n")
    git(project, "commit", "-qam", "Op main")
    git(project, "switch", "-q", "tak")
    assert changed_files(project, "main") == ()


@pytest.mark.parametrize("since", ["bestaat-niet", "--output=x", "", "HEAD; id", "main:README.md"])
def test_a_version_that_is_none_is_refused(project: Path, since: str) -> None:
    with pytest.raises(PreviewError):
        changed_files(project, since)


def test_files_lead_to_their_pages(library: Library) -> None:
    case, programme = library.cases[0], library.programmes[0]
    files = (case.path, programme.path, "docs/over.md", "docs/rollen/index.md", "docs/index.md",
             "docs/assets/x.css", "cases/vocabulaire.yml", case.path)  # fmt: skip
    assert list(changed_pages(library, files)) == [
        f"casussen/{case.slug}/", f"werkatelier/{programme.slug}/", "over/", "rollen/", "",
    ]  # fmt: skip
