"""Build windows again for the sake of what they could not use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from pipeline.beam.build import BuildSettings, build
from pipeline.beam.crew import keep_crews
from pipeline.errors import Reason, UsageError
from pipeline.lake import Lake, Snapshot
from pipeline.lake.landed.landing import expired_windows, landed
from pipeline.records import Rejection

#: The stages whose input is in the lake; what feeds and fetch refused never came in.
STAGES = ("clean", "extract", "syndication", "resolve")
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rejections to take up again; None is any."""

    stage: str | None = None
    reason: str | None = None
    since: date | None = None

    def __contains__(self, rejection: Rejection) -> bool:
        """Whether it is one of them."""
        at = rejection.window_start
        return (
            rejection.stage in (STAGES if self.stage is None else (self.stage,))
            and self.reason in (None, rejection.reason)
            and at is not None
            and (self.since is None or at.date() >= self.since)
        )


@dataclass(frozen=True, slots=True)
class ReplayReport:
    """The windows built again, those whose pages are gone, and rejections by stage and reason."""

    windows: tuple[datetime, ...]
    without_pages: tuple[datetime, ...]
    before: dict[str, int]
    after: dict[str, int]


def replay(settings: BuildSettings, asked: Asked, progress: Progress) -> ReplayReport:
    """Build the windows that have such rejections, oldest first.

    Args:
        settings: how; the window is set here.
        asked: which rejections.
        progress: told before each window.

    Raises:
        UsageError: the stage is none whose input the lake keeps, or there is no such reason.
        LakeBusy, WorldError, GateError: as ``build``; windows before are published.
    """
    if asked.stage is not None and asked.stage not in STAGES:
        raise UsageError(
            f"cannot replay what '{asked.stage}' refused: its input is not in the lake; "
            f"stages are {', '.join(STAGES)}"
        )
    if asked.reason is not None and asked.reason not in set(Reason):
        raise UsageError(
            f"nothing is refused for '{asked.reason}'; the reasons are {', '.join(Reason)}"
        )
    lake = Lake(settings.lake)
    found = _find(lake.snapshot(), asked)
    windows = sorted({r.window_start for r in found if r.window_start})
    expired = expired_windows(settings.lake)
    there = [w for w in windows if w not in expired and landed(settings.lake, w)]
    with keep_crews():
        for done, window in enumerate(there):
            progress(done, len(there), f"{window:%Y-%m-%d %H:%M}")
            build(replace(settings, window_start=window))
    return ReplayReport(
        tuple(there),
        tuple(window for window in windows if window not in there),
        _count(found),
        _count(_find(lake.snapshot(), asked)),
    )


def _find(snapshot: Snapshot, asked: Asked) -> list[Rejection]:
    return [rejection for rejection in snapshot.records("rejections") if rejection in asked]


def _count(rejections: list[Rejection]) -> dict[str, int]:
    return dict(Counter(f"{r.stage}: {r.reason}" for r in rejections))
