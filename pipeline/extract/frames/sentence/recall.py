"""Days of events that a sentence only looks back to.

"Survivors of the bombing laid flowers on Monday", "arrested on Monday on suspicion of planting the
bomb", "closed on Monday, three days after rockets fell": Monday is not the day of what blew up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date as day
from datetime import timedelta

from pipeline.extract.dates.event import EventDate
from pipeline.extract.dates.find import DateMention, Interval, resolve
from pipeline.extract.dates.grammar import date_grammar
from pipeline.extract.dates.interval import one_day
from pipeline.extract.dates.roles import roles_in
from pipeline.extract.triggers.trigger import Telling, Trigger
from pipeline.lexicon.number_words import number_words
from pipeline.lexicon.words import Words

#: Words that recall an event stand at most so many tokens before its own.
_RECALL_REACH = 5
#: "Three days after" stands at most so many tokens before what it dates.
_AFTER_REACH = 7
#: "Before" and "after" stand at most so far before the noun of an event.
_SEQUEL_REACH = 2
#: What is news is told so soon; what is remembered by its full date was at least so long ago.
_NEWS, _YEARS_AGO = timedelta(days=14), timedelta(days=300)
#: Lengths of time, by the names that ``date_words.tsv`` has for them, in days.
_DAYS_OF = {"day": 1, "week": 7}


def date_recalled(
    date: EventDate | None,
    telling: Telling,
    heads: Sequence[Trigger],
    head: Trigger,
    words: Words,
) -> EventDate | None:
    """The date of an event, None where its sentence only recalls it and the day is another's.

    ``heads`` are the first words of all events of the sentence.
    """
    if date is None or date.mention is None:
        return date
    recall = _recall_of(telling, head, words)
    is_looked_back_to = "looking_back" in recall and date.interval.precision == "day"
    if is_looked_back_to or _is_before_or_after(date, telling, head, words):
        return None
    if (
        date.source == "report"
        and head.word.event_type != "arrest"
        and _is_aftermath(telling, words)
    ):
        return None  # "arrested in connection with the shooting, officials said on Friday"
    if head.word.event_type == "arrest":
        return date
    arrests = [h for h in heads if h.word.event_type == "arrest"]
    is_before = any(min(date.mention.start, h.start) > head.start for h in arrests)
    if date.source == "sentence" and is_before:
        return None  # "the man who set off the bombs was arrested on Monday"
    has_arrest = any(h.first < head.first for h in arrests)
    return None if has_arrest and "recall" in recall and date.mention.start < head.start else date


def date_remembered(
    date: EventDate | None,
    telling: Telling,
    head: Trigger,
    later: Sequence[DateMention],
    published: day | None,
) -> EventDate | None:
    """The day of years ago behind an event's words, where that before them is of today.

    "Bells rang on Monday for those who were killed when a lorry ploughed into the crowd on 14 July
    2016". ``later`` are the dates of its sentence up to the words of the next event.
    """
    if date is None or date.mention is None or published is None:
        return date
    if date.mention.start > head.start or published - date.interval.end > _NEWS:
        return date
    for mention in later:
        interval = None if mention.is_excluded else resolve(mention, published)
        is_day = interval is not None and interval.precision == "day"
        if interval is not None and is_day and published - interval.end > _YEARS_AGO:
            return EventDate(interval, mention, "clause")
    return date


def _is_aftermath(telling: Telling, words: Words) -> bool:
    """Whether a sentence tells of an arrest, a trial or a funeral, on a day of its own."""
    return "aftermath" in roles_in(telling.forms, words.language)


def _is_before_or_after(date: EventDate, telling: Telling, head: Trigger, words: Words) -> bool:
    """Whether an event only says when something else was: "what he did before the bombings".

    A day behind the next comma is that of what was done then.
    """
    mention = date.mention
    start = max(0, head.first - _SEQUEL_REACH)
    leading = [i for i in range(start, head.first) if telling.forms[i] in words.grammar.sequel]
    if mention is None or not (head.is_definite and leading):
        return False
    return "," in telling.forms[head.last : mention.first_token]


def _recall_of(telling: Telling, head: Trigger, words: Words) -> frozenset[str]:
    """The scenes of the words that recall an event, right before its own.

    Who survived it and says so tells it: "survivors of the attack said gunmen killed 11".
    """
    saying, forms = words.grammar.saying, telling.forms
    near = (
        m
        for m in telling.matches
        if 0 <= head.first - m.last <= _RECALL_REACH
        and saying.isdisjoint(forms[m.last : head.first])
    )
    return frozenset().union(*(m.scenes for m in near if "recall" in m.scenes))


def anchor_of_news(anchor: Interval | None, published: day | None) -> Interval | None:
    """What "a day after" counts from: the event told before, or where that is history, today.

    "The report came out a day after fighters attacked a convoy".
    """
    is_history = published is not None and anchor is not None and published - anchor.end > _NEWS
    return one_day(published) if is_history and published is not None else anchor


def date_shifted(
    date: EventDate | None,
    telling: Telling,
    head: Trigger,
    anchor: Interval | None,
    words: Words,
) -> EventDate | None:
    """The date of an event that a later one is counted from: "three days after rockets fell".

    Counts back from the day of the sentence, or else from that of the event told before.
    """
    days = _days_after(telling, head, words)
    return date if days is None else _shifted(date, head, anchor, days)


def _days_after(telling: Telling, head: Trigger, words: Words) -> int | None:
    """How many days before the day told an event was: "three days after rockets fell"."""
    forms, then = telling.forms, words.grammar.then
    units = date_grammar(words.language).values["unit"]
    start = max(2, head.first - _AFTER_REACH)
    for index in range(head.first - 1, start - 1, -1):
        days = _DAYS_OF.get(units.get(forms[index - 1], ""))
        if forms[index] not in then or days is None:
            continue
        numbers = number_words(words.language)
        count = forms[index - 2]
        value = 1 if count in numbers.articles else numbers.value_of(count)
        return None if value is None else value * days
    return None


def _shifted(
    date: EventDate | None, head: Trigger, anchor: Interval | None, days: int
) -> EventDate | None:
    """So many days before the day of the sentence, or else of the event told before."""
    if date is not None and date.mention is not None:
        if date.mention.start > head.start:
            return date
        base = date.interval
    elif anchor is not None:
        base = anchor
    else:
        return date
    if base.precision != "day":
        return date
    back = timedelta(days=days)
    interval = Interval(base.start - back, base.end - back, "day")
    if date is None:
        return EventDate(interval, None, "clause")
    return replace(date, interval=interval, source="clause")
