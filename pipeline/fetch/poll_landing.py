"""Land the polls of a window: a row for each feed, and a rejection for each that failed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import Connection

from pipeline.feeds.groups import group_label
from pipeline.fetch.state import poll_store
from pipeline.fetch.state.poll_store import PollRow
from pipeline.lake.landed.landing import land


class PollLanding:
    """What a group of feeds (all by default) lands for a window.

    Args:
        lake_dir: the lake's folder.
        window_start: the window.
        group: the part of the feeds, like ``2/4``.
    """

    def __init__(self, lake_dir: Path, window_start: datetime, group: str | None = None) -> None:
        self._lake_dir = lake_dir
        self._window_start = window_start
        self._part = f"poll-{group_label(group)}"

    def land(self, connection: Connection, feed_ids: Iterable[str]) -> list[PollRow]:
        """Land the rows of some feeds, beside those that the group has landed before."""
        start, part = self._window_start, self._part
        poll_store.assign_part(connection, feed_ids, start, part)
        polls = poll_store.read_polls(connection, start, part)
        rejections = list(poll_store.read_rejections(connection, start, part))
        rows = poll_store.with_missed(polls)
        land(self._lake_dir, start, part, "feed_polls", rows)
        land(self._lake_dir, start, part, "rejections", rejections)
        return polls
