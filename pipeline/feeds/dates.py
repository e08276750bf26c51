"""Dates of items: read if plausible, with how they were found."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from pipeline.feeds.item import DateWitness

#: News of the web is younger than the web.
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
#: Clocks and zones are wrong by hours, never by more than a day.
AHEAD = timedelta(days=1)

_EPOCH = re.compile(r"\d{9,13}")
_ZONE = re.compile(r"(?:Z|[+-]\d{2}:?\d{2}|\b(?!AM\b|PM\b)[A-Z]{2,5})(?:\s*\([^)]*\))?\s*$")
_SECONDS_DIGITS = 10


def read_date(
    text: str, parsed: time.struct_time | None, now: datetime
) -> tuple[datetime | None, DateWitness]:
    """Read a date; ``parsed`` is what the feed's reader made of it, in UTC.

    Returns:
        The date in UTC, or None when it cannot be read or is not plausible (before 1990, or more
        than a day ahead of ``now``), and the way it was read.
    """
    text = text.strip()
    witness: DateWitness = "published"
    if _EPOCH.fullmatch(text):
        moment, witness = _from_epoch(text), "published_epoch"
    else:
        moment = _from_struct(parsed) or _from_text(text)
        if not _ZONE.search(text):
            witness = "published_no_zone"
    return (moment if moment and EARLIEST <= moment <= now + AHEAD else None), witness


def _from_epoch(text: str) -> datetime | None:
    seconds = int(text) / (1 if len(text) <= _SECONDS_DIGITS else 1000)
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None


def _from_struct(parsed: time.struct_time | None) -> datetime | None:
    try:
        return datetime(*parsed[:6], tzinfo=UTC) if parsed else None
    except ValueError:
        return None


def _from_text(text: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(text)
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None
