"""One content file: parsed, and checked as far as that goes without the others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from markdown_it.token import Token

from macros.content import body_checks, front_checks, models, source
from macros.content.body import Body, Placed, html_tokens, inline_and_blocks
from macros.content.body_repairs import read_body, titles_of_parts
from macros.content.entries import Entry
from macros.content.front_checks import keys_of
from macros.content.frontmatter import FrontMatter, read_front_matter
from macros.content.house_checks import Wording
from macros.content.kinds import Kind
from macros.content.problems import Problem
from macros.content.prose import with_names
from macros.content.texts import Passage, draft_passages
from macros.content.vocabulary import Vocabulary


@dataclass
class Draft:
    """One file while it is being read; the parts that failed are missing."""

    kind: Kind
    path: str
    slug: str
    front: FrontMatter
    built: front_checks.Built
    body: Body
    digest: str
    wording: Wording = field(default_factory=Wording)

    @property
    def meta(self) -> models.Entry | None:
        """What the front matter says, when all of it is right."""
        return self.built.entry

    def entry(self) -> Entry[Any]:
        """The finished entry, once there are no problems."""
        assert self.meta is not None, self.path
        return Entry(
            self.kind, self.slug, self.path, self.meta, self.body, self.digest, self.wording.ease
        )


class Opened(NamedTuple):
    """A file that was parsed, the problems in it, and its tokens, which a library does not keep."""

    draft: Draft
    problems: list[Problem]
    tokens: list[Token]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Everything that is written in it."""
        return tuple(draft_passages(self.draft, self.tokens))


def read_draft(raw: bytes, file: Path, kind: Kind, path: str, words: Vocabulary | None) -> Opened:
    """One file and the problems in it alone; raises UnreadableError when it has no front matter."""
    text, problems = _decoded(raw, file, path)
    try:
        parts = source.split(text, path)
    except source.UnreadableError as refused:
        raise source.UnreadableError(*problems, *refused.problems) from None
    front = read_front_matter(parts.front, path, parts.front_line, keys_of(kind.model))
    titles = titles_of_parts(front.values)
    body, tokens, slips = read_body(parts.body, path, parts.body_line, kind, titles)
    placed = list(inline_and_blocks(tokens))
    built = front_checks.build_entry(front, kind, path)
    digest = hashlib.sha256(raw).hexdigest()
    draft = Draft(kind, path, parts.slug, front, built, with_names(body, placed), digest)
    on_values = [p for p in _check_front(draft, words) if p.line not in _told(front)]
    problems += [*parts.problems, *front.problems, *on_values, *slips, *_check_text(draft, parts)]
    problems += _check_tokens(draft, tokens, placed, file.parent.parent / "beelden")
    return Opened(draft, problems, tokens)


def passages_again(raw: bytes, draft: Draft) -> tuple[Passage, ...]:
    """Everything that is written in a file that was read before: a library keeps no tokens."""
    parts = source.split(source.decode(raw, draft.path), draft.path)
    titles = titles_of_parts(draft.front.values)
    _, tokens, _ = read_body(parts.body, draft.path, parts.body_line, draft.kind, titles)
    return tuple(draft_passages(draft, tokens))


def _decoded(raw: bytes, file: Path, path: str) -> tuple[str, list[Problem]]:
    """The text of a file, and what is wrong with its signs and its name."""
    text = source.decode(raw, path)
    problems = [
        *source.check_bytes(raw, path),
        *source.check_characters(text, path),
        *source.check_line_ends(text, path),
        *source.check_file_name(file, path),
    ]
    if any(found.code in source.BOMBS for found in problems):
        raise source.UnreadableError(*problems)  # parsing it could take minutes
    return text, problems


def _told(front: FrontMatter) -> set[int]:
    """The lines on which a value is not what it seems, and of which that was already said."""
    cut = ("haak-niet-gesloten", "hekje-in-waarde")
    unsure = [p for p in front.problems if not p.fixed or p.code in cut]
    return {p.line for p in unsure} | {p.line - 1 for p in unsure if p.code == "losse-regel"}


def _check_front(draft: Draft, words: Vocabulary | None) -> Iterator[Problem]:
    path, kind, front = draft.path, draft.kind, draft.front
    yield from draft.built.problems
    yield from body_checks.check_titles_without_html(front, path)
    yield from front_checks.check_key_order(front, kind, path)
    if words:
        yield from front_checks.check_terms(draft.built, front, kind, words, path)


def _check_text(draft: Draft, parts: source.Source) -> Iterator[Problem]:
    path, kind = draft.path, draft.kind
    yield from body_checks.check_templates(parts.body, path, parts.body_line)
    yield from body_checks.check_html(html_tokens(parts.body, parts.body_line), path)
    for on_body in (
        body_checks.check_sections,
        body_checks.check_budgets,
        body_checks.check_shapes,
        body_checks.check_questions,
        body_checks.check_fixed_parts,
    ):
        yield from on_body(draft.body, kind, path)
    yield from body_checks.check_preamble(draft.body, path)
    yield from body_checks.check_doubled_paragraphs(draft.body, path)


def _check_tokens(
    draft: Draft, tokens: list[Token], placed: list[Placed], pictures: Path
) -> Iterator[Problem]:
    path = draft.path
    yield from body_checks.check_links(placed, path)
    yield from body_checks.check_code(tokens, path)
    yield from body_checks.check_pictures(placed, path, pictures)
    yield from body_checks.check_headings(tokens, draft.kind, path)
