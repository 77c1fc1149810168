"""The build as a command: what it says, and that a failure leaves the site as it was."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, run_macros

PROJECT = ("cases", "docs", "macros", "overrides", "hooks.py", "mkdocs.yml")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may break."""
    for name in PROJECT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tmp_path / name)
    return tmp_path


def run(project: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
    line = [sys.executable, "-m", *command]
    return subprocess.run(line, cwd=project, env=env, capture_output=True, text=True, check=False)


def fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            digest.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()


def test_a_broken_case_stops_the_build_with_file_line_and_remedy_and_the_site_stays(
    project: Path,
) -> None:
    site = project / "site"
    site.mkdir()
    (site / "index.html").write_text("de vorige uitgave")
    before = fingerprint(site)
    case = project / "cases/casussen/tuin-voor-leden.md"
    case.write_text(
        case.read_text().replace("titel: De tuin met het hek", "titel: De tuin: het hek")
    )
    done = run(project, "macros", "build")
    assert done.returncode == 1
    assert "cases/casussen/tuin-voor-leden.md:3: " in done.stderr
    assert 'titel: "De tuin: het hek"' in done.stderr
    assert "Traceback" not in done.stderr
    assert fingerprint(site) == before
    assert sorted(p.name for p in project.iterdir() if "nieuw" in p.name) == []


def test_mkdocs_itself_also_refuses_a_broken_case_without_a_traceback(project: Path) -> None:
    case = project / "cases/casussen/tuin-voor-leden.md"
    case.write_text(case.read_text().replace("fase: groei", "fase: goei"))
    done = run(project, "mkdocs", "build", "--strict", "-d", str(project / "uit"))
    assert done.returncode == 1
    assert "tuin-voor-leden.md" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_link_in_a_hand_written_page_stops_the_build(project: Path) -> None:
    page = project / "docs/over.md"
    page.write_text(page.read_text() + "\nZie [de lijst](bestaat-niet.md).\n")
    done = run(project, "macros", "build")
    assert done.returncode == 1
    assert "bestaat-niet.md" in done.stderr
    assert not (project / "site").exists()


@pytest.mark.parametrize(
    "attack",
    [
        "{{ config }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ casus.__globals__ }}",
        "{{ environment }}",
        "{% include 'index.md' %}",
        "{{ self.__init__ }}",
        "{{ page.file }}",
        "{{ macros_info() }}",
    ],
)
def test_a_hand_written_page_can_call_macros_and_nothing_else(project: Path, attack: str) -> None:
    page = project / "docs/over.md"
    page.write_text(f"---\ntitle: x\ndescription: y\nrender_macros: true\n---\n\n{attack}\n")
    done = run(project, "mkdocs", "build", "--strict", "-d", str(project / "uit"))
    assert done.returncode != 0


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{{ geen() }}", "docs/over.md:7: Een aanroep tussen dubbele accolades werkt niet"),
        ("[x](weg.md)", "docs/over.md:7: Het adres weg.md leidt nergens heen."),
        ("[x](/rollen/)", "docs/over.md:7: Het adres /rollen/ noemt geen bestand."),
        ("[x](rollen/index.md#weg)", "docs/over.md:7: Het adres rollen/index.md#weg wijst naar"),
    ],
)
def test_a_build_that_stops_halfway_says_why_and_leaves_nothing_beside_the_site(
    project: Path, text: str, says: str
) -> None:
    page = project / "docs/over.md"
    page.write_text(f"---\ntitle: x\ndescription: y\nrender_macros: true\n---\n\n{text}\n")
    done = run(project, "macros", "build", "--zonder-papier")
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert [p.name for p in project.iterdir() if p.name.startswith(".site-")] == []
    assert not (project / "site").exists()


def test_check_says_what_is_in_order() -> None:
    done = run_macros("check")
    assert done.returncode == 0
    assert "In orde" in done.stdout


def test_help_is_dutch_and_names_every_command() -> None:
    shown = run_macros("--help", COLUMNS="100").stdout
    for command in ("check", "build", "serve"):
        assert command in shown
