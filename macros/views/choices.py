"""What can be chosen in the composer and at the table, as rows that a browser can read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from macros.content.entries import CaseEntry, IssueEntry, ProgrammeEntry
from macros.content.library import Library
from macros.content.vocabulary import Term
from macros.views.entry import party_rows

DEFAULT_PROGRAMME = "kort"
# Numbers of cases to a file: somebody who picks a few cases loads a few of these, not all cases.
BLOCK = 50
# Cards that are cut: one set fills whole sheets, however small a card is.
SETS = frozenset(("rolkaarten", "partijkaarten", "dilemmakaarten"))
# Small papers lie side by side on a sheet of A4.
ON_A4 = {"A5": 2, "A6": 4}
# Papers with a page for every programme, of which a set needs one.
PAGE_EACH = frozenset(("spelregels",))
# Papers of more than one page that must not be printed on both sides.
SINGLE_SIDED = frozenset(("stellingen", "spelregels", "niveaublad"))
# Where the form of a material stands, when its name is not simply druk/<slug>.
PLACES = {
    "handout": "druk/{programma}/handout",
    "tafelblad": "druk/{programma}/tafelblad",
    "casuskaart": "druk/casus/{casus}/kaart",
    "matrix": "druk/rollenmatrix",
    "matrix-leeg": "druk/rollenmatrix-leeg",
}
FOR_THE_LEADER = (
    ("draaiboek", "Draaiboek met uitleg", "druk/{programma}/draaiboek"),
    ("gespreksleider", "Voor de gespreksleider", "druk/casus/{casus}/gespreksleider"),
)


@dataclass(frozen=True)
class PartyChoice:
    """A party; in a case ``name`` is what the case calls it."""

    slug: str
    name: str
    side: str


@dataclass(frozen=True)
class CaseChoice:
    """A case to pick. ``minutes`` is how long a table needs for it."""

    id: str
    slug: str
    title: str
    minutes: int
    difficulty: str
    parties: tuple[PartyChoice, ...]

    @property
    def number(self) -> int:
        """The number in its id."""
        return int(self.id[1:])


@dataclass(frozen=True)
class IssueChoice:
    """A dilemma or a point for discussion to pick."""

    id: str
    slug: str
    kind: str
    title: str
    statement: str


@dataclass(frozen=True)
class PartChoice:
    """A part of a programme; ``case`` is the id of the case that the programme does there."""

    title: str
    minutes: int
    method: str
    material: tuple[str, ...]
    case: str


@dataclass(frozen=True)
class ProgrammeChoice:
    """A programme to pick: its parts, and for how many people it is meant."""

    slug: str
    title: str
    duration: int
    group: tuple[int, int]
    table: tuple[int, int]
    meant_for: str
    parts: tuple[PartChoice, ...]
    cases: tuple[str, ...]


@dataclass(frozen=True)
class Material:
    """Something on the table. ``place`` is where its form stands, empty for what you bring.

    ``paper`` is its own size, ``size`` that of the sheet in the printer, on which ``per_sheet``
    of them lie; ``sides`` is 1 or 2. ``page_each``: it holds a page for every programme.
    """

    slug: str
    label: str
    per: str
    place: str = ""
    paper: str = ""
    size: str = ""
    per_sheet: int = 1
    sides: int = 2
    page_each: bool = False


@dataclass(frozen=True)
class Named:
    """A role, marker or level: its slug, its label and a line about it."""

    slug: str
    title: str
    text: str


@dataclass(frozen=True)
class Choices:
    """Everything there is to choose.

    ``numbers`` are the numbers of the cases that exist, as runs from first to last; a case lies
    in the block of its number, ``block`` of them to each.
    """

    default: str
    total: int
    block: int
    numbers: tuple[tuple[int, int], ...]
    cases: tuple[CaseChoice, ...]
    issues: tuple[IssueChoice, ...]
    programmes: tuple[ProgrammeChoice, ...]
    materials: tuple[Material, ...]
    roles: tuple[Named, ...]
    levels: tuple[Named, ...]
    parties: tuple[PartyChoice, ...]


def choices(library: Library) -> Choices:
    """Everything that the composer and the table offer, out of one library."""
    slugs = [programme.slug for programme in library.programmes]
    cases = tuple(_case(library, case) for case in library.cases)
    return Choices(
        DEFAULT_PROGRAMME if DEFAULT_PROGRAMME in slugs else next(iter(slugs), ""),
        len(cases), BLOCK, runs(case.number for case in cases), cases,
        tuple(_issue(issue) for issue in (*library.dilemmas, *library.discussions)),
        tuple(_programme(library, programme) for programme in library.programmes),
        (*_leader(), *(_material(term) for term in library.words["materialen"].values())),
        tuple(Named(role.slug, role.meta.title, role.meta.gist) for role in library.roles),
        tuple(Named(t.slug, t.label, t.explanation) for t in library.words["niveaus"].values()),
        tuple(_parties(library)),
    )  # fmt: skip


def runs(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Numbers as runs from first to last: 1, 2, 3, 7 gives (1, 3), (7, 7)."""
    ordered = enumerate(sorted(numbers))
    stretches = ([n for _, n in run] for _, run in groupby(ordered, lambda pair: pair[1] - pair[0]))
    return tuple((run[0], run[-1]) for run in stretches)


