"""``new`` asks in Dutch and writes a file that the check takes; the templates are never stale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from macros.__main__ import app
from macros.content.draft import read_draft
from macros.content.front_checks import field_order
from macros.content.kinds import BY_NAME, CASE, KINDS, Kind
from macros.content.library import Library, read_library
from macros.skeleton import free_path, stale_templates, template, templates
from macros.views.form import FormField, form_fields
from tests.conftest import ROOT

run = CliRunner()
TITLE = "De muur: wie schildert?"
TEXTS = {
    "titel": TITLE,
    "samenvatting": "Jongeren willen een muur schilderen. De buurt vindt dat mooi.",
    "duur": "20",
}
LISTS = {"groep": ["4", "12"], "tafel": ["4", "6"]}


@pytest.fixture
def small(valid_library: Path) -> Library:
    """The small valid library in the folder in which the files are made."""
    library = read_library(valid_library).library()
    assert library is not None
    return library


def typed(fields: tuple[FormField, ...]) -> Iterator[str]:
    """What somebody types who knows the answers: a line for every question."""
    for field in fields:
        if field.sort == "rijen":
            for number in range(field.least):
                yield from (x.replace(TITLE, f"Ronde {number + 1}") for x in typed(field.inner))
            yield ""
        elif field.sort == "velden":
            yield from typed(field.inner)
        elif field.sort == "lijst":
            given = LISTS.get(field.name, [f"Iets wat bij {n} hoort" for n in range(field.least)])
            yield from [*given, *([""] if len(given) < field.most else [])]
        elif field.choices:
            yield "1"
        else:
            yield TEXTS.get(field.name, "10" if field.sort == "getal" else "Een korte zin.")


def answers(small: Library, kind: Kind) -> list[str]:
    return list(typed(tuple(form_fields(small, kind))))


def new(project: Path, kind: str, lines: list[str]) -> Result:
    given = "".join(f"{line}\n" for line in lines)
    return run.invoke(app, ["new", kind, "--map", str(project)], input=given)


def written(done: Result) -> str:
    found = re.search(r"Gemaakt: (\S+\.md)", done.output)
    assert found, done.output
    return found[1]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_answers_become_a_file_that_the_check_takes(
    kind: Kind, valid_library: Path, small: Library
) -> None:
    done = new(valid_library, kind.name, answers(small, kind))
    assert done.exit_code == 0, done.output
    path = written(done)
    reading = read_library(valid_library)
    assert [str(problem) for problem in reading.errors] == []
    left = {problem.code for problem in reading.problems if problem.path == path}
    assert left == {"nog-te-schrijven"}
    draft = next(draft for draft in reading.files if draft.path == path)
    assert draft.meta is not None and draft.meta.title == TITLE
    taken = {entry.meta.id for entry in small.by_kind[kind.name].values()}
    assert draft.meta.id not in taken
    assert list(draft.front.values) == [n for n in field_order(kind) if n in draft.front.values]


def test_every_section_says_what_belongs_in_it(valid_library: Path, small: Library) -> None:
    path = written(new(valid_library, "casus", answers(small, CASE)))
    text = (valid_library / path).read_text(encoding="utf-8")
    for rule in CASE.sections:
        assert f"## {rule.title}\n" in text
        assert rule.help and rule.help in text


def test_every_section_of_every_kind_has_its_explanation() -> None:
    assert [rule.title for kind in KINDS for rule in kind.sections if not rule.help] == []


def test_no_file_is_ever_written_over(valid_library: Path, small: Library) -> None:
    first = written(new(valid_library, "casus", answers(small, CASE)))
    before = (valid_library / first).read_bytes()
    second = written(new(valid_library, "casus", answers(small, CASE)))
    assert (first, second) == (
        "cases/casussen/de-muur-wie-schildert.md", "cases/casussen/de-muur-wie-schildert-2.md",
    )  # fmt: skip
    assert (valid_library / first).read_bytes() == before
    reading = read_library(valid_library)
    ids = {draft.path: str(draft.front.values["id"]) for draft in reading.files}
    assert (ids[first], ids[second]) == ("c02", "c03")


def test_the_name_of_a_broken_file_is_taken_as_well(tmp_path: Path) -> None:
    (tmp_path / "cases/casussen").mkdir(parents=True)
    (tmp_path / "cases/casussen/de-muur.md").write_text("stuk", encoding="utf-8")
    assert free_path(tmp_path, CASE, "De muur") == "cases/casussen/de-muur-2.md"
    assert free_path(tmp_path, CASE, "../../!") == "cases/casussen/casus.md"


WRONG = [
    ("titel", "", "Het veld titel is leeg."),
    ("titel", "x" * 46, "Het veld titel is 46 tekens lang. De grens is 45."),
    ("titel", "Een <b>muur</b>", "<"),
    ("samenvatting", "Kort.", "Dat is te kort: het minste is 60."),
    ("domein", "", "Het veld domein is leeg."),
    ("domein", "zichzelf, ergens", "De waarde ergens kennen wij niet bij domein."),
    ("dilemmas", "9", "De waarde 9 kennen wij niet bij dilemmas."),
    ("fase", "groen", "Bedoelde u groei?"),
    ("tijd", "35", "De waarde 35 kennen wij niet bij tijd."),
]


@pytest.mark.parametrize(("name", "wrong", "said"), WRONG)
def test_a_wrong_answer_is_asked_again(
    name: str, wrong: str, said: str, valid_library: Path, small: Library
) -> None:
    names = [field.name for field in form_fields(small, CASE)]
    lines = answers(small, CASE)
    lines.insert(names.index(name), wrong)
    done = new(valid_library, "casus", lines)
    assert done.exit_code == 0, done.output
    assert said in done.output
    path = written(done)
    assert not any(problem.path == path for problem in read_library(valid_library).errors)


def test_a_choice_may_be_a_number_a_name_or_a_label(valid_library: Path, small: Library) -> None:
    names = [field.name for field in form_fields(small, CASE)]
    lines = answers(small, CASE)
    lines[names.index("rollen")] = "2, Stimulator, geen-rol"
    text = (valid_library / written(new(valid_library, "casus", lines))).read_text(encoding="utf-8")
    assert "rollen: [geen-rol, stimulator]" in text


def test_what_the_answers_do_not_settle_is_said_at_the_end(
    valid_library: Path, small: Library
) -> None:
    names = [field.name for field in form_fields(small, CASE)]
    lines = answers(small, CASE)
    for name in ("dilemmas", "discussiepunten", "aandachtspunten"):
        lines[names.index(name)] = ""
    done = new(valid_library, "casus", lines)
    assert "Deze casus noemt geen dilemma" in done.output
    assert (valid_library / written(done)).is_file()


def test_who_stops_halfway_has_written_nothing(valid_library: Path, small: Library) -> None:
    before = sorted((valid_library / "cases").rglob("*"))
    done = new(valid_library, "casus", answers(small, CASE)[:5])
    assert done.exit_code == 1
    assert "Gestopt. Er is niets geschreven." in done.output
    assert "Aborted" not in done.output
    assert sorted((valid_library / "cases").rglob("*")) == before


def test_an_unknown_kind_is_refused(valid_library: Path) -> None:
    done = new(valid_library, "gedicht", [])
    assert done.exit_code == 2
    assert next(iter(BY_NAME)) in done.output


def test_no_template_is_stale(library: Library) -> None:
    assert list(stale_templates(library, ROOT)) == [], "run: python -m macros forms"
    on_disk = {f.relative_to(ROOT).as_posix() for f in (ROOT / "voorbeelden/sjablonen").iterdir()}
    assert on_disk == set(templates(library))


def test_a_template_that_was_changed_is_noticed(library: Library, tmp_path: Path) -> None:
    for path, text in templates(library).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text.replace("De titel,", "De naam,"), encoding="utf-8")
    assert list(stale_templates(library, tmp_path)) == list(templates(library))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_template_explains_every_field_and_the_check_asks_for_values_only(
    kind: Kind, library: Library
) -> None:
    text = template(library, kind)
    lines = text.split("\n")
    for name in field_order(kind):
        if name != "oude_paden":
            place = next(n for n, line in enumerate(lines) if re.match(rf"{name}:", line))
            assert lines[place - 1].startswith("# "), name
    file = ROOT / "cases" / kind.folder / "leeg.md"
    _, problems, _ = read_draft(text.encode(), file, kind, file.name, library.words)
    asks = {"veld-leeg", "lijst-te-kort", "nog-te-schrijven", "geen-getal", "geen-datum"}
    assert {problem.code for problem in problems} <= asks | {"vaste-waarde", "waarde-onbekend"}


def test_a_case_with_the_remarks_of_the_template_is_as_good(library: Library) -> None:
    """Who fills in a template need not take the remarks away."""
    case = library.cases[0]
    lines = (ROOT / case.path).read_text(encoding="utf-8").split("\n")
    values = {line.split(":")[0]: line for line in lines[1 : lines.index("---", 1)]}
    filled = [values.get(x.split(":")[0], x) for x in template(library, CASE).split("\n")]
    front = "\n".join(filled[: filled.index("---", 1)])
    text = front + "\n" + "\n".join(lines[lines.index("---", 1) :])
    draft, problems, _ = read_draft(text.encode(), ROOT / case.path, CASE, case.path, library.words)
    assert problems == []
    assert draft.meta == case.meta
