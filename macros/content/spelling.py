"""Spelling with hunspell's Dutch dictionary and our own word list: never more than a warning.

Hunspell is a program of its own and may be absent; then the check says so and finds nothing.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from macros.content.draft import Draft, read_draft
from macros.content.kept import Kept, Step
from macros.content.privacy import ask_name, capitals_inside, read_names, sentence_starts
from macros.content.problems import Problem, problem
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


@dataclass(frozen=True)
class _Use:
    """One word where it stands; ``opens`` is whether it opens a sentence."""

    word: str
    passage: Passage
    offset: int
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


@dataclass(frozen=True)
class _Text:
    """A file to look at: its path and hash, and what stands in it, read when that is asked."""

    facts: tuple[str, str]
    passages: Callable[[], Iterable[Passage]]

    def forms(self) -> bytes:
        """Every form that the dictionary is asked for, once, a line each."""
        found = {f for use in _uses(self.passages()) for f in (use.looked_up, use.as_common_word)}
        return "\n".join(sorted(found - {""})).encode()


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
    accepted = [*own, *_parts(read_names(folder, []))]
    texts = [_text(draft, folder.parent) for draft in reading.files]
    forms = [set(packed.decode().split("\n")) - {""} for packed in _all_forms(texts, kept)]
    data = tuple(_uses(data_passages(folder)))
    asked = sorted({f for use in data for f in (use.looked_up, use.as_common_word)}.union(*forms))
    unknown = ask_hunspell([found, "-d", dictionary], filter(None, asked), accepted)
    if unknown is None:
        reason = f"Spelling niet nagekeken: hunspell antwoordt niet met woordenboek {dictionary}."
        return SpellingReport(skipped=reason)
    doubtful = (text for text, asks in zip(texts, forms, strict=True) if asks & unknown.keys())
    uses = chain(data, *(_uses(text.passages()) for text in doubtful))
    return SpellingReport((*problems, *_problems(uses, unknown, accepted)))


def _text(draft: Draft, root: Path) -> _Text:
    def passages() -> Iterable[Passage]:
        file = root / draft.path
        return read_draft(file.read_bytes(), file, draft.kind, draft.path, None).passages

    return _Text((draft.path, draft.digest), passages)


def _all_forms(texts: list[_Text], kept: Kept | None) -> Iterable[bytes]:
    if kept is None:
        return map(_Text.forms, texts)
    return kept.values(Step("spelling", lambda text: text.facts, _Text.forms), texts)


def read_words(folder: Path) -> tuple[list[str], list[Problem]]:
    """The project's own words, and what is wrong with their order; none without the file."""
    file = folder / WORDS_FILE
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    numbered = [(n, line.strip()) for n, line in enumerate(text.split("\n"), 1)]
    words = [(n, word) for n, word in numbered if word and not word.startswith("#")]
    path = f"{folder.name}/{WORDS_FILE}"
    problems = [
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
                yield _Use(found.group(), passage, found.start(), found.start() in starts)


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


def _problems(
    uses: Iterable[_Use], unknown: Mapping[str, str], accepted: Iterable[str]
) -> Iterator[Problem]:
    for use in uses:
        line = use.passage.line_at(use.offset)
        if use.looked_up in unknown:
            near = unknown[use.looked_up]
            start = use.word.removesuffix(use.looked_up) if near else ""
            yield problem("spelling", use.passage.path, line, woord=use.word,
                          suggestion=f"{start}{near}")  # fmt: skip
        elif use.as_common_word in unknown and use.word not in accepted:
            yield ask_name(use.word, use.passage, use.offset)
