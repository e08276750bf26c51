"""Who can be the same incident at all: days and countries, or names, as blocks of mentions.

Each mention has a *span* of days. Two mentions can be one incident only if their spans meet: a
dated mention's span is its interval and the tolerance after it, so spans that meet are at most the
tolerance apart; an undated one's is the days before its report; one of a whole year, say, meets
only those of the same year (a year of partitions is never read).

Reports that name the same people can be one incident though their days are far apart: the trial
tells of the hearing's day, or of none. They meet in the blocks of those names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import combinations

from pipeline.records import INCIDENT_STATUSES, Mention
from pipeline.resolve.kinship import is_recurring, kindred

#: Reports of one incident differ by a day (time zones, nights, "on Monday" of the morning after).
TOLERANCE_DAYS = 1
#: An undated mention is of the days before its report: nine in ten reports of the development half
#: come within a week.
UNDATED_DAYS = 7
#: Intervals up to this long may begin on any day; months begin on their first ...
SHORT_DAYS = 8
#: ... and what is longer than a month meets only its equals.
MONTH_DAYS = 31
#: Reports that name the same people are compared when their partitions lie this near.
REACH_DAYS = 366

_DAY = timedelta(days=1)
#: Nothing says when: the stage command alone can meet such a mention.
_NO_DAY = date(1970, 1, 1)
#: The side blocks, where those of unknown country meet all others; sorts after every country.
ANYWHERE = "~"
#: Leads the day in the blocks of long intervals.
LONG = "long "
#: Leads the key of a block of those who name one person.
NAMED = "named "


@dataclass(frozen=True, slots=True)
class Block:
    """Mentions to read: of some partitions (``event_date``) and a place, or of no known place.

    Of a country all that lie in the admin1 or in none; of no country all that lie anywhere. With
    names only those of them that are known by all of these and can be what ``event_type`` tells;
    with ``is_wide`` only those of no day or of several (see :func:`is_wide`).
    """

    country: str | None
    admin1_code: str | None
    days: frozenset[date]
    names: tuple[str, ...] = ()
    event_type: str = ""
    is_wide: bool = False

    def covers(self, mention: Mention) -> bool:
        """Whether a mention lies in this block."""
        if event_day(mention) not in self.days:
            return False
        if self.names and not self.is_known(known_by(mention), mention.event_type):
            return False
        if self.is_wide and not is_wide(mention):
            return False
        return self.is_at(mention.place.country, mention.place.admin1_code)

    def is_at(self, country: str | None, admin1_code: str | None) -> bool:
        """Whether what is told of a place does not exclude the block's."""
        return all(
            own is None or told is None or own == told
            for own, told in ((self.country, country), (self.admin1_code, admin1_code))
        )

    def is_known(self, names: Collection[str], event_type: str) -> bool:
        """Whether somebody known by all these names, in this type of incident, is meant."""
        return event_type in kindred(self.event_type) and set(self.names).issubset(names)


@dataclass(frozen=True, slots=True)
class Blocks:
    """What to read; the properties say it more coarsely."""

    parts: tuple[Block, ...]

    @property
    def by_day(self) -> Blocks:
        """The blocks of places and days, of which all is read."""
        return Blocks(tuple(p for p in self.parts if not p.names and not p.is_wide))

    @property
    def by_wide_day(self) -> Blocks:
        """The blocks of places and days, of which only what is wide is read."""
        return Blocks(tuple(p for p in self.parts if not p.names and p.is_wide))

    @property
    def by_name(self) -> Blocks:
        """The blocks of names."""
        return Blocks(tuple(part for part in self.parts if part.names))

    @property
    def days(self) -> frozenset[date]:
        """The partitions of all blocks."""
        return frozenset().union(*(part.days for part in self.parts))

    @property
    def countries(self) -> frozenset[str | None] | None:
        """The countries of all blocks and the unknown one; None is every country."""
        named = frozenset(part.country for part in self.parts)
        return None if None in named else named | {None}

    def covers(self, mention: Mention) -> bool:
        """Whether a mention lies in some block."""
        return any(part.covers(mention) for part in self.parts)


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
        yield from _days(self.first, self.first if self.is_long else self.last)


def is_eligible(mention: Mention) -> bool:
    """Whether a mention can be in an incident: it happened, or is said to have.

    What only recalls it (see ``is_founding``) can be in one that others tell, if it names people.
    """
    if mention.status not in INCIDENT_STATUSES:
        return False
    return is_founding(mention) or bool(known_by(mention))


def is_founding(mention: Mention) -> bool:
    """Whether a mention makes an incident by itself: it is of somewhere, some time.

    Background without a date counts only with a place, and as alleged or thwarted.
    """
    if mention.salience != "background":
        return True
    is_placed = mention.place.place_precision != "unknown"
    is_dated = mention.event_start is not None
    return is_placed and (is_dated or mention.status in ("alleged", "thwarted"))


