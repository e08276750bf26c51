"""Windows: the quarters of an hour, in UTC, that runs own; each is named by its start."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

#: How long a window lasts.
WINDOW = timedelta(minutes=15)


def floor_to_window(moment: datetime) -> datetime:
    """The start of the window that a moment (of any zone) lies in, in UTC."""
    moment = moment.astimezone(UTC)
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + (moment - midnight) // WINDOW * WINDOW


def format_window(window_start: datetime | None) -> str:
    """Write a window's start as ``2022-08-26T06:00Z`` ('' when there is none)."""
    return "" if window_start is None else window_start.strftime("%Y-%m-%dT%H:%MZ")
