"""Warnings of the engine reach an editor in Dutch, with file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.publish.engine_words import as_problem

PAGE = """---
title: Over
---

Lees meer in [data](data.md), in [rollen](rollen/index.md) of [hier](#weg-ermee).

Lees [meer](meer.md), zie [de kop](#weg) en [elders](/x/).
Ook [rollen](<rollen>), ![een foto](foto's.jpg "Foto") en [deze][a].

[a]: dilemma's.md
"""
NOWHERE = "leidt nergens heen. Verbeter het adres of haal het weg."
NO_HEADING = "wijst naar een kop die er niet is. Verbeter wat achter het teken # staat."
NO_FILE = (
    "noemt geen bestand. Schrijf de weg vanaf deze pagina naar een bestand, bijvoorbeeld "
    "../rollen/index.md."
)
SAID = [
    (
        "a link 'meer.md', but the target is not found among documentation files. "
        "Did you mean 'foto's.md'?",
        f"docs/over.md:7: Het adres meer.md {NOWHERE} Bedoelde u foto's.md?",
    ),
    (
        "a link 'foto's.jpg', but the target is not found among documentation files.",
        f"docs/over.md:8: Het adres foto's.jpg {NOWHERE}",
    ),
    (
        "a link 'dilemma's.md', but the target 'x/dilemma's.md' is not found among documentation "
        "files.",
        f"docs/over.md:10: Het adres dilemma's.md {NOWHERE}",
    ),
    (
        "an unrecognized relative link 'rollen', it was left as is. Did you mean "
        "'rollen/index.md'?",
        f"docs/over.md:8: Het adres rollen {NO_FILE} Bedoelde u rollen/index.md?",
    ),
    (
        "an absolute link '/x/', it was left as is.",
        f"docs/over.md:7: Het adres /x/ {NO_FILE}",
    ),
    (
        "a link '#weg', but there is no such anchor on this page.",
        f"docs/over.md:7: Het adres #weg {NO_HEADING}",
    ),
    (
        "a link 'a.md#b', but the doc 'a.md' does not contain an anchor '#b'.",
        f"docs/over.md:1: Het adres a.md#b {NO_HEADING}",
    ),
]


@pytest.mark.parametrize(("said", "shown"), SAID)
def test_a_warning_about_a_link_says_where_and_what_to_do(
    tmp_path: Path, said: str, shown: str
) -> None:
    (tmp_path / "over.md").write_text(PAGE, encoding="utf-8")
    told = as_problem(f"WARNING: Doc file 'over.md' contains {said}", tmp_path, ())
    assert str(told) == shown


@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        (
            "'casusen' is undefined",
            "docs/over.md:12: Een aanroep tussen dubbele accolades werkt niet ('casusen' is "
            "undefined). Verbeter de naam, of haal de aanroep weg. Bedoelde u casussen?",
        ),
        (
            "casussen() takes no argument",
            "docs/over.md:12: Een aanroep tussen dubbele accolades werkt niet (casussen() takes "
            "no argument). Verbeter de naam, of haal de aanroep weg.",
        ),
    ],
)
def test_a_call_that_fails_says_where_and_what_may_be_meant(
    tmp_path: Path, reason: str, shown: str
) -> None:
    (tmp_path / "over.md").write_text(f"{PAGE}\n{{{{ casusen() }}}}\n", encoding="utf-8")
    said = f"ERROR: # _Macro Rendering Error_\n\n_File_: `over.md`\n\n_UndefinedError_: {reason}\n"
    assert str(as_problem(said, tmp_path, ("casussen", "rollen"))) == shown


def test_a_page_that_we_made_has_no_line(tmp_path: Path) -> None:
    said = "WARNING: Doc file 'rollen/x.md' contains a link 'y.md', but the target is not found."
    assert str(as_problem(said, tmp_path, ())) == f"docs/rollen/x.md:1: Het adres y.md {NOWHERE}"


def test_a_warning_that_we_do_not_know_is_no_problem_of_ours(tmp_path: Path) -> None:
    assert as_problem("WARNING: Iets anders.", tmp_path, ()) is None