def known_by(mention: Mention) -> tuple[str, ...]:
    """The names by which reports far apart are known to tell one incident.

    None of what recurs at a place: a commander is in the reports of many battles.
    """
    return () if is_recurring(mention.event_type) else mention.names


def is_street(name: str) -> bool:
    """Whether a name is that of a street and its town: "bartlett, hawthorne"."""
    return "," in name


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


def is_wide(mention: Mention) -> bool:
    """Whether a mention is of no day, or of several: its span can begin far from its partition."""
    start = mention.event_start
    return start is None or (mention.event_end or start) > start


def neighbourhood(mentions: Collection[Mention]) -> Blocks:
    """The blocks in which mentions that meet these can lie, sorted."""
    near: dict[tuple[str, str], set[date]] = {}
    far: dict[tuple[str, str], set[date]] = {}
    for mention in mentions:
        place, own = mention.place, span(mention)
        at = (place.country or "", (place.admin1_code or "") if place.country else "")
        near.setdefault(at, set()).update(_near_partitions(own))
        far.setdefault(at, set()).update(_far_partitions(own))
    by_day = (
        Block(country or None, admin1_code or None, days, is_wide=is_far)
        for country, admin1_code in sorted(near)
        for is_far, days in _split(near[country, admin1_code], far[country, admin1_code])
    )
    return Blocks((*by_day, *_blocks_of_names(mentions)))


def _split(near: set[date], far: set[date]) -> Iterator[tuple[bool, frozenset[date]]]:
    """The days of which all is read, and those of which only what is wide is."""
    for is_far, days in ((False, near), (True, far - near)):
        if days:
            yield is_far, frozenset(days)


def _blocks_of_names(mentions: Iterable[Mention]) -> Iterator[Block]:
    """One name ties within an admin1, two, or a street and its town, within a country."""
    days: dict[tuple[str, str, tuple[str, ...], str], set[date]] = {}
    for mention in mentions:
        country, names = mention.place.country or "", known_by(mention)
        admin1_code = (mention.place.admin1_code or "") if country else ""
        keys: set[tuple[str, str, tuple[str, ...]]]
        keys = {(country, "" if is_street(name) else admin1_code, (name,)) for name in names}
        if admin1_code:
            keys.update((country, "", pair) for pair in combinations(sorted(names), 2))
        for key in keys:
            days.setdefault((*key, mention.event_type), set()).add(event_day(mention))
    for country, admin1_code, names, event_type in sorted(days):
        first, *others = days[country, admin1_code, names, event_type]
        # two years of days are 32 kB: names that are told on one day share them
        reach = _reach(first).union(*map(_reach, others)) if others else _reach(first)
        yield Block(country or None, admin1_code or None, reach, names, event_type)


@lru_cache(maxsize=4096)
def _reach(day: date) -> frozenset[date]:
    """The partitions of all mentions that a name can tie to one of this day."""
    return frozenset(day + n * _DAY for n in range(-REACH_DAYS, REACH_DAYS + 1))


def _near_partitions(own: Span) -> Iterator[date]:
    """The event days of all mentions of one day whose span can meet this one."""
    if not own.is_long:
        yield from _days(own.first - TOLERANCE_DAYS * _DAY, own.last)


def _far_partitions(own: Span) -> Iterator[date]:
    """The event days of all wide mentions whose span can meet this one."""
    yield own.first
    if own.is_long:
        return
    first = own.first - (SHORT_DAYS - 1 + TOLERANCE_DAYS) * _DAY
    yield from _days(first, own.last + UNDATED_DAYS * _DAY)
    yield (own.first - TOLERANCE_DAYS * _DAY).replace(day=1)


def _days(first: date, last: date) -> Iterator[date]:
    for n in range((last - first).days + 1):
        yield first + n * _DAY


def block_keys(mention: Mention) -> tuple[str, ...]:
    """The blocks of a mention; two that can be one incident share some.

    A block is written as ``country|day`` or as ``named <full name>``.
    """
    country = mention.place.country
    own = span(mention)
    mark = LONG if own.is_long else ""
    places = (ANYWHERE,) if country is None else (country, ANYWHERE)
    by_day = (f"{place}|{mark}{day.isoformat()}" for place in places for day in own.days())
    return (*by_day, *(f"{NAMED}{name}" for name in known_by(mention)))


def group_blocks(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    """Mentions by block, each block sorted by mention id."""
    blocks: dict[str, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda m: m.mention_id):
        for key in block_keys(mention):
            blocks.setdefault(key, []).append(mention)
    return blocks
