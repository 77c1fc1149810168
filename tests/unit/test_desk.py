"""The commands for workflows run at the desk, and the developers' guide tells the truth of them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import typer.main
import yaml
from typer.testing import CliRunner

from macros.__main__ import app
from macros.comment import read_findings
from macros.content.library import Library
from tests.conftest import ROOT
from tests.unit.test_intake import issue_body

GUIDE = (ROOT / "DEVELOPING.md").read_text(encoding="utf-8")
run = CliRunner()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "cases", tmp_path / "cases")
    return tmp_path


def test_findings_of_a_broken_case_are_json_and_no_reason_to_stop(project: Path) -> None:
    file = project / "cases/casussen/wijkkeuken-en-wethouder.md"
    file.write_text(file.read_text(encoding="utf-8").replace("fase: groei", "fase: groen"))
    target = project / "bevindingen.json"
    done = run.invoke(app, ["findings", "--naar", str(target), "--map", str(project)])
    assert done.exit_code == 0
    found = read_findings(target.read_text(encoding="utf-8"))
    assert len(json.loads(target.read_text(encoding="utf-8"))) == len(found)
    assert [f.path for f in found if f.is_error] == ["cases/casussen/wijkkeuken-en-wethouder.md"]


def test_intake_writes_the_file_says_where_and_reports(project: Path, library: Library) -> None:
    report = project / "verslag.md"
    done = run.invoke(app, ["intake", "--map", str(project), "--verslag", str(report)],
                      env={"ISSUE_BODY": issue_body(library)})  # fmt: skip
    assert done.exit_code == 0, done.output
    assert done.stdout.strip() == "cases/casussen/de-muur-wie-schildert.md"
    assert (project / done.stdout.strip()).is_file()
    assert "fout" not in report.read_text(encoding="utf-8").replace("Geen fouten", "")


def test_intake_without_a_form_says_why(project: Path) -> None:
    done = run.invoke(app, ["intake", "--map", str(project)], env={"ISSUE_BODY": ""})
    assert done.exit_code == 1
    assert "De titel ontbreekt" in done.output


def test_preview_of_an_unknown_version_says_why(project: Path) -> None:
    done = run.invoke(app, ["preview", "--since", "bestaat-niet", "--map", str(project)])
    assert done.exit_code == 1
    assert "bestaat-niet" in done.output


def test_every_place_in_the_guide_exists() -> None:
    named = re.findall(r"`((?:macros|tests|docs|cases|tools|\.github)/[^`\s]*)`", GUIDE)
    assert len(named) > 30
    assert [place for place in named if not (ROOT / place).exists()] == []


def test_every_command_in_the_guide_exists() -> None:
    commands = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    assert set(re.findall(r"-m macros (\w+)", GUIDE)) <= commands
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"(?:`|- |run: )make (\w+)", GUIDE)) <= set(targets)


def test_the_examples_for_other_forges_are_yaml() -> None:
    examples = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    assert [sorted(map(str, yaml.safe_load(text))) for text in examples] == [
        ["True", "jobs"], ["before_script", "check", "image", "pages"],
    ]  # fmt: skip
