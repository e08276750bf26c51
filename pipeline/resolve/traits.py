"""What of a mention counts when it is compared, compiled once per mention."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.records import Casualty, Mention, Outcome, Place
from pipeline.resolve.blocking import Span, event_day, is_street, known_by, span
from pipeline.resolve.kinship import is_recurring
from pipeline.resolve.settings import settings_of, sexes_of
from pipeline.resolve.votes import origin_of

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

#: Ends the words for an age, as in "19-year-old".
_AGE = "-year-old"
#: What is reported this soon is news; a trial tells of what is older.
FRESH = timedelta(days=3)
#: Types of actors that act for the state they are of.
_OF_STATE = frozenset({"state", "military", "vehicle"})

#: (low, high) of a toll; high is infinite when only a least number is known.
Bounds = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Traits:
    """The compiled traits of a mention."""

    mention_id: str
    article_id: str
    origin: str
    language: str | None
    event_type: str
    status: str
    span: Span
    start: date | None
    end: date | None
    reported: int
    day: int
    place: Place
    common_words: Mapping[str, int]
    rare_words: frozenset[str]
    rare_worth: int
    worth: int
    killed: Bounds | None
    injured: Bounds | None
    doers: frozenset[str]
    names: frozenset[str]
    streets: frozenset[str]
    ages: frozenset[str]
    settings: frozenset[str]
    sexes: frozenset[str]
    is_vague: bool
    is_fresh: bool
    is_recurring: bool


def read_traits(mention: Mention, worths: Mapping[str, int], rare_worth: int) -> Traits:
    """Compile a mention.

    Args:
        mention: the mention.
        worths: what a word in common is worth, for words that are frequent in news; whole numbers,
            so that their sum does not depend on its order.
        rare_worth: the worth of all other words.
    """
    words = _told_words(mention)
    common = {word: worths[word] for word in words if word in worths}
    rare = frozenset(words - common.keys())
    start, end = _interval(mention)
    known = frozenset(known_by(mention))
    streets = frozenset(filter(is_street, known))
    reported = mention.published_at.date() if mention.published_at else event_day(mention)
    return Traits(
        mention_id=mention.mention_id,
        article_id=mention.article_id,
        origin=origin_of(mention),
        language=mention.language,
        event_type=mention.event_type,
        status=mention.status,
        span=span(mention),
        start=start,
        end=end,
        reported=reported.toordinal(),
        day=event_day(mention).toordinal(),
        place=mention.place,
        common_words=common,
        rare_words=rare,
        rare_worth=rare_worth,
        worth=sum(common.values()) + rare_worth * len(rare),
        killed=_bounds(mention.casualties, "killed"),
        injured=_bounds(mention.casualties, "injured"),
        doers=_sides_of_doers(mention),
        names=known - streets,
        streets=streets,
        ages=frozenset(word for word in mention.terms if word.endswith(_AGE)),
        settings=settings_of(mention),
        sexes=sexes_of(mention),
        is_fresh=start is not None and abs(reported - start) <= FRESH,
        is_vague=start is None or mention.place.place_precision in ("country", "unknown"),
        is_recurring=is_recurring(mention.event_type),
    )


def _sides_of_doers(mention: Mention) -> frozenset[str]:
    """Who its known doers count as: a state and its armed forces are one side."""
    known = ((p, p.actor_id) for p in mention.participants if p.role == "perpetrator")
    return frozenset(
        (doer.country or actor_id) if doer.type in _OF_STATE else actor_id
        for doer, actor_id in known
        if actor_id
    )


def _told_words(mention: Mention) -> set[str]:
    """The words that tell a mention, without the names that are compared as places and actors."""
    place = mention.place
    names = [place.name, place.admin1, place.country_name]
    names += [p.name for p in mention.participants if p.actor_id]
    known = {word for name in names if name for word in _WORD.findall(name.casefold())}
    return set(mention.terms) - known


def _interval(mention: Mention) -> tuple[date | None, date | None]:
    """The interval where it says something about the day."""
    start = mention.event_start
    if start is None:
        return None, None
    end = max(start, mention.event_end or start)
    return start, end


def _bounds(casualties: Iterable[Casualty], outcome: Outcome) -> Bounds | None:
    """The first total of an outcome."""
    for casualty in casualties:
        if casualty.outcome == outcome and casualty.part_of is None:
            low = casualty.low if casualty.low is not None else casualty.best
            if low is not None:
                return float(low), float("inf") if casualty.high is None else float(casualty.high)
    return None


def gap_days(one: Traits, other: Traits) -> int:
    """Days between two intervals, 0 when they touch or one is not known."""
    if one.start is None or other.start is None or one.end is None or other.end is None:
        return 0
    return max(0, (max(one.start, other.start) - min(one.end, other.end)).days)
