"""The page of one case, dilemma, role, programme or law: rows for its template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from macros.content import models
from macros.content.entries import CaseEntry, IssueEntry, LawEntry, RoleEntry
from macros.content.kinds import (
    CAUTION,
    DILEMMA,
    DISCUSSION,
    LAW,
    ROLE,
    Kind,
)
from macros.content.library import AnyEntry, Library
from macros.content.prose import TOP
from macros.views.facets import BY_FIELD, value_ref
from macros.views.linked_data import linked_data
from macros.views.parties import Picture, picture
from macros.views.related import Related, related_cases
from macros.views.rows import (
    Fact,
    Ref,
    SectionRow,
    case_link,
    dutch_date,
    link_to,
    links_to,
    section_rows,
    source_refs,
)

LEADER = "Voor de gespreksleider"
MOST_CASES = 24  # on a page; behind a link are all
STARTERS = "initiatiefnemers"


@dataclass(frozen=True)
class EntryView:
    """What every page has. ``leader`` is the section that participants never see on paper.

    ``cases`` are the first of the ``case_count`` cases that name this page.
    """

    kind: str
    id: str
    slug: str
    title: str
    lead: str
    facts: tuple[Fact, ...]
    sections: tuple[SectionRow, ...]
    leader: SectionRow | None
    cases: tuple[Ref, ...]
    case_count: int
    sources: tuple[Ref, ...]
    checked: str
    address: str
    linked_data: Mapping[str, Any]

    def section(self, anchor: str) -> SectionRow:
        """The section with this anchor; KeyError when there is none."""
        return {section.anchor: section for section in self.sections}[anchor]


@dataclass(frozen=True)
class PartyRow:
    """A party in a case. ``side`` is ``extern`` or ``intern``."""

    name: str
    label: str
    slug: str
    side: str
    interest: str


@dataclass(frozen=True)
class CaseView(EntryView):
    """A case: also its parties and the cases that look like it."""

    roles: tuple[Ref, ...]
    parties: tuple[PartyRow, ...]
    related: tuple[Related, ...]
    minutes: int
    before: Ref | None
    after: Ref | None

    def parties_on(self, side: str) -> tuple[PartyRow, ...]:
        """The parties outside (``extern``) or inside (``intern``) the gemeente."""
        return tuple(party for party in self.parties if party.side == side)

    @property
    def picture(self) -> Picture:
        """The parties around the initiative; who started it stands in the middle."""
        starters = [p.name for p in self.parties if p.slug == STARTERS]
        outside = [p.name for p in self.parties_on("extern") if p.slug != STARTERS]
        return picture(", ".join(starters), outside, [p.name for p in self.parties_on("intern")])


@dataclass(frozen=True)
class IssueView(EntryView):
    """A dilemma or point for discussion: also its statement and its two sides."""

    statement: str
    sides: tuple[str, ...]


@dataclass(frozen=True)
class RoleView(EntryView):
    """A role: also what stands on its card."""

    is_marker: bool
    gist: str
    key_question: str
    pitfall: str
    signs: tuple[str, ...]
    levels: tuple[tuple[str, str], ...]
    named_for: tuple[str, ...]


@dataclass(frozen=True)
class LawView(EntryView):
    """A law page: also the law in one line."""

    one_line: str


def common_fields(
    library: Library, entry: AnyEntry, lead: str, facts: Iterable[Fact], paper: bool
) -> dict[str, object]:
    """The fields that every view has, for one entry."""
    rows = section_rows(entry.body, paper)
    return {
        "kind": entry.kind.name,
        "id": entry.meta.id,
        "slug": entry.slug,
        "title": entry.meta.title,
        "lead": lead,
        "facts": tuple(fact for fact in facts if fact.values),
        "sections": tuple(row for row in rows if row.title != LEADER),
        "leader": next((row for row in rows if row.title == LEADER), None),
        "cases": tuple(case_link(case) for case in library.cases_of(entry)[:MOST_CASES]),
        "case_count": len(library.cases_of(entry)),
        "sources": source_refs(library, entry),
        "checked": dutch_date(entry.meta.checked),
        "address": TOP + entry.address,
        "linked_data": linked_data(library, entry, lead),
    }


def case_view(library: Library, case: CaseEntry, paper: bool = False) -> CaseView:
    """A case; ``paper`` leaves out links."""
    common = common_fields(library, case, case.meta.summary, case_facts(library, case), paper)
    return CaseView(
        **common,  # type: ignore[arg-type]
        roles=links_to(library, ROLE, case.meta.roles),
        parties=party_rows(library, case),
        related=related_cases(library, case),
        minutes=case.meta.minutes,
        before=_neighbour(library, case, -1),
        after=_neighbour(library, case, 1),
    )


def _neighbour(library: Library, case: CaseEntry, step: int) -> Ref | None:
    """The case before (-1) or after (1) this one in the order of the ids."""
    place = library.place_of(case) + step
    return link_to(library.cases[place]) if 0 <= place < len(library.cases) else None


def party_rows(library: Library, case: CaseEntry) -> tuple[PartyRow, ...]:
    """The parties of a case with what they want, those outside first."""
    return tuple(
        PartyRow(
            line.name, library.words.parties[line.slug].label, line.slug,
            "extern" if line.slug in case.meta.external else "intern", line.interest,
        )
        for line in case.body.parties
    )  # fmt: skip


def case_facts(library: Library, case: CaseEntry) -> Iterator[Fact]:
    """The key facts of a case; each value leads to the cases that share it."""
    meta = case.meta
    for label, kind, slugs in (
        ("Rollen", ROLE, meta.roles),
        ("Dilemma", DILEMMA, meta.dilemmas),
        ("Discussiepunt", DISCUSSION, meta.discussions),
        ("Aandachtspunt", CAUTION, meta.cautions),
        ("Wet", LAW, meta.laws),
    ):
        yield Fact(label, links_to(library, kind, slugs))
    yield from _term_facts(library, meta)


_TERMS = (
    "domein", "niveau", "thema", "doelgroep", "fase", "afloop", "gemeente", "plek", "tijd",
    "moeilijkheid",
)  # fmt: skip


def _term_facts(library: Library, meta: models.Case) -> Iterator[Fact]:
    for field in _TERMS:
        facet = BY_FIELD[field]
        refs = (value_ref(library, field, value) for value in facet.values(meta))
        yield Fact(facet.label, tuple(refs))


def issue_view(library: Library, issue: IssueEntry, paper: bool = False) -> IssueView:
    """A dilemma or point for discussion."""
    facts = (Fact("Aandachtspunt", links_to(library, CAUTION, issue.meta.cautions)),)
    return IssueView(
        **common_fields(library, issue, issue.meta.summary, facts, paper),  # type: ignore[arg-type]
        statement=issue.meta.statement,
        sides=issue.meta.sides,
    )


def caution_view(library: Library, caution: AnyEntry, paper: bool = False) -> EntryView:
    """A point to watch."""
    issues = (*library.dilemmas, *library.discussions)
    named = tuple(link_to(i) for i in issues if caution.slug in i.meta.cautions)
    facts = (Fact("Hoort bij", named),)
    return EntryView(**common_fields(library, caution, caution.meta.gist, facts, paper))  # type: ignore[arg-type]


def role_view(library: Library, role: RoleEntry, paper: bool = False) -> RoleView:
    """One of the four roles, or a marker."""
    labels = library.words["niveaus"]
    texts = role.meta.level_texts.by_level()
    meta = role.meta
    return RoleView(
        **common_fields(library, role, meta.explanation, (), paper),  # type: ignore[arg-type]
        is_marker=meta.is_marker,
        gist=meta.gist,
        key_question=meta.key_question,
        pitfall=meta.pitfall,
        signs=meta.signs,
        levels=tuple((labels[slug].label, text) for slug, text in texts.items()),
        named_for=tuple(library.words.label("domeinen", slug) for slug in meta.named_for),
    )


def law_view(library: Library, law: LawEntry, paper: bool = False) -> LawView:
    """What is certain about one subject of law."""
    common = common_fields(library, law, law.meta.one_line, (), paper)
    return LawView(**common, one_line=law.meta.one_line)  # type: ignore[arg-type]


def plural(kind: Kind, count: int) -> str:
    """``1 casus`` and ``2 casussen``."""
    return f"{count} {kind.label if count == 1 else kind.plural}"
