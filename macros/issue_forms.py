"""The issue forms of GitHub and Forgejo, made from the same rows as the form at ``/nieuw/``.

``macros/intake.py`` reads what they give back by these labels; a test runs the whole way round.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from macros.content.library import Library
from macros.intake import REMARK_LABELS
from macros.views.form import FormField, FormSection, form_view

FOLDER = ".github/ISSUE_TEMPLATE"
_HEAD = "# Gemaakt met: python -m macros forms. Verander hier niets met de hand.\n"
_PRIVACY = (
    "Dit formulier is openbaar. Noem geen namen van mensen, plaatsen of organisaties en geen "
    "adressen of bedragen. Liever niet openbaar? Gebruik dan het formulier op de website."
)
_EXAMPLES = {
    "rollen": "Begin elke rol op een eigen regel met ### en de naam. Zet het risico in een "
    "eigen alinea die begint met **Risico:**",
    "partijen": "Eén regel per partij, in deze vorm: - **De koks** (initiatiefnemers): willen "
    "koken en zelf beslissen.",
}


def issue_forms(library: Library) -> dict[str, str]:
    """The text of each file by its path from the top of the project."""
    config = {"blank_issues_enabled": True}
    forms = {"casus": case_form(library), "opmerking": remark_form(), "config": config}
    return {f"{FOLDER}/{name}.yml": _HEAD + _as_yaml(form) for name, form in forms.items()}


def _as_yaml(value: Any) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100)


def case_form(library: Library) -> dict[str, Any]:
    """A new case: a box for every field and every section."""
    view = form_view(library)
    fields = map(_field, (*view.texts, *view.choices))
    return {
        "name": "Nieuwe casus",
        "description": "Schrijf een casus in een formulier. De werkgroep maakt er een bestand van.",
        "title": "Nieuwe casus: ", "labels": ["casus"],
        "body": [_note(_PRIVACY), *fields, *map(_section, view.sections)],
    }  # fmt: skip


def _note(text: str) -> dict[str, Any]:
    return {"type": "markdown", "attributes": {"value": text}}


def _field(field: FormField) -> dict[str, Any]:
    if not field.choices:
        sort = "input" if field.sort == "regel" else "textarea"
        return _box(sort, field.name, field.label, field.help, field.required)
    options = [choice.label for choice in field.choices]
    if field.sort == "een":
        box = _box("dropdown", field.name, field.label, field.help, field.required)
        box["attributes"]["options"] = options
        return box
    most = f" Kies er hoogstens {field.most}." if field.most else ""
    box = _box("checkboxes", field.name, field.label, field.help + most, required=False)
    box["attributes"]["options"] = [{"label": option} for option in options]
    return box


def _section(section: FormSection) -> dict[str, Any]:
    budget = f"{section.least} tot {section.most} woorden."
    help_text = _EXAMPLES.get(section.sort, section.help)
    return _box("textarea", section.anchor, section.title, f"{help_text} {budget}".strip(),
                section.required)  # fmt: skip


def _box(sort: str, name: str, label: str, help_text: str, required: bool) -> dict[str, Any]:
    box: dict[str, Any] = {
        "type": sort, "id": name, "attributes": {"label": label, "description": help_text},
    }  # fmt: skip
    return {**box, "validations": {"required": True}} if required else box


_REMARK_HELP = (
    ("input", "De titel zoals die op de pagina staat."),
    ("textarea", "Neem de tekst precies over. Laat dit leeg bij een algemene opmerking."),
    ("textarea", "Schrijf hoe u het liever leest."),
    ("textarea", "Waarom stelt u dit voor?"),
)


def remark_form() -> dict[str, Any]:
    """A remark on a case: with the text as it is and as it should be, it becomes a change."""
    boxes = [
        _box(sort, f"veld-{number}", label, help_text, required=number == 1)
        for number, ((sort, help_text), label) in enumerate(
            zip(_REMARK_HELP, REMARK_LABELS, strict=True), 1
        )
    ]
    return {
        "name": "Opmerking bij een casus",
        "description": "Stel een betere zin voor, of vertel wat er niet klopt.",
        "title": "Opmerking: ", "labels": ["opmerking"], "body": [_note(_PRIVACY), *boxes],
    }  # fmt: skip


def stale_forms(library: Library, root: Path) -> Iterator[str]:
    """The paths of the files that are not as they would be made now."""
    for path, text in issue_forms(library).items():
        file = root / path
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            yield path


def write_forms(library: Library, root: Path) -> Iterator[str]:
    """Write every file that is stale; gives their paths."""
    for path in tuple(stale_forms(library, root)):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(issue_forms(library)[path], encoding="utf-8", newline="\n")
        yield path
