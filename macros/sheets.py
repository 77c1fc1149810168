"""Which papers exist: each is one template, shown on the site and made into a PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from macros.content.kinds import CASE, PROGRAMME
from macros.content.library import AnyEntry
from macros.render import render
from macros.site_value import Site
from macros.views import paper_cards, paper_leader, paper_room
from macros.views.handout import handout
from macros.views.paper_age import Age, address_on_paper, age_of_many, qr_picture
from macros.views.paper_counts import default_group
from macros.views.paper_forms import BY_KEY, FORMS, Form
from macros.views.paper_set import PaperSet, SetItem, paper_set, with_cases

HARVEST = "werkatelier/oogst/"


@dataclass(frozen=True)
class Made:
    """What a form shows: its template, its rows, and how old it is.

    ``pages`` is how many pages it may have, 0 for any number: one more means that a text is
    too long for its card. ``shown`` are the entries of a paper that is not about one entry.
    """

    template: str
    rows: dict[str, Any]
    pages: int = 0
    age: Age | None = None
    shown: tuple[AnyEntry, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One paper. ``path`` is its place in the site, without an ending (``druk/kort/handout``)."""

    form: Form
    path: str
    title: str
    make: Callable[[], Made]
    find_parts: Callable[[], tuple[tuple[Sheet, int], ...]] = tuple

    @cached_property
    def made(self) -> Made:
        """Its template and rows, gathered when somebody wants to see it."""
        return self.make()

    @cached_property
    def parts(self) -> tuple[tuple[Sheet, int], ...]:
        """The papers that follow this one in its PDF, each with the number of times."""
        return self.find_parts()

    @property
    def page(self) -> str:
        """The file of the web page."""
        return f"{self.path}/index.html"

    @property
    def pdf(self) -> str:
        """The file of the PDF."""
        return f"{self.path}.pdf"

    def html(self, site: Site) -> str:
        """The paper as a whole HTML document."""
        return self._html(self.made.age or self._age(site))

    def _age(self, site: Site) -> Age:
        """The age of a paper about many entries: its version is that of all that it shows.

        What stands around the paper on its web page does not count: prints would seem old.
        """
        shown = self._html(None).partition("<main")[2]
        version = hashlib.sha256(shown.encode()).hexdigest()[:8]
        return age_of_many(self.form.key, version, self.made.shown, site.url)

    def _html(self, age: Age | None) -> str:
        basis = "../" * (self.path.count("/") + 1)
        return render(
            f"druk/{self.made.template}.html", basis, title=self.title, form=self.form,
            pdf=f"@/{self.pdf}", age=age, **self.made.rows,
        )  # fmt: skip


def sheets(site: Site) -> Iterator[Sheet]:
    """Every paper, in a fixed order."""
    for form in FORMS:
        for slug in _slugs(site, form):
            yield paper_set_sheet(site, slug) if form.key == "set" else sheet(site, form, slug)


def _slugs(site: Site, form: Form) -> Iterable[str]:
    if form.scope == "los":
        return ("",)
    kind = PROGRAMME if form.scope == "programma" else CASE
    return site.library.by_kind[kind.name]


def sheet(site: Site, form: Form, slug: str = "") -> Sheet:
    """The paper of this form, for a programme or case where it belongs to one."""
    name = site.library.get(form.scope, slug).meta.title if slug else ""
    return Sheet(form, form.place(slug), f"{form.title}: {name}" if name else form.title,
                 partial(_MAKERS[form.key], site, slug))  # fmt: skip


def paper_set_sheet(
    site: Site,
    slug: str,
    group: tuple[int, int] | None = None,
    cases: tuple[str, ...] = (),
    start: int | None = None,
) -> Sheet:
    """The whole set of a programme: the list of papers, and behind it the papers themselves."""
    programme = site.library.get(PROGRAMME.name, slug)
    group = group or default_group(programme.meta)
    chosen = paper_set(site.library, programme, site.url, group, cases, start)
    form = BY_KEY["set"]
    title = f"{form.title}: {programme.meta.title}"
    made = Made("set", {"paper": chosen}, age=chosen.age)
    return Sheet(
        form, form.place(slug), title, lambda: made,
        lambda: tuple((_part(site, chosen, item), item.times) for item in chosen.items),
    )  # fmt: skip


