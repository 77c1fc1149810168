"""The workflows ask for little, pin what they use, and never paste somebody's text in a command."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from macros.__main__ import app
from tests.conftest import ROOT

FILES = sorted((ROOT / ".github/workflows").glob("*.yml"))
# Each hash was seen, with this version beside it, in the workflows of many public repositories.
PINS = {
    "actions/checkout": ("de0fac2e4500dabe0009e67214ff5f5447ce83dd", "v6.0.2"),
    "actions/upload-artifact": ("043fb46d1a93c77aae656e7c1c64a875d1fc6a0a", "v7.0.1"),
    "actions/download-artifact": ("3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c", "v8.0.1"),
    "actions/upload-pages-artifact": ("fc324d3547104276b827a68afc52ff2a11cc49c9", "v5.0.0"),
    "actions/deploy-pages": ("cd2ce8fcbc39b97be8ca5fce6e763baed58fa128", "v5.0.0"),
}
WRITERS = {
    "comment.yml": {"pull-requests"},
    "audit.yml": {"issues"},
    "links.yml": {"issues"},
    "nieuwe-casus.yml": {"contents", "issues", "pull-requests"},
    "publish.yml": {"pages", "id-token"},
}
COMMANDS = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]

every_workflow = pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)


def workflow(file: Path) -> dict[str, Any]:
    return yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # type: ignore[no-any-return]


def jobs(file: Path) -> Iterator[dict[str, Any]]:
    yield from workflow(file)["jobs"].values()


def steps(file: Path) -> Iterator[dict[str, Any]]:
    for job in jobs(file):
        yield from job["steps"]


def runs(file: Path) -> Iterator[str]:
    yield from (step["run"] for step in steps(file) if "run" in step)


def test_there_are_workflows() -> None:
    assert {f.name for f in FILES} == {*WRITERS, "check.yml"}


@every_workflow
def test_no_workflow_runs_a_strangers_code_with_our_rights(file: Path) -> None:
    assert "pull_request_target" not in file.read_text(encoding="utf-8")
    assert "secrets" not in re.sub(r"#.*", "", file.read_text(encoding="utf-8"))


@every_workflow
def test_rights_are_named_and_as_few_as_known(file: Path) -> None:
    whole = workflow(file)
    given = [whole["permissions"], *(job.get("permissions", {}) for job in jobs(file))]
    writing = {name for rights in given for name, right in rights.items() if right == "write"}
    assert writing == WRITERS.get(file.name, set())


def test_only_pull_requests_start_the_check() -> None:
    assert set(workflow(ROOT / ".github/workflows/check.yml")["on"]) == {"pull_request"}


@every_workflow
def test_every_action_is_pinned_by_a_hash_with_its_version_beside_it(file: Path) -> None:
    used = re.findall(r"uses: (\S+)@(\S+) # (\S+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(used) == file.read_text(encoding="utf-8").count("uses:")
    assert [(sha, version) for _, sha, version in used] == [PINS[name] for name, _, _ in used]


@every_workflow
def test_no_expression_stands_inside_a_command(file: Path) -> None:
    assert [run for run in runs(file) if "${{" in run] == []


@every_workflow
def test_a_run_leaves_no_key_behind_unless_it_pushes(file: Path) -> None:
    for step in steps(file):
        if step.get("uses", "").startswith("actions/checkout"):
            kept = step.get("with", {}).get("persist-credentials") != "false"
            assert kept == (file.name == "nieuwe-casus.yml")


@every_workflow
def test_every_job_ends_in_time(file: Path) -> None:
    assert all(0 < int(job["timeout-minutes"]) <= 60 for job in jobs(file))


@every_workflow
def test_every_command_of_ours_exists(file: Path) -> None:
    ours = {name for run in runs(file) for name in re.findall(r"-m macros (\w+)", run)}
    assert ours <= COMMANDS
    made = {name for run in runs(file) for name in re.findall(r"make (\S+)", run)}
    targets = re.findall(r"^(\S+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {name.replace(".venv", "$(VENV)") for name in made} - {"python3"} <= set(targets)
    scripts = {name for run in runs(file) for name in re.findall(r"sh (tools/\S+)", run)}
    assert all((ROOT / name).is_file() for name in scripts)


def test_the_comment_comes_from_the_check_and_runs_no_code_of_a_branch() -> None:
    comment = workflow(ROOT / ".github/workflows/comment.yml")
    assert comment["on"]["workflow_run"]["workflows"] == [
        workflow(ROOT / ".github/workflows/check.yml")["name"],
    ]  # fmt: skip
    checkout = next(iter(steps(ROOT / ".github/workflows/comment.yml")))
    assert "ref" not in checkout.get("with", {})


def test_content_and_code_have_owners_of_their_own() -> None:
    lines = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    rules = dict(line.split() for line in lines if line and not line.startswith("#"))
    assert rules["/cases/"] != rules["*"]
