"""Windows are quarters of an hour, in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from pipeline.windows import floor_to_window, format_window


@pytest.mark.parametrize("hours", [0, 2, -3.5, 5.75])
def test_a_moment_of_any_zone_lies_in_a_quarter_of_an_hour_of_utc(hours: float) -> None:
    moment = datetime(2022, 8, 26, 23, 59, 59, tzinfo=UTC)
    start = floor_to_window(moment.astimezone(timezone(timedelta(hours=hours))))
    assert start == datetime(2022, 8, 26, 23, 45, tzinfo=UTC)
    assert format_window(start) == "2022-08-26T23:45Z"


def test_no_window_has_no_name() -> None:
    assert format_window(None) == ""
