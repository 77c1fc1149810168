"""No person and no place can be traced: generators that refuse, or ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.content.data import read_data
from macros.content.problems import Problem, problem
from macros.content.texts import Passage, data_lines
from macros.content.wordlist import small_words

NAMES_FILE = "namen.yml"

_EMAIL = r"(?<![\w.+-])[\w.+-]+\s?(?:@|[(\[]\s?(?:at|apenstaartje)\s?[)\]])\s?[\w-]+(?:\.[\w-]+)+"
# A national number has ten digits: an area of two (06), three (010) or four (0118) and the rest.
# 0800 and 0900 have four or seven digits after them.
_PHONE = r"""(?x)
    (?<![\w.,:/+-])
    (?: (?:\+|00)31 [\s.-]? (?:\(0\)[\s.-]?)? [1-9] (?:[\s.-]?\d){8}
      | \(?06\)? (?:[\s.-]?\d){8}
      | \(?0[1-9]\d\)? (?:[\s.-]?\d){7}
      | \(?0[1-9]\d\d\)? (?:[\s.-]?\d){6}
      | 0[89]\d0 [\s.-]? \d (?:[\s.-]?\d){3} (?:(?:[\s.-]?\d){3})?
    )
    (?!\d|[.,-]\d)"""
_BSN = r"(?<![\w.,:/+-])\d(?:[ .-]?\d){8}(?!\w|[.,-]\d)"
_POSTCODE = r"(?:[1-9]\d{3}\s?[A-Z]{2}|[1-9]\d{3}[a-z]{2})"
_HOUSE = r"\d{1,5}(?:\s?-?\s?[A-Za-z]\b|-\d+)?"
_ADDRESS = rf"\b(?:{_POSTCODE}\b(?:,|\s|nr\.?|nummer)+{_HOUSE}\b|{_HOUSE}[,\s]+{_POSTCODE}\b)"
_PLATE = r"(?<![\w-])[A-Z0-9]{1,3}-[A-Z0-9]{2,3}-[A-Z0-9]{1,3}(?![\w-])"
# Every pattern of the RDW so far, with L for a letter.
_PLATE_SHAPES = frozenset(
    (
        "LL-99-99", "99-99-LL", "99-LL-99", "LL-99-LL", "LL-LL-99", "99-LL-LL", "99-LLL-9",
        "9-LLL-99", "LL-999-L", "L-999-LL", "LLL-99-L", "L-99-LLL", "9-LL-999", "999-LL-9",
    )
)  # fmt: skip


def is_bsn(text: str) -> bool:
    """Whether the nine digits in this text pass the 11-test of a citizen service number."""
    digits = [int(char) for char in text if char.isdigit()]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(d * w for d, w in zip(digits, weights, strict=False))
    return len(digits) == 9 and any(digits) and total % 11 == 0


def is_plate(text: str) -> bool:
    """Whether letters and digits stand as they do on a Dutch licence plate."""
    shape = re.sub(r"[A-Z]", "L", re.sub(r"\d", "9", text))
    return shape in _PLATE_SHAPES


@dataclass(frozen=True)
class _Trace:
    """What leads to a person: how it looks, and a second look where that is not enough."""

    code: str
    pattern: re.Pattern[str]
    holds: Callable[[str], bool] = lambda text: True


_TRACES = (
    _Trace("e-mailadres", re.compile(_EMAIL)),
    _Trace("telefoonnummer", re.compile(_PHONE)),
    _Trace("bsn", re.compile(_BSN), is_bsn),
    _Trace("huisadres", re.compile(_ADDRESS)),
    _Trace("kenteken", re.compile(_PLATE), is_plate),
)


_HINT = re.compile(r"[@\d(\[]")  # without these no trace can be there


def check_traces(passages: Iterable[Passage]) -> Iterator[Problem]:
    """No e-mail address, telephone number, BSN, house address or licence plate, in any field."""
    for passage in passages:
        for trace in _TRACES if _HINT.search(passage.text) else ():
            for found in trace.pattern.finditer(passage.text):
                if trace.holds(found.group()):
                    line = passage.line_at(found.start())
                    yield problem(trace.code, passage.path, line, tekst=found.group())


Names = Mapping[str, str]
_CAPITALISED = re.compile(r"(?<![\w'-])'?[a-zß-öø-ÿ\d_-]*+[A-ZÀ-Þ][\w-]*(?:'\w+)?")
_CAPITAL = re.compile(r"[A-ZÀ-Þ]")
_PAPER_SIZE = re.compile(r"A\d(-\w+)?")
_OPENERS = "\"'([*"
_LABEL = re.compile(r"[^.?!:]{1,20}:\s+[\"'(]*")
_SAID = re.compile(r""":\s+["'(]+""")


