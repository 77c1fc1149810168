"""The PDFs: readable by a screen reader, no word lost, nothing for the leader where it is not his.

Our own list of checks for PDF/UA, on every file.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import html

from macros.content.kinds import FRONT_OF_CARD, SIDE_OF_SMALL_CARD
from macros.content.library import read_library
from macros.publish.papers import jobs_of, make_papers
from macros.publish.pdf import PaperError, Source, laid_out, write_pdf
from macros.sheets import Sheet, paper_set_sheet, sheets
from macros.site_value import Site, site_of
from macros.views.paper_cards import writing_lines
from tests.conftest import ROOT, Built

FOR_THE_LEADER = {"set", "draaiboek", "gespreksleider"}
MM = 96 / 25.4


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower().replace("\u00ad", ""))


def text_of(pdf: Path, *options: str) -> str:
    command = ["pdftotext", "-raw", *options, str(pdf), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def site(built: Built) -> Site:
    return site_of(ROOT, built.library)


@pytest.fixture(scope="module")
def papers(site: Site) -> list[Sheet]:
    return list(sheets(site))


@pytest.fixture(scope="module")
def singles(papers: list[Sheet]) -> list[Sheet]:
    return [paper for paper in papers if paper.form.key != "set"]


def _tags(element: Any) -> Iterator[Any]:
    yield element
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _tags(kid)


def test_every_paper_is_tagged_titled_and_dutch(built: Built, papers: list[Sheet]) -> None:
    for paper in papers:
        with pikepdf.open(built.folder / paper.pdf) as pdf:
            assert str(pdf.Root.Lang) == "nl", paper.pdf
            assert pdf.Root.MarkInfo.Marked
            assert pdf.Root.ViewerPreferences.DisplayDocTitle
            with pdf.open_metadata() as meta:
                assert meta["pdfuaid:part"] == "1"
                assert meta["dc:title"].startswith(paper.title)
            with pdf.open_outline() as outline:
                assert outline.root, f"geen bladwijzers: {paper.pdf}"


def test_headings_pictures_and_table_heads_speak(built: Built, papers: list[Sheet]) -> None:
    for paper in papers:
        with pikepdf.open(built.folder / paper.pdf) as pdf:
            tags = [tag for top in pdf.Root.StructTreeRoot.K for tag in _tags(top)]
            levels = [int(str(t.S)[2:]) for t in tags if re.fullmatch(r"/H\d", str(t.S))]
            assert levels[0] == 1, paper.pdf
            assert all(b <= a + 1 for a, b in pairwise(levels)), paper.pdf
            assert all(str(t.get("/Alt", "")) for t in tags if t.S == "/Figure"), paper.pdf
            for cell in (t for t in tags if t.S == "/TD"):
                assert len(cell.A.Headers) >= 1, paper.pdf
            names = [str(t.ID) for t in tags if "/ID" in t]
            assert len(names) == len(set(names)), paper.pdf


def test_every_piece_of_text_belongs_to_a_tag(built: Built, papers: list[Sheet]) -> None:
    for paper in papers:
        with pikepdf.open(built.folder / paper.pdf) as pdf:
            numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
            listed = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
            for page in pdf.pages:
                marks = re.findall(rb"/MCID (\d+)", page.Contents.read_bytes()) if (
                    "/Contents" in page.obj) else []  # fmt: skip
                if marks:
                    known = listed[int(page.obj.StructParents)]
                    assert max(map(int, marks)) < len(known), paper.pdf


def test_only_our_own_fonts_are_used_and_all_are_embedded(
    built: Built, papers: list[Sheet]
) -> None:
    for paper in papers:
        with pikepdf.open(built.folder / paper.pdf) as pdf:
            fonts = {
                o.objgen: o
                for o in pdf.objects
                if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
            }
            assert fonts
            for font in fonts.values():
                assert "Atkinson-Hyperlegible-Next" in str(font.FontName), paper.pdf
                assert any(key in font for key in ("/FontFile2", "/FontFile3")), paper.pdf


def test_the_files_are_sound(built: Built, papers: list[Sheet]) -> None:
    for paper in papers:
        done = subprocess.run(["qpdf", "--check", str(built.folder / paper.pdf)],
                              capture_output=True, check=False)  # fmt: skip
        assert done.returncode == 0, paper.pdf


def test_every_word_that_went_in_comes_out_in_the_same_order(
    built: Built, singles: list[Sheet]
) -> None:
    """Paragraph by paragraph, so that a word cannot move to another card."""
    for paper in singles:
        main = built.page(paper.path + "/").xpath("//main")[0]
        for hidden in main.xpath("//*[contains(@class, 'voettekst')]"):
            hidden.drop_tree()
        text = " ".join(words(text_of(built.folder / paper.pdf)))
        for block in main.xpath(".//p|.//li|.//h1|.//h2|.//h3|.//h4|.//caption"):
            for piece in block.xpath(".//text()[not(ancestor::li[ancestor::li])]"):
                wanted = " ".join(words(piece))
                assert wanted in text, (paper.pdf, wanted)


def test_a_case_card_holds_its_own_story_in_its_own_half(built: Built) -> None:
    for case in built.library.cases:
        file = built.folder / f"druk/casus/{case.slug}/kaart.pdf"
        for page, titles in (
            (1, ("Situatie", "Keerpunt")),
            (2, ("Dilemma", "Vragen aan de groep")),
        ):
            for left in (0, 421):  # points: an A4 on its side, cut in the middle
                half = ("-f", str(page), "-l", str(page), "-x", str(left), "-y", "0",
                        "-W", "421", "-H", "596")  # fmt: skip
                text = " ".join(words(text_of(file, *half)))
                for title in titles:
                    for paragraph in case.body[title].paragraphs:
                        assert " ".join(words(paragraph)) in text, (case.slug, paragraph)


A6 = (298, 421)  # points: a quarter of an A4, rounded outwards
PLACES = ((0, 0), (1, 0), (0, 1), (1, 1))  # column and row, in the order of the front


@pytest.mark.parametrize("key", ["rolkaarten", "partijkaarten", "dilemmakaarten"])
def test_every_word_of_a_small_card_comes_out_of_its_own_quarter(
    built: Built, singles: list[Sheet], key: str
) -> None:
    """In front in the order of the cards, behind mirrored."""
    paper = next(p for p in singles if p.form.key == key)
    for number, cards in enumerate(paper.made.rows["sheetfuls"]):
        for card, (column, row) in zip(cards, PLACES, strict=False):
            front = (card.title, card.lead, *_texts(card.front))
            back = (card.title, *_texts(card.back))
            for page, left, texts in ((1, column, front), (2, 1 - column, back)):
                place = str(2 * number + page)
                quarter = ("-f", place, "-l", place, "-x", str(left * (A6[0] - 1)),
                           "-y", str(row * A6[1]), "-W", str(A6[0]), "-H", str(A6[1]))  # fmt: skip
                found = " ".join(words(text_of(built.folder / paper.pdf, *quarter)))
                for text in texts:
                    assert " ".join(words(text)) in found, (card.key, page, text)


def _texts(blocks: Any) -> Iterator[str]:
    for block in blocks:
        yield from (text for text in (block.label, block.text, *block.items) if text)


def test_no_note_for_the_leader_is_on_paper_for_participants(
    built: Built, singles: list[Sheet]
) -> None:
    sentences = {
        " ".join(words(sentence))
        for entry in built.library.entries
        if (section := entry.body.section("Voor de gespreksleider"))
        for sentence in re.split(r"(?<=[.?!])\s", section.text)
        if len(words(sentence)) >= 4
    }
    for paper in singles:
        if paper.form.key not in FOR_THE_LEADER:
            text = " ".join(words(text_of(built.folder / paper.pdf)))
            assert [found for found in sentences if found in text] == [], paper.pdf


def _laid_out(site: Site, paper: Sheet, built: Built, profile: str = "huis") -> Any:
    base = (built.folder / paper.page).as_uri()
    return laid_out(Source(paper.path, paper.html(site), base, paper.made.pages, profile))


@pytest.mark.parametrize("key", ["rolkaarten", "partijkaarten", "dilemmakaarten"])
def test_the_back_of_a_card_lies_right_behind_its_front(
    built: Built, site: Site, singles: list[Sheet], key: str
) -> None:
    """Turned over the long edge: what is x from the left in front is x from the right behind."""
    paper = next(p for p in singles if p.form.key == key)
    pages = _laid_out(site, paper, built).pages
    for front, back in zip(pages[::2], pages[1::2], strict=True):
        cards = [name.removesuffix("-voor") for name in front.anchors if name.endswith("-voor")]
        assert cards
        for card in cards:
            x1, y1, x2, y2 = front.anchors[f"{card}-voor"]
            b1, c1, b2, c2 = back.anchors[f"{card}-achter"]
            mirrored = (front.width - b2, c1, front.width - b1, c2)
            apart = [abs(a - b) / MM for a, b in zip((x1, y1, x2, y2), mirrored, strict=True)]
            assert max(apart) < 0.1, (card, apart)


@pytest.mark.parametrize(
    "key", ["rolkaarten", "rolkaarten-vouw", "partijkaarten", "dilemmakaarten", "afsprakenkaart"]
)
def test_text_of_a_small_card_can_bear_an_error_of_3_mm(
    built: Built, singles: list[Sheet], key: str
) -> None:
    """Cut 3 mm too far to either side, no word is lost."""
    paper = next(p for p in singles if p.form.key == key)
    layout = html.fromstring(text_of(built.folder / paper.pdf, "-bbox").encode())
    for word in layout.iter("word"):
        if float(word.get("ymax")) - float(word.get("ymin")) < 2:
            continue  # the title for the ear
        for low, high, cuts in (("xmin", "xmax", (0, 105, 210)), ("ymin", "ymax", (0, 148.5, 297))):
            for cut in (place * 72 / 25.4 for place in cuts):
                start, end = float(word.get(low)), float(word.get(high))
                assert end < cut - 3 * 72 / 25.4 or start > cut + 3 * 72 / 25.4, word.text


def test_case_cards_coincide_and_text_stays_clear_of_the_cut(
    built: Built, site: Site, singles: list[Sheet]
) -> None:
    paper = next(p for p in singles if p.form.key == "kaart")
    front, back = _laid_out(site, paper, built).pages
    for name, box in front.anchors.items():
        if re.fullmatch(r"c\d+-voor-[12]", name):
            other = back.anchors[name.replace("voor", "achter")]
            assert max(abs(a - b) for a, b in zip(box, other, strict=True)) / MM < 0.1
    for page in (1, 2):
        layout = text_of(built.folder / paper.pdf, "-bbox", "-f", str(page), "-l", str(page))
        for word in html.fromstring(layout.encode()).iter("word"):
            left, right = float(word.get("xmin")), float(word.get("xmax"))
            cut = 148.5 * 72 / 25.4
            assert right < cut - 3 * 72 / 25.4 or left > cut + 3 * 72 / 25.4


class TestFit:
    """A text that is too long is never lost in silence."""

    def _card(self, site: Site, built: Built, front: str, back: str) -> None:
        paper = next(p for p in sheets(site) if p.form.key == "kaart")
        tree = html.fromstring(paper.html(site))
        for side, text in (("voor", front), ("achter", back)):
            for card in tree.xpath(f"//article[contains(@id, '-{side}-')]"):
                for old in card.xpath("./h3[1]/following-sibling::p|./ol"):
                    old.drop_tree()
                card.xpath("./h3")[0].addnext(html.fromstring(f"<p>{text}</p>"))
                for line in card.xpath(".//div[@class='schrijf']")[
                    writing_lines(len(text.split())) :
                ]:
                    line.drop_tree()
        base = (built.folder / paper.page).as_uri()
        source = Source(paper.path, html.tostring(tree, encoding="unicode"), base, 2)
        laid_out(source)

    def test_a_card_full_to_its_budget_fits(self, site: Site, built: Built) -> None:
        """Real words, in real order, of the longest-winded case."""
        assert built.library.cases
        text = self._long_words(built)
        self._card(site, built, text(FRONT_OF_CARD), text(95 + 95))

    @pytest.mark.parametrize(("front", "back"), [(1.4, 0), (2, 0), (4, 0), (0, 1.2), (0, 4)])
    def test_a_card_that_runs_over_stops_the_build(
        self, site: Site, built: Built, front: float, back: float
    ) -> None:
        """A little over, off the sheet, and so far that WeasyPrint breaks the card in pieces."""
        text = self._long_words(built)
        counts = (round(FRONT_OF_CARD * front) or 100, round(FRONT_OF_CARD * back) or 100)
        with pytest.raises(PaperError, match="past niet op de kaart"):
            self._card(site, built, *map(text, counts))

    @pytest.mark.parametrize("key", ["rolkaarten", "dilemmakaarten"])
    def test_a_small_card_full_to_its_budget_fits(self, site: Site, built: Built, key: str) -> None:
        """On both sides, with a title of two lines and a long address beside its QR code."""
        named = replace(site, url="https://werkatelier.een-lange-gemeentenaam.test/bewoners/")
        paper = next(p for p in sheets(named) if p.form.key == key)
        tree = html.fromstring(paper.html(named))
        text = self._long_words(built)
        for card in tree.xpath("//article"):
            front = card.get("id").endswith("voor")
            card.xpath("./h2")[0].tail = None
            if front:
                title = card.xpath("./h2")[0]
                for kid in title:
                    title.remove(kid)
                title.text = "Een titel van vijfenveertig tekens, zo lang is"
            blocks = card.xpath("./p[not(@class) or @class='kern']|./ul/li")
            share = SIDE_OF_SMALL_CARD // len(blocks)
            for number, block in enumerate(blocks):
                extra = SIDE_OF_SMALL_CARD % len(blocks) if number == 0 else 0
                block.text = text(share + extra)
        base = (built.folder / paper.page).as_uri()
        laid_out(Source(paper.path, html.tostring(tree, encoding="unicode"), base, 0))

    @staticmethod
    def _long_words(built: Built) -> Any:
        def mean(case: Any) -> float:
            found = case.body["Situatie"].text.split()
            return sum(map(len, found)) / len(found)

        worst = max(built.library.cases, key=mean).body
        pool = " ".join(worst[t].text for t in ("Situatie", "Keerpunt", "Dilemma")).split()
        return lambda count: " ".join((pool * 9)[:count])


def test_a_bad_paper_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    source = Source("proef", '<html lang="nl"><title>x</title><img src="weg.png" alt="x">', "")
    with pytest.raises(PaperError, match="proef"):
        write_pdf(source, tmp_path / "proef.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_printing_house_gets_bleed_and_marks(
    built: Built, site: Site, singles: list[Sheet]
) -> None:
    paper = next(p for p in singles if p.form.key == "evaluatie")
    page = _laid_out(site, paper, built, "drukker").pages[0]
    assert page.bleed["left"] / MM == pytest.approx(3, abs=0.01)


class TestCache:
    """Only what changed is made again."""

    def _some(self, papers: list[Sheet]) -> list[Sheet]:
        return [p for p in papers if "wijkkeuken" in p.path or p.form.key == "evaluatie"]

    def test_a_second_time_nothing_is_laid_out_and_every_byte_is_the_same(
        self, site: Site, built: Built, papers: list[Sheet], tmp_path: Path
    ) -> None:
        some = self._some(papers)
        outcomes = [
            make_papers(jobs_of(site, some, built.folder, to=tmp_path / to), tmp_path / cache)
            for to, cache in (("een", "a"), ("twee", "a"), ("drie", "b"))
        ]
        assert [outcome.made for outcome in outcomes] == [4, 0, 4]
        for paper in some:
            contents = {(tmp_path / to / paper.pdf).read_bytes() for to in ("een", "twee", "drie")}
            assert len(contents) == 1, paper.pdf

    @pytest.mark.parametrize("section", ["Situatie", "Voor de gespreksleider"])
    def test_a_changed_case_touches_its_own_papers_only(
        self, site: Site, built: Built, papers: list[Sheet], tmp_path: Path, section: str
    ) -> None:
        """Its cards and notes, and the draaiboek that holds its notes and names its version."""
        case = site.library.get("casus", "wijkkeuken-en-wethouder")
        shutil.copytree(ROOT / "cases", tmp_path / "cases")
        file = tmp_path / case.path
        first = case.body[section].text.split()[0]
        head, tail = file.read_text("utf-8").split(f"## {section}\n", 1)
        file.write_text(f"{head}## {section}\n{tail.replace(first, f'{first} ook', 1)}", "utf-8")
        library = read_library(tmp_path).library()
        assert library is not None
        changed = replace(site, library=library)
        before = {key for job in jobs_of(site, papers, built.folder) for key, _ in job.sources}
        fresh = [job for job in jobs_of(changed, sheets(changed), built.folder)
                 if any(key not in before for key, _ in job.sources)]  # fmt: skip
        places = {job.target.relative_to(built.folder).as_posix() for job in fresh}
        assert places == {
            "druk/casus/wijkkeuken-en-wethouder/kaart.pdf",
            "druk/casus/wijkkeuken-en-wethouder/vouwkaart.pdf",
            "druk/casus/wijkkeuken-en-wethouder/gespreksleider.pdf",
            "druk/dagdeel/draaiboek.pdf",
            "druk/dagdeel/set.pdf",
        }


def test_a_set_for_another_group_and_other_cases_lays_out_only_what_names_them(
    site: Site, built: Built, papers: list[Sheet]
) -> None:
    """24 people at 5 tables with 4 cases: the rest is there since the build."""
    cases = tuple(case.slug for case in built.library.cases[3:7])
    chosen = paper_set_sheet(site, "dagdeel", (24, 5), cases, start=13 * 60 + 30)
    before = {key for job in jobs_of(site, papers, built.folder) for key, _ in job.sources}
    (job,) = jobs_of(site, [chosen], built.folder)
    fresh = sorted(Path(source.name).name for key, source in job.sources if key not in before)
    assert fresh == ["draaiboek", "partijkaarten", "set", "tafelblad"]


def test_a_set_repeats_its_papers_and_starts_each_on_a_fresh_sheet(
    built: Built, site: Site
) -> None:
    sheet = paper_set_sheet(site, "mini")
    with pikepdf.open(built.folder / sheet.pdf) as pdf:
        counts = []
        for part, times in ((sheet, 1), *sheet.parts):
            key = "set" if part is sheet else part.form.key
            with pikepdf.open(built.folder / part.pdf) as single:
                pages = len(single.pages) if key not in ("set", "spelregels") else 1
            counts.append(times * (pages + pages % 2))
        assert len(pdf.pages) == sum(counts)
