"""The guide for editors says what the models and the messages say."""

from __future__ import annotations

import re

import typer.main

from macros.__main__ import app
from macros.content.guide import field_rows, message_groups
from macros.content.kinds import KINDS
from macros.content.problems import catalogue
from macros.generate import GUIDE, ROOT, renewed


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


def test_the_first_change_takes_ten_steps() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    steps = text.split("\n## Uw eerste wijziging in tien stappen\n")[1]
    steps = steps.split("\n## Een nieuwe casus")[0]
    assert re.findall(r"^\*\*(\d+)\. ", steps, re.MULTILINE) == [str(n) for n in range(1, 11)]


def test_every_command_and_every_place_in_the_guide_exists() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    commands = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    assert set(re.findall(r"-m macros (\w+)", text)) <= commands
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"`make (\w+)`", text)) <= set(targets)
    links = [place for place in re.findall(r"\]\(([^)#]+)\)", text) if ":" not in place]
    assert [place for place in links if not (ROOT / place).exists()] == []
    headings = {re.sub(r"[^\w -]", "", h).lower().replace(" ", "-")
                for h in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}  # fmt: skip
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= headings


def test_the_message_that_the_guide_explains_is_a_real_one() -> None:
    message = catalogue()["geen-lijst"]
    text = GUIDE.read_text(encoding="utf-8")
    assert message.what.format(veld="rollen") in text
    assert f"Waarom: {message.why}" in text
