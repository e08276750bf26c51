"""Intervals of whole days, and the few ways to make one."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

from pipeline.records import DatePrecision

DAY = timedelta(days=1)
_YEAR = timedelta(days=365)


class Interval(NamedTuple):
    """A stretch of whole days, both ends included; a tuple, since an article makes many."""

    start: date
    end: date
    precision: DatePrecision = "day"


def one_day(day: date) -> Interval:
    """The interval of one day."""
    return Interval(day, day, "day")


def whole_month(year: int, month: int) -> Interval:
    """The interval of a calendar month."""
    last = calendar.monthrange(year, month)[1]
    return Interval(date(year, month, 1), date(year, month, last), "month")


def portion_of(interval: Interval, portion: str | None) -> Interval:
    """The early, mid or late third of an interval; all of it for None."""
    if portion is None:
        return interval
    third = ((interval.end - interval.start).days + 1) // 3
    precision: DatePrecision = "days" if interval.precision == "month" else "month"
    if portion == "early":
        return Interval(interval.start, interval.start + third * DAY, precision)
    if portion == "late":
        return Interval(interval.end - third * DAY, interval.end, precision)
    return Interval(interval.start + third * DAY, interval.end - third * DAY, precision)


def cut_at(interval: Interval, published: date | None) -> Interval:
    """Cut off what lies after publication: nothing has happened there yet."""
    if published is None or not interval.start <= published < interval.end:
        return interval
    return Interval(interval.start, published, interval.precision)


def is_over_years(interval: Interval) -> bool:
    """Whether it counts over a year cut short by the report, or more: "so far this year"."""
    if interval.precision == "year":
        return (interval.end + DAY).year == interval.end.year
    return interval.end - interval.start >= _YEAR
