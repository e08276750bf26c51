"""Read the date forms that markup uses. Times come out aware, in the zone that they were given in.

A date without a time is its midnight, a time without a zone is taken as UTC.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:(?:[T ]|\s+-\s+)(\d{1,2}):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?"
    r"\s*(?:(Z|UTC|GMT)|([+-]\d\d):?(\d\d)?)?)?(?!\d)",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:\D|$)")
_DAY_MONTH_YEAR = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|\.)?\s+([a-z]{3,9})\.?,?\s+(\d{4})\b", re.IGNORECASE
)
_MONTH_DAY_YEAR = re.compile(
    r"\b([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b", re.IGNORECASE
)
_CLOCK = re.compile(r"\b(\d{1,2}):(\d\d)(?::\d\d)?\s*([ap])?\.?m?\b", re.IGNORECASE)
_EPOCH = re.compile(r"1\d{9}(\d{3})?")
_MONTHS = {
    name: number
    for number, name in enumerate(
        "jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1
    )
}
#: News pages on the web are not older.
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)


def read_datetime(value: str | None) -> datetime | None:
    """Read a date of a meta tag, JSON-LD, time element or feed; None when it is none."""
    if not value:
        return None
    text = value.strip().strip("\"'")[:80]
    for read in (_read_iso, _read_epoch, _read_rfc, _read_slashed, _read_words):
        try:
            found = read(text)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
        if found is not None:
            return found if EARLIEST <= found < LATEST else None
    return None


def utc_offset_of(time: datetime | None) -> int | None:
    """Minutes that the clock of a time is ahead of UTC; None for UTC, which is no one's clock."""
    offset = time.utcoffset() if time else None
    return int(offset.total_seconds() // 60) if offset else None


def _read_iso(text: str) -> datetime | None:
    match = _ISO.match(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, _, hours, minutes = match.groups()
    zone = UTC
    if hours is not None:
        sign = -1 if hours.startswith("-") else 1
        offset = timedelta(hours=abs(int(hours)), minutes=int(minutes or 0))
        zone = timezone(sign * offset)
    clock = (int(hour or 0), int(minute or 0), int(second or 0))
    if clock[0] == 24:
        return datetime(int(year), int(month), int(day), tzinfo=zone) + timedelta(days=1)
    return datetime(int(year), int(month), int(day), *clock, tzinfo=zone)


def _read_epoch(text: str) -> datetime | None:
    match = _EPOCH.fullmatch(text)
    if match is None:
        return None
    return datetime.fromtimestamp(int(text[:10]), UTC)


def _read_rfc(text: str) -> datetime | None:
    if not re.match(r"[A-Za-z]{3},|\d{1,2} [A-Za-z]{3} \d{4} \d", text):
        return None
    found = parsedate_to_datetime(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _read_slashed(text: str) -> datetime | None:
    match = _SLASHED.match(text)
    if match is None:
        return None
    year, month, day = map(int, match.groups())
    return _with_clock(datetime(year, month, day, tzinfo=UTC), text)


def _read_words(text: str) -> datetime | None:
    match = _DAY_MONTH_YEAR.search(text)
    if match:
        day, month, year = match.groups()
    else:
        match = _MONTH_DAY_YEAR.search(text)
        if match is None:
            return None
        month, day, year = match.groups()
    number = _MONTHS.get(month[:3].lower())
    if number is None:
        return None
    return _with_clock(datetime(int(year), number, int(day), tzinfo=UTC), text)


def _with_clock(day: datetime, text: str) -> datetime:
    match = _CLOCK.search(text)
    if match is None:
        return day
    hour, half = int(match[1]), (match[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return day.replace(hour=hour, minute=int(match[2])) if hour < 24 else day
