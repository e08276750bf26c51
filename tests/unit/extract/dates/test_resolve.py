"""Expressions to intervals: the rules that single words do not show."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.extract.dates.expression import Expression
from pipeline.extract.dates.interval import Interval, one_day
from pipeline.extract.dates.resolve import resolve_expression

SUNDAY = date(2022, 5, 1)


def resolved(expression: Expression, published: date | None = SUNDAY) -> Interval | None:
    return resolve_expression(expression, published, None)


def test_a_day_without_a_year_is_the_latest_that_has_begun() -> None:
    assert resolved(Expression("calendar", month=4, day=30)) == one_day(date(2022, 4, 30))
    assert resolved(Expression("calendar", month=5, day=3)) == one_day(date(2021, 5, 3))


def test_tomorrow_s_day_may_already_be_told() -> None:
    assert resolved(Expression("calendar", month=5, day=2)) == one_day(date(2022, 5, 2))


def test_the_weekday_of_tomorrow_is_last_weeks_unless_it_may_be_tomorrow_already() -> None:
    monday = Expression("weekday", weekday=0)
    assert resolved(monday) == one_day(date(2022, 4, 25))
    late = Expression("weekday", weekday=0, may_be_next_day=True)
    assert resolved(late) == one_day(date(2022, 5, 2))


def test_the_last_weekend_is_not_the_one_that_it_is_spoken_of_on() -> None:
    last, this = (
        Expression("period", unit="weekend", modifier=-1),
        Expression("period", unit="weekend"),
    )
    before = Interval(date(2022, 4, 23), date(2022, 4, 24), "days")
    assert resolved(last) == resolved(last, date(2022, 4, 27)) == before
    assert resolved(this) == Interval(date(2022, 4, 30), SUNDAY, "days")


def test_a_day_ahead_is_the_next_one() -> None:
    ahead = Expression("calendar", month=4, day=30, is_future=True)
    assert resolved(ahead) == one_day(date(2023, 4, 30))


def test_a_told_weekday_chooses_the_year() -> None:
    tuesday = Expression("calendar", month=9, day=15, weekday=1)
    assert resolved(tuesday) == one_day(date(2020, 9, 15))


def test_a_leap_day_is_found_in_its_year() -> None:
    assert resolved(Expression("calendar", month=2, day=29)) == one_day(date(2020, 2, 29))


@pytest.mark.parametrize(
    "expression",
    [
        Expression("calendar", year=2021, month=2, day=30),
        Expression("ago", low=9999, high=9999, unit="year"),
        Expression("range", first=Expression("calendar", year=2021, month=2, day=30)),
    ],
)
def test_days_that_never_were_resolve_to_nothing(expression: Expression) -> None:
    assert resolved(expression) is None


@pytest.mark.parametrize("kind", ["weekday", "shift", "ago", "period", "past", "month_of"])
def test_nothing_relative_resolves_without_publication(kind: str) -> None:
    expression = Expression(kind, weekday=1, month=3, low=-1, high=-1)  # type: ignore[arg-type]
    assert resolved(expression, None) is None


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (Expression("calendar", month=6, day=5), one_day(date(2020, 6, 5))),
        (Expression("shift"), one_day(date(2020, 5, 1))),
        (
            Expression("period", unit="week"),
            Interval(date(2020, 4, 25), date(2020, 5, 1), "week"),
        ),
    ],
)
def test_two_years_ago_this_week_is_not_this_week(day: Expression, expected: Interval) -> None:
    assert resolved(Expression("anniversary", low=2, first=day)) == expected
