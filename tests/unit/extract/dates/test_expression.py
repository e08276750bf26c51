"""What the words of a date form say."""

from __future__ import annotations

import pytest

from pipeline.extract.dates.expression import Expression, read_expression


@pytest.mark.parametrize(
    ("values", "date"),
    [
        ({"mm": "08", "dd": "24", "yy": "90"}, (1990, 8, 24)),
        ({"mm": "24", "dd": "08", "yy": "15"}, (2015, 8, 24)),
        ({"month": "5", "ordinal": "31", "year": "2022"}, (2022, 5, 31)),
    ],
)
def test_figures_are_a_month_and_a_day_where_they_can_be(
    values: dict[str, str], date: tuple[int, int, int]
) -> None:
    read = read_expression("calendar", values)
    assert read is not None
    assert (read.year, read.month, read.day) == date


@pytest.mark.parametrize("values", [{"mm": "13", "dd": "13"}, {"month": "5", "day": "32"}])
def test_what_no_calendar_has_is_no_date(values: dict[str, str]) -> None:
    assert read_expression("calendar", values) is None


def test_a_vague_count_of_the_past_is_a_span() -> None:
    values = {"count": "3..9", "sign": "-1", "plural_unit": "week"}
    assert read_expression("ago", values) == Expression("ago", low=-9, high=-3, unit="week")
