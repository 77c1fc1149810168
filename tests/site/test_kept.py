"""A build that keeps what it can gives the very same site as a build from nothing."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from macros.blocks import show
from macros.content.kinds import CASE
from macros.content.library import Library
from macros.pages import pages
from macros.publish.listing import files_below
from macros.publish.manifest import hashes
from macros.sheets import sheet
from macros.site_value import Site, site_of
from macros.views.paper_forms import FORMS
from tests.bench.generate import write_project
from tests.conftest import ROOT, run_macros

SEED = 20261126
Edit = Callable[[Path, random.Random], None]


class _Closed:
    """A text that nobody may look at."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"a page about another case looked at {name} of a text")

    def __getitem__(self, name: str) -> Any:
        raise AssertionError(f"a page about another case looked at {name}")


def only_with_text(library: Library, path: str) -> Library:
    """The library in which no case has a text, but the one in this file."""
    cases = {
        slug: case if case.path == path else replace(case, body=_Closed(), digest="")
        for slug, case in library.by_kind[CASE.name].items()
    }
    return replace(library, by_kind={**library.by_kind, CASE.name: cases})


def test_a_page_shows_no_text_of_a_case_that_it_is_not_about(library: Library) -> None:
    """So that it may be kept when another case changes its text: see ``publish.facts``."""
    site = site_of(ROOT, library)
    for page in pages(library):
        closed = replace(site, library=only_with_text(library, page.source))
        shown = show(closed, page.block, "", *page.arguments)
        assert shown == show(site, page.block, "", *page.arguments), page.path


def test_a_paper_about_a_case_shows_no_text_of_another(library: Library) -> None:
    site = site_of(ROOT, library)
    for case in library.cases[:6]:
        closed: Site = replace(site, library=only_with_text(library, case.path))
        for form in FORMS:
            if form.scope == CASE.name:
                paper = sheet(closed, form, case.slug).html(closed)
                assert paper == sheet(site, form, case.slug).html(site), form.key


def _in_a_text(project: Path, chance: random.Random) -> None:
    _add(chance.choice(_cases(project)), "## Dilemma\n\n", "Dit is een nieuwe zin. ")


def _in_a_title(project: Path, chance: random.Random) -> None:
    case = chance.choice(_cases(project))
    text = case.read_text(encoding="utf-8")
    changed = re.sub(r'titel: "(.*?)"', r'titel: "\1 nieuw"', text, count=1)
    assert changed != text
    case.write_text(changed, encoding="utf-8")


def _in_a_list(project: Path, chance: random.Random) -> None:
    _add(project / "cases" / "vocabulaire.yml", "label: ", "Nieuw ")


def _in_a_role(project: Path, chance: random.Random) -> None:
    roles = sorted((project / "cases" / "rollen").glob("*.md"))
    _add(chance.choice(roles), "## Wat is het?\n\n", "Dit is een nieuwe zin. ")


def _away(project: Path, chance: random.Random) -> None:
    chance.choice(_cases(project)).unlink()


def _cases(project: Path) -> list[Path]:
    return sorted((project / "cases" / "casussen").glob("verzonnen-*.md"))


def _add(file: Path, after: str, words: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert after in text, file
    file.write_text(text.replace(after, after + words, 1), encoding="utf-8")


#: Edits that are made together before a build.
EDITS: tuple[tuple[Edit, ...], ...] = (
    (_in_a_text,),
    (_in_a_title, _in_a_role),
    (_in_a_list, _away),
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(ROOT, tmp_path_factory.mktemp("bewaard") / "project", 30)


def site_hashes(project: Path, cache: Path) -> dict[str, str]:
    site = project.parent / "site"
    done = run_macros(
        "build", "--map", str(project), "--naar", str(site), "--zonder-papier",
        WERKATELIER_CACHE=str(cache), SOURCE_DATE_EPOCH="1700000000",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return hashes(files_below(site))


def test_after_any_edit_the_site_is_that_of_a_clean_build(project: Path) -> None:
    chance = random.Random(SEED)
    kept = project.parent / "bewaard"
    before = site_hashes(project, kept)
    for number, edits in enumerate(EDITS):
        for edit in edits:
            edit(project, chance)
        after = site_hashes(project, kept)
        assert after != before, edits
        assert after == site_hashes(project, project.parent / f"schoon-{number}"), edits
        before = after
