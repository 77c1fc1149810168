"""Plain Dutch: preferred words as a check, ease of reading as figures that block nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from macros.content.data import Glossary, Word
from macros.content.problems import Problem, problem
from macros.content.remembered import Remembered
from macros.content.texts import Passage
from macros.content.wordlist import WordFinder

if TYPE_CHECKING:
    from macros.content.library import Library

GLOSSARY_FILE = "woorden.yml"


def check_preferred_words(
    passages: Iterable[Passage], glossary: Glossary, avoided: WordFinder
) -> Iterator[Problem]:
    """No word of a list ``liever_niet``, unless the words are a link that explains them."""
    for passage in passages:
        if not passage.prose or passage.path.endswith(f"/{GLOSSARY_FILE}"):
            continue
        for start, end, slug in avoided.found_in(passage.text, passage.small_words):
            if not _explained(passage, start, slug):
                word, line = passage.text[start:end], passage.line_at(start)
                yield problem("liever-niet", passage.path, line, woord=word,
                              beter=_shown(glossary[slug]))  # fmt: skip


def avoided_words(glossary: Glossary) -> WordFinder:
    """Finds the words that have a better one."""
    return WordFinder({form: slug for slug, word in glossary.items() for form in word.avoid})


def _explained(passage: Passage, offset: int, slug: str) -> bool:
    """A link to the word explains it; in a link to a source stands a title that is not ours."""
    return any(to == f"woord:{slug}" or to.startswith("bron:") for to in passage.links_at(offset))


def _shown(word: Word) -> str:
    return word.word


# Vowels that sound as one, the longest first. What is not joined here is a syllable of its own:
# i-ni-ti-a-tief, be-oor-de-len. "eum" and "ieum" are not one sound (mu-se-um), "eam" in team is.
# A u after q and a y before a vowel are consonants.
_SYLLABLE = re.compile(
    r"aai|ooi|oei|eeu|ieu|eau|(?<=t)ea(?=m)"
    r"|aa|ee|oo|uu|ie|oe|eu(?!m)|ui|ij|ei|au|ou|ai|ëi|ïe"
    r"|(?<!q)[uúùûü]|y(?![aeiou])|[aeioáàâäéèêëíìîïóòôöĳ]"
)
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_PIECE = re.compile(r"['-]")


def count_syllables(word: str) -> int:
    """The syllables of a Dutch word; letters that are said one by one (VOG, zzp) count each."""
    return max(1, sum(_syllables_of_piece(piece) for piece in _PIECE.split(word)))


def _measured(chunk: str) -> int:
    """The words and the syllables between two spaces, in one number: so they add up quickly."""
    words = _WORD.findall(chunk)
    return len(words) * _WORD_COUNTS + sum(map(count_syllables, words))


_WORD_COUNTS = 1_000_000  # more than the syllables of any sentence
_MEASURED = Remembered(_measured)


def _syllables_of_piece(piece: str) -> int:
    heard = len(_SYLLABLE.findall(piece.lower()))
    spelled = len(piece) > 1 and (piece.isupper() or not heard)
    return len(piece) if spelled else heard


@dataclass(frozen=True)
class Ease:
    """How easily a text reads; headings and front matter are not counted.

    ``longest`` is the number of words of its longest sentence, which starts on ``longest_line``.
    """

    words: int = 0
    sentences: int = 0
    syllables: int = 0
    longest: int = 0
    longest_line: int = 1

    @property
    def words_per_sentence(self) -> float:
        """The average length of a sentence."""
        return self.words / max(self.sentences, 1)

    @property
    def syllables_per_100(self) -> float:
        """Syllables in a hundred words."""
        return 100 * self.syllables / max(self.words, 1)

    @property
    def score(self) -> float:
        """Flesch-Douma: 100 is very easy, 60 is plain, below 45 is hard."""
        return 206.84 - 0.77 * self.syllables_per_100 - 0.93 * self.words_per_sentence


@dataclass(frozen=True)
class LanguageRow(Ease):
    """How easily one file reads."""

    kind: str = ""
    path: str = ""
    title: str = ""


def language_rows(library: Library) -> tuple[LanguageRow, ...]:
    """A row per file, kind by kind in the order of the ids."""
    return tuple(
        LanguageRow(
            **asdict(entry.ease), kind=entry.kind.name, path=entry.path, title=entry.meta.title
        )
        for entry in library.entries
    )


def ease_of(passages: Iterable[Passage]) -> Ease:
    """The figures of the running text among these passages."""
    sentences = [sentence for sentence in _sentences(passages) if sentence.words]
    longest = max(sentences, key=lambda sentence: sentence.words, default=_Sentence(0, 0, 1))
    return Ease(
        sum(sentence.words for sentence in sentences), len(sentences),
        sum(sentence.syllables for sentence in sentences), longest.words, longest.line,
    )  # fmt: skip


class _Sentence(NamedTuple):
    """How long a sentence is, and where it starts."""

    words: int
    syllables: int
    line: int


def _sentences(passages: Iterable[Passage]) -> Iterator[_Sentence]:
    """The sentences of the running text among these passages."""
    for passage in (passage for passage in passages if passage.running):
        for offset, sentence in passage.sentences:
            measured = sum(map(_MEASURED.__getitem__, sentence.split()))
            words, syllables = divmod(measured, _WORD_COUNTS)
            yield _Sentence(words, syllables, passage.line_at(offset))


def median_score(rows: Iterable[Ease]) -> float:
    """The middle score of these rows; 0 where there are none."""
    return median([row.score for row in rows] or [0.0])