def _part(site: Site, chosen: PaperSet, item: SetItem) -> Sheet:
    """A paper of a set; some show only what this programme and these cases need."""
    programme = site.library.get(PROGRAMME.name, chosen.slug)
    group = (chosen.people, chosen.tables)
    own = with_cases(programme, chosen.cases)
    special: dict[str, Callable[[], Made]] = {
        "draaiboek": lambda: _script(site, own, group, chosen.start),
        "tafelblad": lambda: _table_sheet(site, own, chosen.start),
        "spelregels": lambda: _house_rules(site, (own,)),
        "partijkaarten": lambda: _parties(site, _parties_of(site, chosen.cases)),
    }
    ordinary = sheet(site, item.form, item.slug)
    maker = special.get(item.form.key)
    return Sheet(item.form, ordinary.path, ordinary.title, maker) if maker else ordinary


def _parties_of(site: Site, cases: Iterable[str]) -> set[str]:
    return {party for slug in cases for party in site.library.get(CASE.name, slug).meta.parties}


def _script(
    site: Site, programme: AnyEntry, group: tuple[int, int], start: int | None = None
) -> Made:
    paper = paper_leader.script(site.library, programme, site.url, group, start)
    return Made("draaiboek", {"paper": paper}, age=paper.age)


def _table_sheet(site: Site, programme: AnyEntry, start: int | None = None) -> Made:
    paper = paper_leader.table_sheet(site.library, programme, site.url, start)
    return Made("tafelblad", {"paper": paper}, 2, paper.age)


def _house_rules(site: Site, programmes: tuple[AnyEntry, ...], small: bool = False) -> Made:
    papers = paper_room.house_rules(programmes)
    rows = {"papers": papers, "small": small}
    return Made("spelregels", rows, len(papers), shown=programmes)


def _cards(cards: Iterable[paper_cards.Card], shown: tuple[AnyEntry, ...], folded: bool) -> Made:
    size = paper_cards.FOLDED_PER_SHEET if folded else paper_cards.PER_SHEET
    rows = paper_cards.sheetfuls(cards, size)
    pages = len(rows) if folded else 2 * len(rows)
    return Made("vouwkaarten" if folded else "kaarten", {"sheetfuls": rows}, pages, shown=shown)


def _roles(site: Site, folded: bool = False) -> Made:
    roles = site.library.roles
    cards = (paper_cards.role_card(role, site.url) for role in roles)
    return _cards(cards, roles, folded)


def _dilemmas(site: Site, folded: bool = False) -> Made:
    dilemmas = site.library.dilemmas
    cards = (paper_cards.dilemma_card(issue, site.url) for issue in dilemmas)
    return _cards(cards, dilemmas, folded)


def _parties(site: Site, slugs: set[str] | None = None, folded: bool = False) -> Made:
    return _cards(paper_cards.party_cards(site.library, slugs), (), folded)


def _case_card(site: Site, slug: str, folded: bool = False) -> Made:
    case = site.library.get(CASE.name, slug)
    card = paper_cards.case_card(case, site.url)
    name = "vouwkaart" if folded else "casuskaart"
    return Made(name, {"card": card}, 1 if folded else 2, card.age)


def _notes(site: Site, slug: str) -> Made:
    case = site.library.get(CASE.name, slug)
    notes = paper_leader.case_notes(site.library, case, site.url)
    return Made("gespreksleider", {"notes": notes}, age=notes.age)


def _handout(site: Site, slug: str) -> Made:
    programme = site.library.get(PROGRAMME.name, slug)
    paper = handout(site.library, programme, site.url)
    return Made("handout", {"paper": paper}, 2, paper.age)


