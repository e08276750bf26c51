"""Intervals of whole days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.dates.interval import (
    Interval,
    cut_at,
    is_over_years,
    one_day,
    portion_of,
    whole_month,
)


def test_a_month_ends_on_its_last_day() -> None:
    assert whole_month(2020, 2).end == date(2020, 2, 29)


@pytest.mark.parametrize(("portion", "first", "last"), [("early", 1, 11), ("late", 21, 31)])
def test_a_portion_is_a_third(portion: str, first: int, last: int) -> None:
    part = portion_of(whole_month(2022, 3), portion)
    assert (part.start.day, part.end.day, part.precision) == (first, last, "days")


def test_what_lies_after_publication_is_cut_off() -> None:
    assert cut_at(whole_month(2022, 8), date(2022, 8, 26)).end == date(2022, 8, 26)
    assert cut_at(whole_month(2022, 7), date(2022, 8, 26)) == whole_month(2022, 7)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["early", "mid", "late"]))
def test_a_portion_lies_inside_the_whole(day: date, portion: str) -> None:
    for whole in (one_day(day), whole_month(day.year, day.month)):
        part = portion_of(whole, portion)
        assert whole.start <= part.start <= part.end <= whole.end


def test_intervals_are_ordered_by_their_days() -> None:
    assert Interval(date(2020, 1, 1), date(2020, 1, 2)) < one_day(date(2020, 1, 2))


def test_this_year_so_far_and_a_decade_are_over_years_and_a_whole_year_is_not() -> None:
    assert is_over_years(Interval(date(2022, 1, 1), date(2022, 8, 26), "year"))
    assert is_over_years(Interval(date(2012, 8, 1), date(2022, 8, 26), "days"))
    assert not is_over_years(Interval(date(1998, 1, 1), date(1998, 12, 31), "year"))
    assert not is_over_years(one_day(date(2022, 8, 26)))
