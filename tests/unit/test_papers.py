"""What is on paper, and how often: decided before anything is laid out."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from html import unescape

import pytest

from macros.content.library import Library
from macros.edition import Edition
from macros.sheets import Sheet, paper_set_sheet, sheets
from macros.site_value import Site
from macros.views.paper_age import age_of, versions_on_paper
from macros.views.paper_cards import party_cards, sheetfuls
from macros.views.paper_counts import default_group
from macros.views.paper_forms import FORMS
from macros.views.paper_set import paper_set, with_cases
from macros.views.rows import short_address, version_of

URL = "https://werkatelier.voorbeeld.test/"
FOR_THE_LEADER = {"set", "draaiboek", "gespreksleider"}


@pytest.fixture(scope="module")
def site(library: Library) -> Site:
    epoch = int(datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC).timestamp())
    return Site(library, Edition("abcdef12", epoch), URL)


@pytest.fixture(scope="module")
def papers(site: Site) -> list[Sheet]:
    return list(sheets(site))


def _words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def _secrets(library: Library) -> list[str]:
    """The first eight words of every paragraph that is only for the leader."""
    return [
        " ".join(paragraph.split()[:8])
        for entry in library.entries
        if (section := entry.body.section("Voor de gespreksleider"))
        for paragraph in section.paragraphs
    ]


def test_no_paper_of_a_participant_holds_a_word_for_the_leader(
    site: Site, papers: list[Sheet]
) -> None:
    secrets = _secrets(site.library)
    assert len(secrets) > 25
    for paper in papers:
        if paper.form.key not in FOR_THE_LEADER:
            text = _words(paper.html(site))
            assert [secret for secret in secrets if secret in text] == [], paper.path
            assert "Voor de gespreksleider" not in text, paper.path


def test_the_leader_does_get_the_notes(site: Site, papers: list[Sheet]) -> None:
    """So that the test above cannot pass by looking for the wrong thing."""
    text = " ".join(_words(p.html(site)) for p in papers if p.form.key == "gespreksleider")
    for case in site.library.cases:
        first = case.body["Voor de gespreksleider"].paragraphs[0]
        assert " ".join(first.split()[:4]) in text


def test_every_form_has_a_paper_and_no_two_papers_share_an_address(papers: list[Sheet]) -> None:
    paths = [paper.path for paper in papers]
    assert len(paths) == len(set(paths))
    assert {paper.form.key for paper in papers} == {form.key for form in FORMS}


@pytest.mark.parametrize(
    ("slug", "group"),
    [("dagdeel", (16, 4)), ("kort", (8, 2)), ("mini", (8, 2)), ("bestuurders", (11, 3))],
)
def test_a_ready_made_set_is_for_the_middle_of_the_group(
    library: Library, slug: str, group: tuple[int, int]
) -> None:
    assert default_group(library.get("programma", slug).meta) == group


def test_a_set_counts_pieces_and_prints(library: Library) -> None:
    """24 people at 5 tables with 4 cases: two cards of a case lie on one sheet."""
    cases = tuple(case.slug for case in library.cases[:4])
    chosen = paper_set(library, library.get("programma", "dagdeel"), URL, (24, 5), cases)
    times = {(item.form.key, item.slug): (item.pieces, item.times) for item in chosen.items}
    assert times["handout", "dagdeel"] == (24, 24)
    assert [times["kaart", slug] for slug in cases] == [(24, 12)] * 4
    assert times["rollenmatrix-leeg", ""] == (21, 21)
    assert times["rolkaarten", ""] == (5, 5)
    assert times["tafelblad", "dagdeel"] == (5, 3)
    assert times["niveaublad", ""] == (3, 1)
    assert times["afsprakenkaart", ""] == (24, 6)


def test_other_cases_take_the_places_of_the_programme(library: Library) -> None:
    programme = library.get("programma", "dagdeel")
    fresh = with_cases(programme, ("jongerenkeet", "tuin-voor-leden"))
    assert fresh.meta.cases == ("jongerenkeet", "tuin-voor-leden")
    assert programme.meta.cases != fresh.meta.cases


def test_a_set_with_a_start_tells_the_time_by_the_clock(site: Site) -> None:
    parts = {part.form.key: part for part, _ in paper_set_sheet(site, "kort", start=810).parts}
    for key in ("draaiboek", "tafelblad"):
        html = parts[key].html(site)
        times = re.findall(r"data-minuut=\"\d+\">([\d:]+)<", html)
        assert times[0] == "13:30"
        assert all("13:30" <= time <= "15:00" for time in times)
        assert "Klok</th>" not in html
        assert "Tijden tellen vanaf" not in html


def test_a_paper_for_any_day_counts_from_the_start(papers: list[Sheet]) -> None:
    html = next(p for p in papers if p.path == "druk/kort/draaiboek").made
    assert html.rows["paper"].start is None


def test_a_set_holds_only_the_parties_of_its_cases(site: Site) -> None:
    sheet = paper_set_sheet(site, "kort")
    cards = next(part for part, _ in sheet.parts if part.form.key == "partijkaarten")
    keys = {card.key for row in cards.made.rows["sheetfuls"] for card in row}
    assert keys == set(site.library.get("casus", "tuin-voor-leden").meta.parties)


def test_four_cards_lie_on_a_sheet(library: Library) -> None:
    rows = sheetfuls(party_cards(library))
    assert all(len(row) == 4 for row in rows[:-1])
    assert sum(map(len, rows)) == len(library.words.parties)


class TestAge:
    def test_says_the_version_of_the_file(self, library: Library) -> None:
        case = library.cases[0]
        age = age_of(case, URL)
        assert age.version == version_of(case) == case.digest[:8]
        assert age.address == f"{URL}k/{case.meta.id}/"
        assert age.composed

    def test_has_no_address_and_no_qr_without_a_site(self, library: Library) -> None:
        age = age_of(library.cases[0], "")
        assert (age.qr, age.address) == ("", "")

    def test_of_a_paper_about_many_changes_with_what_it_shows(
        self, site: Site, papers: list[Sheet]
    ) -> None:
        ages = {p.form.key: p._age(site).version for p in papers if p.form.scope == "los"}
        assert len(set(ages.values())) == len(ages)

    def test_of_every_paper_about_an_entry_is_known_at_the_short_address(
        self, site: Site, papers: list[Sheet]
    ) -> None:
        known = {
            f"{URL}{short_address(entry)}": versions_on_paper(site.library, entry)
            for entry in site.library.entries
        }
        for paper in papers:
            address = paper.made.age and paper.made.age.address
            if address in known:
                assert paper.made.age.version in known[address], paper.path

    def test_of_a_handout_changes_with_the_roles_on_it(self, library: Library) -> None:
        programme, role = library.programmes[0], library.roles[0]
        by_kind = {
            **library.by_kind,
            "rol": {**library.by_kind["rol"], role.slug: replace(role, digest="0" * 64)},
        }
        fresh = replace(library, by_kind=by_kind)
        old, new = (versions_on_paper(lib, programme) for lib in (library, fresh))
        assert old[0] == new[0]
        assert old[1] != new[1]

    def test_stands_on_every_paper(self, site: Site, papers: list[Sheet]) -> None:
        for paper in papers:
            if paper.form.key != "ijkblad":
                assert re.search(r"versie [0-9a-f]{8}", paper.html(site)), paper.path
