"""The weekly check of addresses: polite, and clear about what is gone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from macros.links import LinkRow, check_links, is_worrying, report
from tests.unit.servers import Answer, serving

asked: list[tuple[str, str]] = []


def answer(method: str, path: str, value: Any) -> Answer:
    asked.append((method, path))
    if path == "/alleen-get" and method == "HEAD":
        return 405, {}, b""
    if path == "/oud":
        return 301, {"Location": "/nieuw"}, b""
    status = {"/weg": 404, "/dicht": 403, "/stuk": 500}.get(path, 200)
    return status, {}, b"x"


@pytest.fixture
def address() -> Iterator[str]:
    asked.clear()
    with serving(answer) as found:
        yield found


EXPECTED = {
    "/goed": "goed", "/alleen-get": "goed", "/dicht": "goed", "/weg": "weg", "/stuk": "weg",
    "/oud": "verhuisd",
}  # fmt: skip


def test_each_answer_is_understood(address: str) -> None:
    rows = tuple(check_links({path: address + path for path in EXPECTED}, pause=0))
    assert {row.name: row.sort for row in rows} == EXPECTED
    assert next(row.note for row in rows if row.name == "/oud") == f"{address}/nieuw"


def test_an_address_that_answers_is_asked_once_and_without_its_text(address: str) -> None:
    list(check_links({"a": f"{address}/goed"}, pause=0))
    assert asked == [("HEAD", "/goed")]


def test_a_host_that_is_silent_is_named() -> None:
    with serving(answer) as gone:
        pass
    (row,) = check_links({"a": f"{gone}/x"}, pause=0)
    assert row.sort == "onbereikbaar"
    assert is_worrying((row,))


def test_a_host_gets_rest_between_two_requests(address: str) -> None:
    start = time.monotonic()
    list(check_links({"a": f"{address}/a", "b": f"{address}/b"}, pause=0.2))
    assert time.monotonic() - start >= 0.2


def test_the_report_names_only_what_needs_a_person() -> None:
    rows = (LinkRow("a", "https://a", "goed"), LinkRow("b", "https://b", "weg", "antwoord 404"))
    text = report(rows)
    assert "2 adressen" in text
    assert "- `b`: <https://b> (antwoord 404)" in text
    assert "https://a" not in text
    assert not is_worrying(rows[:1])
