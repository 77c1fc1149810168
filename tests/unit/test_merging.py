"""Saving in a web editor touches only what was edited, however that editor writes its files."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.content import source
from macros.content.frontmatter import read_front_matter
from macros.content.kinds import KINDS, Kind
from macros.content.library import Library
from macros.content.merging import MergeError, merged
from tests.conftest import ROOT

FILES = [
    (kind, file)
    for kind in KINDS
    for file in sorted((ROOT / "cases" / kind.folder).glob("*.md"))
]  # fmt: skip


def plain(value: Any) -> Any:
    """Tuples as lists, as a YAML library wants them."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, tuple) else value


def as_an_editor_writes(text: str, change: Callable[[dict[str, Any]], Any] = lambda v: v) -> str:
    """The same file as a CMS saves it: block lists, single quotes, folded lines, own order."""
    parts = source.split(text, "")
    values = plain(read_front_matter(parts.front, "").values)
    change(values)
    front = yaml.safe_dump(values, sort_keys=True, allow_unicode=True, width=60)
    return f"---\n{front}---\n{parts.body.strip()}"


def changed_lines(old: str, new: str) -> list[str]:
    return [line for line in difflib.ndiff(old.split("\n"), new.split("\n")) if line[0] in "+-"]


@pytest.mark.parametrize(("kind", "file"), FILES, ids=lambda value: getattr(value, "stem", ""))
def test_saving_without_an_edit_changes_no_byte(kind: Kind, file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert merged(text, as_an_editor_writes(text), kind) == text


@pytest.mark.parametrize(("kind", "file"), FILES[::7], ids=lambda value: getattr(value, "stem", ""))
def test_an_edit_of_one_value_changes_one_line(kind: Kind, file: Path) -> None:
    text = file.read_text(encoding="utf-8")

    def edit(values: dict[str, Any]) -> None:
        values["titel"] = 'Zo: "anders"'

    new = merged(text, as_an_editor_writes(text, edit), kind)
    removed, added = changed_lines(text, new)
    assert removed.startswith("- titel: ")
    assert added == r'+ titel: "Zo: \"anders\""'


def test_an_edit_of_one_sentence_changes_one_line(library: Library) -> None:
    case = library.cases[0]
    text = (ROOT / case.path).read_text(encoding="utf-8")
    sentence = case.body["Keerpunt"].paragraphs[0].split(". ")[0]
    new = merged(text, as_an_editor_writes(text).replace(sentence, "Iets anders"), case.kind)
    assert len(changed_lines(text, new)) == 2
    assert new.replace("Iets anders", sentence) == text


def test_a_list_of_parts_is_written_in_our_style(library: Library) -> None:
    programme = library.programmes[0]
    text = (ROOT / programme.path).read_text(encoding="utf-8")

    def edit(values: dict[str, Any]) -> None:
        values["onderdelen"][0]["minuten"] = "99"

    new = merged(text, as_an_editor_writes(text, edit), programme.kind)
    removed, added = changed_lines(text, new)
    assert removed.strip("- ").startswith("minuten: ")
    assert added.endswith("    minuten: 99")


def test_a_new_file_gets_the_fields_in_their_order(library: Library) -> None:
    case = library.cases[0]
    text = (ROOT / case.path).read_text(encoding="utf-8")
    assert merged("", as_an_editor_writes(text), case.kind) == text


@pytest.mark.parametrize("text", ["", "geen kop", "---\nx\n", "---\n---\n"])
def test_what_is_no_file_of_ours_is_refused(text: str, library: Library) -> None:
    case = library.cases[0]
    with pytest.raises(MergeError):
        merged((ROOT / case.path).read_text(encoding="utf-8"), text, case.kind)
