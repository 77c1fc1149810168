"""What a page can call: each block names its template and gathers its rows.

The name of a function is the name that an editor types in a hand-written page, so it is Dutch.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from macros.content.kinds import (
    BY_NAME,
    CASE,
    CAUTION,
    DILEMMA,
    DISCUSSION,
    LAW,
    PROGRAMME,
    ROLE,
)
from macros.render import render
from macros.sheets import sheets
from macros.site_value import Site
from macros.views import (
    entry,
    form,
    lists,
    matrix,
    overview,
    paper_forms,
    programme,
    worklist,
)
from macros.views.rows import case_link

LISTED = 60  # cases on the page with all papers; a library may hold thousands
MATRIX_SHEET = "druk/rollenmatrix"
Rows = tuple[str, dict[str, Any]]
Block = Callable[..., Rows]


def casus(site: Site, slug: str) -> Rows:
    """A case."""
    case = site.library.get(CASE.name, slug)
    view = entry.case_view(site.library, case)
    return "casus.html", {"view": view, "papers": paper_forms.paper_links("casus", slug)}


def dilemma(site: Site, slug: str) -> Rows:
    """A dilemma."""
    issue = site.library.get(DILEMMA.name, slug)
    return "kwestie.html", {"view": entry.issue_view(site.library, issue)}


def discussiepunt(site: Site, slug: str) -> Rows:
    """A point for discussion."""
    issue = site.library.get(DISCUSSION.name, slug)
    return "kwestie.html", {"view": entry.issue_view(site.library, issue)}


def aandachtspunt(site: Site, slug: str) -> Rows:
    """A point to watch."""
    caution = site.library.get(CAUTION.name, slug)
    return "aandachtspunt.html", {"view": entry.caution_view(site.library, caution)}


def rol(site: Site, slug: str) -> Rows:
    """One role or marker."""
    role = site.library.get(ROLE.name, slug)
    return "rol.html", {"view": entry.role_view(site.library, role)}


def wet(site: Site, slug: str) -> Rows:
    """One subject of law."""
    law = site.library.get(LAW.name, slug)
    return "wet.html", {"view": entry.law_view(site.library, law)}


def programma(site: Site, slug: str) -> Rows:
    """One programme."""
    found = site.library.get(PROGRAMME.name, slug)
    view = programme.programme_view(site.library, found)
    return "programma.html", {"view": view, "papers": paper_forms.paper_links("programma", slug)}


def rolmatrix(site: Site, soort: str = "domein") -> Rows:
    """A role matrix: ``domein``, ``niveau`` or ``partij``."""
    return "rolmatrix.html", {"matrix": matrix.MATRICES[soort](site.library)}


def matrixknoppen(site: Site) -> Rows:
    """What one can do with the matrix: print it, or let chance choose a case."""
    papers = {sheet.path for sheet in sheets(site)}
    return "matrixknoppen.html", {"on_paper": MATRIX_SHEET in papers}


def casussenlijst(site: Site, bladzijde: int = 1) -> Rows:
    """All cases, and the ways to choose among them."""
    page = overview.sliced(
        site.library.cases, bladzijde, overview.PAGE_SIZE, "@/casussen/", "@/casussen/pagina/"
    )
    cards = lists.case_cards(site.library, page.rows)
    return "casussenlijst.html", {"page": page, "cards": cards, "facets": site.facets}


def facet(site: Site, veld: str, waarde: str, bladzijde: int = 1) -> Rows:
    """The cases with one value of one facet."""
    row = next(row for row in site.facets if row.field == veld)
    value = next(value for value in row.values if value.slug == waarde)
    size = overview.value_page_size(len(value.cases))
    page = overview.sliced(value.cases, bladzijde, size, value.address)
    links = tuple(map(case_link, page.rows)) if page.pages > 1 else ()  # many: no more than that
    cards = () if links else lists.case_cards(site.library, page.rows)
    shown = {"cards": cards, "links": links}
    return "facet.html", {"facet": row, "value": value, "page": page, **shown}


def trekking(site: Site) -> Rows:
    """A random case on a big screen."""
    return "trekking.html", {"count": len(site.library.cases)}


def lijst(site: Site, soort: str, niveau: int = 2) -> Rows:
    """All dilemmas, roles, programmes, … as cards; ``niveau`` is that of their headings."""
    kind = BY_NAME[soort]
    cards = lists.entry_cards(site.library, kind)
    return "lijst.html", {"cards": cards, "kind": kind.name, "niveau": niveau}


def woordenlijst(site: Site) -> Rows:
    """The glossary."""
    return "woordenlijst.html", {"words": lists.word_rows(site.library)}


def bronnenlijst(site: Site) -> Rows:
    """The bibliography."""
    return "bronnenlijst.html", {"sources": lists.source_rows(site.library)}


def startpagina(site: Site) -> Rows:
    """The home page: the ways in."""
    return "startpagina.html", {
        "totals": lists.totals(site.library),
        "dilemmas": lists.entry_cards(site.library, DILEMMA),
        "roles": lists.entry_cards(site.library, ROLE),
    }


def printvormen(site: Site) -> Rows:
    """All papers: size, for whom, how many, and where."""
    return "printvormen.html", {
        "forms": paper_forms.form_rows(site.library),
        "cases": paper_forms.case_papers(site.library.cases[:LISTED]),
        "more": max(0, len(site.library.cases) - LISTED),
    }


def nieuwecasus(site: Site) -> Rows:
    """The form with which somebody without an account writes a case."""
    return "nieuw.html", {"view": form.form_view(site.library)}


def werklijst(site: Site) -> Rows:
    """What the working group could do next."""
    return "werklijst.html", {"view": worklist.worklist(site.library, site.edition.day)}


def samenstellen(site: Site) -> Rows:
    """Pick cases, a programme and a group: a draaiboek and a stack of paper."""
    return "samenstellen.html", {
        "choices": site.choices,
        "papers": frozenset(sheet.path for sheet in sheets(site)),
    }


def tafel(site: Site) -> Rows:
    """Fill in the role matrix together, on a screen."""
    return "tafel.html", {"choices": site.choices}


def oogst(site: Site) -> Rows:
    """Type out the harvest sheets: the fields are those of the sheet on paper."""
    fields = (
        ("inzicht", "Eén inzicht"),
        ("reflex", "Eén oude reflex"),
        ("vraag", "Eén vraag die open blijft"),
    )
    return "oogst.html", {"choices": site.choices, "fields": fields}


BLOCKS: dict[str, Block] = {
    block.__name__: block
    for block in (
        casus, dilemma, discussiepunt, aandachtspunt, rol, wet, programma,
        rolmatrix, matrixknoppen, casussenlijst, facet, trekking,
        lijst, woordenlijst, bronnenlijst, startpagina,
        nieuwecasus, werklijst,
        samenstellen, tafel, oogst, printvormen,
    )
}  # fmt: skip


def show(site: Site, name: str, basis: str, *arguments: Any, **options: Any) -> str:
    """The HTML of a block on a page that lies ``basis`` below the top of the site."""
    template, rows = BLOCKS[name](site, *arguments, **options)
    return render(template, basis, **rows)
