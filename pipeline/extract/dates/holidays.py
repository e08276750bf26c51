"""The days of holidays: fixed, the n-th weekday of a month, or counted from Easter."""

from __future__ import annotations

from datetime import date

from pipeline.extract.dates.interval import DAY, whole_month

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def holiday_in(rule: str, year: int) -> date:
    """The day of a holiday rule: ``12-25``, ``11-thursday-4``, ``05-monday-last``, ``easter-2``."""
    if rule.startswith("easter"):
        return _easter(year) + int(rule.removeprefix("easter")) * DAY
    parts = rule.split("-")
    month = int(parts[0])
    if len(parts) == 2:
        return date(year, month, int(parts[1]))
    if parts[2] == "after":
        return _nth_weekday(year, month, parts[4], parts[3]) + DAY
    return _nth_weekday(year, month, parts[1], parts[2])


def _nth_weekday(year: int, month: int, weekday: str, nth: str) -> date:
    wanted = _WEEKDAYS.index(weekday)
    if nth == "last":
        last = whole_month(year, month).end
        return last - ((last.weekday() - wanted) % 7) * DAY
    first = date(year, month, 1)
    return first + ((wanted - first.weekday()) % 7 + 7 * (int(nth) - 1)) * DAY


def _easter(year: int) -> date:
    """Easter Sunday of a Gregorian year (the computus of Butcher, 1876)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, skipped = divmod(century, 4)
    correction = (century + 8) // 25
    lunar = (century - correction + 1) // 3
    epact = (19 * golden + century - leap_centuries - lunar + 15) % 30
    leap, odd = divmod(rest, 4)
    weekday = (32 + 2 * skipped + 2 * leap - epact - odd) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
