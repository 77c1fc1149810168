"""Cases that look like a case, and in what. The same library always gives the same answer."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import count

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
    weights = _weights(library)
    mine = weights[library.place_of(case)]
    scored = sorted(
        (-(mine & weights[place]).bit_count(), place) for place in _candidates(library, case)
    )
    most_alike = (library.cases[place] for score, place in scored[:MOST] if score)
    return tuple(Related(case_link(other), _why(library, case, other)) for other in most_alike)


def _candidates(library: Library, case: CaseEntry) -> set[int]:
    """The places of the neighbours of a case in every group that it belongs to.

    Looking at neighbours only keeps a library of thousands of cases as quick per case as a
    small one; up to ``2 * WINDOW`` cases in a group, all of them are looked at.
    """
    found = set[int]()
    own = library.place_of(case)
    for reference in case_references(case.meta):
        group = library.places_by_reference[reference]
        at = bisect_left(group, own)
        found.update(group[max(0, at - WINDOW) : at], group[at + 1 : at + 1 + WINDOW])
    return found


def _shared(trait: _Trait, case: CaseEntry, other: CaseEntry) -> list[str]:
    theirs = getattr(other.meta, trait.field)
    return [value for value in getattr(case.meta, trait.field) if value in theirs]


@lru_cache(maxsize=1)
def _weights(library: Library) -> list[int]:
    """What each case names as a number: for every thing as many bits as it weighs.

    The bits that two cases share, counted, say how much they are alike.
    """
    bits = _Bits()
    return [sum(bits[thing] for thing in set(_named(case))) for case in library.cases]


class _Bits(dict[tuple[str, str], int]):
    """For everything that a case may name bits of its own, as many as it weighs."""

    def __init__(self) -> None:
        self._free = count(step=max(_WEIGHTS.values()))

    def __missing__(self, thing: tuple[str, str]) -> int:
        self[thing] = bits = ((1 << _WEIGHTS[thing[0]]) - 1) << next(self._free)
        return bits


def _named(case: CaseEntry) -> Iterator[tuple[str, str]]:
    """Field and value of everything that a case names."""
    return ((field, value) for field in _WEIGHTS for value in getattr(case.meta, field))


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
