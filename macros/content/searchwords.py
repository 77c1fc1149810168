"""Words that a searcher may type for a word that stands on a page. Pure functions on text.

Dutch writes one thing in many ways: ``huis`` and ``huizen``, ``coöperatie`` and ``cooperatie``,
``bewonersinitiatief`` and ``burgerinitiatief``. A stemmer guesses at search time and finds less;
here the other ways are written down when the site is built.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain

from macros.content.remembered import Remembered

SHORTEST = 3  # letters of a word that has a plural
LEAST = 4  # letters of a part of a compound; shorter ones are found by accident
_VOWELS = "aeiou"
_SOFT = {"v": "f", "z": "s"}
_HARD = {hard: soft for soft, hard in _SOFT.items()}
_LINKS = ("", "s", "en", "e", "n")  # what may stand between the parts of a compound
_LONG = re.compile(r"(?:.*[^aeiou])?(aa|ee|oo|uu)[^aeiou]$")
_PLURAL_S = re.compile(r"(?:e|er|el|em|en|eur|aar)s$")
_MAYBE_PLURAL_S = re.compile(
    r"(?:[^aeiou][aio]|e|er|el|em|en|eur|aar)s$"
)  # dilemmas, but also glas
_OPEN = re.compile(r"(?:.*[^aeiou])?[aeou][^aeioux]$")

# Plurals that no rule of sound tells, also at the end of a compound: buitenbad, buitenbaden.
_MANY = {
    "bad": "baden", "blad": "bladen", "dag": "dagen", "dak": "daken", "drag": "dragen",
    "gat": "gaten", "gebed": "gebeden", "heid": "heden", "kind": "kinderen", "lid": "leden",
    "pad": "paden", "schip": "schepen", "slag": "slagen", "slot": "sloten", "spel": "spelen",
    "stad": "steden", "verbod": "verboden", "weg": "wegen",
}  # fmt: skip
_ONE = {many: one for one, many in _MANY.items()}
_IRREGULAR_ONE = re.compile(f"(?:{'|'.join(_MANY)})$")
_IRREGULAR_MANY = re.compile(f"(?:{'|'.join(_ONE)})$")

# Words that say nothing about a subject; a question is full of them.
STOP = frozenset(
    re.findall(
        r"[a-z]+",
        """
    a aan achter al alle alleen als altijd and andere are ben bij can daar dan dat de deze die
    dit do doe doen doet door dus duurt een eens en er ergens even for ga gaan gaat geen geven
    had heb hebben heeft hem hen het hier hij hoe hoelang hoeveel how hun i iemand iets ik in is
    ja je jij jouw jullie kan kunnen kunt lang maar mag me meer men met mij mijn moet moeten
    mogen my na naar nee niet nog nu of om omdat onder ons onze ook op over per te the to toch
    toen tot tussen u uit uw vaak van vanuit veel vind vinden voor waar waarom wanneer want
    waren was wat we wel welk welke what wie wij wil willen word worden wordt zal ze zelf zich
    zij zijn zo zoals zonder zou
    """,
    )
)


def fold(text: str) -> str:
    """Small letters without accents or apostrophes: ``Eén zzp'er`` becomes ``een zzper``."""
    return _MAYBE_DROPPED.sub(_kept, unicodedata.normalize("NFKD", text.lower()))


_MAYBE_DROPPED = re.compile(r"[^\x00-\x7f]|'")  # looked at one by one; most letters are not


def _kept(found: re.Match[str]) -> str:
    char = found.group()
    return "" if char in "'’" or unicodedata.combining(char) else char


def words_of(text: str) -> list[str]:
    """The folded words of a text in order; ``wmo-loket`` also gives ``wmoloket``."""
    return [*chain.from_iterable(map(_WORDS.__getitem__, text.split()))]


def _words_of_piece(piece: str) -> list[str]:
    found: list[str] = []
    for chunk in _CHUNK.findall(fold(piece)):
        if "-" in chunk:
            parts = chunk.split("-")
            found += [*parts, "".join(parts)]
        else:
            found.append(chunk)
    return found


_CHUNK = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WORDS = Remembered(_words_of_piece)


def singulars(word: str) -> Iterator[str]:
    """What ``word`` may be the plural of: ``huizen`` gives ``huis``, ``wetten`` gives ``wet``."""
    if many := _IRREGULAR_MANY.search(word):
        yield word.removesuffix(many[0]) + _ONE[many[0]]
    if word.endswith("en"):
        yield from _without_en(word[:-2])
    elif _MAYBE_PLURAL_S.search(word):
        yield word[:-1]


def _without_en(stem: str) -> Iterator[str]:
    last = stem[-1:]
    if stem[-2:-1] == last and last not in _VOWELS:
        yield stem[:-1]  # wett-en
        return
    yield stem + "e"  # gemeente-n
    hard = stem[:-1] + _SOFT.get(last, last)
    yield hard
    if _OPEN.match(hard):
        yield hard[:-2] + hard[-2] * 2 + hard[-1]  # bom-en, boom


