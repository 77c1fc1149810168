"""What pages show: tooltips once, related cases with a reason, times that add up."""

from __future__ import annotations

import pytest

from macros.content.body import parse_body
from macros.content.library import Library
from macros.content.prose import Words, Writer
from macros.views.entry import case_view
from macros.views.facets import FACETS, facet_rows
from macros.views.handout import handout
from macros.views.programme import programme_view
from macros.views.related import related_cases
from macros.views.rows import dutch_period


def test_a_word_is_explained_at_its_first_use_only(library: Library) -> None:
    writer = Writer(Words(library.glossary))
    html = writer.html(parse_body("De nulde lijn helpt. De nulde lijn blijft.", 1)[1])
    assert html.count('href="@/woordenlijst/#nulde-lijn"') == 1


def test_a_word_inside_a_link_or_another_word_is_left_alone(library: Library) -> None:
    writer = Writer(Words(library.glossary))
    html = writer.html(parse_body("[de nulde lijn](rol:netwerker) en een nulde-lijnwerker", 1)[1])
    assert "begrip" not in html


def test_links_lead_to_pages_and_disappear_on_paper(library: Library) -> None:
    tokens = parse_body("Zie [het uitdaagrecht](wet:uitdaagrecht).", 1)[1]
    words = Words(library.glossary)
    assert 'href="@/wetten/uitdaagrecht/"' in Writer(words).html(tokens)
    assert Writer(words, paper=True).html(tokens) == "<p>Zie het uitdaagrecht.</p>\n"


def test_related_cases_say_why_and_are_always_the_same(library: Library) -> None:
    for case in library.cases:
        first, second = related_cases(library, case), related_cases(library, case)
        assert first == second
        assert len(first) == 3
        assert all(other.why for other in first)
        assert case.slug not in [other.link.slug for other in first]


def test_every_case_counts_in_every_facet_that_it_has_a_value_for(library: Library) -> None:
    for row, facet in zip(facet_rows(library), FACETS, strict=True):
        counted = {(v.slug, c.slug) for v in row.values for c in v.cases}
        claimed = {(str(v), c.slug) for c in library.cases for v in facet.values(c.meta)}
        assert counted == claimed


def test_the_parts_of_a_programme_follow_each_other(library: Library) -> None:
    for programme in library.programmes:
        view = programme_view(library, programme)
        assert [p.start for p in view.parts] == [0, *(p.end for p in view.parts[:-1])]
        assert view.parts[-1].end == view.duration


def test_the_parties_of_a_case_are_shown_on_their_own_side(library: Library) -> None:
    for case in library.cases:
        view = case_view(library, case)
        assert {p.slug for p in view.parties_on("extern")} == set(case.meta.external)
        assert {p.slug for p in view.parties_on("intern")} == set(case.meta.internal)


def test_no_sentence_for_the_gespreksleider_is_on_the_handout(library: Library) -> None:
    for programme in library.programmes:
        paper = repr(handout(library, programme, ""))
        for slug in programme.meta.cases:
            notes = library.get("casus", slug).body["Voor de gespreksleider"]
            for sentence in notes.text.replace("\n", " ").split(". "):
                assert sentence not in paper


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("2014", "2014"),
        ("2014-04", "april 2014"),
        ("2014-07-21", "21 juli 2014"),
        ("", ""),
        ("2014-02-31", "2014-02-31"),
    ],
)
def test_the_date_of_a_source_is_dutch_and_no_more_exact_than_it_was_given(
    given: str, shown: str
) -> None:
    assert dutch_period(given) == shown
