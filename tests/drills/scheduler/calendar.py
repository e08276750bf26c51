"""The six windows: what the newswire shows in each, and which feeds are known by then."""

from __future__ import annotations

from datetime import datetime, timedelta

from pipeline.sample import WINDOWS

QUARTER = timedelta(minutes=15)
N_WINDOWS = 6
#: How many feeds of the newswire are known in each window: each brings pages of its own.
N_FEEDS = (3, 6, 8, 99, 99, 99)
#: From this window (from 0) on, the newswire shows its second edition; the last one is quiet.
SECOND_EDITION = 4


def starts() -> list[datetime]:
    """The starts of the windows."""
    return [WINDOWS[0] + n * QUARTER for n in range(N_WINDOWS)]


def number_of(window: str) -> int:
    """The number (from 0) of a window by its start."""
    return int((datetime.fromisoformat(window) - WINDOWS[0]) / QUARTER)


def edition_of(number: int) -> int:
    """The edition (1 or 2) that the newswire shows in a window."""
    return 1 if number < SECOND_EDITION else 2


def feeds_of(feeds: str, number: int) -> str:
    """The part of the newswire's feeds file that is known in a window."""
    head, *entries = feeds.split("[[feed]]")
    return "[[feed]]".join([head, *entries[: N_FEEDS[number]]])
