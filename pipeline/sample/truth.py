"""What a careful reader makes of the newswire, as records: the measure for a whole run.

``truth.toml`` is the data and says how it is to be read. Values that no article gives are None.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pipeline.sample.newswire import ROOT

#: The tolls that an article or a window may give.
OUTCOMES = ("killed", "injured", "captured")


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people; None is unknown or not fixed, ``also`` are bests that are as good."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """Where: the spellings in the articles, admin1 (name, ISO 3166-2), country (alpha-2)."""

    names: tuple[str, ...]
    country: str
    admin1: str | None = None
    admin1_code: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One incident as one revision of one article tells it."""

    article: str
    salience: str
    place: str
    words: tuple[str, ...]
    window: int = 1
    revision: int = 1
    killed: Toll | None = None
    injured: Toll | None = None
    captured: Toll | None = None


@dataclass(frozen=True, slots=True)
class State:
    """An incident after a window; counts are (least, most)."""

    window: int
    n_articles: tuple[int, int]
    n_publishers: tuple[int, int]
    n_origins: tuple[int, int]
    killed: Toll | None = None
    injured: Toll | None = None
    captured: Toll | None = None


@dataclass(frozen=True, slots=True)
class TrueIncident:
    """What happened, who tells it, and what is known after each window."""

    id: str
    event_type: str
    status: str
    is_default: bool
    event_start: date
    event_end: date
    date_precision: str
    place: PlaceTold
    told: tuple[Told, ...]
    states: tuple[State, ...]
    also_types: tuple[str, ...] = ()

    @property
    def types(self) -> frozenset[str]:
        """The event types that are right."""
        return frozenset((self.event_type, *self.also_types))

    def after(self, window: int) -> State | None:
        """What is known after a window (from 1); None before anyone has told it."""
        known = [state for state in self.states if state.window <= window]
        return known[-1] if known else None

    def articles(self, window: int) -> tuple[str, ...]:
        """The articles that tell it up to a window, in the order of the file."""
        return tuple(dict.fromkeys(t.article for t in self.told if t.window <= window))


@dataclass(frozen=True, slots=True)
class NoDefault:
    """An article that must not yield an incident with ``is_default``, and why."""

    article: str
    why: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A page or feed that a stage must reject, for one of the reasons.

    ``certain`` is false where another outcome is right too, such as a second attempt.
    """

    stage: str
    reasons: tuple[str, ...]
    article: str | None = None
    feed: str | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Copy:
    """A syndicated copy and its origin."""

    article: str
    origin: str
    kind: str


@dataclass(frozen=True, slots=True)
class Update:
    """What a later window changes about an incident, and the article that causes it."""

    kind: str
    window: int
    article: str
    incident: str
    field: str | None = None
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Truth:
    """All of it; articles are named by their keys (publisher/name)."""

    incidents: tuple[TrueIncident, ...]
    no_default: tuple[NoDefault, ...]
    rejected: tuple[Rejected, ...]
    copies: tuple[Copy, ...]
    updates: tuple[Update, ...]

    def defaults(self, window: int) -> tuple[TrueIncident, ...]:
        """The incidents that every count uses, as known after a window (from 1)."""
        return tuple(i for i in self.incidents if i.is_default and i.after(window))


@cache
def truth() -> Truth:
    """Read ``truth.toml``."""
    data = tomllib.loads(ROOT.joinpath("truth.toml").read_text(encoding="utf-8"))
    return Truth(
        incidents=tuple(_read_incident(row) for row in data["incidents"]),
        no_default=tuple(NoDefault(**row) for row in data["no_default"]),
        rejected=tuple(
            Rejected(**{**row, "reasons": tuple(row["reasons"])}) for row in data["rejected"]
        ),
        copies=tuple(Copy(**row) for row in data["copies"]),
        updates=tuple(Update(**row) for row in data["updates"]),
    )


def _read_incident(row: Mapping[str, Any]) -> TrueIncident:
    place = {**row["place"], "names": tuple(row["place"]["names"])}
    rest = {key: value for key, value in row.items() if key != "after"}
    return TrueIncident(
        **{
            **rest,
            "place": PlaceTold(**place),
            "told": tuple(_read_told(told) for told in row["told"]),
            "states": tuple(_read_state(state) for state in row["after"]),
            "also_types": tuple(row.get("also_types", ())),
        }
    )


def _read_told(row: Mapping[str, Any]) -> Told:
    return Told(**{**row, **_read_tolls(row), "words": tuple(row["words"])})


def _read_state(row: Mapping[str, Any]) -> State:
    counts = {key: _read_range(value) for key, value in row.items() if key.startswith("n_")}
    return State(**{**row, **_read_tolls(row), **counts})


def _read_tolls(row: Mapping[str, Any]) -> dict[str, Toll]:
    tolls = {outcome: row[outcome] for outcome in OUTCOMES if outcome in row}
    return {
        outcome: Toll(**{**toll, "also": tuple(toll.get("also", ()))})
        for outcome, toll in tolls.items()
    }


def _read_range(value: int | list[int]) -> tuple[int, int]:
    return (value, value) if isinstance(value, int) else (value[0], value[1])
