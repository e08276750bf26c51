"""Land what has been fetched for a window: files of pages and of rejections, once.

Responses are given to a part of the landing, then its files are written, then they leave the state.
Who is killed in between leaves the part to the next run, which writes the same files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from pipeline.feeds.groups import group_label, in_group
from pipeline.fetch.landings import load_landing, save_landing
from pipeline.fetch.state import item_store, spool
from pipeline.fetch.state.database import State, lock
from pipeline.lake.landed.landing import land
from pipeline.records import Page

#: Page bodies landed in one file, about.
_BYTES_PER_FILE = 16_000_000


@dataclass(frozen=True, slots=True)
class FetchSummary:
    """Counts of items tried: read = kept (pages) + empty (nothing new) + rejected."""

    read: int = 0
    kept: int = 0
    empty: int = 0
    rejected: int = 0
    #: items that are left for a later window
    waiting: int = 0
    #: of the bodies landed
    bytes: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    #: files of pages: more than one when runs at the same time shared the window
    parts: int = 0
    already_done: bool = False
    seconds: float = 0.0


class PageLanding:
    """What a group of hosts (all by default) lands for a window."""

    def __init__(self, lake_dir: Path, window_start: datetime, group: str | None = None) -> None:
        self._lake_dir = lake_dir
        self._window_start = window_start
        self._key = ("fetch", window_start, group_label(group))
        self._name = f"fetch-{group_label(group)}"
        self.takes = partial(in_group, group=group)

    def summary(self, state: State) -> FetchSummary | None:
        """The summary of the run that landed it, or None."""
        with state.read() as connection:
            before = load_landing(connection, self._key)
        return None if before is None else FetchSummary(**before)

    def land(self, state: State, seconds: float, now: datetime) -> FetchSummary:
        """Land what has been fetched, beside what a run at the same time has landed."""
        with state.write() as connection:
            lock(connection)
            before = load_landing(connection, self._key)
            earlier = FetchSummary(**before) if before else FetchSummary()
            part = self._name if earlier.parts == 0 else f"{self._name}.{earlier.parts + 1}"
            outcomes = spool.assign_part(connection, self._window_start, self.takes, part)
            waiting = item_store.count_pending(connection, self.takes)
            summary = _add(earlier, outcomes, waiting, seconds)
            save_landing(connection, self._key, summary, now)
        if outcomes:
            self._write(state, part)
        else:
            self._write_files(part, (), ())
        return summary

    def finish(self, state: State) -> None:
        """Land what a killed run of this group has left."""
        for part in self._parts_left(state):
            if part == self._name or part.startswith(f"{self._name}."):
                self._write(state, part)

    def finish_all(self, state: State, now: datetime) -> None:
        """Land what killed runs of any group have left, and what they had not come to land."""
        for part in self._parts_left(state):
            self._write(state, part)
        with state.read() as connection:
            is_left = spool.is_any_unlanded(connection, self._window_start)
        if is_left:
            self.land(state, 0.0, now)

    def _parts_left(self, state: State) -> list[str]:
        with state.read() as connection:
            return spool.parts_left(connection, self._window_start)

    def _write(self, state: State, part: str) -> None:
        """Write the files of a part that had responses when it was looked for.

        When it has none any more, another run has written them since: files without rows would
        take their place.
        """
        with state.read() as connection:  # sees one moment
            pages = spool.read_part(connection, self._window_start, part, "kept")
            rejections = list(spool.read_part(connection, self._window_start, part, "rejected"))
            if spool.has_part(connection, self._window_start, part):
                self._write_files(part, pages, rejections)
        with state.write() as connection:
            spool.delete_part(connection, self._window_start, part)

    def _write_files(self, part: str, pages: Iterable[Page], rejections: Sequence[object]) -> None:
        n_files = 0
        for _, numbered in groupby(_number_files(pages), key=itemgetter(0)):
            n_files += 1
            name = part if n_files == 1 else f"{part}-{n_files}"
            batch = (page for _, page in numbered)
            land(self._lake_dir, self._window_start, name, "pages", batch)
        if not n_files:
            land(self._lake_dir, self._window_start, part, "pages", ())
        land(self._lake_dir, self._window_start, part, "rejections", rejections)


def _number_files(pages: Iterable[Page]) -> Iterator[tuple[int, Page]]:
    """Each page with a number that grows from one file to the next."""
    size = 0
    for page in pages:
        yield size // _BYTES_PER_FILE, page
        size += len(page.body or b"")


def _add(
    earlier: FetchSummary,
    outcomes: Sequence[tuple[item_store.Outcome, str | None, int]],
    waiting: int,
    seconds: float,
) -> FetchSummary:
    counts = Counter(outcome for outcome, _, _ in outcomes)
    reasons = Counter(reason for _, reason, _ in outcomes if reason)
    return FetchSummary(
        read=earlier.read + len(outcomes),
        kept=earlier.kept + counts["kept"],
        empty=earlier.empty + counts["empty"],
        rejected=earlier.rejected + counts["rejected"],
        waiting=waiting,
        bytes=earlier.bytes + sum(n_bytes for _, _, n_bytes in outcomes),
        reasons=dict(Counter(earlier.reasons) + reasons),
        parts=earlier.parts + 1,
        seconds=seconds,
    )