def read_names(folder: Path, problems: list[Problem]) -> Names:
    """Words that may have a capital, each with its reason; none where the file is absent."""
    if not (folder / NAMES_FILE).exists():
        return {}
    front, path = read_data(folder / NAMES_FILE, problems)
    for name, reason in front.values.items():
        if not isinstance(reason, str) or not reason.strip():
            problems.append(problem("naam-zonder-reden", path, front.line((name,)), woord=name))
    return front.values


def check_names(passages: Iterable[Passage], listed: re.Pattern[str] | None) -> Iterator[Problem]:
    """A word with a capital inside a sentence stands on the list of names, or it raises a question.

    It does not help that a word without the capital is an ordinary word: so are Bakker and Visser.
    """
    for passage in passages:
        for offset, word in capitals_inside(passage) if passage.prose else ():
            covered = listed.finditer(passage.text) if listed else ()
            if not any(name.start() <= offset < name.end() for name in covered):
                yield ask_name(word, passage, offset)


def ask_name(word: str, passage: Passage, offset: int) -> Problem:
    """The question whether this word is somebody's name."""
    return problem("naam", passage.path, passage.line_at(offset), woord=word)


def any_of(names: Names) -> re.Pattern[str] | None:
    """Finds any listed name as a whole word, also in ``VOG's`` and ``Wmo-toezicht``."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    joined = "|".join(map(_spaced, longest_first))
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)") if names else None


def _spaced(name: str) -> str:
    """A pattern for a name that may run over the end of a line."""
    return re.escape(name).replace(r"\ ", r"\s+")


def capitals_inside(passage: Passage) -> Iterator[tuple[int, str]]:
    """Every word with a capital that opens no sentence, quotation or link, with its offset.

    A link to a page of ours mostly shows its title.
    """
    if not any(_CAPITAL.search(sentence, 1) for _, sentence in passage.sentences):
        return  # as in most texts: every capital is the first letter of a sentence
    starts = {*sentence_starts(passage), *(link.start for link in passage.links)}
    for found in _CAPITALISED.finditer(passage.text):
        if found.start() not in starts and not _PAPER_SIZE.fullmatch(found.group()):
            yield found.start(), found.group()


def sentence_starts(passage: Passage) -> Iterator[int]:
    """Where a sentence may start: after a full stop, a label or a colon with a quotation mark."""
    text = passage.text
    for offset, sentence in passage.sentences:
        start = offset + len(sentence) - len(sentence.lstrip(_OPENERS))
        yield start
        yield from _after_apostrophe(text, start)
    if ":" in text:
        if label := _LABEL.match(text):
            yield label.end()
        yield from (found.end() for found in _SAID.finditer(text))


def _after_apostrophe(text: str, start: int) -> Iterator[int]:
    """``'s Avonds``: the capital comes in the second word."""
    if text[max(start - 1, 0)] == "'" and re.match(r"s\s", text[start:]):
        yield start + 2


def by_first_word(names: Names) -> dict[str, list[str]]:
    """The listed names by their first word in small letters."""
    table: dict[str, list[str]] = {}
    for name in names:
        for word in small_words(name)[:1]:
            table.setdefault(word, []).append(name)
    return table


def names_used(passages: Iterable[Passage], by_word: Mapping[str, list[str]]) -> Iterator[str]:
    """The names that stand in these passages; those of a list come ``by_first_word``."""
    prose = [passage for passage in passages if passage.prose]
    said = {word for passage in prose for word in passage.small_words}
    everything = "\n".join(passage.text for passage in prose)
    for word in by_word.keys() & said:
        for name in by_word[word]:
            if re.search(rf"{_spaced(name)}(?!\w)", everything):
                yield name


def check_unused_names(names: Names, used: Container[str], folder: Path) -> Iterator[Problem]:
    """A name that no text uses leaves the list: every name on it is a gap in the guard."""
    front = data_lines(folder / NAMES_FILE)
    for name in names:
        if name not in used:
            path = f"{folder.name}/{NAMES_FILE}"
            yield problem("naam-ongebruikt", path, front.line((name,)), woord=name)
