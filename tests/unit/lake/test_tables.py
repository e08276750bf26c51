"""Records to tables and back."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import schemas
from pipeline.lake.tables import KINDS, to_records, to_table
from pipeline.records import Incident, IncidentChange, Page
from tests.unit.lake.world import WINDOW, make_incident

_DATES = st.dates(date(1970, 1, 2), date(2100, 1, 1))
_TIMES = st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
_STRINGS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: _STRINGS,
    int: st.integers(-(2**62), 2**62),
    float: st.floats(allow_nan=False),
    bool: st.booleans(),
    bytes: st.binary(max_size=8),
    date: _DATES,
    datetime: _TIMES,
    type(None): st.none(),
}


def _values(hint: Any) -> st.SearchStrategy[Any]:
    if hint in _PLAIN:
        return _PLAIN[hint]
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is tuple:
        return st.lists(_values(get_args(hint)[0]), max_size=2).map(tuple)
    if get_args(hint):
        return st.one_of([_values(part) for part in get_args(hint)])
    return _records(hint)


def _records(kind: type[Any]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    return st.builds(kind, **{field.name: _values(hints[field.name]) for field in fields(kind)})


def _as_in_a_lake(dataset: str, record: Any) -> Any:
    """The same record with what the lake requires, and what a change has once only."""
    given = {"event_date": date(2022, 8, 1), "window_start": WINDOW}
    names = {field.name for field in fields(record)}
    missing = {n: v for n, v in given.items() if n in names and getattr(record, n) is None}
    record = replace(record, **missing)
    if isinstance(record, IncidentChange):
        return replace(
            record,
            after=replace(record.after, incident_id=record.incident_id),
        )
    return record


@settings(max_examples=30)
@given(st.data())
@pytest.mark.parametrize("dataset", schemas.dataset_names())
def test_what_is_written_is_what_is_read(dataset: str, data: st.DataObject) -> None:
    drawn = data.draw(st.lists(_records(KINDS[dataset]), max_size=3))
    records = [_as_in_a_lake(dataset, record) for record in drawn]
    assert to_records(dataset, to_table(dataset, records)) == records


def test_the_partition_is_the_day_of_the_window_in_utc() -> None:
    east = timezone(timedelta(hours=9))
    page = Page("p", "https://example.org/", datetime(2022, 8, 27, 3, tzinfo=east))
    assert to_table("pages", [page])["fetch_date"].to_pylist() == [date(2022, 8, 26)]


def test_a_record_without_its_window_is_named() -> None:
    with pytest.raises(ValueError, match=r"pages\.window_start is null in Page\(page_id='lost'"):
        to_table("pages", [Page("lost", "https://example.org/")])


def test_times_are_read_in_plain_utc() -> None:
    (incident,) = to_records(
        "incidents", to_table("incidents", [make_incident(1, date(2022, 8, 1))])
    )
    assert incident.last_recorded_at.tzinfo is UTC


def test_a_changed_row_carries_the_whole_incident() -> None:
    after = make_incident(1, date(2022, 8, 1))
    table = to_table("incident_changes", [IncidentChange("insert", "i00001", WINDOW, after, 1)])
    assert {field.name for field in fields(Incident)} <= set(table.column_names)
    assert table["change_date"].to_pylist() == [WINDOW.date()]


def test_no_rows_make_a_table_with_the_schema() -> None:
    table = to_table("mentions", [])
    assert table.schema == schemas.arrow_schema("mentions")
    assert to_records("mentions", table) == []
    assert isinstance(table, pa.Table)
