"""Date expressions to intervals of days, against the publication day and the story."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date

from pipeline.extract.dates.expression import Expression
from pipeline.extract.dates.holidays import holiday_in
from pipeline.extract.dates.interval import DAY, Interval, cut_at, one_day, portion_of, whole_month
from pipeline.extract.dates.shift import IN_A_DAY, PRECISION, moved, shifted
from pipeline.records import DatePrecision

#: A wire may carry tomorrow's date already, since days begin at different hours around the world.
_SLACK = DAY
#: A bare weekday that names the day after publication: 68 of 100 such articles of a set of local
#: news had happened on that day or the one before it (the page was dated early, or in another time
#: zone) and 6 of them six days before, since writers say "last Friday" then.
_NEARLY_A_WEEK = 6
#: How far back a day without a year is looked for; its weekday, when told, must fit.
_YEARS_BACK = 8


def resolve_expression(
    expression: Expression, published: date | None, anchor: Interval | None
) -> Interval | None:
    """The days that an expression names; None when what it counts from is not known."""
    try:
        return _RESOLVERS[expression.kind](expression, published, anchor)
    except (ValueError, OverflowError):  # February 30, year 0: words of no real day
        return None


def _calendar(e: Expression, published: date | None, anchor: Interval | None) -> Interval | None:
    if e.month is None:
        return _day_of_month(e, published) if e.day else _year(e)
    if e.day is None:
        return _month(e, published)
    if e.year is not None:
        return one_day(date(e.year, e.month, e.day))
    return _latest(lambda year: one_day(date(year, e.month or 1, e.day or 1)), e, published)


def _year(e: Expression) -> Interval | None:
    if e.year is None:
        return None
    return portion_of(Interval(date(e.year, 1, 1), date(e.year, 12, 31), "year"), e.portion)


def _month(e: Expression, published: date | None) -> Interval | None:
    month = e.month or 1
    if e.year is not None:
        return cut_at(portion_of(whole_month(e.year, month), e.portion), published)
    found = _latest(lambda y: portion_of(whole_month(y, month), e.portion), e, published)
    return found if found is None or e.is_future else cut_at(found, published)


def _latest(
    in_year: Callable[[int], Interval], e: Expression, published: date | None
) -> Interval | None:
    """The latest such interval that has begun by publication, or the first that ends after it."""
    if published is None:
        return None
    found: list[Interval] = []
    for year in range(published.year + 1, published.year - _YEARS_BACK, -1):
        try:
            found.append(in_year(year))
        except ValueError:  # February 29
            continue
    if e.is_future:
        ahead = [interval for interval in found if interval.end >= published]
        return min(ahead, default=None)
    past = [interval for interval in found if interval.start <= published + _SLACK]
    fitting = [interval for interval in past if interval.start.weekday() == e.weekday]
    return max(fitting or past, default=None)


def _day_of_month(e: Expression, published: date | None) -> Interval | None:
    """Read "the 24th": the latest such day."""
    if published is None or e.day is None:
        return None
    first = published.replace(day=1)
    for _ in range(3):
        if e.day <= calendar.monthrange(first.year, first.month)[1]:
            day = first.replace(day=e.day)
            if day <= published + _SLACK:
                return one_day(day)
        first = (first - DAY).replace(day=1)
    return None


def _calendar_range(
    e: Expression, published: date | None, anchor: Interval | None
) -> Interval | None:
    month, day, last_day = e.month or 1, e.day or 1, e.last_day or 1
    last_month = e.last_month or month

    def in_year(year: int) -> Interval:
        end_year = year + 1 if last_month < month else year
        return Interval(date(year, month, day), date(end_year, last_month, last_day), "days")

    found = in_year(e.year) if e.year is not None else _latest(in_year, e, published)
    return found if found is None or found.start <= found.end else None


def _month_of(e: Expression, published: date | None, anchor: Interval | None) -> Interval | None:
    """Read "last February", "February of last year", "earlier in March"."""
    if published is None or e.month is None:
        return None
    if e.year is not None:  # the modifier of a year
        return cut_at(whole_month(published.year + e.year, e.month), published)
    year = published.year
    if e.modifier == 1:
        year += e.month <= published.month
    elif e.modifier == -1:
        year -= e.month >= published.month
    else:
        year -= e.month > published.month
    return cut_at(whole_month(year, e.month), published)


def _weekday(e: Expression, published: date | None, anchor: Interval | None) -> Interval | None:
    if published is None or e.weekday is None:
        return None
    if e.week is not None:
        monday = published - published.weekday() * DAY
        return one_day(monday + (7 * e.week + e.weekday) * DAY)
    ahead = (e.weekday - published.weekday()) % 7
    if e.is_future or e.modifier == 1:
        return one_day(published + (ahead or 7) * DAY)
    back = (7 - ahead) % 7
    is_bare = e.modifier is None and not e.low
    if back == _NEARLY_A_WEEK and is_bare and e.may_be_next_day:
        back = -1
    if back == 0 and e.modifier == -1:
        back = 7
    return one_day(published + (e.low - back) * DAY)


def _shift(e: Expression, published: date | None, anchor: Interval | None) -> Interval | None:
    return None if published is None else shifted(one_day(published), e.low, e.high, e.unit)


def _ago(e: Expression, published: date | None, anchor: Interval | None) -> Interval | None:
    return None if published is None else shifted(one_day(published), -e.high, -e.low, e.unit)


def _period(e: Expression, published: date | None, anchor: Interval | None) -> Interval | None:
    """Read "last week", "this month", "over the weekend", "earlier this year"."""
    if published is None:
        return None
    modifier = e.modifier or 0
    if e.unit == "weekend":
        return _weekend(published, modifier)
    if e.unit == "week":
        monday = published + (7 * modifier - published.weekday()) * DAY
        found = Interval(monday, monday + 6 * DAY, "week")
    else:
        found = moved(one_day(published), modifier, e.unit)
    return cut_at(portion_of(found, e.portion), published)


def _weekend(published: date, modifier: int) -> Interval:
    """The weekend on or before publication, or the next one.

    Who speaks of the last one on a Saturday or Sunday does not mean today.
    """
    since_saturday = (published.weekday() - 5) % 7
    if modifier == 1:
        saturday = published + (7 - since_saturday) * DAY
    else:
        is_weekend = modifier == -1 and since_saturday <= 1
        saturday = published - (since_saturday + 7 * is_weekend) * DAY
    return cut_at(Interval(saturday, saturday + DAY, "days"), published)


def _season_of(e: Expression, published: date | None, anchor: Interval | None) -> Interval | None:
    first, _, last = (e.name or "").partition("-")
    year = e.year
    if year is None:
        if published is None:
            return None
        year = published.year + (1 if e.modifier == 1 else 0)
        if e.modifier != 1 and (int(last) if int(last) >= int(first) else 12) >= published.month:
            year -= 1
    end_year = year + (int(last) < int(first))
    end = whole_month(end_year, int(last)).end
    return Interval(date(year, int(first), 1), end, "month")


def _past(e: Expression, published: date | None, anchor: Interval | None) -> Interval | None:
    """Read "over the past three days", "in recent days", "recently": up to publication."""
    if published is None:
        return None
    # a number of recent weeks or months is not told: a few
    count = max(1, e.high)
    if e.unit == "month":
        start = published - 30 * count * DAY
    elif e.unit in ("year", "decade"):
        start = moved(one_day(published), -count, e.unit).start
    else:
        start = moved(one_day(published), -count * (7 if e.unit == "week" else 1), "day").start
        if e.unit in IN_A_DAY:
            start = published - max(1, count // IN_A_DAY[e.unit]) * DAY
    precision: DatePrecision = PRECISION[e.unit] if e.unit in ("month", "year") else "days"
    return Interval(start, published, precision)


def _story(e: Expression, published: date | None, anchor: Interval | None) -> Interval | None:
    if anchor is None or e.weekday is None:
        return None if anchor is None else shifted(anchor, e.low, e.high, e.unit)
    return one_day(anchor.end + ((e.weekday - anchor.end.weekday()) % 7 or 7) * DAY)


def _holiday(e: Expression, published: date | None, anchor: Interval | None) -> Interval | None:
    def in_year(year: int) -> Interval:
        return one_day(holiday_in(e.name or "", year))

    return in_year(e.year) if e.year is not None else _latest(in_year, e, published)


def _range(e: Expression, published: date | None, anchor: Interval | None) -> Interval | None:
    """Read "from Monday to Wednesday", whose ends are expressions of their own."""
    if e.first is None or e.until is None:
        return None
    first = resolve_expression(e.first, published, anchor)
    last = resolve_expression(e.until, published, anchor)
    if first is None or last is None or last.end < first.start:
        return first
    precision: DatePrecision = "days" if first.precision == "day" else first.precision
    return Interval(first.start, last.end, precision)


def _both(e: Expression, published: date | None, anchor: Interval | None) -> Interval | None:
    """Read "on Friday and Saturday": both, where one follows the other, else the first."""
    days = _range(e, published, anchor)
    if days is None or days.end - days.start <= DAY or e.first is None:
        return days
    return resolve_expression(e.first, published, anchor)


def _anniversary(e: Expression, published: date | None, anchor: Interval | None) -> Interval | None:
    """Read "ten years ago this week" and "two years ago, on June 5"."""
    if e.first is None or published is None:
        return None
    today = resolve_expression(e.first, published, anchor)
    if today is None:
        return None
    if e.first.kind == "calendar" and e.first.month is not None and e.first.day is not None:
        return one_day(date(published.year - e.low, e.first.month, e.first.day))
    if today.precision == "month":
        return whole_month(today.start.year - e.low, today.start.month)
    start, end = (day.replace(year=day.year - e.low) for day in (today.start, today.end))
    return Interval(start, end, today.precision)


_RESOLVERS: dict[str, Callable[[Expression, date | None, Interval | None], Interval | None]] = {
    "calendar": _calendar,
    "calendar_range": _calendar_range,
    "month_of": _month_of,
    "weekday": _weekday,
    "shift": _shift,
    "ago": _ago,
    "ago_from": _shift,
    "anniversary": _anniversary,
    "period": _period,
    "season_of": _season_of,
    "past": _past,
    "story": _story,
    "holiday": _holiday,
    "range": _range,
    "both": _both,
}
