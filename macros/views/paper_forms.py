"""The catalogue of papers: what each form is called, how big it is, for whom, and where it stands.

Everybody who links to a paper asks here: the pages, the list of papers, the composer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from macros.content.entries import CaseEntry
from macros.content.library import Library
from macros.content.prose import TOP
from macros.views.paper_counts import RULE_LABELS

Scope = Literal["programma", "casus", "los"]


@dataclass(frozen=True)
class Form:
    """One form. ``path`` holds ``{}`` where the slug of a programme or case belongs.

    ``material`` is its name in ``materialen``, empty where the vocabulary has none.
    ``per_sheet`` is how many pieces lie on one sheet of ``size``. A set of cards is one piece,
    however many sheets it takes.
    """

    key: str
    title: str
    scope: Scope
    path: str
    size: str
    sides: Literal["enkelzijdig", "dubbelzijdig"]
    who: str
    material: str = ""
    per_sheet: int = 1
    how: str = ""

    def place(self, slug: str = "") -> str:
        """The path in the site, without an ending (``druk/kort/handout``)."""
        return self.path.format(slug)

    def page(self, slug: str = "") -> str:
        """The address of the web page."""
        return f"{TOP}{self.place(slug)}/"

    def pdf(self, slug: str = "") -> str:
        """The address of the PDF."""
        return f"{TOP}{self.place(slug)}.pdf"


_LEADER, _CHAIR, _ALL = "Gespreksleider", "Tafelvoorzitter", "Deelnemers"
_TABLE, _WATCHER, _ROOM = "Elke tafel", "Waarnemer", "De zaal"
_TWO_UP = "Twee op een A4. Snij in het midden."
_FOUR_UP = "Vier op een A4. Snij langs de lijnen."
_FOLD = "Vouw op de stippellijn, met de tekst naar buiten."

FORMS = (
    Form("set", "De hele set", "programma", "druk/{}/set", "A4 en A3", "dubbelzijdig", _LEADER,
         how="Alles in één PDF, in het goede aantal en op volgorde."),
    Form("draaiboek", "Draaiboek", "programma", "druk/{}/draaiboek", "A4", "dubbelzijdig", _LEADER),
    Form("gespreksleider", "Blad voor de gespreksleider", "casus",
         "druk/casus/{}/gespreksleider", "A4", "dubbelzijdig", _LEADER),
    Form("tafelblad", "Tafelblad", "programma", "druk/{}/tafelblad", "A4", "dubbelzijdig", _CHAIR,
         "tafelblad", 2, _TWO_UP),
    Form("handout", "Handout", "programma", "druk/{}/handout", "A4", "dubbelzijdig", _ALL,
         "handout"),
    Form("kaart", "Casuskaart", "casus", "druk/casus/{}/kaart", "A4", "dubbelzijdig", _ALL,
         "casuskaart", 2, _TWO_UP),
    Form("vouwkaart", "Casuskaart om te vouwen", "casus", "druk/casus/{}/vouwkaart", "A4",
         "enkelzijdig", _ALL, how=_FOLD),
    Form("afsprakenkaart", "Afsprakenkaart", "los", "druk/afsprakenkaart", "A4", "enkelzijdig",
         _ALL, "afsprakenkaart", 4, _FOUR_UP),
    Form("evaluatie", "Evaluatie", "los", "druk/evaluatie", "A4", "enkelzijdig", _ALL,
         "evaluatie", 2, _TWO_UP),
    Form("bestuursblad", "Blad voor wethouder en raadslid", "los", "druk/bestuursblad", "A4",
         "enkelzijdig", "Bestuurders", "bestuursblad"),
    Form("rolkaarten", "Rolkaarten", "los", "druk/rolkaarten", "A4", "dubbelzijdig", _TABLE,
         "rolkaarten", how=_FOUR_UP),
    Form("rolkaarten-vouw", "Rolkaarten om te vouwen", "los", "druk/rolkaarten-vouw", "A4",
         "enkelzijdig", _TABLE, how=_FOLD),
    Form("partijkaarten", "Partijkaarten", "los", "druk/partijkaarten", "A4", "dubbelzijdig",
         _TABLE, "partijkaarten", how=_FOUR_UP),
    Form("partijkaarten-vouw", "Partijkaarten om te vouwen", "los", "druk/partijkaarten-vouw",
         "A4", "enkelzijdig", _TABLE, how=_FOLD),
    Form("dilemmakaarten", "Dilemmakaarten", "los", "druk/dilemmakaarten", "A4", "dubbelzijdig",
         _TABLE, "dilemmakaarten", how=_FOUR_UP),
    Form("dilemmakaarten-vouw", "Dilemmakaarten om te vouwen", "los", "druk/dilemmakaarten-vouw",
         "A4", "enkelzijdig", _TABLE, how=_FOLD),
    Form("rollenmatrix-leeg", "Rollenmatrix om in te vullen", "los", "druk/rollenmatrix-leeg",
         "A3", "enkelzijdig", _TABLE, "matrix-leeg"),
    Form("rollenmatrix-leeg-a4", "Rollenmatrix om in te vullen, als twee A4", "los",
         "druk/rollenmatrix-leeg-a4", "A4", "enkelzijdig", _TABLE,
         how="Leg of plak de twee bladen naast elkaar."),
    Form("oogstblad", "Oogstblad", "los", "druk/oogstblad", "A4", "enkelzijdig", _TABLE,
         "oogstblad"),
    Form("niveaublad", "Niveaublad", "los", "druk/niveaublad", "A4", "enkelzijdig",
         "Elk niveau", "niveaublad", how="Drie bladen: één voor elk niveau."),
    Form("observatieblad", "Observatieblad", "los", "druk/observatieblad", "A4", "enkelzijdig",
         _WATCHER, "observatieblad", 2, _TWO_UP),
    Form("rollenmatrix", "Rollenmatrix, ingevuld", "los", "druk/rollenmatrix", "A3",
         "enkelzijdig", _ROOM, "matrix"),
    Form("rollenmatrix-a4", "Rollenmatrix, ingevuld, als twee A4", "los", "druk/rollenmatrix-a4",
         "A4", "enkelzijdig", _ROOM, how="Leg of plak de twee bladen naast elkaar."),
    Form("stellingen", "Stellingen", "los", "druk/stellingen", "A4", "enkelzijdig", _ROOM,
         "stellingen", how="Eén stelling per blad."),
    Form("spelregels", "Spelregels", "los", "druk/spelregels", "A3", "enkelzijdig", _ROOM,
         "spelregels", how="Eén blad per programma."),
    Form("spelregels-a4", "Spelregels op A4", "los", "druk/spelregels-a4", "A4", "enkelzijdig",
         _ROOM, how="Eén blad per programma."),
    Form("ijkblad", "IJkblad", "los", "druk/ijkblad", "A4", "dubbelzijdig", "Wie print",
         how="Print dit één keer om te zien of uw printer recht en op ware grootte print."),
)  # fmt: skip
BY_KEY = {form.key: form for form in FORMS}
BY_MATERIAL = {form.material: form for form in FORMS if form.material}


@dataclass(frozen=True)
class PaperLink:
    """A paper as a page links to it."""

    title: str
    note: str
    page: str
    pdf: str


@dataclass(frozen=True)
class FormRow:
    """A line in the list of all papers; ``links`` holds one paper, or one per programme."""

    title: str
    size: str
    sides: str
    who: str
    rule: str
    how: str
    links: tuple[PaperLink, ...]


@dataclass(frozen=True)
class CasePapers:
    """The papers of one case."""

    id: str
    title: str
    links: tuple[PaperLink, ...]


def paper_links(scope: Scope, slug: str) -> tuple[PaperLink, ...]:
    """The papers of one programme or one case."""
    return tuple(_link(form, slug) for form in FORMS if form.scope == scope)


def _link(form: Form, slug: str = "", title: str = "") -> PaperLink:
    note = f"{form.size}, {form.sides}"
    return PaperLink(title or form.title, note, form.page(slug), form.pdf(slug))


def form_rows(library: Library) -> tuple[FormRow, ...]:
    """Every form with its links; those of a case are in ``case_papers``."""
    return tuple(
        FormRow(form.title, form.size, form.sides, form.who, _rule(library, form), form.how,
                _links(library, form))
        for form in FORMS
    )  # fmt: skip


def _links(library: Library, form: Form) -> tuple[PaperLink, ...]:
    if form.scope == "programma":
        return tuple(_link(form, p.slug, p.meta.title) for p in library.programmes)
    return (_link(form),) if form.scope == "los" else ()


def _rule(library: Library, form: Form) -> str:
    if not form.material:
        return ""
    return RULE_LABELS[library.words["materialen"][form.material].per]


def case_papers(cases: Iterable[CaseEntry]) -> tuple[CasePapers, ...]:
    """The papers of each case."""
    return tuple(
        CasePapers(case.meta.id, case.meta.title, paper_links("casus", case.slug)) for case in cases
    )
