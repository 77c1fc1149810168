"""A new content file: the answers in its front matter, and under it what is still to be written.

Everything in it comes from the models and the section rules, as in the forms. ``template`` is the
same file without answers, with an explanation above every field.
"""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from macros.content import writing
from macros.content.body import UNWRITTEN
from macros.content.front_checks import field_order
from macros.content.kinds import KINDS, PARTIES, ROLES, STEPS, Kind, SectionRule
from macros.content.library import CASES_FOLDER, Library
from macros.views.form import FormField, form_fields
from macros.views.rows import slugify

FOLDER = "voorbeelden/sjablonen"
TO_WRITE = UNWRITTEN.capitalize()
MAX_SLUG = 60
_WIDTH = 98
_AUTOMATIC = {
    "id": "Vast kenmerk: het eerste vrije nummer. Verandert daarna nooit meer.",
    "nagekeken": "De datum van vandaag: jaar-maand-dag.",
    "herkomst": "Altijd: samengesteld.",
}
Given = Mapping[str, Any]


def new_text(library: Library, kind: Kind, given: Given) -> str:
    """The whole file with these answers; a section that nobody wrote yet says what belongs there.

    An answer is a text, a tuple of texts, a mapping of inner fields or a tuple of such mappings.
    """
    front = "\n".join(_lines(name, given[name]) for name in field_order(kind) if name in given)
    return f"---\n{front}\n---\n\n{body_text(library, kind, given)}"


def template(library: Library, kind: Kind) -> str:
    """An empty file to fill in, with an explanation of every field."""
    fields = {field.name: field for field in form_fields(library, kind)}
    front = "\n".join(_explained(n, fields) for n in field_order(kind) if n != "oude_paden")
    return f"---\n{front}\n---\n\n{body_text(library, kind, {})}"


def free_path(root: Path, kind: Kind, title: str) -> str:
    """Where a file with this title goes: a name that no file has, also not a broken one."""
    name = slugify(title)[:MAX_SLUG].strip("-") or kind.name
    names = (name if n == 1 else f"{name}-{n}" for n in itertools.count(1))
    paths = (f"{CASES_FOLDER}/{kind.folder}/{name}.md" for name in names)
    return next(path for path in paths if not (root / path).exists())


def write_new(root: Path, path: str, text: str) -> None:
    """Write a file that is not there yet. Raises OSError, also when it is there."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as out:
        out.write(text)


def templates(library: Library) -> dict[str, str]:
    """The text of every template by its path from the top of the project."""
    return {f"{FOLDER}/{kind.name}.md": template(library, kind) for kind in KINDS}


def stale_templates(library: Library, root: Path) -> Iterator[str]:
    """The paths of the templates that are not as they would be made now."""
    for path, text in templates(library).items():
        file = root / path
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            yield path


def write_templates(library: Library, root: Path) -> Iterator[str]:
    """Write every template that is stale; gives their paths."""
    for path in tuple(stale_templates(library, root)):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(templates(library)[path], encoding="utf-8", newline="\n")
        yield path


def _explained(name: str, fields: Mapping[str, FormField]) -> str:
    """A field without a value, with what it is for above it."""
    if name in _AUTOMATIC:
        value = " samengesteld" if name == "herkomst" else ""
        return "\n".join([*_remark(_AUTOMATIC[name]), f"{name}:{value}"])
    return "\n".join(_empty(fields[name]))


def _empty(field: FormField, indent: str = "") -> Iterator[str]:
    yield from _remark(_explanation(field), indent)
    if field.inner:
        yield f"{indent}{field.name}:"
        inner = [line for each in field.inner for line in _empty(each, f"{indent}  ")]
        yield from _as_row(inner, indent) if field.sort == "rijen" else inner
    else:
        yield f"{indent}{field.name}:{' []' if field.sort in ('meer', 'lijst') else ''}"


def _as_row(lines: list[str], indent: str) -> Iterator[str]:
    """The lines as one item of a list; its remarks stand above the hyphen."""
    first = next(n for n, line in enumerate(lines) if not line.lstrip().startswith("#"))
    for number, line in enumerate(lines):
        yield (
            f"{indent}  - {line.lstrip()}"
            if number == first
            else (line if number < first else f"{indent}  {line}")
        )


def _explanation(field: FormField) -> str:
    """What goes in; names of other files are not spelled out, or every new file made this stale."""
    choices = ", ".join(choice.value for choice in field.choices)
    choices = f"de namen in {field.names}" if field.names else choices
    limit = f"Hoogstens {field.most}." if field.sort == "meer" and field.most else ""
    empty = "" if field.required else "Mag leeg."
    return " ".join(filter(None, (field.help, choices and f"Kies uit: {choices}.", limit, empty)))


def _remark(text: str, indent: str = "") -> Iterator[str]:
    for line in textwrap.wrap(text, _WIDTH - len(indent), break_on_hyphens=False):
        yield f"{indent}# {line}"


def _lines(name: str, value: Any, indent: str = "") -> str:
    """A field with its value, as it is written in a front matter."""
    if isinstance(value, Mapping):
        inner = [_lines(key, each, f"{indent}  ") for key, each in value.items()]
        return "\n".join([f"{indent}{name}:", *inner])
    if isinstance(value, tuple) and value and isinstance(value[0], Mapping):
        rows = ("\n".join(_lines(key, each, "    ") for key, each in row.items()) for row in value)
        return "\n".join([f"{indent}{name}:", *(f"  - {row.lstrip()}" for row in rows)])
    written = writing.flow_list(value) if isinstance(value, tuple) else writing.scalar(value)
    return f"{indent}{name}: {written}"


def body_text(library: Library, kind: Kind, given: Given) -> str:
    """Every section with what belongs in it; a section that may be left out is in the template."""
    rules = [r for r in kind.sections if r.required or not given or given.get("wetten")]
    return "\n\n".join(_section(rule, library, given) for rule in rules) + "\n"


def _section(rule: SectionRule, library: Library, given: Given) -> str:
    return "\n\n".join([f"## {rule.title}", *_paragraphs(rule, library, given)])


def _paragraphs(rule: SectionRule, library: Library, given: Given) -> Iterator[str]:
    asked = f"{TO_WRITE}: in dit deel {rule.least} tot {rule.most} woorden. {rule.help}"
    if rule.title == PARTIES:
        parties = _parties(library, given)
        yield "\n".join(f"- {party} {UNWRITTEN}. {rule.help}" for party in parties)
    elif rule.shape == "parts":
        for title in _part_titles(rule, library, given):
            yield f"### {title}"
            yield asked
            yield from _closing(rule)
    else:
        mark = {"numbered": "1. ", "bullets": "- "}.get(rule.shape, "")
        yield f"{mark}{asked}"
        yield from _closing(rule)


def _closing(rule: SectionRule) -> Iterator[str]:
    if rule.closing:
        yield f"**{rule.closing}** {TO_WRITE}."


def _parties(library: Library, given: Given) -> Iterator[str]:
    for side in ("extern", "intern"):
        for slug in given.get(side, ()):
            yield f"**{library.words[f'partijen.{side}'][slug].label}** ({slug}):"
    if not given:
        yield "**Naam in uw verhaal** (naam-van-de-partij):"


def _part_titles(rule: SectionRule, library: Library, given: Given) -> tuple[str, ...]:
    """The ``###`` headings that the answers ask for."""
    if rule.title == ROLES and given:
        return tuple(library.get("rol", slug).meta.title for slug in given["rollen"])
    if rule.title == STEPS and given:
        return tuple(row["titel"] for row in given["onderdelen"])
    return rule.parts or ("Titel van dit onderdeel",)
