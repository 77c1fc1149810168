"""From the text of an issue form to a case file or a change in one. The text is untrusted.

GitHub, Forgejo and GitLab show a filled-in form as ``### Label`` with the answer under it.
Nothing of it becomes a path, a command or YAML as it stands; what is wrong, the check says.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.content import writing
from macros.content.body_repairs import TYPOGRAPHY
from macros.content.front_checks import field_order
from macros.content.kinds import BY_NAME, CASE, ROLES
from macros.content.library import CASES_FOLDER, Library
from macros.views.form import AUTOMATIC, FormField, FormView, form_view
from macros.views.rows import slugify

MAX_LENGTH = 65_536  # characters: the most that GitHub lets into an issue
MAX_SLUG = 60
REMARK_LABELS = ("Casus", "Tekst zoals die er nu staat", "Tekst zoals u die wilt", "Toelichting")
_NO_ANSWER = "_No response_"
_TYPOGRAPHY = {**TYPOGRAPHY, "\u2026": "...", "\u00a0": " ", "\t": " "}


_REASONS = {
    "te-lang": "Het formulier is te lang: meer dan {grens} tekens.",
    "geen-titel": "De titel ontbreekt. Vul er een in: daar maken wij de bestandsnaam van.",
    "casus": "Deze casus kennen wij niet. Neem de titel over zoals die op de pagina staat.",
    "geen-tekst": "Er is geen tekst om te vervangen. De werkgroep leest uw opmerking zelf.",
    "plaats": "De tekst zoals die er nu staat, komt {aantal} keer voor in {pad}. Dat moet precies "
    "één keer zijn. Neem een iets langer stuk over.",
    "plek": "Dit bestand hoort niet bij de inhoud.",
}


class IntakeError(Exception):
    """Nothing can be made of this form; the Dutch text says why."""

    def __init__(self, reason: str, **places: object) -> None:
        super().__init__(_REASONS[reason].format_map(places))


@dataclass(frozen=True)
class Change:
    """A file to write: its path from the top of the project, and its whole text."""

    path: str
    text: str


def tidy(text: str) -> str:
    """Straight quotes, ordinary spaces, no invisible characters, lines ended by ``\\n``."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    straight = "".join(_TYPOGRAPHY.get(char, char) for char in lines)
    return "".join(c for c in straight if c == "\n" or unicodedata.category(c)[0] != "C")


def answers(body: str, labels: Iterable[str]) -> dict[str, str]:
    """The answer under each label. Labels count in their order only: an answer may hold ``###``."""
    if len(body) > MAX_LENGTH:
        raise IntakeError("te-lang", grens=MAX_LENGTH)
    order = {_plain(label): label for label in labels}
    waiting, found, current = list(order), dict[str, list[str]](), ""
    for line in tidy(body).split("\n"):
        heading = _plain(line[4:]) if line.startswith("### ") else ""
        if heading in waiting:
            waiting = waiting[waiting.index(heading) + 1 :]
            current = order[heading]
            found[current] = []
        elif current:
            found[current].append(line)
    joined = {label: "\n".join(lines).strip() for label, lines in found.items()}
    return {label: "" if text == _NO_ANSWER else text for label, text in joined.items()}


def _plain(label: str) -> str:
    return re.sub(r"\s*\(mag leeg\)$", "", " ".join(label.split())).lower()


def case_from_issue(body: str, library: Library, day: datetime.date) -> Change:
    """The file of a new case. ``day`` becomes its ``nagekeken``.

    Raises IntakeError when there is no title to name the file after.
    """
    view = form_view(library)
    fields = (*view.texts, *view.choices)
    labels = [*(field.label for field in fields), *(rule.title for rule in CASE.sections)]
    given = answers(body, labels)
    slug = slugify(given.get(view.texts[0].label, ""))[:MAX_SLUG].strip("-")
    if not slug:
        raise IntakeError("geen-titel")
    front = "\n".join(_front_lines(view, given, day))
    body = "\n\n".join(_sections(given))
    text = f"---\n{front}\n---\n\n{body}\n"
    return Change(f"{CASES_FOLDER}/{CASE.folder}/{_free(slug, library)}.md", text)


