"""Choose the date of an event among the dates of its sentence and story.

Every date of a sentence belongs to the trigger that it is cheapest to reach: words cost one each,
borders of clauses more, and a date that stands before its noun ("Wednesday's rocket attacks") costs
nothing. What belongs to another trigger is not this one's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as day
from typing import Literal

from pipeline.extract.dates.find import DateMention, Interval, document_date, resolve
from pipeline.extract.dates.grammar import date_grammar
from pipeline.extract.dates.roles import roles_in
from pipeline.extract.dates.ways import ATTRIBUTE, Ways, ways_of
from pipeline.extract.finds import in_sentence
from pipeline.text import Document, Sentence

DateSource = Literal["clause", "sentence", "report", "story", "published"]

_FOREIGN, _REPORT = frozenset(("other", "aftermath")), frozenset(("report",))
_AFTERMATH = frozenset(("other", "aftermath", "arrest"))
#: A date this many characters away belongs to nothing.
_FARTHEST_CHARS = 700
#: What a date costs more when it belongs to the trigger less surely.
_SOURCE_COST = {"clause": 0.0, "sentence": 6.0, "report": 12.0}
#: Beyond this cost a date does not belong to a trigger's clause.
_CLAUSE_COST = 18.0
#: So near a date and a word of saying stand side by side: "said on Tuesday", "Tuesday, he said".
_BESIDE = 2.0
#: What the lead does not tell has its day at most so many sentences away, or in a clause of its
#: own; what the lead tells, so many.
_NEAR_SENTENCES, _NEAR_LEAD = 3, 20
#: "Two days earlier" stands so many tokens behind what was then.
_EARLIER_REACH = 8
#: How many sentences, the title among them, say what an article is about.
_LEAD = 3


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
        anchor = story_anchor
        if mention.is_story_relative and mention.expression.high < 0:
            anchor = _day_before(mention, dates, published) or story_anchor
        interval = _night_of_report(mention, document, dates) or resolve(mention, published, anchor)
        if interval is not None:
            return EventDate(interval, mention, source, mention.is_future)
    if story_anchor is None:
        return None
    return EventDate(story_anchor, None, "story")


def _night_of_report(
    mention: DateMention, document: Document, dates: Sequence[DateMention]
) -> Interval | None:
    """The day on which something "overnight" is told: "in an overnight raid, said on Wednesday"."""
    if mention.expression.kind != "shift" or mention.last_token - mention.first_token != 1:
        return None
    word = document.sentences[mention.sentence].lowers[mention.first_token]
    if date_grammar(document.language).values.get("part", {}).get(word) != "overnight":
        return None
    told = [d for d in in_sentence(dates, mention.sentence) if d.role == "report"]
    days = (resolve(d, document.published) for d in told if d.expression.kind == "weekday")
    return next((day for day in days if day is not None), None)


def _day_before(
    mention: DateMention, dates: Sequence[DateMention], published: day | None
) -> Interval | None:
    """The day that its sentence names before words that count from it.

    "He died on Friday of wounds received a day earlier": the day before Friday.
    """
    before = [d for d in in_sentence(dates, mention.sentence) if d.start < mention.start]
    named = (resolve(d, published) for d in reversed(before) if d.role != "dateline")
    return next((i for i in named if i is not None and i.precision == "day"), None)


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
    last = token_at(sentence, trigger[2] - 1)
    is_aftermath = any(not _AFTERMATH.isdisjoint(ways.roles_at(at)) for at in range(own, last + 1))
    of_report = _day_of_report(here, ways)
    found: list[tuple[float, bool, int, DateSource, DateMention]] = []
    for mention in here:
        if (
            _is_of_other_half(mention, own, others, here, ways)
            or _is_of_later(mention, own, here, ways)
            or _is_of_aside(mention, own, others, here, ways)
            or _is_before_recalled(mention, own, others, here, ways)
        ):
            continue
        cost = ways.cost(mention, own)
        is_linked = cost >= ATTRIBUTE and ways.is_linked(mention, own)
        is_linked = is_linked or ways.is_of_cause(mention, own)
        source = None if is_linked else _source(ways, mention, cost, others, is_aftermath)
        if source == "report" and of_report not in (None, mention):
            source = "sentence"
        if source is not None:
            # "suspected of theft on Friday were arrested on Saturday"
            is_before = mention.first_token < own
            found.append((cost + _SOURCE_COST[source], is_before, mention.start, source, mention))
    return [(source, mention) for _, _, _, source, mention in sorted(found, key=lambda f: f[:3])]


def _is_of_other_half(
    mention: DateMention,
    own: int,
    others: Sequence[int],
    here: Sequence[DateMention],
    ways: Ways,
) -> bool:
    """Whether a day ends the deed told before: "five died on Monday and two on Tuesday"."""
    at = mention.first_token
    is_joined = not ways.grammar.together.isdisjoint(ways.words[at:own])
    if not is_joined or not any(other < at < own for other in others):
        return False
    end = min((other for other in others if other > own), default=len(ways.words))
    return any(d.role == "event" and own < d.first_token < end for d in here)


def _is_of_later(mention: DateMention, own: int, here: Sequence[DateMention], ways: Ways) -> bool:
    """Whether a day is of what came after, for which it is counted back from there.

    "The ship sank on Wednesday after an attack two days earlier": the attack was on Monday.
    """
    if ways.grammar.sequel.isdisjoint(ways.words[mention.last_token : own]):
        return False
    return any(
        date.is_story_relative
        and date.expression.high < 0
        and 0 < date.first_token - own <= _EARLIER_REACH
        for date in here
    )


def _is_before_recalled(
    mention: DateMention,
    own: int,
    others: Sequence[int],
    here: Sequence[DateMention],
    ways: Ways,
) -> bool:
    """Whether a day is of what is done about an event told as a noun with a day before it.

    "They met on Friday to bury the victims of a bombing that tore through a mosque a day earlier".
    """
    if mention.first_token > own or ways.grammar.of_deed.isdisjoint(ways.words[own - 2 : own]):
        return False
    return any(
        date.is_story_relative
        and date.expression.high < 0
        and own < date.first_token
        and not any(own < other < date.first_token for other in others)
        for date in here
    )


def _is_of_aside(
    mention: DateMention,
    own: int,
    others: Sequence[int],
    here: Sequence[DateMention],
    ways: Ways,
) -> bool:
    """Whether a day is of a side clause that ends before the next one, which has its own or none.

    "In Khartoum, which the army retook in March, gunmen shot a driver": the driver was shot later.
    """
    if "," not in ways.words[mention.last_token : own]:
        return False
    before = ways.words[: mention.first_token]
    opened = [at for at, word in enumerate(before) if word in ways.grammar.side_clause]
    if not opened:
        return False
    is_set_off = "," in before[opened[-1] - 1 : opened[-1]]
    if is_set_off and any(d.role == "event" and d.first_token > own for d in here):
        return True
    return any(opened[-1] < other < mention.last_token for other in others)


def is_day_of_cause(
    document: Document, mention: DateMention, triggers: Sequence[tuple[int, int, int]]
) -> bool:
    """Whether a date is that of what led to the event of triggers (sentence, start, end)."""
    sentence = document.sentences[mention.sentence]
    own = [token_at(sentence, start) for index, start, _ in triggers if index == sentence.index]
    if not own:
        return False
    ways = ways_of(sentence.lowers, document.language)
    return all(ways.is_of_cause(mention, position) for position in own)


def is_remote(sentence: int, told: Sequence[int]) -> bool:
    """Whether a sentence stands far from all, in order, that tell an event."""
    if not told:
        return False
    reach = _NEAR_LEAD if told[0] <= _LEAD else _NEAR_SENTENCES
    behind = bisect_right(told, sentence)
    return all(abs(sentence - near) > reach for near in told[max(0, behind - 1) : behind + 1])


def _day_of_report(here: Sequence[DateMention], ways: Ways) -> DateMention | None:
    """The one date right beside a word of saying: "died on Monday, police said on Tuesday"."""
    beside = [date for date in here if ways.to_cue(date, _REPORT) <= _BESIDE]
    return beside[0] if len(beside) == 1 else None


def token_at(sentence: Sentence, offset: int) -> int:
    """The number of the token at an offset of a sentence's field."""
    return max(0, bisect_right(sentence.starts, offset) - 1)


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
    # nobody says something from Monday to Tuesday, or in the small hours of Friday
    told = ways.words[date.first_token : date.last_token]
    is_part = date.expression.kind == "weekday" and not ways.grammar.of.isdisjoint(told)
    is_of_saying = not is_part and date.expression.kind not in ("range", "both")
    if is_of_saying and ways.to_cue(date, _REPORT) <= min(cost, rival):
        return "report"
    return "clause" if cost <= rival and cost < _CLAUSE_COST else "sentence"


def is_follow_up(document: Document) -> bool:
    """Whether title and lead tell of an arrest, a trial or a funeral, on days of their own."""
    return any(tells_aftermath(document, s.index) for s in document.sentences[:_LEAD])


def tells_aftermath(document: Document, sentence: int) -> bool:
    """Whether a sentence tells of an arrest, a trial or a funeral, on a day of its own."""
    return "aftermath" in roles_in(document.sentences[sentence].lowers, document.language)
