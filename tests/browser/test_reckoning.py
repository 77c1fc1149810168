"""The reckoning of the composer and the table, without a page: tables of values in and out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import pairwise, product
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from macros.content.body import count_words
from macros.content.draft import read_draft
from macros.content.kinds import CASE
from macros.content.library import Library
from macros.views.choices import blocks as packed_blocks
from macros.views.choices import choices
from macros.views.counting import copies, prints, sheets
from tests.conftest import ROOT

SCRIPT = ROOT / "docs/assets/js/werkatelier-reken.js"
RULES = ("leider", "deelnemer", "tafel", "tafel-en-casus", "deelnemer-en-casus", "niveau", "zaal")


@pytest.fixture(scope="module")
def reken(browser: Browser, library: Library) -> Iterator[Page]:
    """An empty page with only the module and the data of this library."""
    page = browser.new_page()
    page.add_script_tag(path=SCRIPT)
    page.evaluate("data => { globalThis.data = data; }", asdict(choices(library)))
    yield page
    page.close()


def read(reken: Page, hash_: str) -> dict[str, Any]:
    answer: dict[str, Any] = reken.evaluate("h => WerkatelierReken.readAddress(h, data)", hash_)
    return answer


STATE = {
    "programme": "dagdeel", "cases": ["c02", "c05"], "issues": ["d1"], "people": 16, "tables": 4,
    "start": 810,
}  # fmt: skip


def state(**change: Any) -> dict[str, Any]:
    return {**STATE, **change}


class TestCounting:
    def test_python_and_the_browser_count_the_same(self, reken: Page) -> None:
        grid = [
            {"per": per, "people": n, "tables": t, "cases": c, "levels": levels}
            for per, n, t, c, levels in product(
                RULES, (1, 2, 7, 16, 24, 300), (1, 3, 5, 60), (0, 1, 2, 4, 12), (1, 3)
            )
        ]
        answers = reken.evaluate("g => g.map(r => WerkatelierReken.copies(r.per, r))", grid)
        assert answers == [copies(**row) for row in grid]

    def test_python_and_the_browser_need_the_same_sheets(self, reken: Page) -> None:
        grid = list(product(RULES, (0, 1, 2, 3, 9, 16, 301), (1, 2, 4), (1, 2, 3, 14), (1, 2)))
        answers = reken.evaluate(
            "g => g.map(([per, n, up, pages, sides]) => WerkatelierReken.sheets("
            "WerkatelierReken.prints(per, n, up), pages, sides))",
            grid,
        )
        assert answers == [
            sheets(prints(per, n, up), pages, sides) for per, n, up, pages, sides in grid
        ]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("13:30", 810), ("9:05", 545), ("09.05", 545), (" 00:00 ", 0), ("23:59", 1439),
        ("24:00", None), ("12:60", None), ("12", None), ("", None), ("1:2:3", None),
        ("-1:00", None),
    ],
)  # fmt: skip
def test_a_time_is_read_or_refused(reken: Page, text: str, minutes: int | None) -> None:
    assert reken.evaluate("t => WerkatelierReken.parseClock(t)", text) == minutes


@pytest.mark.parametrize(
    ("minutes", "text"), [(0, "00:00"), (810, "13:30"), (1440, "00:00"), (1505, "01:05")]
)
def test_a_time_is_written_with_four_digits(reken: Page, minutes: int, text: str) -> None:
    assert reken.evaluate("t => WerkatelierReken.formatClock(t)", minutes) == text


class TestAddress:
    def test_the_address_of_the_example_is_read(self, reken: Page) -> None:
        answer = read(reken, "#c=c02,c05&d=d1&p=kort&n=16&t=4&start=13:30")
        assert (answer["state"], answer["messages"]) == (state(programme="kort"), [])

    @pytest.mark.parametrize(
        "change",
        [
            {}, {"cases": []}, {"issues": []}, {"cases": ["c05", "c02"]}, {"start": 0},
            {"people": 1, "tables": 1}, {"people": 300, "tables": 60}, {"programme": "mini"},
            {"issues": ["d1", "d4", "p2"]},
        ],
    )  # fmt: skip
    def test_what_is_written_is_read_back(self, reken: Page, change: dict[str, Any]) -> None:
        wanted = state(**change)
        written = reken.evaluate("s => WerkatelierReken.writeAddress(s)", wanted)
        answer = read(reken, written)
        assert (answer["state"], answer["messages"]) == (wanted, [])

    def test_an_empty_address_is_the_default_programme_with_its_own_cases(
        self, reken: Page, library: Library
    ) -> None:
        answer = read(reken, "")
        assert answer["messages"] == []
        assert answer["state"]["programme"] == "kort"
        own = library.get("programma", "kort").meta.cases
        assert answer["state"]["cases"] == [library.get("casus", slug).meta.id for slug in own]

    @pytest.mark.parametrize(
        ("broken", "change", "said"),
        [
            ("c=c02,c99,c05", {}, 'Casus "c99" bestaat niet'),
            ("c=C02,,c05,c02", {}, None),
            ("c=huiskamer-dementie,c05", {}, None),
            ("d=d1,d9", {}, 'Dilemma "d9" bestaat niet'),
            ("p=avond", {"programme": "kort"}, 'Programma "avond" bestaat niet'),
            ("n=veel", {"people": 12}, 'Aantal deelnemers "veel" kan niet'),
            ("n=0", {"people": 12}, "kan niet"),
            ("n=-4", {"people": 12}, "kan niet"),
            ("n=16.5", {"people": 12}, "kan niet"),
            ("n=9999", {"people": 300}, "Er staat nu 300"),
            ("t=nul", {"tables": 3}, "Aantal tafels"),
            ("t=17", {"tables": 3}, "meer tafels dan deelnemers"),
            ("start=25:00", {}, 'Begintijd "25:00" is geen tijd'),
            ("start=", {}, "is geen tijd"),
            ("c=%3Cscript%3E", {"cases": []}, 'Casus "<script>" bestaat niet'),
            ("c=%E0%A4%A", {"cases": []}, "bestaat niet"),
            ("onzin=1", {}, None),
        ],
    )
    def test_a_wrong_value_is_mended_and_said_and_nothing_else_is_lost(
        self, reken: Page, broken: str, change: dict[str, Any], said: str | None
    ) -> None:
        parts = dict(
            part.split("=", 1)
            for part in ["c=c02,c05", "d=d1", "p=dagdeel", "n=16", "t=4", "start=13:30"]
        )
        key, value = broken.split("=", 1)
        answer = read(reken, "#" + "&".join(f"{k}={v}" for k, v in {**parts, key: value}.items()))
        assert answer["state"] == state(**change)
        assert bool(answer["messages"]) == bool(said)
        assert said is None or said in answer["messages"][0]

    @pytest.mark.parametrize(
        ("hash_", "brought"),
        [("#c=c04", True), ("#c=c04&p=kort", False), ("#p=kort", False), ("", False)],
    )
    def test_cases_without_a_programme_were_brought_along(
        self, reken: Page, hash_: str, brought: bool
    ) -> None:
        assert read(reken, hash_)["brought"] is brought

    @settings(max_examples=60, deadline=None)
    @given(text=st.text(max_size=80))
    def test_no_address_breaks_the_page(self, reken: Page, text: str) -> None:
        clean = text.encode("utf-8", "ignore").decode()
        answer = reken.evaluate(
            "h => { const { state } = WerkatelierReken.readAddress(h, data);"
            " return WerkatelierReken.schedule(state, data).total; }",
            f"#c={clean}&{clean}",
        )
        assert answer > 0


class TestFetching:
    """Which cases to fetch, and what a block says about them."""

    @pytest.mark.parametrize(
        ("ids", "blocks"),
        [
            ([], []),
            (["c02", "c05"], [0]),
            (["c49", "c50", "c1034", "c1000"], [0, 1, 20]),
            (["c27", "c99", "x", "__proto__", "c", "c-1", "c1e3", "kaart"], []),
        ],
    )  # fmt: skip
    def test_a_case_lies_in_the_block_of_its_number(
        self, reken: Page, ids: list[str], blocks: list[int]
    ) -> None:
        data = {"block": 50, "numbers": [[1, 26], [49, 60], [1000, 1034]]}
        answer = reken.evaluate("([ids, d]) => WerkatelierReken.blocksOf(ids, d)", [ids, data])
        assert answer == blocks

    def test_all_blocks_are_those_with_a_case(self, reken: Page) -> None:
        data = {"block": 50, "numbers": [[1, 26], [49, 60], [1000, 1034]]}
        assert reken.evaluate("d => WerkatelierReken.allBlocks(d)", data) == [0, 1, 20]

    def test_what_was_packed_comes_out_whole(self, reken: Page, library: Library) -> None:
        rows = choices(library)
        packed = [row for block in packed_blocks(rows).values() for row in block]
        unpacked = reken.evaluate(
            "rows => rows.map(row => WerkatelierReken.unpackCase(row, data))", packed
        )
        for row, case in zip(unpacked, rows.cases, strict=True):
            known = asdict(case)
            known["parties"] = [{k: p[k] for k in ("slug", "name")} for p in known["parties"]]
            assert row == known

    @pytest.mark.parametrize(
        ("hash_", "asked"),
        [
            ("#c=c02,C05,,c02", ["c02", "c05"]),
            ("#c=huiskamer-dementie", ["huiskamer-dementie"]),
            ("#c=&p=dagdeel", []),
        ],
    )
    def test_the_address_says_which_cases_to_fetch(
        self, reken: Page, hash_: str, asked: list[str]
    ) -> None:
        assert reken.evaluate("h => WerkatelierReken.casesAsked(h, data)", hash_) == asked

    def test_without_cases_in_the_address_those_of_the_programme_are_fetched(
        self, reken: Page
    ) -> None:
        for slug in ("dagdeel", "bestaat-niet"):
            asked = reken.evaluate("h => WerkatelierReken.casesAsked(h, data)", f"#p={slug}")
            assert asked == read(reken, f"#p={slug}")["state"]["cases"]


def plan(reken: Page, chosen: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = reken.evaluate("s => WerkatelierReken.schedule(s, data)", chosen)
    return answer


class TestSchedule:
    def test_the_parts_follow_each_other_and_the_cases_take_their_places(self, reken: Page) -> None:
        answer = plan(reken, state())
        rows = answer["rows"]
        assert (rows[0]["start"], answer["end"], answer["total"]) == (810, 990, 180)
        assert all(a["end"] == b["start"] for a, b in pairwise(rows))
        assert [r["case"]["id"] for r in rows if r["case"]] == ["c02", "c05"]

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"cases": ["c02", "c05", "c07"]}, "plaats voor 2 casussen en u koos er 3"),
            ({"cases": ["c02"]}, "nog plaats voor 1 casus"),
            ({"people": 40, "tables": 8}, "bedoeld voor 8 tot 24 deelnemers"),
            ({"tables": 2}, "Aan elke tafel zitten 8 mensen"),
            ({"start": 22 * 60}, "na middernacht"),
        ],
    )
    def test_what_does_not_fit_is_said(
        self, reken: Page, change: dict[str, Any], said: str
    ) -> None:
        assert any(said in text for text in plan(reken, state(**change))["warnings"])

    def test_a_case_that_needs_more_time_than_its_place_is_said_with_the_minutes(
        self, reken: Page, library: Library
    ) -> None:
        long = next(c for c in library.cases if c.meta.minutes == 40)
        answer = plan(reken, state(programme="mini", cases=[long.meta.id], people=8, tables=2))
        assert any("vraagt 40 minuten" in text for text in answer["warnings"])
        assert any("8 minuten tekort" in text for text in answer["warnings"])

    def test_a_programme_with_its_own_cases_fits(self, reken: Page) -> None:
        for programme in reken.evaluate("data.programmes"):
            own = reken.evaluate("s => WerkatelierReken.defaults(data, s)", programme["slug"])
            assert plan(reken, own)["warnings"] == [], programme["slug"]


def paper(reken: Page, chosen: dict[str, Any], papers: dict[str, int | None]) -> dict[str, Any]:
    answer: dict[str, Any] = reken.evaluate(
        "([s, p]) => WerkatelierReken.printList(s, data, p)", [chosen, papers]
    )
    return answer


class TestPrintList:
    PAPERS: ClassVar[dict[str, int | None]] = {
        "druk/dagdeel/handout": 2, "druk/casus/huiskamer-dementie/kaart": 2,
        "druk/casus/klusdienst-drie-loketten/kaart": 2, "druk/rollenmatrix-leeg": 1,
        "druk/rolkaarten": 4, "druk/niveaublad": 3,
    }  # fmt: skip

    def test_copies_and_sheets_are_counted_per_size(self, reken: Page) -> None:
        answer = paper(reken, state(), self.PAPERS)
        found = {
            row["path"]: (row["count"], row["sheets"]) for row in answer["lines"] if row["path"]
        }
        assert found == {
            "druk/dagdeel/handout": (16, 16),
            "druk/casus/huiskamer-dementie/kaart": (16, 8),
            "druk/casus/klusdienst-drie-loketten/kaart": (16, 8),
            "druk/rollenmatrix-leeg": (9, 9),
            "druk/rolkaarten": (4, 8),
            "druk/niveaublad": (3, 3),
        }
        assert answer["totals"] == {"A3": 9, "A4": 43}

    @pytest.mark.parametrize(
        ("papers", "pages"),
        [
            ({"druk/casus/*/kaart": 2}, 2),
            ({"druk/casus/*/kaart": 2, "druk/casus/x/kaart": 3}, 3),
            ({"druk/casus/*/kaart": 2, "druk/casus/x/kaart": 0}, None),
            ({"druk/casus/*/kaart": 0, "druk/casus/x/kaart": 1}, 1),
            ({"druk/casus/*/vouwkaart": 1}, None),
        ],
    )
    def test_a_paper_of_its_own_goes_before_what_most_cases_have(
        self, reken: Page, papers: dict[str, int], pages: int | None
    ) -> None:
        asked = "p => WerkatelierReken.pagesOf(p, 'druk/casus/x/kaart')"
        assert reken.evaluate(asked, papers) == pages

    def test_a_paper_that_does_not_exist_is_named_without_a_link(self, reken: Page) -> None:
        answer = paper(reken, state(), {})
        assert answer["totals"] == {}
        assert {row["path"] for row in answer["lines"]} == {""}

    def test_without_cases_no_card_is_counted(self, reken: Page) -> None:
        answer = paper(reken, state(cases=[]), self.PAPERS)
        assert not [
            row for row in answer["lines"] if "kaart" in row["path"] and "casus" in row["path"]
        ]

    def test_what_you_bring_is_counted_too(self, reken: Page) -> None:
        bring = {row["label"]: row["count"] for row in paper(reken, state(), {})["bring"]}
        assert bring["Naamstickers"] == 16


LEAF: dict[str, Any] = {
    "id": "b1", "naam": "Tafel 1", "casus": "c01", "titel": "",
    "cellen": {"uitvoerend/stimulator": {"partijen": ["initiatiefnemers"], "waarom": "Omdat."}},
    "feiten": "Zes koks.", "doen": "Langsgaan.", "laten": "Geld geven.",
}  # fmt: skip


def book(*leaves: dict[str, Any], **change: Any) -> str:
    return json.dumps({"soort": "werkatelier-tafel", "versie": 1, "bladen": list(leaves), **change})


def check(reken: Page, text: str) -> dict[str, Any]:
    answer: dict[str, Any] = reken.evaluate("t => WerkatelierReken.checkBook(t, data)", text)
    return answer


def leaf(**change: Any) -> dict[str, Any]:
    return {**LEAF, **change}


class TestTableFile:
    def test_what_is_exported_can_be_opened(self, reken: Page) -> None:
        text = reken.evaluate("l => WerkatelierReken.exportBook([l])", LEAF)
        assert check(reken, text) == {"leaves": [LEAF], "error": ""}

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("", "geen JSON"),
            ("hallo", "geen JSON"),
            ("[]", "komt niet van een tafelblad"),
            ("null", "komt niet van een tafelblad"),
            (book(LEAF, soort="iets"), "komt niet van een tafelblad"),
            (book(LEAF, versie=2), "nieuwere versie"),
            (book(LEAF, versie="1"), "versie niet bekend"),
            (book(LEAF, extra=1), 'iets onbekends: "extra"'),
            (book(), "geen blad"),
            (book(LEAF, LEAF), "hetzelfde kenmerk"),
            (book(LEAF, bladen="b"), "geen blad"),
            (book(leaf(id="../x")), "geen goed kenmerk"),
            (book(leaf(naam=3)), "naam is geen tekst"),
            (book(leaf(casus="c99")), 'de casus "c99" staat niet in deze bibliotheek'),
            (book(leaf(feiten="x" * 2001)), "te lang"),
            (book(leaf(cellen=[])), "vakken"),
            (book(leaf(cellen={"hoog/regisseur": {}})), 'het vak "hoog/regisseur" bestaat niet'),
            (book(leaf(cellen={"__proto__": {"x": 1}})), "bestaat niet"),
            (book(leaf(cellen={"management/regisseur": {"partijen": ["ufo"]}})), 'partij "ufo"'),
            (book(leaf(cellen={"management/regisseur": {"partijen": "x"}})), "geen lijst"),
            (book(leaf(cellen={"management/regisseur": None})), "niet de goede vorm"),
            (book(leaf(script="x")), 'iets onbekends: "script"'),
            (book(*(leaf(id=f"b{n}") for n in range(201))), "meer dan 200"),
            ("[" + "1," * 1_100_000 + "1]", "te groot"),
        ],
        ids=lambda value: value[:40] if isinstance(value, str) else None,
    )
    def test_a_wrong_file_is_refused_in_plain_dutch(
        self, reken: Page, text: str, said: str
    ) -> None:
        answer = check(reken, text)
        assert answer["leaves"] is None
        assert said in answer["error"]


NASTY = (
    "<script>alert(1)</script> en <b onclick=x>vet</b>",
    "[klik hier](javascript:alert(1)) ![x](beeld:y.png) <https://voorbeeld.nl>",
    "Lees over de [tuin casus:buurttuin) en (rol:regisseur) en [dat] (wet:subsidie)",
    "Kijk op https://voorbeeld.nl/pad of www.voorbeeld.nl, mail iemand@voorbeeld.nl, 06-12345678",
    "{{ 7 * 7 }} {% include 'x' %} {# niets #} %} }}",
    "## Kop\n\n- streepje\n1. nummer\n\n    code\n\n```\nblok\n```",
    "*ster* _streep_ `code` \\ & &lt;b&gt; &#60;i&#62; ~~weg~~ | tabel |",
    "\u202eomgekeerd\u200b \u00ad tab\t nul\x00 \ufeff rij\u2028einde \ue000",
    "[[wiki]] ==geel== ~~~ !!! note [[[ x ]]",
    "“gekruld” – lang — langer … 's ochtends",
    "Een zin van meer dan acht woorden die twee keer in dit blad staat.",
    "--- \n titel: x \n---",
    "a" * 1900,
)


def with_texts(texts: list[str]) -> dict[str, Any]:
    """A leaf with these texts everywhere."""
    places = ("uitvoerend/stimulator", "management/geen-rol", "bestuurlijk/wettelijke-taak")
    cells = {
        place: {"partijen": ["initiatiefnemers"], "waarom": texts[n % len(texts)]}
        for n, place in enumerate(places)
    }
    keys = ("feiten", "doen", "laten")
    fields = {key: texts[n % len(texts)] for n, key in enumerate(keys, len(places))}
    return leaf(cellen=cells, **fields)


def case_with(section: str) -> bytes:
    """A case of ours with another Nabespreking."""
    text = (ROOT / "cases/casussen/wijkkeuken-en-wethouder.md").read_text(encoding="utf-8")
    before, rest = text.split("## Nabespreking\n", 1)
    after = rest.split("## Voor de gespreksleider", 1)[1]
    return f"{before}{section}\n## Voor de gespreksleider{after}".encode()


Verdict = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def verdict(library: Library) -> Verdict:
    """What the content check says of a case with this section, errors only."""
    return lambda section: problems_of(section, library)  # a closure: its name is short in reports


def problems_of(section: str, library: Library) -> list[str]:
    file = Path("cases/casussen/wijkkeuken-en-wethouder.md")
    _, found, _ = read_draft(case_with(section), ROOT / file, CASE, file.as_posix(), library.words)
    return [str(problem) for problem in found if problem.is_error]


def markdown(reken: Page, one: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = reken.evaluate("l => WerkatelierReken.nabespreking(l, data)", one)
    return answer


class TestNabespreking:
    FILLERS = (
        "Wij gaan eerst langs bij de koks en vragen rustig wat zij zelf nodig hebben en willen.",
        "Wij noemen geen bedrag meer, en de wethouder belt deze week zelf met de zes buren.",
    )

    def test_the_check_of_this_test_finds_a_section_that_is_wrong(self, verdict: Verdict) -> None:
        assert verdict("## Nabespreking\n\nTe <b>kort</b>.\n")

    @pytest.mark.parametrize(
        "text", NASTY, ids=lambda text: text[:20].encode("unicode_escape").decode()
    )
    def test_whatever_is_typed_passes_the_check_of_the_section(
        self, reken: Page, verdict: Verdict, text: str
    ) -> None:
        answer = markdown(reken, with_texts([text, f"{text} {text}", *self.FILLERS]))
        assert answer["short"] == 0
        assert verdict(answer["text"]) == []

    @example(texts=["", "", "", "[^]"])  # escaped, this is no footnote
    @settings(max_examples=80, deadline=None)
    @given(texts=st.lists(st.text(max_size=300), min_size=4, max_size=4))
    def test_any_text_at_all_passes_the_check(
        self, reken: Page, verdict: Verdict, texts: list[str]
    ) -> None:
        clean = [text.encode("utf-8", "ignore").decode() for text in texts]
        answer = markdown(reken, with_texts([*clean, *self.FILLERS]))
        assert answer["short"] == 0
        assert verdict(answer["text"]) == []

    def test_the_words_are_counted_as_the_check_counts_them(self, reken: Page) -> None:
        for text in (*NASTY, *self.FILLERS, "één, twee; drie-vier - _ 5% &"):
            counted = reken.evaluate("t => WerkatelierReken.countWords(t)", text)
            assert counted == count_words(text), text

    def test_too_much_text_is_cut_to_the_section_and_named(self, reken: Page) -> None:
        long = " ".join(f"woord{n}" for n in range(200))
        answer = markdown(reken, leaf(doen=long, laten=f"ook {long}"))
        assert 110 <= answer["words"] <= 115
        assert answer["left"] == ["dit deden wij wel", "dit lieten wij"]
        for kept in ("stimulator", "Omdat.", "Zes koks.", "ook woord0"):
            assert kept in answer["text"]

    def test_what_fits_is_all_there(self, reken: Page) -> None:
        answer = markdown(reken, LEAF)
        assert answer["left"] == []
        assert answer["text"] == (
            "## Nabespreking\n\nZo legde een tafel de rollen bij deze casus.\n\n"
            "- **Uitvoerend:** stimulator. Met de koks. Omdat.\n"
            "- **Dit deden wij wel:** Langsgaan.\n"
            "- **Dit lieten wij:** Geld geven.\n"
            "- **Dit stond vast:** Zes koks.\n"
        )

    def test_the_words_of_the_table_are_readable_again(self, reken: Page) -> None:
        answer = markdown(reken, leaf(doen="Eten < geld * tijd [nu]"))
        assert "Eten \\< geld \\* tijd \\[nu\\]." in answer["text"]
