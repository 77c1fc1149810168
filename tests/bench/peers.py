"""The pages of the invented cases for other programs, as somebody would write them by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from macros.content.library import Library, read_library
from tests.bench.generate import Choices, as_yaml, case_body, fields_of, file_of, title_of

# What a page says in short: the label, the field of the front matter, and its list or kind.
_FACTS = (
    ("Rollen", "rollen", "rol"), ("Dilemma", "dilemmas", "dilemma"), ("Wet", "wetten", "wet"),
    ("Discussiepunt", "discussiepunten", "discussiepunt"), ("Domein", "domein", "domeinen"),
    ("Niveau", "niveaus", "niveaus"), ("Thema", "themas", "themas"),
    ("Voor wie", "doelgroepen", "doelgroepen"), ("Fase", "fase", "fases"),
    ("Afloop", "afloop", "aflopen"), ("Grootte van de gemeente", "gemeente", "gemeenten"),
    ("Stad of dorp", "plek", "plekken"), ("Tijd aan tafel", "tijd", "tijden"),
    ("Moeilijkheid", "moeilijkheid", "moeilijkheden"),
)  # fmt: skip
_LISTS = "lijsten.md"  # one page with a heading for every value, where the facts link to
_PAPERS = ("Blad voor de gespreksleider", "Casuskaart", "Casuskaart om te vouwen")
_ALIKE = (1, 2, 3)  # in quarters of all cases: how far away those are that a page calls alike


def page_by_hand(number: int, count: int, choices: Choices) -> str:
    """The page of a case as our site shows it, in the Markdown that somebody would write by hand.

    Not only the text: also its facts with their links, its papers, the cases like it and those
    beside it. A test sees to it that it is as long as our page, and never longer.
    """
    fields = fields_of(number, number, choices)
    facts = (_fact(label, name, fields[field], choices) for label, field, name in _FACTS)
    others = ((number + part * count // 4) % count for part in _ALIKE)
    shared = _shared(fields, choices)
    return "\n\n".join((
        f"---\ntitle: {title_of(number)}\ndescription: {as_yaml(fields['samenvatting'])}\n---",
        fields["samenvatting"], "Uw print heeft dezelfde tekst als deze pagina.",
        "## In het kort", "\n".join(filter(None, facts)), case_body(number, choices).rstrip(),
        "Deze tips staan niet op het papier voor deelnemers.",
        "## Aan de slag met deze casus", f"Kort adres om te delen: k/{fields['id']}",
        "## Printen", "\n".join(map(_paper, _PAPERS)),
        "## Casussen die hierop lijken", "\n".join(f"- {_to(x)}: {shared}" for x in others),
        "Deze casus is samengesteld uit situaties die vaker voorkomen.",
        f"- Vorige casus: {_to((number - 1) % count)}",
        f"- Volgende casus: {_to((number + 1) % count)}",
        f"Kenmerk {fields['id']}. Nagekeken op 24 november 2026.",
    )) + "\n"  # fmt: skip


def _fact(label: str, name: str, given: str | list[str], choices: Choices) -> str:
    slugs = [given] if isinstance(given, str) else given
    links = (f"[{choices.label(name, slug)}](../{_LISTS}#{slug})" for slug in slugs)
    return f"- **{label}:** {', '.join(links)}" if slugs else ""


def _paper(name: str) -> str:
    there = f"../{_LISTS}#printen"
    return (
        f"- [{name} als PDF]({there}) of [{name.lower()} in de browser]({there}), A4, dubbelzijdig"
    )


def _shared(fields: Mapping[str, Any], choices: Choices) -> str:
    """Why other cases are like this one."""
    dilemmas = ", ".join(choices.label("dilemma", slug).lower() for slug in fields["dilemmas"])
    roles = ", ".join(choices.label("rol", slug).lower() for slug in fields["rollen"])
    return f"Zelfde dilemma: {dilemmas}; zelfde rol: {roles}."


def _to(number: int) -> str:
    return f"[{title_of(number)}]({file_of(number)})"


def _page_of_lists(choices: Choices) -> str:
    known = {slug for _, _, name in _FACTS for slug in _all_of(name, choices.library)}
    headings = (f"## {slug}" for slug in sorted({*known, "printen"}))
    return "\n\n".join(("# Lijsten", *headings)) + "\n"


def _all_of(name: str, library: Library) -> Iterable[str]:
    return library.by_kind[name] if name in library.by_kind else library.words.lists[name]


def text_by_hand(number: int, count: int, choices: Choices) -> str:
    """A page with the text of a case and nothing else: a third shorter than ours, without links."""
    return f"---\ntitle: {title_of(number)}\n---\n\n{case_body(number, choices)}"


PageByHand = Callable[[int, int, Choices], str]


def write_plain(source: Path, target: Path, count: int, page: PageByHand = page_by_hand) -> Path:
    """The peer: plain mkdocs-material with ``count`` hand-written pages out of the navigation."""
    _write_pages(source, target / "docs", count, page)
    (target / "docs" / "index.md").write_text("# Start\n\nWelkom.\n", encoding="utf-8")
    (target / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    return target


def write_hugo(source: Path, target: Path, count: int) -> Path:
    """The same pages for Hugo, with the smallest templates that show them; it checks no link."""
    _write_pages(source, target / "content", count, page_by_hand)
    layouts = target / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name, text in HUGO.items():
        (target / name).write_text(text, encoding="utf-8")
    return target


def _write_pages(source: Path, folder: Path, count: int, page: PageByHand) -> None:
    library = read_library(source).library()
    assert library is not None
    choices, pages = Choices(library), folder / "casussen"
    pages.mkdir(parents=True)
    (folder / _LISTS).write_text(_page_of_lists(choices), encoding="utf-8")
    for number in range(count):
        (pages / file_of(number)).write_text(page(number, count, choices), encoding="utf-8")


PLAIN = """\
site_name: Plain
theme: {name: material, language: nl, font: false}
nav: [{Start: index.md}]
plugins: [search]
validation: {nav: {omitted_files: ignore}}
"""
HUGO = {
    "hugo.toml": 'title = "Plain"\ndisableKinds = ["taxonomy", "term", "RSS"]\n',
    "layouts/_default/single.html": "<title>{{ .Title }}</title>{{ .Content }}\n",
    "layouts/_default/list.html": "{{ range .Pages }}<a href={{ .RelPermalink }}>{{ .Title }}</a>"
    "{{ end }}\n",
}
