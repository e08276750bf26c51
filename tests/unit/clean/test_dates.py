"""The date forms that markup uses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean.dates import read_datetime, utc_offset_of


@pytest.mark.parametrize(
    ("value", "time"),
    [
        ("2022-08-26T06:00:00Z", "2022-08-26T06:00"),
        ("2022-08-26T06:00:00.123+02:00", "2022-08-26T04:00"),
        ("2022-08-26T06:00:00+0200", "2022-08-26T04:00"),
        ("2022-08-26 06:00:00 UTC", "2022-08-26T06:00"),
        ("2022-08-26T06:00-05", "2022-08-26T11:00"),
        ("2022-08-26", "2022-08-26T00:00"),
        ("20220826", "2022-08-26T00:00"),
        ("20220826T0600", "2022-08-26T06:00"),
        ("2022-08-26T24:00:00Z", "2022-08-27T00:00"),
        ("2022/8/26 06:00", "2022-08-26T06:00"),
        ("2022.08.26", "2022-08-26T00:00"),
        ("1661493600", "2022-08-26T06:00"),
        ("1661493600000", "2022-08-26T06:00"),
        ("Fri, 26 Aug 2022 06:00:00 +0000", "2022-08-26T06:00"),
        ("26 Aug 2022 06:00:00 GMT", "2022-08-26T06:00"),
        ("August 26, 2022, 6:00 pm", "2022-08-26T18:00"),
        ("Aug. 26, 2022 at 12:30 a.m.", "2022-08-26T00:30"),
        ("26th August 2022", "2022-08-26T00:00"),
        ("Friday 26 August 2022", "2022-08-26T00:00"),
    ],
)
def test_a_date_is_read(value: str, time: str):
    assert read_datetime(value) == datetime.fromisoformat(time).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "yesterday",
        "32 Foo 2025 99:00",
        "0000-00-00",
        "2022-13-45",
        "1822-08-26",
        "12",
        "x" * 99,
    ],
)
def test_what_is_no_date_is_none(value: str | None):
    assert read_datetime(value) is None


@given(st.text(max_size=40))
def test_no_text_upsets_the_reader(value: str):
    found = read_datetime(value)
    assert found is None or found.tzinfo is UTC


@given(
    st.datetimes(datetime(1991, 1, 1), datetime(2090, 1, 1)),  # noqa: DTZ001
    st.integers(-14 * 60, 14 * 60),
)
def test_every_iso_time_is_read_back(time: datetime, minutes: int):
    local = time.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    assert read_datetime(local.isoformat()) == local.replace(microsecond=0)


def test_the_publishers_clock_is_kept_and_utc_tells_none():
    assert utc_offset_of(read_datetime("2022-08-25T18:20:00-08:00")) == -480
    assert utc_offset_of(read_datetime("2022-08-25T18:20:00Z")) is None
    assert utc_offset_of(None) is None
