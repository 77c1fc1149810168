"""The whole set of a programme: which papers, how often, in the order of handing out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from macros.content.entries import ProgrammeEntry
from macros.content.kinds import CASE
from macros.content.library import Library
from macros.views.counting import copies, prints
from macros.views.paper_age import Age, age_of
from macros.views.paper_counts import cases_with, levels_of
from macros.views.paper_forms import BY_KEY, BY_MATERIAL, Form


@dataclass(frozen=True)
class SetItem:
    """One paper in a set. ``slug`` is that of its programme or case.

    ``pieces`` is how many people hold in their hands, ``times`` how often the paper is printed:
    two cards lie on one sheet.
    """

    form: Form
    slug: str
    title: str
    pieces: int
    times: int
    pile: str


@dataclass(frozen=True)
class PaperSet:
    """A set for a group. ``cases`` are slugs, ``start`` is the clock in minutes, if it is known."""

    title: str
    slug: str
    people: int
    tables: int
    cases: tuple[str, ...]
    items: tuple[SetItem, ...]
    age: Age
    start: int | None = None

    @property
    def piles(self) -> dict[str, tuple[SetItem, ...]]:
        """The items by the pile that they go on."""
        names = dict.fromkeys(item.pile for item in self.items)
        return {name: tuple(i for i in self.items if i.pile == name) for name in names}


_PILES = {
    "Voor u": (),
    "Aan de muur": ("spelregels", "stellingen", "matrix"),
    "Op elke tafel": (
        "tafelblad", "rolkaarten", "partijkaarten", "dilemmakaarten", "matrix-leeg",
        "observatieblad", "oogstblad", "niveaublad",
    ),
    "Voor elke deelnemer": (
        "handout", "casuskaart", "bestuursblad", "afsprakenkaart", "evaluatie",
    ),
}  # fmt: skip


def paper_set(
    library: Library,
    programme: ProgrammeEntry,
    site_url: str,
    group: tuple[int, int],
    cases: tuple[str, ...] = (),
    start: int | None = None,
) -> PaperSet:
    """The set of a programme for (people, tables), with its own cases or with these."""
    people, tables = group
    chosen = cases or programme.meta.cases
    items = (
        *_for_the_leader(library, programme, chosen),
        *_asked_for(library, programme, group, chosen),
    )
    return PaperSet(
        programme.meta.title, programme.slug, people, tables, chosen, items,
        age_of(programme, site_url), start,
    )  # fmt: skip


def with_cases(programme: ProgrammeEntry, cases: tuple[str, ...]) -> ProgrammeEntry:
    """The programme with these cases in the places of its own, as far as there are any."""
    fresh = dict(zip(programme.meta.cases, cases, strict=False))
    parts = tuple(
        part.model_copy(update={"case": fresh.get(part.case, part.case)}) if part.case else part
        for part in programme.meta.parts
    )
    return replace(programme, meta=programme.meta.model_copy(update={"parts": parts}))


def _for_the_leader(
    library: Library, programme: ProgrammeEntry, cases: tuple[str, ...]
) -> Iterator[SetItem]:
    yield SetItem(BY_KEY["draaiboek"], programme.slug, "Draaiboek", 1, 1, "Voor u")
    for slug in cases:
        title = library.get(CASE.name, slug).meta.title
        yield SetItem(BY_KEY["gespreksleider"], slug, f"Uw blad bij: {title}", 1, 1, "Voor u")


def _asked_for(
    library: Library, programme: ProgrammeEntry, group: tuple[int, int], cases: tuple[str, ...]
) -> Iterator[SetItem]:
    asked = {slug for part in programme.meta.parts for slug in part.material}
    for pile, materials in _PILES.items():
        for material in materials:
            if material in asked:
                yield from _items(library, programme, material, group, cases, pile)


def _items(
    library: Library,
    programme: ProgrammeEntry,
    material: str,
    group: tuple[int, int],
    cases: tuple[str, ...],
    pile: str,
) -> Iterator[SetItem]:
    """A paper of a case comes once for each case; all other papers come once."""
    form = BY_MATERIAL[material]
    per = library.words["materialen"][material].per
    if form.scope == "casus":
        pieces = copies(per, *group, 1, levels_of(library))
        for slug in cases:
            title = f"{form.title}: {library.get(CASE.name, slug).meta.title}"
            yield SetItem(form, slug, title, pieces, prints(per, pieces, form.per_sheet), pile)
        return
    number = max(cases_with(programme.meta, material), len(cases) if "casus" in per else 1)
    pieces = copies(per, *group, number, levels_of(library))
    slug = programme.slug if form.scope == "programma" else ""
    yield SetItem(form, slug, form.title, pieces, prints(per, pieces, form.per_sheet), pile)
