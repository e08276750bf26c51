"""Who can be the same incident at all: days and countries, as blocks of mentions.

Each mention has a *span* of days. Two mentions can be one incident only if their spans meet: a
dated mention's span is its interval and the tolerance after it, so spans that meet are at most the
tolerance apart; an undated one's is the days before its report; one of a whole year, say, meets
only those of the same year (a year of partitions is never read).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from pipeline.records import INCIDENT_STATUSES, Mention
from pipeline.resolve.kinship import kinship
from pipeline.resolve.place_fit import admin1_key

#: Reports of one incident differ by a day (time zones, nights, "on Monday" of the morning after).
TOLERANCE_DAYS = 1
#: An undated mention is of the days before its report: nine in ten reports of the development half
#: come within a week.
UNDATED_DAYS = 7
#: Intervals up to this long may begin on any day; months begin on their first ...
SHORT_DAYS = 8
#: ... and what is longer than a month meets only its equals.
MONTH_DAYS = 31

_DAY = timedelta(days=1)
#: Nothing says when: the stage command alone can meet such a mention.
_NO_DAY = date(1970, 1, 1)
#: The side blocks, where those of unknown country meet all others; sorts after every country.
ANYWHERE = "~"
#: Leads the day in the blocks of long intervals.
_LONG = "long "


@dataclass(frozen=True, slots=True)
class Blocks:
    """What to read: partitions of mentions (``event_date``), and countries (None: all)."""

    days: frozenset[date]
    countries: frozenset[str | None] | None


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which a mention's incident may be known to others, both inclusive."""

    first: date
    last: date
    is_long: bool = False

    def meets(self, other: Span) -> bool:
        """Whether the two can be one incident by their days."""
        if self.is_long or other.is_long:
            return self == other
        return self.first <= other.last and other.first <= self.last

    def days(self) -> Iterator[date]:
        """Its days; of a long one only the first."""
        last = self.first if self.is_long else self.last
        for n in range((last - self.first).days + 1):
            yield self.first + timedelta(days=n)


def is_eligible(mention: Mention) -> bool:
    """Whether a mention is an incident's: it happened, or is said to have, somewhere, some time.

    Background without a date counts only with a place, and as alleged or thwarted.
    """
    if mention.status not in INCIDENT_STATUSES:
        return False
    if mention.salience != "background":
        return True
    is_placed = mention.place.place_precision != "unknown"
    is_dated = mention.event_start is not None
    return is_placed and (is_dated or mention.status in ("alleged", "thwarted"))


def event_day(mention: Mention) -> date:
    """The day of a mention's partition: of the event, else of the report, else of the window."""
    moments: tuple[datetime | None, ...] = (
        mention.published_at,
        mention.recorded_at,
        mention.window_start,
    )
    told = mention.event_date or mention.event_start
    return told or next((moment.date() for moment in moments if moment), _NO_DAY)


def span(mention: Mention) -> Span:
    """The span of a mention."""
    start = mention.event_start
    if start is None:
        reported = event_day(mention)
        return Span(reported - UNDATED_DAYS * _DAY, reported + TOLERANCE_DAYS * _DAY)
    end = max(start, mention.event_end or start)
    if is_long(start, end):
        return Span(start, end, is_long=True)
    return Span(start, end + TOLERANCE_DAYS * _DAY)


def is_long(start: date, end: date) -> bool:
    """Whether an interval meets only its equals."""
    length = (end - start).days + 1
    return length > (MONTH_DAYS if start.day == 1 else SHORT_DAYS)


def neighbourhood(mentions: Iterable[Mention]) -> Blocks:
    """The partitions and countries in which mentions that meet these can lie."""
    days: set[date] = set()
    countries: set[str | None] = {None}
    is_anywhere = False
    for mention in mentions:
        days.update(_partitions(span(mention)))
        countries.add(mention.place.country)
        is_anywhere = is_anywhere or mention.place.country is None
    return Blocks(frozenset(days), None if is_anywhere else frozenset(countries))


def _partitions(own: Span) -> Iterator[date]:
    """The event days of all mentions whose span can meet this one."""
    yield own.first
    if own.is_long:
        return
    day = own.first - (SHORT_DAYS - 1 + TOLERANCE_DAYS) * _DAY
    while day <= own.last + UNDATED_DAYS * _DAY:
        yield day
        day += _DAY
    yield (own.first - TOLERANCE_DAYS * _DAY).replace(day=1)


def block_keys(mention: Mention) -> tuple[str, ...]:
    """The blocks of a mention, as ``country|day``; two that can be one incident share some."""
    country = mention.place.country
    own = span(mention)
    mark = _LONG if own.is_long else ""
    places = (ANYWHERE,) if country is None else (country, ANYWHERE)
    return tuple(f"{place}|{mark}{day.isoformat()}" for place in places for day in own.days())


