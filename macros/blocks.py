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
from macros.site_value import Site
from macros.views import entry, facets, lists, matrix, paper_forms, programme

Rows = tuple[str, dict[str, Any]]
Block = Callable[..., Rows]


def casus(site: Site, slug: str) -> Rows:
    """A case."""
    case = site.library.get(CASE.name, slug)
    view = entry.case_view(site.library, case, site.words)
    return "casus.html", {"view": view, "papers": paper_forms.paper_links("casus", slug)}


def dilemma(site: Site, slug: str) -> Rows:
    """A dilemma."""
    issue = site.library.get(DILEMMA.name, slug)
    return "kwestie.html", {"view": entry.issue_view(site.library, issue, site.words)}


def discussiepunt(site: Site, slug: str) -> Rows:
    """A point for discussion."""
    issue = site.library.get(DISCUSSION.name, slug)
    return "kwestie.html", {"view": entry.issue_view(site.library, issue, site.words)}


def aandachtspunt(site: Site, slug: str) -> Rows:
    """A point to watch."""
    caution = site.library.get(CAUTION.name, slug)
    return "aandachtspunt.html", {"view": entry.caution_view(site.library, caution, site.words)}


def rol(site: Site, slug: str) -> Rows:
    """One role or marker."""
    role = site.library.get(ROLE.name, slug)
    return "rol.html", {"view": entry.role_view(site.library, role, site.words)}


def wet(site: Site, slug: str) -> Rows:
    """One subject of law."""
    law = site.library.get(LAW.name, slug)
    return "wet.html", {"view": entry.law_view(site.library, law, site.words)}


def programma(site: Site, slug: str) -> Rows:
    """One programme."""
    found = site.library.get(PROGRAMME.name, slug)
    view = programme.programme_view(site.library, found, site.words)
    return "programma.html", {"view": view, "papers": paper_forms.paper_links("programma", slug)}


def rolmatrix(site: Site, soort: str = "domein") -> Rows:
    """A role matrix: ``domein``, ``niveau`` or ``partij``."""
    return "rolmatrix.html", {"matrix": matrix.MATRICES[soort](site.library)}


def casussenlijst(site: Site) -> Rows:
    """All cases, and the ways to choose among them."""
    return "casussenlijst.html", {
        "cards": lists.case_cards(site.library, site.library.cases),
        "facets": facets.facet_rows(site.library),
    }


def facet(site: Site, veld: str, waarde: str) -> Rows:
    """The cases with one value of one facet."""
    row = next(row for row in facets.facet_rows(site.library) if row.field == veld)
    value = next(value for value in row.values if value.slug == waarde)
    cards = lists.case_cards(site.library, value.cases)
    return "facet.html", {"facet": row, "value": value, "cards": cards}


def lijst(site: Site, soort: str) -> Rows:
    """All dilemmas, roles, programmes, … as cards."""
    kind = BY_NAME[soort]
    return "lijst.html", {"cards": lists.entry_cards(site.library, kind), "kind": kind.name}


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
        "cases": paper_forms.case_papers(site.library),
    }


BLOCKS: dict[str, Block] = {
    block.__name__: block
    for block in (
        casus, dilemma, discussiepunt, aandachtspunt, rol, wet, programma,
        rolmatrix, casussenlijst, facet, lijst, woordenlijst, bronnenlijst, startpagina,
        printvormen,
    )
}  # fmt: skip


def show(site: Site, name: str, basis: str, *arguments: Any, **options: Any) -> str:
    """The HTML of a block on a page that lies ``basis`` below the top of the site."""
    template, rows = BLOCKS[name](site, *arguments, **options)
    return render(template, basis, **rows)