def _free(slug: str, library: Library) -> str:
    """This name, or the first with a number after it that no case has."""
    taken = library.by_kind[CASE.name]
    names = (slug if n == 1 else f"{slug}-{n}" for n in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _front_lines(view: FormView, given: Mapping[str, str], day: datetime.date) -> Iterator[str]:
    by_name = {field.name: field for field in (*view.texts, *view.choices)}
    automatic = {"id": view.data["id"], "nagekeken": day.isoformat(), "herkomst": "samengesteld"}
    for name in field_order(CASE):
        if name in automatic:
            yield f"{name}: {automatic[name]}"
        elif name not in AUTOMATIC:
            yield f"{name}: {_value(by_name[name], given.get(by_name[name].label, ''))}"


def _value(field: FormField, answer: str) -> str:
    if not field.choices:
        line = writing.on_one_line(answer)
        return writing.scalar(line) if line else '""'
    chosen = list(_chosen(field, answer))
    if field.sort == "meer":
        return writing.flow_list(chosen)
    return writing.scalar(chosen[0]) if chosen else '""'


def _chosen(field: FormField, answer: str) -> Iterator[str]:
    """The values in an answer: ticked boxes, or options with commas between them."""
    ticked = re.findall(r"^\s*- \[[xX]\] (.+)$", answer, re.MULTILINE)
    text = "\n".join(ticked) if "- [" in answer else answer
    for choice in field.choices:
        shown = {choice.value, choice.label, f"{choice.label} ({choice.value})"}
        if any(_stands_in(option, text) for option in shown):
            yield choice.value


def _stands_in(option: str, text: str) -> bool:
    return bool(re.search(rf"(?im)(?:^|,)\s*{re.escape(option)}\s*(?:,|$)", text))


def _sections(given: Mapping[str, str]) -> Iterator[str]:
    for rule in CASE.sections:
        text = given.get(rule.title, "")
        if text and rule.shape == "numbered":
            text = _numbered(text)
        elif text:
            text = _without_headings(text, keep_parts=rule.title == ROLES)
        if text or rule.required:
            yield f"## {rule.title}\n\n{text}".rstrip()


def _numbered(text: str) -> str:
    lines = [re.sub(r"^\s*(?:\d{1,2}[.)]|[-*])\s+", "", line).strip() for line in text.split("\n")]
    return "\n".join(f"{n}. {line}" for n, line in enumerate(filter(None, lines), 1))


def _without_headings(text: str, keep_parts: bool) -> str:
    """An answer cannot add sections of its own: its headings become ordinary lines."""
    allowed = r"(?!### \S)" if keep_parts else ""
    lines = [re.sub(rf"^\s{{0,3}}{allowed}(#|={{2,}}|-{{2,}})", r"\\\1", x.rstrip())
             for x in text.split("\n")]  # fmt: skip
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def remark_from_issue(body: str, library: Library, root: Path) -> Change:
    """A change in one case: one piece of its text replaced by another.

    Raises IntakeError when the piece does not stand there exactly once.
    """
    given = answers(body, REMARK_LABELS)
    which, old, new = (given.get(label, "").strip() for label in REMARK_LABELS[:3])
    cases = library.by_kind[CASE.name]
    case = next((c for s, c in cases.items() if which.lower() in (s, c.meta.title.lower())), None)
    if case is None:
        raise IntakeError("casus")
    if not old or not new:
        raise IntakeError("geen-tekst")
    text = (root / case.path).read_text(encoding="utf-8")
    found = [m.span() for m in re.finditer(_loosely(old), text)]
    if len(found) != 1:
        raise IntakeError("plaats", aantal=len(found), pad=case.path)
    ((start, end),) = found
    if start < text.index("\n---\n", 3):
        new = writing.on_one_line(new)
    return Change(case.path, text[:start] + new + text[end:])


def _loosely(text: str) -> str:
    """A pattern for the text, whatever the white space between its words."""
    return r"\s+".join(map(re.escape, text.split()))


def write(change: Change, root: Path) -> Path:
    """Write the file below ``root``; a second wall against paths that lead elsewhere."""
    file = (root / change.path).resolve()
    folders = [(root / CASES_FOLDER / kind.folder).resolve() for kind in BY_NAME.values()]
    if file.parent not in folders or (root / change.path).is_symlink():
        raise IntakeError("plek")
    file.write_text(change.text, encoding="utf-8", newline="\n")
    return file
