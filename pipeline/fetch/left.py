"""Land what runs of earlier windows have left in the state, being killed before they landed it.

A scheduler tries the same window again, which lands it first. Under cron the next window comes
instead: what had been fetched would stay in the state, and its items count as fetched.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pipeline.fetch.page_landing import PageLanding
from pipeline.fetch.poll_landing import PollLanding
from pipeline.fetch.session import utc_now
from pipeline.fetch.state import poll_store, spool
from pipeline.fetch.state.database import State, lock
from pipeline.lake.landed.landing import expired_windows


def land_left(state_url: str, lake_dir: Path, before: datetime) -> list[datetime]:
    """Land what is left of the windows before one; nobody is asked for anything.

    A run of such a window that is still under way lands what it brings from now on beside it.

    Returns:
        The windows that have landed something by this, oldest first.

    Raises:
        ConfigError: the database URL is wrong.
        WorldError: the database or the disk failed.
    """
    with State(state_url) as state:
        with state.read() as connection:
            fetched = spool.find_windows(connection, before)
            polled = poll_store.find_windows(connection, before)
        left = sorted((fetched | polled) - expired_windows(lake_dir))
        for window_start in left:
            _land_polls(state, lake_dir, window_start)
            PageLanding(lake_dir, window_start).finish_all(state, utc_now())
    return left


def _land_polls(state: State, lake_dir: Path, window_start: datetime) -> None:
    with state.write() as connection:
        lock(connection)
        feed_ids = poll_store.load_unlanded(connection, window_start)
        if feed_ids:
            PollLanding(lake_dir, window_start).land(connection, feed_ids)
