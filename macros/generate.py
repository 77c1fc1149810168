"""SHELL: ``python -m macros.generate`` writes the generated parts of CONTRIBUTING.md.

With ``--check`` it writes nothing, and exits with 1 when a part is stale.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from macros.content.data import read_vocabulary
from macros.content.fix import write_atomically
from macros.content.guide import field_rows, message_groups, section_rows
from macros.content.kinds import KINDS, Kind
from macros.content.library import CASES_FOLDER
from macros.content.vocabulary import Vocabulary
from macros.skeleton import FOLDER as TEMPLATES

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "CONTRIBUTING.md"


def fields_part() -> str:
    """The fields and the sections of every kind of content."""
    words = read_vocabulary(ROOT / CASES_FOLDER, [])
    return "\n\n".join(_kind_part(kind, words) for kind in KINDS)


def _kind_part(kind: Kind, words: Vocabulary | None) -> str:
    fields = ((f"`{r.name}`", r.help, r.required, r.values)
              for r in field_rows(kind, words))  # fmt: skip
    sections = ((r.title, r.help, r.words, r.form, "ja" if r.required else "nee")
                for r in section_rows(kind))  # fmt: skip
    return "\n\n".join((
        f"### {kind.label.capitalize()}",
        f"Deze bestanden staan in `cases/{kind.folder}`. Een leeg bestand met uitleg: "
        f"[sjabloon]({TEMPLATES}/{kind.name}.md).",
        _table(("Veld", "Uitleg", "Verplicht", "Kies uit"), fields),
        "Onder de kop komen deze delen, elk met `##` ervoor en in deze volgorde:",
        _table(("Deel", "Wat u schrijft", "Woorden", "Vorm", "Verplicht"), sections),
    ))  # fmt: skip


def messages_part() -> str:
    """A table of messages per group."""
    return "\n\n".join(
        f"### {heading}\n\n" + _table(
            ("Melding", "Waarom", "Zo herstelt u het"),
            (
                (r.what + ("" if r.stops else " (let op)"), r.why,
                 r.remedy + (" Dit kan ook met --fix." if r.mendable else ""))
                for r in rows
            ),
        )
        for heading, rows in message_groups().items()
    )  # fmt: skip


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *(tuple(map(_cell, row)) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    """The text as it is, so that no sign in it is layout; names of fields stay code."""
    if re.fullmatch(r"`[\w: -]+`", text):
        return text
    return re.sub(r"([\\`*_\[\]<>|#~!])", r"\\\1", text)


def renewed(text: str) -> str:
    """The guide with its generated parts as they should be."""
    for name, part in (("velden", fields_part()), ("meldingen", messages_part())):
        begin, end = f"<!-- begin: {name} -->", f"<!-- end: {name} -->"
        before, _, rest = text.partition(begin)
        _, _, after = rest.partition(end)
        text = f"{before}{begin}\n\n{part}\n\n{end}{after}"
    return text


def main(arguments: list[str]) -> int:
    """Write the guide, or only say whether it is stale."""
    given = GUIDE.read_text(encoding="utf-8")
    new = renewed(given)
    if "--check" in arguments:
        return int(new != given)
    if new != given:
        write_atomically(GUIDE, new)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
