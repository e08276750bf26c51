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
_OFFSET = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})(?:\s*\([^)]*\))?$")
_NAME = re.compile(r"\b([A-Z]{2,5})(?:\s*\([^)]*\))?$")
#: Zone names that mail has (RFC 5322), which the standard library reads.
_OF_MAIL = frozenset("UT UTC GMT EST EDT CST CDT MST MDT PST PDT".split())
#: Others as the tz database writes them; of several zones of one name that of most English news.
_OFFSETS = {
    name: offset
    for offset, names in {
        "-0300": "ART BRT",
        "+0100": "BST CET WAT WEST",
        "+0200": "CEST EET CAT SAST",
        "+0300": "EEST MSK EAT",
        "+0500": "PKT",
        "+0530": "IST",
        "+0545": "NPT",
        "+0700": "WIB ICT",
        "+0800": "SGT HKT PHT MYT AWST",
        "+0900": "JST KST",
        "+1000": "AEST",
        "+1100": "AEDT",
        "+1200": "NZST",
        "+1300": "NZDT",
    }.items()
    for name in names.split()
}
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
        spelled, has_zone = _spell_zone(text)
        # the readers of feeds and mail would take the clock of a zone that they do not know as UTC
        own = _from_text(spelled) if spelled != text else None
        moment = own or _from_struct(parsed) or _from_text(text)
        if not has_zone:
            witness = "published_no_zone"
    return (moment if moment and EARLIEST <= moment <= now + AHEAD else None), witness


def _spell_zone(text: str) -> tuple[str, bool]:
    """A date with its zone as an offset where only we know the name; whether its zone is known."""
    found = _NAME.search(text)
    if found and (offset := _OFFSETS.get(found[1])):
        return text[: found.start()] + offset, True
    return text, bool(_OFFSET.search(text) or (found and found[1] in _OF_MAIL))


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