def blocks(choices: Choices) -> dict[int, list[list[Any]]]:
    """The cases as short rows, per block: most of a library is never asked for."""
    labels = {party.slug: party.name for party in choices.parties}
    found: dict[int, list[list[Any]]] = {}
    for case in choices.cases:
        found.setdefault(case.number // choices.block, []).append(_row(case, labels))
    return found


def _row(case: CaseChoice, labels: dict[str, str]) -> list[Any]:
    """Id, slug, title, minutes, difficulty, and the parties: a slug, with the name if special."""
    parties = [
        party.slug if party.name == labels.get(party.slug) else [party.slug, party.name]
        for party in case.parties
    ]
    return [case.id, case.slug, case.title, case.minutes, case.difficulty, parties]


def _case(library: Library, case: CaseEntry) -> CaseChoice:
    parties = (PartyChoice(row.slug, row.name, row.side) for row in party_rows(library, case))
    return CaseChoice(
        case.meta.id, case.slug, case.meta.title, case.meta.minutes,
        library.words.label("moeilijkheden", case.meta.difficulty), tuple(parties),
    )  # fmt: skip


def _issue(issue: IssueEntry) -> IssueChoice:
    meta = issue.meta
    return IssueChoice(meta.id, issue.slug, issue.kind.name, meta.title, meta.statement)


def _programme(library: Library, programme: ProgrammeEntry) -> ProgrammeChoice:
    meta = programme.meta
    ids = {case.slug: case.meta.id for case in library.cases}
    parts = (
        PartChoice(
            part.title, part.minutes, library.words.label("werkvormen", part.method),
            part.material, ids[part.case] if part.case else "",
        )
        for part in meta.parts
    )  # fmt: skip
    return ProgrammeChoice(
        programme.slug, meta.title, meta.duration, (meta.group[0], meta.group[1]),
        (meta.table[0], meta.table[1]), meta.meant_for, tuple(parts),
        tuple(ids[slug] for slug in meta.cases),
    )  # fmt: skip


def _leader() -> tuple[Material, ...]:
    return tuple(
        Material(slug, label, "leider", place, "A4", "A4") for slug, label, place in FOR_THE_LEADER
    )


def _material(term: Term) -> Material:
    if term.sort != "druk":
        return Material(term.slug, term.label, term.per)
    return Material(
        term.slug, term.label, term.per, PLACES.get(term.slug, f"druk/{term.slug}"), term.paper,
        "A3" if term.paper == "A3" else "A4",
        1 if term.slug in SETS else ON_A4.get(term.paper, 1),
        1 if term.slug in SINGLE_SIDED else 2,
        term.slug in PAGE_EACH,
    )  # fmt: skip


def _parties(library: Library) -> list[PartyChoice]:
    return [
        PartyChoice(slug, term.label, side)
        for side in ("extern", "intern")
        for slug, term in library.words[f"partijen.{side}"].items()
    ]
