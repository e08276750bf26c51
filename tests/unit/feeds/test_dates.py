"""Dates of items; more in test_parse, on whole feeds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.feeds.dates import AHEAD, EARLIEST, read_date

NOW = datetime(2022, 8, 26, 12, tzinfo=UTC)


@given(st.text())
def test_whatever_is_read_can_be_true(text: str) -> None:
    moment, _ = read_date(text, None, NOW)
    assert moment is None or EARLIEST <= moment <= NOW + AHEAD


@given(
    st.datetimes(datetime(1990, 1, 2), datetime(2022, 8, 26)),  # noqa: DTZ001
    st.integers(-12, 14),
)
def test_a_date_is_read_as_the_moment_it_names(naive: datetime, hours: int) -> None:
    moment = naive.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))
    assert read_date(moment.isoformat(), None, NOW) == (moment, "published")


@pytest.mark.parametrize(
    "text",
    ["2022-08-26T06:00:00+00:00", "2022-08-26T06:00Z", "Fri, 26 Aug 2022 06:00:00 +0000 (UTC)"],
)
def test_a_zone_is_seen(text: str) -> None:
    assert read_date(text, None, NOW) == (datetime(2022, 8, 26, 6, tzinfo=UTC), "published")


@pytest.mark.parametrize(
    ("name", "hour"),
    [("GMT", 6), ("EDT", 10), ("BST", 5), ("CEST", 4), ("EAT", 3), ("IST", 0.5), ("JST", -3)],
)
def test_a_zone_is_known_by_its_name(name: str, hour: float) -> None:
    moment, witness = read_date(f"Fri, 26 Aug 2022 06:00:00 {name}", None, NOW)
    assert moment == datetime(2022, 8, 26, tzinfo=UTC) + timedelta(hours=hour)
    assert witness == "published"


def test_a_zone_that_nobody_knows_is_none() -> None:
    six = datetime(2022, 8, 26, 6, tzinfo=UTC)
    assert read_date("Fri, 26 Aug 2022 06:00:00 QQQ", None, NOW) == (six, "published_no_zone")


@pytest.mark.parametrize("text", ["2022-08-26 06:00 AM", "99999999999999", "1" * 13, "-1"])
def test_no_zone_no_epoch(text: str) -> None:
    moment, witness = read_date(text, None, NOW)
    assert moment is None or witness != "published"
