"""Finds the words of a list in running text, whole words only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from macros.content.texts import small_words


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
        self._firsts = frozenset(small_words(form)[0] for form in self._by_form)

    def may_be_in(self, words: Iterable[str]) -> bool:
        """Whether a text with these words (see ``small_words``) can have one of the list."""
        return not self._firsts.isdisjoint(words)

    def found_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where each word starts and ends, and what it stands for."""
        small = text.lower()
        if self._pattern and len(small) == len(text):  # in some languages a small letter is longer
            for found in self._pattern.finditer(small):
                yield found.start(), found.end(), self._by_form[" ".join(found.group().split())]
