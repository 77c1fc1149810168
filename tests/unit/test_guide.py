"""The guide for editors says what the models and the messages say."""

from __future__ import annotations

from macros.content.guide import field_rows, message_groups
from macros.content.kinds import KINDS
from macros.content.problems import catalogue
from macros.generate import GUIDE, renewed


def test_the_generated_parts_of_the_guide_are_fresh() -> None:
    """If this fails: ``python -m macros.generate``."""
    text = GUIDE.read_text(encoding="utf-8")
    assert renewed(text) == text


def test_every_message_and_every_field_is_in_the_guide() -> None:
    shown = [row.code for rows in message_groups().values() for row in rows]
    assert shown == list(catalogue())
    text = GUIDE.read_text(encoding="utf-8")
    for kind in KINDS:
        for row in field_rows(kind):
            assert f"| `{row.name}` |" in text


def test_a_stale_guide_is_noticed() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert renewed(text.replace("| `titel` |", "| `title` |")) == text
