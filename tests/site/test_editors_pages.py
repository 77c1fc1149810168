"""The pages for editors, as they are published."""

from __future__ import annotations

import json
import re

from macros.content.kinds import CASE
from macros.content.schema import json_schema
from tests.conftest import Built


def test_the_form_checks_with_the_schema_that_is_published(built: Built) -> None:
    data = json.loads(
        built.page("nieuw/").get_element_by_id("wk-nieuw-gegevens").get("data-gegevens")
    )
    published = json.loads((built.folder / "data/casus.schema.json").read_text(encoding="utf-8"))
    assert data["schema"] == published == json_schema(built.library, CASE)


def test_the_form_has_a_box_for_every_field_and_section(built: Built) -> None:
    form = built.page("nieuw/").get_element_by_id("wk-nieuw")
    names = {box.get("name") for box in form.iter("input", "textarea", "select")}
    automatic = {"id", "nagekeken", "herkomst", "oude_paden"}
    assert {str(f.alias) for f in CASE.model.model_fields.values()} - automatic <= names
    assert {box.get("data-deel") for box in form.iter() if box.get("data-deel")} == {
        rule.title for rule in CASE.sections
    }


def test_the_form_sends_nothing(built: Built) -> None:
    form = built.page("nieuw/").get_element_by_id("wk-nieuw")
    assert form.get("action") is None
    assert form.get("method") is None
    script = (built.folder / "assets/js/nieuw.js").read_text(encoding="utf-8")
    assert not re.search(r"fetch\(|XMLHttpRequest|sendBeacon|WebSocket", script)


def test_the_worklist_names_files_that_exist(built: Built) -> None:
    page = built.page("redactie/")
    paths = {code.text for code in page.iter("code") if (code.text or "").endswith(".md")}
    known = {entry.path for entry in built.library.entries} | {"CONTRIBUTING.md"}
    assert paths <= known
    headings = [heading.get("id") for heading in page.iter("h2") if heading.get("id")]
    assert {"lege-vakken", "dunne-plekken", "nakijken", "moeilijk", "vol"} <= set(headings)


def test_the_web_editor_is_not_published(built: Built) -> None:
    assert [f for f in built.folder.rglob("*") if "decap" in f.name or f.name == "config.yml"] == []
