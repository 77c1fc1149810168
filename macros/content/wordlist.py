"""Finds the words of a list in running text, whole words only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping


class _Letters(dict[int, str]):
    """For ``translate``: a space for every sign that is no letter or digit."""

    def __missing__(self, code: int) -> str:
        self[code] = chr(code) if chr(code).isalnum() else " "
        return self[code]


_LETTERS = _Letters()


def small_words(text: str) -> list[str]:
    """The words of a text in small letters; every other sign parts two words."""
    return text.lower().translate(_LETTERS).split()


class WordFinder:
    """Finds forms of words, the longest first; ``by_form`` says what each form stands for.

    One branch per first letter, in small letters: five times as quick as one long row of words
    that minds no capitals.
    """

    def __init__(self, by_form: Mapping[str, str]) -> None:
        self._by_form = {form.lower(): slug for form, slug in by_form.items()}
        branches: dict[str, list[str]] = {}
        for form in sorted(self._by_form, key=lambda form: (-len(form), form)):
            rest = re.escape(form[1:]).replace(r"\ ", r"\s+")  # it may run over the end of a line
            branches.setdefault(re.escape(form[0]), []).append(rest)
        joined = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in branches.items())
        self._pattern = re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])") if branches else None
        words = [small_words(form) for form in self._by_form]
        self._firsts = frozenset(form[0] for form in words if form)
        self._has_signs_only = not all(words)  # a form such as ``&``

    def found_in(
        self, text: str, words: Iterable[str] | None = None
    ) -> Iterator[tuple[int, int, str]]:
        """Where each word starts and ends, and what it stands for.

        ``words`` are the ``small_words`` of the text, for who has them at hand.
        """
        if not self._may_be_among(small_words(text) if words is None else words):
            return
        small = text.lower()
        if self._pattern and len(small) == len(text):  # some small letters are longer
            for found in self._pattern.finditer(small):
                yield found.start(), found.end(), self._by_form[" ".join(found.group().split())]

    def _may_be_among(self, words: Iterable[str]) -> bool:
        """Whether the first word of a form is there: quicker to see, and mostly it is not."""
        return self._has_signs_only or not self._firsts.isdisjoint(words)
