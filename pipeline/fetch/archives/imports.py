"""Other doors in: land pages that somebody else has fetched, as if we had.

    source -> pages and rejections -> window of each -> not taken down -> landed files

A page lands in the window in which it was fetched, so that an archive of last year tells what was
known last year; ``window_start`` gathers everything in one window instead. A source that is
imported again replaces what it had landed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain
from pathlib import Path

from pipeline.errors import Reason
from pipeline.fetch.state.database import State
from pipeline.fetch.takedown import find_taken_down
from pipeline.ids import make_rejection, page_id
from pipeline.lake.landed.landing import land, require_kept
from pipeline.records import Page, Rejection
from pipeline.urls import host_of, publisher_of
from pipeline.windows import floor_to_window

#: Bodies gathered in memory before they are landed.
_BYTES_AT_ONCE = 32_000_000
#: Pages that are looked up together.
_PAGES_AT_ONCE = 256

#: What a source gives: a page, why there is none, or None for a record that is not meant to be one.
Found = Page | Rejection | None


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """Where and how to land."""

    lake: Path
    #: knows what was taken down
    state_url: str
    #: the window of pages that do not tell when they were fetched
    now: datetime
    #: the window of all pages instead of their own
    window_start: datetime | None = None


@dataclass(slots=True)
class ImportSummary:
    """Counts of records: read = kept (pages) + empty (no page, or there already) + rejected."""

    read: int = 0
    kept: int = 0
    empty: int = 0
    rejected: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    windows: set[datetime] = field(default_factory=set)


def import_found(name: str, found: Iterable[Found], options: ImportOptions) -> ImportSummary:
    """Land what a source gives; ``name`` tells it from other sources, and is the same next time.

    Raises:
        ConfigError: the database URL is wrong.
        UsageError: a page's window is no longer kept.
        WorldError: the database or the disk failed.
    """
    landing = _Landing(name, options)
    with State(options.state_url) as state:
        for batch in _batches(found):
            pages = [(one.url, one.publisher) for one in batch if isinstance(one, Page)]
            with state.read() as connection:
                barred = find_taken_down(connection, pages)
            for one in batch:
                is_barred = isinstance(one, Page) and (one.url, one.publisher) in barred
                landing.take(None if is_barred else one)
    landing.flush()
    return landing.summary


class _Landing:
    """Gathers rows by window, and lands them before they are too many."""

    def __init__(self, name: str, options: ImportOptions) -> None:
        self.summary = ImportSummary()
        self._name = f"import-{name}"
        self._options = options
        self._seen: set[str] = set()
        self._pages: dict[datetime, list[Page]] = {}
        self._rejections: dict[datetime, list[Rejection]] = {}
        self._n_bytes = 0
        self._n_files = 0

    def take(self, found: Found) -> None:
        """Take one record."""
        self.summary.read += 1
        if isinstance(found, Page):
            found = self._placed(found)
        if isinstance(found, Rejection):
            self._reject(found)
        elif found is None or found.page_id in self._seen:
            self.summary.empty += 1
        else:
            self._keep(found)
        if self._n_bytes > _BYTES_AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Land what has been gathered."""
        if not self._pages and not self._rejections:
            return
        self._n_files += 1
        part = f"{self._name}-{self._n_files}"
        for window, pages in sorted(self._pages.items()):
            land(self._options.lake, window, part, "pages", pages)
        for window, rejections in sorted(self._rejections.items()):
            land(self._options.lake, window, part, "rejections", rejections)
        self._pages, self._rejections, self._n_bytes = {}, {}, 0

    def _placed(self, page: Page) -> Page | Rejection:
        """The page with its window and what follows from it."""
        window = self._window_of(page.window_start or page.fetched_at)
        if not host_of(page.url):
            detail = f"not an http(s) address: {page.url[:200]!r}"
            return make_rejection("fetch", Reason.BAD_URL, page.url or page.page_id, detail=detail)
        return replace(
            page,
            page_id=page_id(page.url, window),
            window_start=window,
            publisher=page.publisher or publisher_of(page.url) or None,
        )

    def _window_of(self, moment: datetime | None) -> datetime:
        if self._options.window_start is not None:
            return self._options.window_start
        return floor_to_window(moment or self._options.now)

    def _keep(self, page: Page) -> None:
        window = page.window_start or self._options.now
        self._note(window)
        self._seen.add(page.page_id)
        self._pages.setdefault(window, []).append(page)
        self._n_bytes += len(page.body or b"")
        self.summary.kept += 1

    def _reject(self, rejection: Rejection) -> None:
        window = self._window_of(rejection.window_start)
        self._note(window)
        again = make_rejection(
            "fetch",
            rejection.reason,
            rejection.ref,
            detail=rejection.detail,
            url=rejection.url,
            window_start=window,
        )
        self._rejections.setdefault(window, []).append(again)
        self.summary.rejected += 1
        self.summary.reasons[rejection.reason] += 1

    def _note(self, window: datetime) -> None:
        if window not in self.summary.windows:
            require_kept(self._options.lake, window)
            self.summary.windows.add(window)


def _batches(found: Iterable[Found]) -> Iterator[list[Found]]:
    rest = iter(found)
    for first in rest:
        batch, size = [first], 0
        for one in chain(rest):
            batch.append(one)
            size += len(one.body or b"") if isinstance(one, Page) else 0
            if len(batch) == _PAGES_AT_ONCE or size > _BYTES_AT_ONCE:
                break
        yield batch