def plurals(word: str) -> Iterator[str]:
    """How ``word`` may be written in the plural: ``initiatief`` gives ``initiatieven``."""
    if one := _IRREGULAR_ONE.search(word):
        yield word.removesuffix(one[0]) + _MANY[one[0]]
    elif word.endswith("e"):
        yield from (word + "n", word + "s")
    elif word[-1:] in _VOWELS or word.endswith(("er", "el", "em", "eur")):
        yield word + "s"
    elif not word.endswith("en") and not _PLURAL_S.search(word):
        yield from _with_en(word)


def _with_en(word: str) -> Iterator[str]:
    last = word[-1]
    soft = _HARD.get(last, last)
    if _LONG.match(word):
        yield word[:-2] + soft + "en"  # boom, bomen
    elif _OPEN.match(word):
        yield word + last + "en"  # wet, wetten
    else:
        yield from {word[:-1] + soft + "en": 0, word + "en": 0}  # huis, huizen; eis, eisen


@lru_cache(maxsize=100_000)
def forms(word: str) -> frozenset[str]:
    """The other number of a word, singular and plural, as far as rules can tell."""
    if len(word) < SHORTEST or not word.isalpha() or word in STOP:
        return frozenset()
    found = {*singulars(word), *plurals(word)}
    return frozenset(form for form in found if len(form) >= SHORTEST) - {word}


@dataclass(frozen=True)
class Thesaurus:
    """Groups of words that mean the same when searching, and first parts that may be swapped."""

    groups: tuple[tuple[str, ...], ...] = ()
    prefixes: tuple[str, ...] = ()

    @cached_property
    def by_phrase(self) -> dict[str, tuple[str, ...]]:
        """Every folded word or phrase, and its plural, with the group that it is in."""
        table: dict[str, tuple[str, ...]] = {}
        for group in self.groups:
            for phrase in map(fold, group):
                for form in {phrase, *(() if " " in phrase else forms(phrase))}:
                    table.setdefault(form, group)
        return table

    @cached_property
    def _folded_prefixes(self) -> tuple[str, ...]:
        return tuple(sorted(map(fold, self.prefixes), key=len, reverse=True))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word that the groups are made of."""
        return frozenset(word for group in self.groups for term in group for word in words_of(term))

    def phrases_in(self, words: list[str]) -> Iterator[str]:
        """The phrases of more than one word among these words in order.

        Of those that start at the same word the longest counts; none starts inside another.
        """
        starts, skip = self._phrases_from, 0
        for at in [at for at, word in enumerate(words) if word in starts]:
            for phrase in starts[words[at]] if at >= skip else ():
                if words[at : at + len(phrase)] == phrase:
                    yield " ".join(phrase)
                    skip = at + len(phrase)
                    break

    @cached_property
    def _phrases_from(self) -> dict[str, list[list[str]]]:
        """The phrases by their first word, the longest first."""
        table: dict[str, list[list[str]]] = {}
        phrases = [term.split(" ") for term in self.by_phrase if " " in term]
        for phrase in sorted(phrases, key=len, reverse=True):
            table.setdefault(phrase[0], []).append(phrase)
        return table

    def swapped(self, word: str) -> set[str]:
        """``bewonersinitiatief`` with every other first part: ``burgerinitiatief``, …"""
        for prefix in self._folded_prefixes:
            rest = word.removeprefix(prefix)
            if rest != word and len(rest) >= LEAST:
                return {other + rest for other in self._folded_prefixes} - {word}
        return set()


def parts(word: str, vocabulary: frozenset[str]) -> frozenset[str]:
    """The known words that a compound is made of: ``zorgcooperatie`` gives both its halves."""
    for cut in range(len(word) - LEAST, LEAST - 1, -1):
        head, tail = word[:cut], word[cut:]
        if tail not in vocabulary:
            continue
        for link in _LINKS:
            if head.endswith(link) and (first := head.removesuffix(link)) in vocabulary:
                return frozenset({first, tail} if len(first) >= LEAST else {tail})
    return frozenset()


@dataclass(frozen=True)
class Relations:
    """Which words a searcher may type for a word. Looked up once for every word.

    ``vocabulary`` holds the words of all texts together; it says which compounds can be cut.
    """

    thesaurus: Thesaurus
    vocabulary: frozenset[str] = frozenset()
    _seen: dict[str, frozenset[str]] = field(default_factory=dict)

    def of(self, term: str) -> frozenset[str]:
        """Every other word that may be typed for this word, or for this phrase."""
        group = self.thesaurus.by_phrase.get(term, ())
        wide = {*words_of(term), *parts(term, self.vocabulary)}
        wide.update(*map(words_of, group))
        as_one = {"".join(words_of(other)) for other in group if " " in other}
        return frozenset(wide.union(*map(self._near, wide), as_one) - STOP - {term})

    def _near(self, word: str) -> frozenset[str]:
        """The other first parts of a word, and the other number of all of these."""
        if word not in self._seen:
            wide = {word, *self.thesaurus.swapped(word)}
            self._seen[word] = frozenset(wide.union(*map(forms, wide)))
        return self._seen[word]


def for_cutting(words: Iterable[str]) -> frozenset[str]:
    """The words of many texts that compounds may be made of."""
    return frozenset(word for word in words if len(word) >= LEAST)
