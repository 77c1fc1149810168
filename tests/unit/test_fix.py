"""``--fix`` mends what is certain, shows it, and leaves every word alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.content.fix import fix_library, fix_text
from macros.content.frontmatter import read_front_matter
from macros.content.kinds import KINDS
from macros.content.library import read_library

VALID = Path(__file__).parent.parent / "geldig" / "cases"
SPECIMENS = Path(__file__).parent.parent / "fouten"
BY_FOLDER = {kind.folder: kind for kind in KINDS}
FILES = sorted(VALID.glob("*/*.md"))
LAW = (VALID / "wetten" / "subsidie.md").read_text(encoding="utf-8")


def _fix(text: str, folder: str = "wetten") -> tuple[str, list[str]]:
    new, done = fix_text(text, "x.md", BY_FOLDER[folder])
    return new, [mended.code for mended in done]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_right_file_is_left_as_it_is(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert _fix(text, file.parent.name) == (text, [])


#: What somebody did to a right file, and the message that goes with it.
SPOILS = {
    "bom": lambda text: "\ufeff" + text,
    "windows-regeleinden": lambda text: text.replace("\n", "\r\n"),
    "spaties-achteraan": lambda text: text.replace("Subsidie\n", "Subsidie \n", 1),
    "geen-slotregel": lambda text: text.rstrip("\n"),
    "geen-spatie": lambda text: text.replace("titel: ", "titel:"),
    "streepjes-vorm": lambda text: "\u2014" + text[3:],
    "streepjes-dubbel": lambda text: "---\n" + text,
    "geen-lijst": lambda text: text.replace("[gids]", "gids"),
    "volgorde-velden": lambda text: text.replace(
        "id: l01\ntitel: Subsidie", "titel: Subsidie\nid: l01"
    ),
    "hekje-zonder-spatie": lambda text: text.replace("## Wat is zeker", "##Wat is zeker"),
    "tab": lambda text: text.replace("titel: ", "titel:\t"),
    "kop-niveau": lambda text: text.replace("## Wat is zeker", "**Wat is zeker**"),
    "vaste-spatie": lambda text: text.replace("titel: ", "titel:\u00a0"),
}


@pytest.mark.parametrize("code", SPOILS)
def test_what_was_spoilt_comes_back_exactly(code: str) -> None:
    spoilt = SPOILS[code](LAW)
    assert spoilt != LAW
    assert _fix(spoilt) == (LAW, [code])


def test_curly_quotes_and_long_dashes_become_straight_and_short() -> None:
    spoilt = LAW.replace("een eigen verordening", "een \u2018eigen\u2019 verordening \u2013 soms")
    right = LAW.replace("een eigen verordening", "een 'eigen' verordening, soms")
    assert _fix(spoilt) == (right, ["gekrulde-tekens"])


def test_a_number_gets_its_space_back() -> None:
    case = (VALID / "casussen" / "buurttuin.md").read_text(encoding="utf-8")
    spoilt = case.replace("2. Wat wist", "2.Wat wist")
    assert _fix(spoilt, "casussen") == (case, ["punt-zonder-spatie"])


def test_a_field_in_a_part_moves_to_its_place() -> None:
    programme = (VALID / "programmas" / "uur.md").read_text(encoding="utf-8")
    spoilt = programme.replace("    minuten:", "   minuten:", 1)
    assert _fix(spoilt, "programmas") == (programme, ["inspringen"])


def test_everything_at_once_comes_back_too() -> None:
    spoilt = LAW
    for code in reversed(SPOILS):  # the BOM comes last, at the very start
        if code != "streepjes-vorm":  # with a doubled fence that is another file
            spoilt = SPOILS[code](spoilt)
    assert _fix(spoilt)[0] == LAW


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("titel: Geld: hoe?", 'titel: "Geld: hoe?"'),
        ("titel: \u201cGeld\u201d", 'titel: "Geld"'),
        ("titel: 's Avonds geld", 'titel: "\'s Avonds geld"'),
        ('titel: "Geld" en tijd', "titel: '\"Geld\" en tijd'"),
        ("titel: @gemeente", 'titel: "@gemeente"'),
    ],
)
def test_a_line_of_the_front_matter_is_mended(wrong: str, right: str) -> None:
    assert right in _fix(LAW.replace("titel: Subsidie", wrong))[0].split("\n")


def test_what_only_the_editor_knows_is_left_alone() -> None:
    for wrong in ("titel: [Subsidie", "titel Subsidie", "fase: nee", "titel: {{ x }}"):
        spoilt = LAW.replace("titel: Subsidie", wrong)
        assert _fix(spoilt) == (spoilt, [])


def test_two_spaces_that_end_a_line_within_a_paragraph_stay() -> None:
    text = LAW.replace("Vraag vroeg naar de regels. ", "Vraag vroeg naar de regels.  \n")
    assert _fix(text) == (text, [])


def test_remarks_move_along_with_the_field_under_them() -> None:
    spoilt = LAW.replace("id: l01\ntitel: Subsidie", "# de naam\ntitel: Subsidie\n# vast\nid: l01")
    assert "---\n# vast\nid: l01\n# de naam\ntitel: Subsidie\n" in _fix(spoilt)[0]


@pytest.mark.parametrize("file", sorted(SPECIMENS.glob("*.md")), ids=lambda file: file.stem)
def test_mending_loses_no_word_and_is_done_in_one_go(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for kind in KINDS[:1] + KINDS[-1:]:
        new, _ = fix_text(text, "x.md", kind)
        assert sorted(re.findall(r"\w", new)) == sorted(re.findall(r"\w", text))
        assert fix_text(new, "x.md", kind) == (new, ())


@given(
    st.permutations(LAW.split("---\n")[1].rstrip("\n").split("\n")),
    st.sampled_from(["\n", "\r\n", " \n", "\t\n"]),
    st.sampled_from(["", "\ufeff"]),
)
def test_however_the_fields_lie_the_values_stay_the_same(
    lines: list[str], end: str, start: str
) -> None:
    _, front, body = LAW.split("---\n", 2)
    new, _ = _fix(start + end.join(["---", *lines, "---", *body.split("\n")]))
    assert new == LAW
    assert (
        read_front_matter(front, "x").values == read_front_matter(new.split("---\n")[1], "x").values
    )


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_any_text_keeps_its_letters_and_needs_mending_once(text: str) -> None:
    new, _ = _fix(f"---\ntitel: x\n{text}")
    again, _ = _fix(new)
    assert again == new
    assert sorted(filter(str.isalnum, new)) == sorted(filter(str.isalnum, f"titelx{text}"))


def test_the_library_is_mended_on_disk_and_says_what_was_done(valid_library: Path) -> None:
    file = valid_library / "cases" / "wetten" / "subsidie.md"
    file.write_bytes(b"\xef\xbb\xbf" + LAW.replace("titel: ", "titel:").encode())
    file.chmod(0o640)
    done = fix_library(valid_library)
    assert [(m.path, m.line, m.code) for m in done] == [
        ("cases/wetten/subsidie.md", 1, "bom"),
        ("cases/wetten/subsidie.md", 3, "geen-spatie"),
    ]
    assert (done[1].before, done[1].after) == ("titel:Subsidie", "titel: Subsidie")
    assert all(m.what for m in done)
    assert file.read_text(encoding="utf-8") == LAW
    assert file.stat().st_mode & 0o777 == 0o640
    assert not list(file.parent.glob(".*"))
    assert read_library(valid_library).problems == []


def test_a_link_is_not_written_through(valid_library: Path, tmp_path: Path) -> None:
    outside = tmp_path / "buiten.txt"
    outside.write_bytes(b"\xef\xbb\xbfgeheim")
    (valid_library / "cases" / "wetten" / "link.md").symlink_to(outside)
    assert fix_library(valid_library) == []
    assert outside.read_bytes() == b"\xef\xbb\xbfgeheim"
