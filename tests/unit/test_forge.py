"""What a workflow does on the forge, tried on a small forge of our own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from macros.comment import MARKER
from macros.forge import ForgeError, run
from tests.unit.servers import Answer, serving

SHA = "a" * 40


class SmallForge:
    """Pull request 7, issue comments and issues, in memory."""

    def __init__(self) -> None:
        self.comments: list[dict[str, Any]] = []
        self.issues: list[dict[str, Any]] = []
        self.pulls: list[dict[str, Any]] = []
        self.state = "open"

    def answer(self, method: str, path: str, value: Any) -> Answer:
        return (
            200,
            {"Content-Type": "application/json"},
            json.dumps(
                self._answer(method, path.removeprefix("/repos/groep/werkatelier"), value)
            ).encode(),
        )

    def _answer(self, method: str, path: str, value: Any) -> Any:
        if method == "GET" and path == "/pulls/7":
            return {"state": self.state, "head": {"sha": SHA}}
        if method == "GET" and path == "":
            return {"default_branch": "main"}
        kept = {"comments": self.comments, "issues": self.issues, "pulls": self.pulls}
        if found := re.match(r"/issues/comments/(\d+)", path):
            return self.comments[int(found[1])].update(value)
        if found := re.match(r"/(issues|pulls)/(\d+)$", path):
            return kept[found[1]][int(found[2])].update(value)
        name = "comments" if "/comments" in path else path.split("?")[0].strip("/")
        if method == "GET":
            return kept[name] if "page=2" not in path else []
        row = {**value, "id": len(kept[name]), "number": len(kept[name]), "user": {"type": "Bot"}}
        kept[name].append(row)
        return row


@pytest.fixture
def forge() -> SmallForge:
    return SmallForge()


@pytest.fixture
def environment(forge: SmallForge) -> Iterator[dict[str, str]]:
    with serving(forge.answer) as address:
        yield {"API_URL": address, "REPOSITORY": "groep/werkatelier", "TOKEN": "x", "HEAD_SHA": SHA}


@pytest.fixture
def artifact(tmp_path: Path) -> Path:
    (tmp_path / "nummer.txt").write_text("7\n")
    (tmp_path / "bevindingen.json").write_text("[]")
    return tmp_path


def test_the_comment_is_posted_once_and_then_renewed(
    forge: SmallForge, environment: dict[str, str], artifact: Path
) -> None:
    assert run(["comment", str(artifact)], environment) == "posted"
    finding = {"path": "cases/x.md", "line": 1, "what": "Iets.", "level": "fout"}
    (artifact / "bevindingen.json").write_text(json.dumps([finding]))
    assert run(["comment", str(artifact)], environment) == "renewed"
    assert len(forge.comments) == 1
    assert "1 fout." in forge.comments[0]["body"]


def test_a_persons_comment_with_our_mark_is_not_overwritten(
    forge: SmallForge, environment: dict[str, str], artifact: Path
) -> None:
    forge.comments.append({"id": 0, "body": MARKER, "user": {"type": "User"}})
    assert run(["comment", str(artifact)], environment) == "posted"
    assert forge.comments[0]["body"] == MARKER


@pytest.mark.parametrize("number", ["", "0", "7; rm -rf /", "../7", "99999999", "7/merge", "x"])
def test_a_number_that_is_none_is_refused(
    forge: SmallForge, environment: dict[str, str], artifact: Path, number: str
) -> None:
    (artifact / "nummer.txt").write_text(number)
    with pytest.raises(ForgeError):
        run(["comment", str(artifact)], environment)
    assert forge.comments == []


def test_a_run_cannot_comment_on_another_pull_request(
    forge: SmallForge, environment: dict[str, str], artifact: Path
) -> None:
    with pytest.raises(ForgeError, match="not about"):
        run(["comment", str(artifact)], {**environment, "HEAD_SHA": "b" * 40})
    forge.state = "closed"
    with pytest.raises(ForgeError, match="not about"):
        run(["comment", str(artifact)], environment)
    assert forge.comments == []


def test_malformed_findings_are_refused(environment: dict[str, str], artifact: Path) -> None:
    (artifact / "bevindingen.json").write_text("{")
    with pytest.raises(ForgeError):
        run(["comment", str(artifact)], environment)


def test_an_issue_is_opened_once_and_then_renewed(
    forge: SmallForge, environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "verslag.md"
    for text, done in (("een", "opened"), ("twee", "renewed")):
        file.write_text(text)
        assert run(["issue", "Links nakijken", str(file)], environment) == done
    assert [issue["body"] for issue in forge.issues] == ["twee"]


def test_a_branch_gets_one_pull_request_to_the_main_branch(
    forge: SmallForge, environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "verslag.md"
    file.write_text("Verslag")
    for _ in range(2):
        assert run(["pull-request", "casus/12", "Nieuwe casus", str(file)], environment) == "0"
    assert [(p["head"], p["base"], p["body"]) for p in forge.pulls] == [
        ("casus/12", "main", "Verslag"),
    ]  # fmt: skip


def test_an_issue_gets_an_answer(
    forge: SmallForge, environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "antwoord.md"
    file.write_text("Dank u wel.")
    assert run(["reply", "12", str(file)], environment) == "posted"
    assert forge.comments[0]["body"] == "Dank u wel."


def test_a_repository_that_is_no_name_is_refused(environment: dict[str, str]) -> None:
    with pytest.raises(ForgeError):
        run(["comment", "x"], {**environment, "REPOSITORY": "../../x"})
