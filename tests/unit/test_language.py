"""Preferred words, sentences, syllables and the score."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.content.language import Ease, count_syllables, median_score
from macros.content.texts import sentences
from tests.unit.house_library import read, write_caution, write_data

# Counted by hand, clapping; where the written word and the voice differ, the voice.
SYLLABLES = """
    aan 1 a 1 ei 1 uur 1 leeuw 1 app 1 team 1 open 2 idee 2 zoiets 2 buiten 2 buien 2 moeilijk 2
    koeien 2 naaiclub 2 nieuwe 2 niveau 2 bureau 2 milieu 2 premie 2 geuit 2 geëist 2 dieet 2
    koffie 2 baby 2 loyaal 2 royale 3 hobby's 2 foto's 2 systeem 2 wijkteam 2 detail 2 lawaai 2
    jullie 2 via 2 seizoen 2 vrijuit 2 quotum 2 café 2 cadeau 2 auto 2 oude 2 e-mail 2 eeuwig 2
    raadslid 2 aanvraag 2 oppas 2 ieder 2 avond 2 appen 2 sociaal 3 gemeente 3 museum 3
    familie 3 ideeën 3 geopend 3 geantwoord 3 cliënt 2 patiënten 4 theater 3 ideaal 3 reactie 3
    actueel 3 bioscoop 3 radio 3 studio 3 bijeenkomst 3 poëzie 3 ouderen 3 wethouder 3
    ambtenaar 3 eigenaar 3 ruïne 3 privacy 3 mozaïek 3 subsidie 3 huiskamer 3 iedereen 3
    situatie 4 beïnvloeden 4 financiën 4 provinciaal 4 beoordelen 4 ministerie 4 financieel 4
    materieel 4 hygiëne 4 mantelzorger 4 beëindigen 4 oud-postbode 4 elektrische 4 zzp'ers 4
    initiatief 5 coördinator 5 coöperatie 5 individueel 5 officiële 5 evaluatie 5
    geïnteresseerd 5 wijkcoördinator 6 verantwoordelijkheid 6 ontvangstbevestiging 6
    vrijwilligersorganisatie 9 VOG 3 AVG 3
"""
WORDS_AND_COUNTS = SYLLABLES.split()
COUNTED = list(zip(WORDS_AND_COUNTS[::2], map(int, WORDS_AND_COUNTS[1::2]), strict=True))


@pytest.mark.parametrize(("word", "expected"), COUNTED)
def test_syllables_are_counted_as_they_are_said(word: str, expected: int) -> None:
    assert count_syllables(word) == expected


@given(st.text(min_size=1, max_size=40))
def test_every_word_has_a_syllable(word: str) -> None:
    assert count_syllables(word) >= 1


SENTENCES = [
    ("Een. Twee! Drie? Vier…", ["Een.", "Twee!", "Drie?", "Vier…"]),
    ('"Wie begint?" vraagt zij. Stilte.', ['"Wie begint?" vraagt zij.', "Stilte."]),
    ('"Laat me even." Dan gaat hij.', ['"Laat me even."', "Dan gaat hij."]),
    ('Hij wacht. "Nu," zegt zij.', ["Hij wacht.", '"Nu," zegt zij.']),
    ("Kijk in art. 4:51 van de wet. Klaar.", ["Kijk in art. 4:51 van de wet.", "Klaar."]),
    ("Er zijn 30.000 inwoners. 's Avonds niet.", ["Er zijn 30.000 inwoners.", "'s Avonds niet."]),
    ("Zonder punt aan het eind", ["Zonder punt aan het eind"]),
    ("Over een\nregel heen. En verder.", ["Over een\nregel heen.", "En verder."]),
    ("  Met wit ervoor. En erna. ", ["Met wit ervoor.", "En erna."]),
    ("", []),
    (" ", []),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_a_text_falls_into_its_sentences(text: str, expected: list[str]) -> None:
    found = list(sentences(text))
    assert [sentence for _, sentence in found] == expected
    assert all(text[offset:].startswith(sentence) for offset, sentence in found)


def row(words: int, sentence_count: int, syllables: int) -> Ease:
    return Ease(words, sentence_count, syllables, 9, 1)


@pytest.mark.parametrize(("words", "sentence_count", "syllables", "score"), [
    (100, 10, 150, 206.84 - 0.77 * 150 - 0.93 * 10),
    (200, 10, 400, 206.84 - 0.77 * 200 - 0.93 * 20),
    (0, 0, 0, 206.84),
])  # fmt: skip
def test_the_score_is_that_of_flesch_and_douma(
    words: int, sentence_count: int, syllables: int, score: float
) -> None:
    assert row(words, sentence_count, syllables).score == pytest.approx(score)


def test_the_median_is_the_middle_score() -> None:
    rows = [row(100, 10, syllables) for syllables in (140, 150, 190)]
    assert median_score(rows) == pytest.approx(rows[1].score)
    assert median_score([]) == 0


GLOSSARY = """
inwoner:
  woord: inwoner
  uitleg: Iemand die in de gemeente woont. Geen burger.
  liever_niet: [burger, burgers, actieve burger]
"""
WORDS = [
    ("De burger kiest.", ["burger"]),
    ("Burgers kiezen zelf, zegt de burger.", ["Burgers", "burger"]),
    ("De burgemeester en het burgerinitiatief.", []),
    ("Een oud-burger en een burger-app.", []),
    ("Een actieve\nburger.", ["actieve\nburger"]),
    ("Waarom [burger](woord:inwoner) niet past.", []),
    ("Waarom [burger](woord:bewoner) niet past.", ["burger"]),
    ("Lees [Burgers maken hun buurt](bron:boek).", []),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_a_word_that_we_avoid_is_reported_with_the_better_one(
    tmp_path: Path, text: str, expected: list[str]
) -> None:
    write_caution(tmp_path, text)
    write_data(tmp_path, "woorden.yml", GLOSSARY)
    found = read(tmp_path, "liever-niet")
    assert sorted(p.what for p in found) == sorted(
        f'Hier staat "{" ".join(word.split())}". Wij schrijven liever "inwoner".'
        for word in expected
    )
    assert not any(p.is_error for p in found)


def test_a_title_with_an_avoided_word_is_reported_on_its_line(tmp_path: Path) -> None:
    write_caution(tmp_path, "Tekst.", title="De burger aan zet")
    write_data(tmp_path, "woorden.yml", GLOSSARY)
    assert [p.line for p in read(tmp_path, "liever-niet")] == [3]
