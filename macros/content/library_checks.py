"""Checks that need more than one file. Each is a generator; its docstring is the rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from macros.content import corrections, models
from macros.content.body import PartyLine
from macros.content.body_checks import compare_parts
from macros.content.card_checks import check_dilemma_card, check_role_card
from macros.content.citations import SOURCES_FILE
from macros.content.front_checks import values_with_marks
from macros.content.kinds import BY_NAME, PARTIES, ROLES, STEPS, Kind
from macros.content.language import GLOSSARY_FILE
from macros.content.models import RefTo, mark_of
from macros.content.problems import Problem, nearest, problem
from macros.content.source import as_slug

if TYPE_CHECKING:
    from macros.content.draft import Draft
    from macros.content.library import Reading

MOST_DIGITS = 6
_MINUTES = re.compile(r"\((\d{1,3}) minu(?:ut|ten)\)")


def check_library(reading: Reading) -> Iterator[Problem]:
    """Everything that can only be seen when all files are known."""
    yield from check_ids(reading)
    yield from check_slugs(reading)
    yield from check_references(reading)
    yield from check_text_references(reading)
    for draft in reading.files:
        for model, needs, check in _CHECKS:
            known = draft.built.partial
            if isinstance(known, model) and needs <= draft.built.good:
                yield from check(draft, known, reading)


def check_ids(reading: Reading) -> Iterator[Problem]:
    """Every id has the form of its kind and is used once."""
    first: dict[str, str] = {}
    for draft in reading.oldest_first:
        given = draft.front.values.get("id")
        if not isinstance(given, str) or not given:
            continue
        line = draft.front.line(("id",))
        form = rf"{_prefixes(draft)}\d{{{draft.kind.id_digits},{MOST_DIGITS}}}"
        if not re.fullmatch(form, given):
            free = next_id(reading, draft.kind.name)
            yield problem("id-vorm", draft.path, line, id=given, suggestion=free,
                          fixed=f"id: {free}")  # fmt: skip
        elif given in first:
            free = next_id(reading, draft.kind.name)
            yield problem("id-dubbel", draft.path, line, id=given, eerste=first[given],
                          suggestion=free, fixed=f"id: {free}")  # fmt: skip
        first.setdefault(given, draft.path)


def _prefixes(draft: Draft) -> str:
    """Markers have ids of their own beside the roles."""
    return "[rm]" if draft.kind.name == "rol" else draft.kind.prefix


def next_id(reading: Reading, kind_name: str) -> str:
    """The first id of this kind after the highest one that is, or ever was, in use."""
    kind = BY_NAME[kind_name]
    given = [d.front.values.get("id") for d in reading.files if d.kind is kind]
    given += re.findall(rf"\bk/({kind.prefix}\d+)/", " ".join(reading.published))
    return free_id(kind, (i for i in given if isinstance(i, str)))


def free_id(kind: Kind, given: Iterable[str]) -> str:
    """The first id of a kind after the highest of these."""
    numbers = [int(i[1:]) for i in given if re.fullmatch(r"[a-z]\d{1,6}", i)]
    return f"{kind.prefix}{max(numbers, default=0) + 1:0{kind.id_digits}d}"


def check_slugs(reading: Reading) -> Iterator[Problem]:
    """No two files of a kind have names that differ in capitals only."""
    seen: dict[tuple[str, str], str] = {}
    in_order = sorted(reading.files, key=lambda draft: draft.slug != draft.slug.casefold())
    for draft in in_order:  # the name with capitals is the one to change
        name = (draft.kind.name, draft.slug.casefold())
        if name in seen:
            yield problem("slug-dubbel", draft.path, 1, eerste=seen[name])
        seen.setdefault(name, draft.path)


def known_slugs(reading: Reading) -> dict[str, set[str]]:
    """The slugs of every kind that could be read, also of files that have problems of their own.

    Where a data file is not in order, its kind is missing: nothing is known to dangle.
    """
    known: dict[str, set[str]] = {name: set() for name in BY_NAME}
    for kind_name, slug in (*reading.unreadable, *((d.kind.name, d.slug) for d in reading.files)):
        known[kind_name].add(slug)
    if reading.sources and not reading.has_errors_in(SOURCES_FILE):
        known["bron"] = set(reading.sources)
    if reading.glossary and not reading.has_errors_in(GLOSSARY_FILE):
        known["woord"] = set(reading.glossary)
    return known


def check_references(reading: Reading) -> Iterator[Problem]:
    """Every slug in a front matter is that of a file that exists."""
    known, labels = known_slugs(reading), _labels(reading)
    for draft in reading.files:
        for place, info, values in values_with_marks(draft.kind.model, draft.front.values):
            mark = mark_of(info)
            if not isinstance(mark, RefTo) or mark.kind not in known:
                continue
            for number, value in enumerate(values):
                spot = (*place, number)
                told = draft.built.bad & {place, spot}
                if isinstance(value, str) and value not in known[mark.kind] and not told:
                    fixed = corrections.as_meant(draft.front, spot, labels.get(mark.kind, {}))
                    line = draft.front.line(spot)
                    yield _dangling(value, mark.kind, known, draft.path, line, fixed)


def _labels(reading: Reading) -> dict[str, dict[str, str]]:
    """Per kind the title of every file, where it could be read."""
    found: dict[str, dict[str, str]] = {name: {} for name in BY_NAME}
    for draft in reading.files:
        title = draft.built.partial.title if "title" in draft.built.good else draft.slug
        found[draft.kind.name][draft.slug] = title
    return found


def check_text_references(reading: Reading) -> Iterator[Problem]:
    """Every link in a text goes to a file, word or source that exists."""
    known = known_slugs(reading)
    for draft in reading.files:
        for line, kind, slug in draft.body.references:
            if slug and kind in known and slug not in known[kind]:
                yield _dangling(slug, kind, known, draft.path, line)


def _dangling(
    slug: str, kind: str, known: dict[str, set[str]], path: str, line: int, fixed: str = ""
) -> Problem:
    near = nearest(slug, sorted(name for name in known[kind] if as_slug(name) == name))
    return problem("verwijzing-onbekend", path, line, soort=kind, slug=slug, suggestion=near,
                   fixed=fixed)  # fmt: skip


def check_something_to_discuss(
    draft: Draft, case: models.Case, reading: Reading
) -> Iterator[Problem]:
    """A case has one to three dilemmas and points together."""
    count = len(case.dilemmas) + len(case.discussions) + len(case.cautions)
    line = draft.front.line(("dilemmas",))
    if count == 0:
        yield problem("niets-te-bespreken", draft.path, line)
    if count > 3:
        yield problem("te-veel-te-bespreken", draft.path, line, aantal=count)


def check_case_roles(draft: Draft, case: models.Case, reading: Reading) -> Iterator[Problem]:
    """The section on roles has a heading for each role of the front matter."""
    labels = reading.role_labels
    section = draft.body.section(ROLES)
    if section and all(role in labels for role in case.roles):
        yield from compare_parts(section, tuple(labels[r] for r in case.roles), draft.path)


def check_case_parties(draft: Draft, case: models.Case, reading: Reading) -> Iterator[Problem]:
    """The section on parties has a line for each party of the front matter."""
    section, parties = draft.body.section(PARTIES), _parties_meant(case, reading)
    if section is None or not parties:
        return
    lines = draft.body.parties
    unnamed = [slug for slug in parties if slug not in {line.slug for line in lines}]
    for line in lines:
        if line.slug in parties:
            continue
        near = _party_meant(line, unnamed)
        unnamed = [slug for slug in unnamed if slug != near]  # one slip, one message
        if line.slug:
            yield problem("partij-niet-in-kop", draft.path, line.line, partij=line.slug,
                          suggestion=near)  # fmt: skip
        else:
            yield problem("partij-vorm", draft.path, line.line, tekst=line.shown,
                          suggestion=near and _party_start(line, near))  # fmt: skip
    for slug in unnamed:
        yield problem("partij-zonder-regel", draft.path, section.line, partij=slug)


def _parties_meant(case: models.Case, reading: Reading) -> tuple[str, ...]:
    """The parties of the front matter; none when it is not certain which they are."""
    if reading.words is None:
        return ()
    lists = (reading.words["partijen.extern"], reading.words["partijen.intern"])
    terms = {slug: term.label for known in lists for slug, term in known.items()}
    found = [(p,) if p in terms else corrections.meant(p, terms) for p in case.parties]
    return tuple(party for given in found for party in given) if all(found) else ()


def _party_start(line: PartyLine, slug: str) -> str:
    before, named, _ = line.shown.partition(f"({slug})")
    name = line.name or (before if named else "")
    return f"- **{name.strip(' :') or 'Naam'}** ({slug}):"


def _party_meant(line: PartyLine, unnamed: list[str]) -> str:
    """Which of the parties without a line this line is about: named in it, alike, or next."""
    named = (slug for slug in unnamed if f"({slug})" in line.shown)
    near = next(named, "") or nearest(line.slug, unnamed)
    return near or (unnamed[0] if unnamed and (not line.slug or len(unnamed) == 1) else "")


def check_minutes(draft: Draft, programme: models.Programme, reading: Reading) -> Iterator[Problem]:
    """The minutes of the parts add up to the duration."""
    total = sum(part.minutes for part in programme.parts)
    if total != programme.duration:
        line = draft.front.line(("duur",))
        yield problem("minuten", draft.path, line, som=total, duur=programme.duration)


def check_step_minutes(
    draft: Draft, programme: models.Programme, reading: Reading
) -> Iterator[Problem]:
    """Where the text of a part gives minutes in brackets, they add up to those of the part."""
    section = draft.body.section(STEPS)
    for part in programme.parts:
        told = section and section.part(part.title)
        steps = [int(n) for n in _MINUTES.findall(told.text)] if told else []
        if told and steps and sum(steps) != part.minutes:
            yield problem("stappen-minuten", draft.path, told.line, titel=part.title,
                          som=sum(steps), minuten=part.minutes)  # fmt: skip


def check_ranges(draft: Draft, programme: models.Programme, reading: Reading) -> Iterator[Problem]:
    """A range goes from small to large."""
    for name, (low, high) in (("groep", programme.group), ("tafel", programme.table)):
        if low > high:
            line = draft.front.line((name,))
            yield problem("van-tot", draft.path, line, veld=name, van=low, tot=high)


def check_steps(draft: Draft, programme: models.Programme, reading: Reading) -> Iterator[Problem]:
    """Every part of a programme has its instruction, under the same title."""
    section = draft.body.section(STEPS)
    if section:
        titles = tuple(part.title for part in programme.parts)
        yield from compare_parts(section, titles, draft.path)


_Check = Callable[["Draft", Any, "Reading"], Iterator[Problem]]

#: For which model, the fields that must be right first, and the check.
_CHECKS: tuple[tuple[type[models.Entry], set[str], _Check], ...] = (
    (models.Case, {"dilemmas", "discussions", "cautions"}, check_something_to_discuss),
    (models.Case, {"roles"}, check_case_roles),
    (models.Case, {"external", "internal"}, check_case_parties),
    (models.Role, {"gist", "explanation", "key_question", "signs", "pitfall"}, check_role_card),
    (models.Issue, {"statement", "sides"}, check_dilemma_card),
    (models.Programme, {"duration", "parts"}, check_minutes),
    (models.Programme, {"parts"}, check_step_minutes),
    (models.Programme, {"group", "table"}, check_ranges),
    (models.Programme, {"parts"}, check_steps),
)
