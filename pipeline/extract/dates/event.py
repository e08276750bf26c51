"""Choose the date of an event among the dates of its sentence and story.

Every date of a sentence belongs to the trigger that it is cheapest to reach: words cost one each,
borders of clauses more, and a date that stands before its noun ("Wednesday's rocket attacks") costs
nothing. What belongs to another trigger is not this one's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.extract.dates.find import DateMention, Interval, document_date, resolve
from pipeline.extract.dates.roles import date_cues
from pipeline.extract.dates.ways import ATTRIBUTE, Ways, ways_of
from pipeline.extract.finds import in_sentence
from pipeline.text import Document, Sentence

DateSource = Literal["clause", "sentence", "report", "story", "published"]

_FOREIGN, _REPORT = frozenset(("other", "aftermath")), frozenset(("report",))
#: A date this many characters away belongs to nothing.
_FARTHEST_CHARS = 700
#: What a date costs more when it belongs to the trigger less surely.
_SOURCE_COST = {"clause": 0.0, "sentence": 6.0, "report": 12.0}
#: Beyond this cost a date does not belong to a trigger's clause.
_CLAUSE_COST = 18.0
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
#: How many sentences, the title among them, say what an article is about.
_LEAD = 3
#: How fast votes lose weight along the sentences of a story.
_DECAY = 0.15


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an event was, and where that was read; ``mention`` is None for a carried-over date."""

    interval: Interval
    mention: DateMention | None
    source: DateSource
    is_future: bool = False


def date_of_event(
    document: Document,
    dates: Sequence[DateMention],
    trigger: tuple[int, int, int],
    rivals: Sequence[tuple[int, int]] = (),
    story_anchor: Interval | None = None,
) -> EventDate | None:
    """The date of the event that a trigger (sentence, start, end) tells; None when none is told.

    ``rivals`` are the offsets of other triggers in the sentence. ``story_anchor`` is the day of the
    event told before: relative dates count from it, and it is carried over to a sentence without
    dates (give None to forbid that).
    """
    here = sources_of_dates(document, dates, trigger, rivals)
    published = document_date(document, dates) if here else None
    for source, mention in here:
        interval = resolve(mention, published, story_anchor)
        if interval is not None:
            return EventDate(interval, mention, source, mention.is_future)
    if story_anchor is None:
        return None
    return EventDate(story_anchor, None, "story")


def _is_near(date: DateMention, offset: int) -> bool:
    return date.role != "dateline" and abs(date.start - offset) < _FARTHEST_CHARS


def sources_of_dates(
    document: Document,
    dates: Sequence[DateMention],
    trigger: tuple[int, int, int],
    rivals: Sequence[tuple[int, int]],
) -> list[tuple[DateSource, DateMention]]:
    """How the dates of a trigger's sentence belong to it, best first; others' are left out."""
    here = [d for d in in_sentence(dates, trigger[0]) if _is_near(d, trigger[1])]
    if not here:
        return []
    sentence = document.sentences[trigger[0]]
    ways = ways_of(sentence.lowers, document.language)
    own = token_at(sentence, trigger[1])
    others = sorted({token_at(sentence, start) for start, _ in rivals if start != trigger[1]})
    is_aftermath = not _FOREIGN.isdisjoint(ways.roles_at(own))
    found: list[tuple[float, int, DateSource, DateMention]] = []
    for mention in here:
        cost = ways.cost(mention, own)
        source = _source(ways, mention, cost, others, is_aftermath)
        if source is not None:
            found.append((cost + _SOURCE_COST[source], mention.start, source, mention))
    return [(source, mention) for _, _, source, mention in sorted(found, key=lambda f: f[:2])]


def token_at(sentence: Sentence, offset: int) -> int:
    """The number of the token at an offset of a sentence's field."""
    return max(0, bisect_right(sentence.tokens, offset, key=lambda token: token.start) - 1)


def _source(
    ways: Ways, date: DateMention, cost: float, others: Sequence[int], is_aftermath: bool
) -> DateSource | None:
    """How a date belongs to a trigger that it reaches at a cost; None when it does not.

    ``is_aftermath``: the trigger is itself a word, like an arrest, that takes dates from others.
    """
    if cost < ATTRIBUTE:
        return "clause"
    rival = ways.to_nearest(date, others)
    if date.is_excluded or rival < ATTRIBUTE:
        return None
    if not is_aftermath and ways.to_cue(date, _FOREIGN) < min(cost, rival):
        return None
    if ways.to_cue(date, _REPORT) <= min(cost, rival):
        return "report"
    return "clause" if cost <= rival and cost < _CLAUSE_COST else "sentence"


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
        votes += _loose_votes(document, dates)
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
        return _of_dateline(document, dates)
    best = _refined(max(weights, key=lambda interval: (weights[interval], interval)), weights)
    return None if best.precision == "year" else first[best]


def _of_dateline(document: Document, dates: Sequence[DateMention]) -> EventDate | None:
    """A dispatch that names no day tells the news of its own."""
    if is_follow_up(document):
        return None
    for mention in dates:
        interval = resolve(mention, document.published) if mention.role == "dateline" else None
        if interval is not None:
            return EventDate(interval, mention, "report")
    return None


def is_follow_up(document: Document) -> bool:
    """Whether title and lead tell of an arrest, a trial or a funeral, on days of their own."""
    return any(tells_aftermath(document, s.index) for s in document.sentences[:_LEAD])


def tells_aftermath(document: Document, sentence: int) -> bool:
    """Whether a sentence tells of an arrest, a trial or a funeral, on a day of its own."""
    cues = date_cues(document.language)
    return any(
        cue.role == "aftermath"
        for token in document.sentences[sentence].tokens
        for cue in cues.get(token.lower, ())
    )


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