def _filled_matrix(site: Site, halves: bool = False) -> Made:
    rows = {
        "matrices": paper_room.filled_matrices(site.library),
        "most": paper_room.CASES_IN_CELL,
        "halves": halves,
    }
    return Made("rollenmatrix", rows, 2 if halves else 1, shown=site.library.roles)


def _empty_matrix(site: Site, halves: bool = False) -> Made:
    rows = {
        "roles": paper_room.role_heads(site.library),
        "rows": paper_room.empty_rows(site.library),
        "halves": halves,
    }
    return Made("rollenmatrix-leeg", rows, 2 if halves else 1, shown=site.library.roles)


def _observation(site: Site) -> Made:
    library = site.library
    rows = {"roles": paper_room.role_heads(library), "cautions": paper_room.cautions(library)}
    return Made("observatieblad", rows, 1, shown=(*library.roles, *library.cautions))


def _harvest(site: Site) -> Made:
    rows = {
        "levels": [term.label for term in site.library.words["niveaus"].values()],
        "address": address_on_paper(site.url, HARVEST),
        "qr": qr_picture(site.url, HARVEST),
    }
    return Made("oogstblad", rows, 1)


def _levels(site: Site) -> Made:
    papers = paper_room.level_sheets(site.library)
    return Made("niveaublad", {"papers": papers}, len(papers), shown=site.library.roles)


def _board(site: Site) -> Made:
    library = site.library
    rows = {"dilemmas": paper_room.board_dilemmas(library), "roles": paper_room.role_heads(library)}
    return Made("bestuursblad", rows, 1, shown=(*library.dilemmas, *library.roles))


def _statements(site: Site) -> Made:
    papers = paper_room.statements(site.library)
    shown = (*site.library.discussions, *site.library.dilemmas)
    return Made("stellingen", {"papers": papers}, len(papers), shown=shown)


def _plain(template: str, pages: int) -> Callable[[Site, str], Made]:
    """A form without rows: all its words stand in its template."""
    return lambda site, slug: Made(template, {}, pages)


def _own_script(site: Site, slug: str) -> Made:
    programme = site.library.get(PROGRAMME.name, slug)
    return _script(site, programme, default_group(programme.meta))


_MAKERS: dict[str, Callable[[Site, str], Made]] = {
    "draaiboek": _own_script,
    "gespreksleider": _notes,
    "tafelblad": lambda s, slug: _table_sheet(s, s.library.get(PROGRAMME.name, slug)),
    "handout": _handout,
    "kaart": _case_card,
    "vouwkaart": lambda site, slug: _case_card(site, slug, folded=True),
    "afsprakenkaart": _plain("afsprakenkaart", 1),
    "evaluatie": _plain("evaluatie", 1),
    "bestuursblad": lambda site, slug: _board(site),
    "rolkaarten": lambda site, slug: _roles(site),
    "rolkaarten-vouw": lambda site, slug: _roles(site, folded=True),
    "partijkaarten": lambda site, slug: _parties(site),
    "partijkaarten-vouw": lambda site, slug: _parties(site, folded=True),
    "dilemmakaarten": lambda site, slug: _dilemmas(site),
    "dilemmakaarten-vouw": lambda site, slug: _dilemmas(site, folded=True),
    "rollenmatrix-leeg": lambda site, slug: _empty_matrix(site),
    "rollenmatrix-leeg-a4": lambda site, slug: _empty_matrix(site, halves=True),
    "oogstblad": lambda site, slug: _harvest(site),
    "niveaublad": lambda site, slug: _levels(site),
    "observatieblad": lambda site, slug: _observation(site),
    "rollenmatrix": lambda site, slug: _filled_matrix(site),
    "rollenmatrix-a4": lambda site, slug: _filled_matrix(site, halves=True),
    "stellingen": lambda site, slug: _statements(site),
    "spelregels": lambda site, slug: _house_rules(site, site.library.programmes),
    "spelregels-a4": lambda s, slug: _house_rules(s, s.library.programmes, small=True),
    "ijkblad": _plain("ijkblad", 2),
}
