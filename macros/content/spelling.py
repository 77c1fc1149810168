"""Spelling with hunspell's Dutch dictionary and our own word list: never more than a warning.

Hunspell is a program of its own and may be absent; then the check says so and finds nothing.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from macros.content.draft import Draft, passages_again
from macros.content.kept import Kept, Step
from macros.content.privacy import ask_name, capitals_inside, read_names, sentence_starts
from macros.content.problems import Problem, problem
from macros.content.source import read_text
from macros.content.texts import Passage, data_passages

if TYPE_CHECKING:
    from macros.content.library import Reading

WORDS_FILE = "spelling.txt"
_SECONDS = 60
_WORD = re.compile(  # no part of an address; an apostrophe in front only in 's, 'n, 't and the like
    r"(?<![\w@.-])(?:'(?=[kmnrst]\b))?[^\W\d_]++(?:['-][^\W\d_]++)*+(?!@|\.\w)"
)


@dataclass(frozen=True)
class SpellingReport:
    """What the check found; ``skipped`` is the reason why it could not look, or nothing."""

    problems: tuple[Problem, ...] = ()
    skipped: str = ""


class _Word(NamedTuple):
    """A word; ``opens`` is whether it opens a sentence."""

    word: str
    opens: bool

    @property
    def looked_up(self) -> str:
        """The word as the dictionary may know it: ``oud-`` goes before any trade."""
        return re.sub("^[Oo]ud-(?=[a-z])", "", self.word)

    @property
    def as_common_word(self) -> str:
        """The word without the capital that it has from its place, or nothing where it has none."""
        capital = self.opens and self.word[:1].isupper() and self.word[1:].islower()
        return self.looked_up.lower() if capital else ""


class _Use(NamedTuple):
    """One word where it stands."""

    found: _Word
    passage: Passage
    offset: int


@dataclass(frozen=True)
class _Text:
    """A file to look at: its path and hash, and what stands in it, read when that is asked."""

    facts: tuple[str, str]
    passages: Callable[[], Iterable[Passage]]

    def words(self) -> bytes:
        """Every word once, a line each, with a sign where it opens a sentence."""
        found = {use.found for use in _uses(self.passages())}
        return "\n".join(f"{word}{_OPENS if opens else ''}" for word, opens in found).encode()


_OPENS = "^"


def _words_of(packed: bytes) -> Iterator[_Word]:
    for line in packed.decode().split("\n"):
        yield _Word(line.removesuffix(_OPENS), line.endswith(_OPENS))


@dataclass(frozen=True)
class _Texts:
    """The content files and the data files, looked at one by one: a library may be large."""

    files: tuple[_Text, ...]
    data: _Text
    kept: Kept | None

    def each(self) -> Iterator[tuple[_Text, Iterable[_Word]]]:
        """Every text with its words; those of a file that did not change are kept."""
        step = Step[_Text]("spelling", lambda text: text.facts, _Text.words)
        words = self.kept.values(step, self.files) if self.kept else map(_Text.words, self.files)
        for text, packed in zip(self.files, words, strict=True):
            yield text, _words_of(packed)
        yield self.data, _words_of(self.data.words())

    def uses_of(self, wrong: frozenset[_Word]) -> Iterator[_Use]:
        """Where these words stand."""
        for text, words in self.each():
            if not wrong.isdisjoint(words):
                yield from (use for use in _uses(text.passages()) if use.found in wrong)


def check_spelling(
    reading: Reading,
    folder: Path,
    program: str = "hunspell",
    dictionary: str = "nl_NL",
    kept: Kept | None = None,
) -> SpellingReport:
    """Every word of our own in ``folder`` that neither the dictionary nor the project's list knows.

    ``program`` is the name or path of hunspell; it runs once for the whole library. With ``kept``
    a file that did not change is read again only when there is something to say about it.
    """
    found = shutil.which(program)
    if found is None:
        return SpellingReport(skipped="Spelling niet nagekeken: het programma hunspell ontbreekt.")
    own, problems = read_words(folder)
    accepted = frozenset([*own, *_parts(read_names(folder, []))])
    texts = _texts(reading, folder, kept)
    words = {word for _, own_words in texts.each() for word in own_words}
    asked = {form for word in words for form in (word.looked_up, word.as_common_word) if form}
    unknown = ask_hunspell([found, "-d", dictionary], sorted(asked), accepted)
    if unknown is None:
        reason = f"Spelling niet nagekeken: hunspell antwoordt niet met woordenboek {dictionary}."
        return SpellingReport(skipped=reason)
    wrong = frozenset(word for word in words if _is_wrong(word, unknown, accepted))
    return SpellingReport((*problems, *(_problem(u, unknown) for u in texts.uses_of(wrong))))


def _texts(reading: Reading, folder: Path, kept: Kept | None) -> _Texts:
    files = tuple(_text(draft, folder.parent) for draft in reading.files)
    return _Texts(files, _Text(("", ""), lambda: data_passages(folder)), kept)


def _text(draft: Draft, root: Path) -> _Text:
    return _Text(
        (draft.path, draft.digest),
        lambda: passages_again((root / draft.path).read_bytes(), draft),
    )


def read_words(folder: Path) -> tuple[list[str], list[Problem]]:
    """The project's own words, and what is wrong with their order; none without the file."""
    path = f"{folder.name}/{WORDS_FILE}"
    text, problems = read_text(folder / WORDS_FILE, path)
    numbered = [(n, line.strip()) for n, line in enumerate(text.split("\n"), 1)]
    words = [(n, word) for n, word in numbered if word and not word.startswith("#")]
    problems += [
        problem("spelling-volgorde", path, line, woord=word)
        for (_, before), (line, word) in pairwise(words)
        if sort_key(word) <= sort_key(before)
    ]
    return [word for _, word in words], problems


