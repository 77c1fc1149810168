"""Nobody can be traced, and an ordinary text is left alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.content.privacy import (
    by_first_word,
    capitals_inside,
    check_traces,
    is_bsn,
    is_plate,
    names_used,
)
from macros.content.texts import Passage
from tests.unit.house_library import read, write_caution, write_data

REFUSED = [
    ("e-mailadres", "Mail naar kees@voorbeeld.nl voor een afspraak."),
    ("e-mailadres", "k.de.boer+wijk@post.voorbeeld.nl"),
    ("e-mailadres", "Schrijf aan info (at) voorbeeld.nl."),
    ("e-mailadres", "Schrijf aan info[apenstaartje]voorbeeld.nl."),
    ("telefoonnummer", "Bel 06-12345678."),
    ("telefoonnummer", "Bel 0612345678 na vijf uur."),
    ("telefoonnummer", "Bel 06 12 34 56 78"),
    ("telefoonnummer", "Bel +31 6 1234 5678"),
    ("telefoonnummer", "Bel +31(0)612345678"),
    ("telefoonnummer", "Bel 0031 20 123 45 67"),
    ("telefoonnummer", "Bel 020-1234567"),
    ("telefoonnummer", "Bel (020) 123 45 67"),
    ("telefoonnummer", "Bel 0118-123456"),
    ("telefoonnummer", "Bel 0800-1234"),
    ("telefoonnummer", "Bel 06-1234\n5678"),
    ("bsn", "Zijn nummer is 111222333."),
    ("bsn", "Zijn nummer is 1112.22.333."),
    ("bsn", "Zijn nummer is 111 222 333, zegt hij."),
    ("bsn", "Zijn nummer is 123456782"),
    ("huisadres", "Het huis op 1234 AB 12 staat leeg."),
    ("huisadres", "1234AB, nummer 12a"),
    ("huisadres", "Molenweg 12, 1234 AB"),
    ("huisadres", "1234ab 5"),
    ("kenteken", "De bus heeft kenteken 12-AB-34."),
    ("kenteken", "De bus heeft kenteken GB-123-X."),
    ("kenteken", "LL-99-99"),
]

LEFT_ALONE = [
    "De wet geldt sinds 1-1-2025 en niet sinds 01-01-2027.",
    "Tussen 2014 en 2026 kwamen er 30.000 inwoners bij.",
    "Het nummer is ECLI:NL:HR:2021:1778.",
    "Artikel 16.55, lid 7, en titel 4.2 van de wet.",
    "Open van 09.30-12.30 en van 19.00-21.30 uur.",
    "Het getal 123456789 doorstaat de elfproef niet.",
    "Het bedrag 111.222.333,50 is geen nummer van een mens.",
    "In 2015 VN en in 1995 EU: dat zijn afkortingen na een jaar.",
    "Een kaart op A5, een vel A3-papier en 4-5-6.",
    "Een huis-aan-huisblad en een kop-en-schotel.",
    "Postcode 1234 is nog geen huis.",
    "Bel 112 of 14 met daarachter het netnummer.",
    "De datum is 2026-11-24.",
]


@pytest.mark.parametrize(("code", "text"), REFUSED)
def test_what_leads_to_a_person_is_refused(code: str, text: str) -> None:
    found = list(check_traces([Passage("x.md", 3, text)]))
    assert [p.code for p in found] == [code]
    assert found[0].is_error


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_ordinary_figures_are_left_alone(text: str) -> None:
    assert not list(check_traces([Passage("x.md", 3, text)]))


@given(st.text())
def test_no_text_upsets_the_guard(text: str) -> None:
    passage = Passage("x.md", 1, text)
    list(check_traces([passage]))
    assert all(text[offset:].startswith(word) for offset, word in capitals_inside(passage))


@given(st.integers(0, 99_999_999))
def test_one_digit_more_or_less_fails_the_11_test(number: int) -> None:
    """The check digit is what makes the sum fit: at most one of ten digits does."""
    fitting = [d for d in range(10) if is_bsn(f"{number:08d}{d}")]
    assert len(fitting) <= 1


@pytest.mark.parametrize(("text", "expected"), [
    ("LL-99-99", True), ("99-LLL-9", True), ("9-LL-999", True),
    ("99-99-99", False), ("LLL-999-L", False), ("9-9-9", False),
])  # fmt: skip
def test_a_plate_has_one_of_the_known_patterns(text: str, expected: bool) -> None:
    assert is_plate(text.replace("L", "G").replace("9", "7")) is expected


CAPITALS = [
    ("De buurvrouw kookt.", []),
    ("Zij heet Fatima en zij kookt.", ["Fatima"]),
    ("Meneer Bakker uit Ons Dorp.", ["Bakker", "Ons", "Dorp"]),
    ('Hij zegt: "Wij stoppen." Dan gaat hij.', []),
    ('"Wij stoppen," zegt Kees. "Nu."', ["Kees"]),
    ("Wat het kost: De groep is moe.", []),
    ("Na een avond praten belt zij hem: Kees.", ["Kees"]),
    ("Het is stil. Let op: Kees komt.", ["Kees"]),
    ("Het is laat. 's Avonds is er feest.", []),
    ("'s Avonds is er feest in 's-Hertogenbosch.", ["'s-Hertogenbosch"]),
    ("Klaar? Ja! Mooi… En nu?", []),
    ("(Dit staat tussen haken.) Zo.", []),
    ("De wet, bijv. Awb, geldt.", ["Awb"]),
    ("Kijk in art. 3 van de Wmo-regels.", ["Wmo-regels"]),
    ("Print op A4 en niet op A5-formaat.", []),
    ("Er zijn VOG's nodig.", ["VOG's"]),
    ("De site met eHerkenning.", ["eHerkenning"]),
    ("Op het eiland van Élodie.", ["Élodie"]),
    ("Zij komt\nuit Drenthe.", ["Drenthe"]),
]


@pytest.mark.parametrize(("text", "expected"), CAPITALS)
def test_a_capital_inside_a_sentence_is_seen(text: str, expected: list[str]) -> None:
    found = list(capitals_inside(Passage("x.md", 1, text)))
    assert [word for _, word in found] == expected
    assert all(text[offset:].startswith(word) for offset, word in found)


def test_the_guard_looks_in_front_matter_body_and_lists(tmp_path: Path) -> None:
    write_caution(tmp_path, "Bel\n06-12345678 of mail a@b.nl.", gist="Vraag a@b.nl.")
    write_data(tmp_path, "woorden.yml", "buur:\n  woord: buur\n  uitleg: Bel 06-12345678.\n")
    found = read(tmp_path, "e-mailadres", "telefoonnummer")
    places = [(p.path.removeprefix("cases/"), p.line, p.code) for p in found]
    assert places == [
        ("aandachtspunten/een.md", 4, "e-mailadres"),
        ("aandachtspunten/een.md", 12, "e-mailadres"),
        ("aandachtspunten/een.md", 12, "telefoonnummer"),
        ("woorden.yml", 3, "telefoonnummer"),
    ]


def test_a_broken_front_matter_is_still_searched(tmp_path: Path) -> None:
    write_caution(tmp_path, "Tekst.", number=1, gist="Vraag a@b.nl.\nonbekend: [06-12345678]")
    found = read(tmp_path, "e-mailadres", "telefoonnummer")
    assert [(p.line, p.code) for p in found] == [(4, "e-mailadres"), (5, "telefoonnummer")]


def test_a_listed_word_raises_no_question_and_an_unlisted_one_does(tmp_path: Path) -> None:
    write_caution(tmp_path, "Volgens de Wmo en de Nationale\nombudsman mag Kees dat.")
    write_data(tmp_path, "namen.yml", "Nationale ombudsman: Functie.\nWmo: Wet.\n")
    (question,) = read(tmp_path, "naam", "naam-ongebruikt", "naam-zonder-reden")
    assert (question.line, question.level) == (12, "let op")
    assert "Kees" in question.what
    assert "Is dit een naam?" in question.what


def test_a_title_in_a_link_raises_no_question(tmp_path: Path) -> None:
    write_caution(tmp_path, "Lees ook [Geen rol](rol:geen-rol) en [iets van Kees](rol:x).")
    assert ["Kees" in p.what for p in read(tmp_path, "naam")] == [True]


def test_the_list_of_names_holds_reasons_and_no_words_that_nobody_uses(tmp_path: Path) -> None:
    write_caution(tmp_path, "Volgens de Wmo mag dat.")
    write_data(tmp_path, "namen.yml", "# uitleg\nAwb: Wet.\nWmo:\n")
    found = read(tmp_path, "naam-ongebruikt", "naam-zonder-reden")
    assert [(p.line, p.code) for p in found] == [(2, "naam-ongebruikt"), (3, "naam-zonder-reden")]


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("Dat mag van de Wmo 2015.", {"Wmo", "Wmo 2015"}),
        ("Dat mag van de Wmo\n2015 wel.", {"Wmo", "Wmo 2015"}),
        ("Dat mag van de Wmo uit 2015.", {"Wmo"}),
        ("De Wmo-toezichthouder belt.", {"Wmo"}),
        ("De wmo is een wet uit 2015.", set()),
        ("Wmo'er is geen woord.", {"Wmo"}),
    ],
)
def test_a_name_counts_as_used_when_all_of_it_stands_there(text: str, used: set[str]) -> None:
    listed = by_first_word({"Wmo": "Wet.", "Wmo 2015": "Wet.", "Awb": "Wet."})
    assert set(names_used([Passage("x.md", 1, text)], listed)) == used
