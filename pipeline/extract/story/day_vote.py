"""The day of the one event that a whole article tells, by a vote of its sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.extract.dates.event import (
    DateSource,
    EventDate,
    date_of_event,
    is_follow_up,
    is_remote,
    tells_aftermath,
)
from pipeline.extract.dates.find import DateMention, Interval, document_date, resolve
from pipeline.text import Document

#: How much a vote for a story's day weighs, by where its date was found.
_WEIGHTS: dict[DateSource, float] = {
    "clause": 3.0,
    "sentence": 1.5,
    "report": 1.0,
    "story": 0.0,
    "published": 0.0,
}
#: The same for dates in sentences without a trigger, by role.
_LOOSE_WEIGHTS = {"event": 0.6, "report": 0.2, "other": 0.1}
#: What a vote for more than a day counts.
_LONGER = 0.3
#: How fast votes lose weight along the sentences of a story.
_DECAY = 0.15


def date_of_story(
    document: Document, dates: Sequence[DateMention], triggers: Sequence[tuple[int, int, int]]
) -> EventDate | None:
    """The day of the one event that a whole article tells, by a vote of its sentences.

    The sentences of its triggers (sentence, start, end) weigh most; then come the other dates of
    events ("officers were called at 10 p.m. on Sunday"), unless the article tells an aftermath. A
    year alone is no answer.
    """
    found = [
        (date_of_event(document, dates, trigger, _others(triggers, trigger)), trigger[0])
        for trigger in triggers
    ]
    votes = [(told, _WEIGHTS[told.source], sentence) for told, sentence in found if told]
    votes = [v for v in votes if v[0].source != "report" or not tells_aftermath(document, v[2])]
    if not is_follow_up(document):
        sentences = sorted({sentence for sentence, _, _ in triggers})
        loose = [date for date in dates if not is_remote(date.sentence, sentences)]
        votes += _loose_votes(document, loose)
    weights: dict[Interval, float] = {}
    first: dict[Interval, EventDate] = {}
    for told, weight, sentence in votes:
        if not told.is_future:
            share = (
                weight
                * (1.0 if told.interval.precision == "day" else _LONGER)
                / (1 + _DECAY * sentence)
            )
            weights[told.interval] = weights.get(told.interval, 0.0) + share
            first.setdefault(told.interval, told)
    if not weights:
        return None if is_follow_up(document) else day_of_dispatch(document, dates)
    best = _refined(max(weights, key=lambda interval: (weights[interval], interval)), weights)
    return None if best.precision == "year" else first[best]


def day_of_dispatch(document: Document, dates: Sequence[DateMention]) -> EventDate | None:
    """The day of a dateline: a dispatch that names no day tells the news of its own."""
    for mention in dates:
        interval = resolve(mention, document.published) if mention.role == "dateline" else None
        if interval is not None:
            return EventDate(interval, mention, "report")
    return None


def _others(
    triggers: Sequence[tuple[int, int, int]], trigger: tuple[int, int, int]
) -> list[tuple[int, int]]:
    return [(start, end) for sentence, start, end in triggers if sentence == trigger[0]]


def _loose_votes(
    document: Document, dates: Sequence[DateMention]
) -> list[tuple[EventDate, float, int]]:
    published = document_date(document, dates)
    votes: list[tuple[EventDate, float, int]] = []
    for mention in dates:
        if mention.is_excluded or mention.role == "dateline":
            continue
        interval = resolve(mention, published)
        if interval is not None and interval.precision == "day":
            votes.append(
                (
                    EventDate(interval, mention, "story"),
                    _LOOSE_WEIGHTS[mention.role],
                    mention.sentence,
                )
            )
    return votes


def _refined(interval: Interval, votes: Mapping[Interval, float]) -> Interval:
    """The day with most votes inside a longer interval ("last week ... on Tuesday")."""
    if interval.precision == "day":
        return interval
    inside = [
        other
        for other in votes
        if other.precision == "day" and interval.start <= other.start <= interval.end
    ]
    return max(inside, key=lambda other: (votes[other], other), default=interval)
