"""The text of an issue form becomes a case file or a change, whatever somebody typed in it."""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.content.draft import read_draft
from macros.content.kinds import CASE
from macros.content.library import Library, read_library
from macros.intake import (
    IntakeError,
    answers,
    case_from_issue,
    remark_from_issue,
    write,
)
from macros.views.form import form_view
from tests.browser.example_case import CHOICES, TEXTS, TITLE
from tests.conftest import ROOT

REQUIRED = [rule.title for rule in CASE.sections if rule.required]
DAY = datetime.date(2026, 11, 24)
ROLES = "\n\n".join(
    f"### {label}\n\n{TEXTS[f'rol-{slug}-doet']}\n\n**Risico:** {TEXTS[f'rol-{slug}-risico']}"
    for slug, label in (("facilitator", "Facilitator"), ("geen-rol", "Geen rol"))
)
PARTIES = "\n".join(
    f"- **{TEXTS[f'partij-{slug}-naam']}** ({slug}): {TEXTS[f'partij-{slug}-wil']}"
    for slug in ("initiatiefnemers", "omwonenden", "vastgoed-grond")
)


def issue_body(library: Library, **instead: str) -> str:
    """The form as the forge shows it; ``instead`` replaces the answer to a field or section."""
    view = form_view(library)
    rows = []
    for field in (*view.texts, *view.choices):
        labels = {choice.value: choice.label for choice in field.choices}
        ticked = [f"- [x] {labels[value]}" for value in CHOICES.get(field.name, ())]
        unticked = [f"- [ ] {x}" for v, x in labels.items() if v not in CHOICES.get(field.name, ())]
        answer = TEXTS.get(field.name) or "\n".join(ticked + unticked)
        if field.sort == "een":
            answer = labels[CHOICES[field.name][0]]
        rows.append((field.name, field.label, answer))
    for section in view.sections:
        text = {"rollen": ROLES, "partijen": PARTIES}.get(section.sort)
        rows.append((section.anchor, section.title, text or TEXTS.get(f"deel-{section.anchor}")))
    return "\n\n".join(
        f"### {label}\n\n{instead.get(name, answer) or '_No response_'}"
        for name, label, answer in rows
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "cases", tmp_path / "cases")
    return tmp_path


def test_a_form_becomes_a_case_that_passes_the_check(library: Library, project: Path) -> None:
    change = case_from_issue(issue_body(library), library, DAY)
    assert change.path == "cases/casussen/de-muur-wie-schildert.md"
    write(change, project)
    reading = read_library(project)
    found = reading.library()
    assert found is not None, "\n".join(map(str, reading.errors))
    case = found.get("casus", "de-muur-wie-schildert")
    assert (case.meta.title, case.meta.checked) == (TITLE, DAY)
    assert case.meta.roles == ("facilitator", "geen-rol")
    assert "<ol>" in case.body["Vragen aan de groep"].web


def test_windows_line_ends_and_word_quotes_are_mended(library: Library) -> None:
    change = case_from_issue(issue_body(library).replace("\n", "\r\n"), library, DAY)
    assert not set("\r“”‘’") & set(change.text)


HOSTILE = (
    ("titel", "../../.github/workflows/x"),
    ("titel", "x\n---\nid: c01"),
    ("titel", "$(touch x) `id` ; rm -rf x"),
    ("titel", "{{ 7 * 7 }} <script>alert(1)</script>"),
    ("titel", "!!python/object/apply:os.system [id]"),
    ("titel", "&a *a : # \u202e"),
    ("samenvatting", 'x"\nrollen: [alles]\n"'),
    ("situatie", "---\nid: c99\n---\n"),
    ("situatie", "## Nabespreking\n\nZo."),
    ("situatie", "# Kop\n\nKop\n===\n\nKop\n---"),
    ("situatie", "### Titel\n\nEen andere titel"),
    ("themas", "- [x] ../../etc\n- [x] Ontmoeten, [a](javascript:x)"),
)


@pytest.mark.parametrize(("field", "text"), HOSTILE)
def test_hostile_answers_stay_text(library: Library, tmp_path: Path, field: str, text: str) -> None:
    change = case_from_issue(issue_body(library, **{field: text}), library, DAY)
    (tmp_path / "cases/casussen").mkdir(parents=True)
    file = write(change, tmp_path)
    assert file.parent == tmp_path / "cases/casussen"
    assert re.fullmatch(r"[a-z0-9-]+\.md", file.name)
    draft, _, _ = read_draft(file.read_bytes(), file, CASE, change.path, library.words)
    assert draft.front.values["id"] == form_view(library).data["id"]
    assert field == "titel" or draft.front.values["titel"] == TITLE
    assert [s.title for s in draft.body.sections] == REQUIRED


MARKS = "#-=`\n\r :x'\"[]{}&*!|>\\<\u2028"
FIELDS = st.sampled_from(["titel", "samenvatting", "dilemma", "mogelijke-rollen"])


def test_no_answer_breaks_the_file(library: Library) -> None:
    @settings(max_examples=100, deadline=None)
    @given(text=st.text(MARKS, max_size=80) | st.text(max_size=200), field=FIELDS)
    def holds(text: str, field: str) -> None:
        try:
            change = case_from_issue(issue_body(library, **{field: text}), library, DAY)
        except IntakeError as refused:
            assert "titel ontbreekt" in str(refused)
            return
        assert re.fullmatch(r"cases/casussen/[a-z0-9-]{1,60}\.md", change.path)
        assert re.findall(r"(?m)^## (.*)", change.text) == REQUIRED
        assert change.text.split("\n---\n")[0].count("\n") == len(
            form_view(library).data["volgorde"]
        )

    holds()


def test_an_existing_case_is_never_overwritten(library: Library) -> None:
    first = library.cases[0]
    same_name = first.slug.replace("-", " ").capitalize()
    change = case_from_issue(issue_body(library, titel=same_name), library, DAY)
    assert change.path == f"cases/casussen/{first.slug}-2.md"


def test_a_form_that_is_too_long_is_refused() -> None:
    with pytest.raises(IntakeError, match="te lang"):
        answers("x" * 70_000, ["Titel"])


def remark(library: Library, old: str, new: str, which: str = "") -> str:
    title = which or library.cases[0].meta.title
    return f"### Casus\n\n{title}\n\n### Tekst zoals die er nu staat\n\n{old}\n\n" \
           f"### Tekst zoals u die wilt\n\n{new}\n\n### Toelichting\n\n_No response_"  # fmt: skip


def test_a_remark_changes_that_piece_of_text_and_nothing_else(library: Library) -> None:
    case = library.cases[0]
    before = (ROOT / case.path).read_text(encoding="utf-8")
    old = case.body["Keerpunt"].paragraphs[0].split(". ")[0]
    change = remark_from_issue(remark(library, old, "Iets anders"), library, ROOT)
    assert change.path == case.path
    assert change.text == before.replace(old, "Iets anders")


REFUSED = (
    ("Dit staat er niet", "x", "", "komt 0 keer voor"),
    ("de", "x", "", "keer voor"),
    ("", "x", "", "geen tekst om te vervangen"),
    ("de", "x", "../../README", "kennen wij niet"),
)


@pytest.mark.parametrize(("old", "new", "which", "message"), REFUSED)
def test_a_remark_that_cannot_be_placed_says_why(
    library: Library, old: str, new: str, which: str, message: str
) -> None:
    with pytest.raises(IntakeError, match=message):
        remark_from_issue(remark(library, old, new, which), library, ROOT)
