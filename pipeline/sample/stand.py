"""What is on show, and who has asked for what: the state that all hosts share."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pipeline.errors import UsageError
from pipeline.sample.edition import Edition
from pipeline.sample.newswire import Newswire


@dataclass(frozen=True, slots=True)
class Seen:
    """One request that a publisher's host has answered; ``at`` is in seconds since 1970."""

    at: float
    publisher: str
    path: str
    agent: str
    status: int


class Stand:
    """The edition on show and the requests so far; safe to use from many threads.

    Raises:
        UsageError: there is no such window.
    """

    def __init__(self, newswire: Newswire, window: int, bases: Mapping[str, str]) -> None:
        self._lock = threading.Lock()
        self._asked: Counter[tuple[str, str]] = Counter()
        self._last_request = time.monotonic()
        self.requests: list[Seen] = []
        self.edition = Edition(newswire, window, bases)
        self.turn_to(window)

    def turn_to(self, window: int) -> datetime:
        """Show another window (from 1) and return its start; counts begin anew.

        Raises:
            UsageError: there is no such window.
        """
        windows = self.edition.newswire.windows
        if not 1 <= window <= len(windows):
            raise UsageError(f"the sample has windows 1 to {len(windows)}, not {window}")
        with self._lock:
            self.edition = Edition(self.edition.newswire, window, self.edition.bases)
            self._asked.clear()
        return windows[window - 1]

    def idle_s(self) -> float:
        """Seconds since the last request."""
        return time.monotonic() - self._last_request

    def touch(self) -> None:
        """Note that somebody is here."""
        self._last_request = time.monotonic()

    def count(self, publisher: str, path: str) -> int:
        """Count a request for a path, and say how many came before it."""
        self.touch()
        with self._lock:
            self._asked[publisher, path] += 1
            return self._asked[publisher, path] - 1

    def note(self, seen: Seen) -> None:
        """Keep a request that has been answered."""
        with self._lock:
            self.requests.append(seen)
