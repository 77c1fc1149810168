"""Open data says what the front matter says, in a form that harms nobody."""

from __future__ import annotations

import csv
import datetime
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.content.library import Library
from macros.views.open_data import (
    FRONT_MATTER,
    CaseRecord,
    Dataset,
    case_record,
    csv_text,
    dataset,
    guarded,
    json_schema,
    news,
    records_of,
    unguarded,
)

DAY = datetime.date(2026, 11, 24)


@pytest.fixture
def records(library: Library) -> list[CaseRecord]:
    return [case_record(case) for case in library.cases]


def test_the_table_reads_back_as_the_front_matter_of_every_case(library: Library) -> None:
    back = records_of(csv_text([case_record(case) for case in library.cases]))
    fronts = [case.meta.model_dump(mode="json", by_alias=True) for case in library.cases]
    assert [record.model_dump(include=set(FRONT_MATTER)) for record in back] == fronts


def test_the_record_has_every_field_of_the_front_matter_in_its_order(library: Library) -> None:
    front = list(library.cases[0].meta.model_dump(by_alias=True))
    assert sorted(front) == sorted(FRONT_MATTER)
    assert [name for name in front if name not in ("nagekeken", "oude_paden")] == [
        name for name in FRONT_MATTER if name not in ("nagekeken", "oude_paden")
    ]


def test_excel_in_dutch_opens_the_table(records: list[CaseRecord]) -> None:
    text = csv_text(records)
    assert text.startswith("\ufeffid;titel;")
    assert text.endswith("\r\n")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert {len(row) for row in rows} == {len(CaseRecord.model_fields)}
    assert len(rows) == len(records) + 1


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@som", "'@som"),
        ("-2 graden", "'-2 graden"),
        ("+31", "'+31"),
        ("\tx", "'\tx"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'s Avonds open", "'s Avonds open"),
        ("De tuin", "De tuin"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(value: str, cell: str) -> None:
    assert guarded(value) == cell
    assert unguarded(cell) == value


@given(st.text(alphabet="'=+-@\t\rab ;\"\n"))
def test_guarding_can_always_be_undone(value: str) -> None:
    assert unguarded(guarded(value)) == value
    assert not guarded(value).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text(alphabet="=;\"'\n\r,a b@", min_size=1, max_size=30))
def test_any_title_survives_the_table(title: str) -> None:
    lists: dict[str, Any] = {
        name: ["a", "b"] if info.annotation == list[str] else 20 if info.annotation is int else "x"
        for name, info in CaseRecord.model_fields.items()
    }
    record = CaseRecord(**{**lists, "herkomst": "samengesteld", "titel": title})
    assert records_of(csv_text([record])) == [record]


def test_the_json_follows_its_own_schema(library: Library) -> None:
    data = dataset(library, "Casussen", "abcd1234", DAY)
    text = json.loads(data.model_dump_json(by_alias=True))
    schema = json_schema()
    assert set(text) == set(schema["properties"])
    assert schema["additionalProperties"] is False
    assert set(text["casussen"][0]) == set(schema["$defs"]["CaseRecord"]["required"])
    assert Dataset.model_validate(text) == data


def test_every_value_in_the_data_has_a_label(library: Library) -> None:
    data = dataset(library, "Casussen", "abcd1234", DAY)
    for record in data.casussen:
        for field, labels in data.labels.items():
            value = getattr(record, field)
            values = value if isinstance(value, list) else [str(value)]
            assert [one for one in values if one not in labels] == []


def test_the_news_starts_with_what_was_looked_at_last(library: Library) -> None:
    days = [item.day for item in news(library)]
    assert days == sorted(days, reverse=True)
    assert len({item.id for item in news(library)}) == len(days)
    assert news(library)[0].id == "urn:uuid:" + news(library)[0].id[9:]
