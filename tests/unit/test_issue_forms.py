"""The issue forms are those of the models, and what they give back becomes a right file."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.content.library import Library, read_library
from macros.intake import case_from_issue, remark_from_issue, write
from macros.issue_forms import FOLDER, case_form, issue_forms, remark_form, stale_forms
from tests.browser.example_case import CHOICES, TEXTS
from tests.conftest import ROOT
from tests.unit.test_intake import PARTIES, ROLES


def test_no_form_is_stale(library: Library) -> None:
    assert list(stale_forms(library, ROOT)) == [], "run: python -m macros forms"


def test_the_forms_are_valid_for_the_forge(library: Library) -> None:
    for path, text in issue_forms(library).items():
        form = yaml.safe_load(text)
        if path.endswith("config.yml"):
            continue
        boxes = [box for box in form["body"] if box["type"] != "markdown"]
        labels = [box["attributes"]["label"] for box in boxes]
        assert len(set(labels)) == len(labels)
        assert len({box["id"] for box in boxes}) == len(boxes)
        assert {box["type"] for box in boxes} <= {"input", "textarea", "dropdown", "checkboxes"}
        assert {"name", "description", "body"} <= set(form)


def answer(box: dict[str, Any]) -> str:
    """What the forge writes for a box that was filled in."""
    name, attributes = box["id"], box["attributes"]
    if box["type"] == "dropdown":
        return attributes["options"][0]  # type: ignore[no-any-return]
    if box["type"] == "checkboxes":
        first = [bool(CHOICES.get(name)), *([False] * len(attributes["options"]))]
        return "\n".join(
            f"- [{'X' if ticked else ' '}] {option['label']}"
            for ticked, option in zip(first, attributes["options"], strict=False)
        )
    return TEXTS.get(name) or TEXTS.get(f"deel-{name}") or "_No response_"


def filled_in(form: dict[str, Any], **instead: str) -> str:
    boxes = [box for box in form["body"] if box["type"] != "markdown"]
    return "\n\n".join(
        f"### {box['attributes']['label']}\n\n{instead.get(box['id']) or answer(box)}"
        for box in boxes
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "cases", tmp_path / "cases")
    return tmp_path


def test_a_filled_in_case_form_passes_the_check(library: Library, project: Path) -> None:
    form = case_form(library)
    boxes = {box.get("id"): box for box in form["body"]}

    chosen = {
        "rollen": ["Facilitator", "Geen rol"],
        "extern": ["Initiatiefnemers", "Omwonenden"],
        "intern": [library.words["partijen.intern"]["vastgoed-grond"].label],
    }

    def ticked(name: str) -> str:
        labels = [option["label"] for option in boxes[name]["attributes"]["options"]]
        field = chosen[name]
        return "\n".join(f"- [{'X' if label in field else ' '}] {label}" for label in labels)

    instead = {name: ticked(name) for name in ("rollen", "extern", "intern")}
    body = filled_in(form, **instead, **{"mogelijke-rollen": ROLES, "partijen": PARTIES})
    change = case_from_issue(body, library, datetime.date(2026, 11, 24))
    write(change, project)
    reading = read_library(project)
    assert reading.errors == []
    assert any(draft.path == change.path for draft in reading.files)


def test_a_filled_in_remark_changes_the_case(library: Library) -> None:
    case = library.cases[0]
    old = case.meta.summary.split(". ")[0]
    body = filled_in(remark_form(), **{"veld-1": case.meta.title, "veld-2": old, "veld-3": "Nieuw"})
    assert remark_from_issue(body, library, ROOT).path == case.path


def test_nobody_is_led_to_another_site(library: Library) -> None:
    assert all("http" not in text for text in issue_forms(library).values())
    assert {Path(path).parent.as_posix() for path in issue_forms(library)} == {FOLDER}