def sort_key(word: str) -> tuple[str, str]:
    """The order of the word list: the alphabet, small letters and capitals alike."""
    return word.casefold(), word


def _parts(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from _WORD.findall(name)


def _uses(passages: Iterable[Passage]) -> Iterator[_Use]:
    """The words to look up. Those with a capital inside a sentence are names: privacy asks."""
    for passage in passages:
        if not passage.prose:
            continue
        starts = set(sentence_starts(passage))
        inside = {offset for offset, _ in capitals_inside(passage)}
        for found in _WORD.finditer(passage.text):
            if found.start() not in inside:
                yield _Use(_Word(found.group(), found.start() in starts), passage, found.start())


def ask_hunspell(
    command: list[str], words: Iterable[str], accepted: Iterable[str]
) -> dict[str, str] | None:
    """The words that are wrong, each with the nearest right one or nothing.

    None when hunspell gives no answers, which is how it tells that it has no such dictionary.
    It reads ``@word`` as a word to accept and ``^line`` as a line to look at, and answers each
    line with a group of lines and an empty one.
    """
    asked = list(words)
    orders = "".join([*(f"@{word}\n" for word in accepted), *(f"^{word}\n" for word in asked)])
    try:
        done = subprocess.run(
            [*command, "-a", "-i", "utf-8"],
            input=orders, capture_output=True, encoding="utf-8", timeout=_SECONDS, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    greeting, _, answers = done.stdout.partition("\n")
    if not greeting.startswith("@(#)"):
        return None
    pairs = zip(asked, answers.split("\n\n"), strict=False)
    return {word: near for word, answer in pairs for near in _wrong(answer)}


def _wrong(answer: str) -> Iterator[str]:
    """Hunspell's first suggestion for a wrong word, or an empty text; nothing for a right one."""
    for line in answer.split("\n"):
        if line.startswith("&"):
            yield line.split(": ", 1)[1].split(", ")[0]
        elif line.startswith("#"):
            yield ""


def _is_wrong(found: _Word, unknown: Container[str], accepted: Container[str]) -> bool:
    common = found.as_common_word in unknown and found.word not in accepted
    return found.looked_up in unknown or common


def _problem(use: _Use, unknown: Mapping[str, str]) -> Problem:
    """A misspelt word, or the question whether it is a name."""
    found, passage, offset = use
    if found.looked_up not in unknown:
        return ask_name(found.word, passage, offset)
    near = unknown[found.looked_up]
    start = found.word.removesuffix(found.looked_up) if near else ""
    return problem("spelling", passage.path, passage.line_at(offset), woord=found.word,
                   suggestion=f"{start}{near}")  # fmt: skip
