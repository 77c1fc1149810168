"""Cases that look like a case, and in what. The same library always gives the same answer."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from macros.content import models
from macros.content.entries import CaseEntry
from macros.content.library import Library, case_references
from macros.views.rows import Ref, case_link

MOST = 3
WINDOW = 20


@dataclass(frozen=True)
class Related:
    """A case that looks like another one, and why, in words."""

    link: Ref
    why: str


@dataclass(frozen=True)
class _Trait:
    """Something that two cases may share: how it is called, what it weighs, how to read it."""

    label: str
    weight: int
    field: str
    labels: str


# What a group talks about weighs more than where it happens.
_TRAITS = (
    _Trait("zelfde dilemma", 6, "dilemmas", "dilemma"),
    _Trait("zelfde discussiepunt", 5, "discussions", "discussiepunt"),
    _Trait("zelfde aandachtspunt", 4, "cautions", "aandachtspunt"),
    _Trait("zelfde rol", 3, "roles", "rol"),
    _Trait("zelfde thema", 3, "themes", "themas"),
    _Trait("zelfde partij", 1, "parties", "partijen"),
)
_WEIGHTS = {trait.field: trait.weight for trait in _TRAITS}


def related_cases(library: Library, case: CaseEntry) -> tuple[Related, ...]:
    """At most three other cases, the most alike first; equal ones in the order of their ids."""
    scored = sorted(
        ((_score(case.meta, other.meta), other) for other in _candidates(library, case)),
        key=lambda pair: (-pair[0], pair[1].order),
    )
    return tuple(
        Related(case_link(other), _why(library, case, other))
        for score, other in scored[:MOST]
        if score
    )


def _candidates(library: Library, case: CaseEntry) -> Iterable[CaseEntry]:
    """The neighbours of a case in every group that it belongs to.

    Looking at neighbours only keeps a library of thousands of cases as quick per case as a
    small one; up to ``2 * WINDOW`` cases in a group, all of them are looked at.
    """
    found: dict[str, CaseEntry] = {}
    for reference in case_references(case.meta):
        group = library.cases_by_reference[reference]
        at = bisect_left(group, case.order, key=lambda other: other.order)
        for other in (*group[max(0, at - WINDOW) : at], *group[at + 1 : at + 1 + WINDOW]):
            found[other.meta.id] = other
    return found.values()


def _shared(trait: _Trait, case: CaseEntry, other: CaseEntry) -> list[str]:
    theirs = getattr(other.meta, trait.field)
    return [value for value in getattr(case.meta, trait.field) if value in theirs]


def _score(mine: models.Case, theirs: models.Case) -> int:
    return sum(_WEIGHTS[field] for field, _ in mine.named & theirs.named)


def _why(library: Library, case: CaseEntry, other: CaseEntry) -> str:
    reasons = []
    for trait in _TRAITS:
        if shared := _shared(trait, case, other):
            names = ", ".join(_name(library, trait, slug) for slug in shared[:2])
            reasons.append(f"{trait.label}: {names}")
    return "; ".join(reasons[:3])


def _name(library: Library, trait: _Trait, slug: str) -> str:
    if trait.labels == "partijen":
        return library.words.parties[slug].label.lower()
    if trait.labels == "themas":
        return library.words.label("themas", slug).lower()
    return str(library.get(trait.labels, slug).meta.title).lower().rstrip("?")
