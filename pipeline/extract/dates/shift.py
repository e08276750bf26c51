"""Intervals moved by days, weeks, months and years: "three days ago", "last month"."""

from __future__ import annotations

from datetime import date

from pipeline.extract.dates.expression import Unit
from pipeline.extract.dates.interval import DAY, Interval, one_day, whole_month
from pipeline.records import DatePrecision

#: How many of a unit that is shorter than a day make one.
IN_A_DAY: dict[Unit, int] = {"minute": 24 * 60, "hour": 24}
PRECISION: dict[Unit, DatePrecision] = {
    "minute": "day",
    "hour": "day",
    "day": "day",
    "week": "week",
    "weekend": "days",
    "month": "month",
    "year": "year",
    "decade": "year",
}


def shifted(base: Interval, low: int, high: int, unit: Unit) -> Interval:
    """Move an interval by ``low`` to ``high`` units; months and years become whole ones."""
    first, last = moved(base, low, unit), moved(base, high, unit)
    precision = first.precision if low == high else "days" if unit == "day" else PRECISION[unit]
    return Interval(min(first.start, last.start), max(first.end, last.end), precision)


def moved(base: Interval, count: int, unit: Unit) -> Interval:
    """Move an interval by some units: whole months and years, weeks loosely."""
    if unit in IN_A_DAY:
        # hours are counted from the evening of the day: 12 hours ago is the same day
        whole = abs(count) // IN_A_DAY[unit]
        days = -whole if count < 0 else whole
        return Interval(base.start + days * DAY, base.end + days * DAY, base.precision)
    if unit == "day":
        return Interval(base.start + count * DAY, base.end + count * DAY, base.precision)
    if unit in ("week", "weekend"):
        return _around(base.start + 7 * count * DAY, count)
    if unit == "month":
        months = base.start.year * 12 + base.start.month - 1 + count
        return whole_month(months // 12, months % 12 + 1)
    year = base.start.year + count * (10 if unit == "decade" else 1)
    return Interval(date(year, 1, 1), date(year, 12, 31), "year")


def _around(day: date, count: int) -> Interval:
    """Weeks are counted loosely: a week ago is that day or one beside it."""
    return Interval(day - 3 * DAY, day + 3 * DAY, "week") if count else one_day(day)
