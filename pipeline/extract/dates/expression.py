"""What a date expression says, read from the values of its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal[
    "calendar",
    "calendar_range",
    "month_of",
    "weekday",
    "shift",
    "ago",
    "ago_from",
    "anniversary",
    "period",
    "season_of",
    "past",
    "story",
    "holiday",
    "range",
    "both",
]
Unit = Literal["minute", "hour", "day", "week", "weekend", "month", "year", "decade"]
Portion = Literal["early", "mid", "late"]


@dataclass(frozen=True, slots=True)
class Expression:
    """What a date expression says, before it is resolved; months 1-12, weekday 0 = Monday."""

    kind: Kind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_month: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    low: int = 0
    high: int = 0
    unit: Unit = "day"
    modifier: int | None = None
    week: int | None = None
    portion: Portion | None = None
    name: str | None = None
    is_future: bool = False
    may_be_next_day: bool = False
    first: Expression | None = None
    until: Expression | None = None


def read_expression(kind: Kind, values: dict[str, str]) -> Expression | None:
    """What the words of a form say, by their class; None when it is no date (a 13th month)."""
    number = {key: int(text) for key, text in values.items() if _is_whole(text)}
    month, day = number.get("month"), number.get("day", number.get("ordinal"))
    if "mm" in number:
        month, day = number["mm"], number["dd"]
        if month > 12:
            month, day = day, month
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    year = number.get("year")
    if "yy" in number:
        year = _four_digits(number["yy"])
    low, high = _counts(values)
    return Expression(
        kind=kind,
        year=year,
        month=month,
        day=day,
        last_month=number.get("month2"),
        last_day=number.get("day2"),
        weekday=number.get("weekday", number.get("short_weekday", number.get("short_weekday_dot"))),
        low=low,
        high=high,
        unit=_unit(values),
        modifier=number.get("modifier"),
        week=number.get("week"),
        portion=_portion(values.get("portion")),
        name=values.get("holiday") or values.get("season"),
        is_future=values.get("future") == "1",
    )


def _is_whole(text: str) -> bool:
    return text.lstrip("-").isdecimal()


def _four_digits(year: int) -> int:
    """Two digits of a year: wires of the last century write 90, those of this one 15."""
    return 1900 + year if year >= 50 else 2000 + year


def _counts(values: dict[str, str]) -> tuple[int, int]:
    low, _, high = values.get("n", values.get("count", "0")).partition("..")
    sign = int(values.get("sign", "1"))
    if not _is_whole(low):
        return 0, 0
    first, second = sign * int(low), sign * int(high or low)
    return min(first, second), max(first, second)


def _unit(values: dict[str, str]) -> Unit:
    text = values.get("unit") or values.get("plural_unit") or values.get("period") or "day"
    for unit in get_args(Unit):
        if text == unit:
            return unit  # type: ignore[no-any-return]
    return "day"


def _portion(text: str | None) -> Portion | None:
    for portion in get_args(Portion):
        if text == portion:
            return portion  # type: ignore[no-any-return]
    return None