def group_blocks(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    """Mentions by block, each block sorted by mention id."""
    blocks: dict[str, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda m: m.mention_id):
        for key in block_keys(mention):
            blocks.setdefault(key, []).append(mention)
    return blocks


def pairs_of_block(
    key: str, mentions: Iterable[Mention], asked: Collection[str] | None = None
) -> Iterator[tuple[Mention, Mention]]:
    """The pairs that are compared in this block and in no other, smaller mention id first.

    What never can be one incident (days, countries, admin1, types) is left out here, for
    many at a time; :func:`pipeline.resolve.similarity.score` refuses the same pairs one by one.

    Args:
        key: the block.
        mentions: all mentions of the block.
        asked: when given, only pairs with one of these mentions.
    """
    place, _, day = key.partition("|")
    members = sorted(mentions, key=lambda m: m.mention_id)
    is_asked = np.array([asked is None or m.mention_id in asked for m in members], dtype=np.bool_)
    numbers = np.arange(len(members))
    table = _Columns.read(members)
    home = date.fromisoformat(day.removeprefix(_LONG)).toordinal()
    wanted = np.flatnonzero(is_asked)
    for start in range(0, len(wanted), _CHUNK):
        rows = wanted[start : start + _CHUNK]
        allowed = table.meet(rows) & table.agree(rows)
        allowed &= table.is_home(rows, home) & table.is_side(rows, place == ANYWHERE)
        # a pair of two that are asked for comes from both rows: take it from the later one
        allowed &= (numbers < rows[:, None]) | (~is_asked & (numbers != rows[:, None]))
        for row, column in zip(*np.nonzero(allowed), strict=True):
            first, second = sorted((int(rows[row]), int(column)))
            yield members[first], members[second]


#: Rows of a block that are compared with all others at a time.
_CHUNK = 512


@dataclass(frozen=True, slots=True)
class _Columns:
    """What decides whether two mentions are compared, one array per trait; codes, 0 is unknown."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    is_long: NDArray[np.bool_]
    country: NDArray[np.int64]
    admin1: NDArray[np.int64]
    event_type: NDArray[np.int64]
    types_agree: NDArray[np.bool_]

    @classmethod
    def read(cls, mentions: Sequence[Mention]) -> _Columns:
        """Read the traits of mentions."""
        spans = [span(mention) for mention in mentions]
        types = sorted({mention.event_type for mention in mentions})
        return cls(
            np.array([s.first.toordinal() for s in spans], dtype=np.int64),
            np.array([s.last.toordinal() for s in spans], dtype=np.int64),
            np.array([s.is_long for s in spans], dtype=np.bool_),
            _codes(mention.place.country for mention in mentions),
            _codes(admin1_key(mention.place) for mention in mentions),
            np.array([types.index(mention.event_type) for mention in mentions], dtype=np.int64),
            np.array([[kinship(a, b) != "never" for b in types] for a in types], dtype=np.bool_),
        )

    def meet(self, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether spans meet; see :meth:`Span.meets`."""
        first, last = self.first[rows, None], self.last[rows, None]
        is_long = self.is_long[rows, None] | self.is_long
        overlap = (first <= self.last) & (self.first <= last)
        equal = (first == self.first) & (last == self.last)
        both_long = self.is_long[rows, None] & self.is_long
        met: NDArray[np.bool_] = np.where(is_long, equal & both_long, overlap)
        return met

    def agree(self, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether countries, admin1 and types do not exclude each other."""
        agreed: NDArray[np.bool_] = self.types_agree[self.event_type[rows, None], self.event_type]
        for codes in (self.country, self.admin1):
            own = codes[rows, None]
            agreed = agreed & ((own == codes) | (own == 0) | (codes == 0))
        return agreed

    def is_home(self, rows: NDArray[np.int64], day: int) -> NDArray[np.bool_]:
        """Whether the day of the block is the first that both share."""
        shared: NDArray[np.bool_] = np.maximum(self.first[rows, None], self.first) == day
        return shared

    def is_side(self, rows: NDArray[np.int64], is_side: bool) -> NDArray[np.bool_]:
        """Whether a pair belongs to a side block: one of its countries is not known."""
        unknown: NDArray[np.bool_] = (self.country[rows, None] == 0) | (self.country == 0)
        sided: NDArray[np.bool_] = unknown == is_side
        return sided


def _codes(values: Iterable[str | None]) -> NDArray[np.int64]:
    numbers: dict[str, int] = {}
    return np.array(
        [0 if v is None else numbers.setdefault(v, len(numbers) + 1) for v in values],
        dtype=np.int64,
    )
