"""The comment under a pull request is tidy Dutch, whatever the findings hold."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from macros.comment import MARKER, annotation, comment, harmless, read_findings


def row(**instead: object) -> dict[str, object]:
    return {
        "path": "cases/casussen/x.md", "line": 3, "level": "fout",
        "what": "Het veld titel is leeg.", "remedy": "Vul een waarde in.", **instead,
    }  # fmt: skip


def comment_of(*rows: object) -> str:
    return comment(read_findings(json.dumps(rows)))


def test_findings_stand_by_file_with_errors_first_and_how_to_mend_them() -> None:
    text = comment_of(row(path="a.md", level="let op", line=9), row(path="b.md"))
    assert text.startswith(MARKER)
    assert "1 fout. 1 keer let op: dat houdt niets tegen." in text
    assert text.index("b.md") < text.index("a.md")
    assert "- Regel 3: Het veld titel is leeg.<br>Vul een waarde in." in text
    assert "- Regel 9: let op: Het veld" in text


def test_a_finding_says_why_and_gives_the_line_to_paste() -> None:
    text = comment_of(row(why="De pagina heet zo.", fixed="    minuten: 10", suggestion="x"))
    assert "leeg.<br>Waarom: De pagina heet zo.<br>Vul een waarde in.<br>Plak dit:\n" in text
    assert "\n  ```text\n      minuten: 10\n  ```" in text
    assert "Bedoelde u" not in text
    assert MarkdownIt("commonmark").render(text).count("<pre>") == 1


def test_a_good_proposal_is_shown_the_way_to_its_preview() -> None:
    address = "https://forge.example/groep/werkatelier/actions/runs/1"
    good = comment(read_findings(json.dumps([row(level="let op")])), address)
    assert f"]({address})" in good
    assert "voorbeeld" not in comment(read_findings(json.dumps([row()])), address)
    assert "voorbeeld" not in comment_of(row(level="let op"))


def test_a_guess_is_asked() -> None:
    assert "Vul een waarde in. Bedoelde u groei?" in comment_of(row(suggestion="groei"))


@pytest.mark.parametrize("line", ["```", "a ```` b", "titel: `x`"])
def test_a_line_to_paste_cannot_end_its_block(line: str) -> None:
    shown = MarkdownIt("commonmark").render(comment_of(row(fixed=line), row(line=4)))
    assert shown.count("<pre>") == 1
    assert shown.count("<li>") == 2


def test_no_findings_is_good_news() -> None:
    assert "Alles is in orde" in comment_of()


def test_many_findings_are_cut_and_counted() -> None:
    text = comment_of(*(row(line=n + 1) for n in range(100)))
    assert text.count("- Regel") == 40
    assert "En nog 60 meldingen." in text


def test_a_comment_is_never_longer_than_a_forge_takes() -> None:
    rows = [row(what="<" * 300, why="<" * 300, remedy="<" * 300, line=n + 1) for n in range(60)]
    text = comment_of(*rows)
    assert len(text) <= 60_000
    assert "60 fouten." in text
    assert "En nog 50 meldingen." in text


HOSTILE = (
    "<img src=x onerror=alert(1)> <script>x</script> <!-- --> </details>",
    "[klik](javascript:alert(1)) ![x](https://tracker.example/x.png)",
    "@iedereen zie #12 en https://kwaad.example of www.kwaad.example",
    "`code` **vet** _schuin_ ~~weg~~ | tabel | \\n# Kop",
    "mail iemand@kwaad.example &#60;b&#62; &lt;b&gt;",
    f"{MARKER} nep",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_finding_makes_a_link_a_mention_a_picture_or_html(text: str) -> None:
    made = comment_of(row(what=text, remedy=text, why=text, fixed=text)).removeprefix(MARKER)
    shown = MarkdownIt("commonmark", {"linkify": False}).enable("table").render(made)
    assert not re.search(r"<(a|img|script|table|h[12]|del|em|strong>(?!<code))\b", shown)
    assert not re.search(r"@\w|#\d|https?://|www\.", made.replace("&#", ""))
    assert MARKER not in made


@given(st.text())
def test_harmless_text_reads_the_same(text: str) -> None:
    rendered = MarkdownIt("commonmark").renderInline(f"x{harmless(text)}x")
    assert not re.search(r"<(?!/?p>)", rendered)


MALFORMED = (
    row(path="../../etc/passwd"), row(path="a`b.md"), row(path="/etc/passwd"), row(path=7),
    {}, "x", None, 3, [],
)  # fmt: skip


@pytest.mark.parametrize("bad", MALFORMED)
def test_a_malformed_finding_is_left_out(bad: object) -> None:
    assert "Alles is in orde" in comment_of(bad)


@pytest.mark.parametrize("text", ["3", '"x"', "{}", "[1", "x" * 2_000_001])
def test_what_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_findings(text)


def test_a_finding_stands_beside_its_line_and_starts_no_other_command() -> None:
    rows = [row(what="Half 50% \n::set-output name=x::y", level="let op")]
    (found,) = read_findings(json.dumps(rows))
    assert annotation(found) == (
        "::warning file=cases/casussen/x.md,line=3::"
        "Half 50%25 ::set-output name=x::y Vul een waarde in."
    )
    assert "\n" not in annotation(found)
