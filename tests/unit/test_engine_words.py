"""Warnings of the engine reach an editor in Dutch, with file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.publish.engine_words import in_dutch

PAGE = "---\ntitle: Over\n---\n\nLees [meer](meer.md).\n\nZie [de kop](#weg) en [elders](/x/).\n"
SAID = [
    (
        "WARNING: Doc file 'over.md' contains a link 'meer.md', but the target is not found among "
        "documentation files. Did you mean 'data.md'?",
        "docs/over.md:5: De link naar meer.md leidt nergens heen. Verbeter het adres of haal de "
        "link weg. Bedoelde u data.md?",
    ),
    (
        "WARNING: Doc file 'over.md' contains an unrecognized relative link 'meer', it was left "
        "as is.",
        "docs/over.md:5: De link naar meer leidt nergens heen. Verbeter het adres of haal de link "
        "weg.",
    ),
    (
        "WARNING: Doc file 'over.md' contains an absolute link '/x/', it was left as is.",
        "docs/over.md:7: De link naar /x/ begint met een schuine streep. Laat het adres beginnen "
        "bij deze pagina.",
    ),
    (
        "WARNING: Doc file 'over.md' contains a link '#weg', but there is no such anchor on this "
        "page.",
        "docs/over.md:7: De link naar #weg wijst naar een kop die deze pagina niet heeft. "
        "Verbeter wat na # staat.",
    ),
    (
        "WARNING: Doc file 'rollen/x.md' contains a link '../a.md#b', but the doc 'a.md' does not "
        "contain an anchor '#b'.",
        "docs/rollen/x.md: De link naar ../a.md#b wijst naar een kop die er niet is. Verbeter wat "
        "na # staat.",
    ),
    ("WARNING: Iets anders.", "WARNING: Iets anders."),
]


@pytest.mark.parametrize(("said", "shown"), SAID)
def test_a_warning_says_where_and_what_to_do(tmp_path: Path, said: str, shown: str) -> None:
    (tmp_path / "over.md").write_text(PAGE, encoding="utf-8")
    assert in_dutch(said, tmp_path, ()) == shown
