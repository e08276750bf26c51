"""Date a frame by the words of its own sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date as day
from datetime import timedelta

from pipeline.extract.dates.event import EventDate, date_of_event, is_day_of_cause
from pipeline.extract.dates.find import DateMention, Interval, resolve
from pipeline.extract.dates.interval import DAY
from pipeline.extract.frames.agreement import do_places_agree
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.sentence.recall import (
    anchor_of_news,
    date_recalled,
    date_remembered,
    date_shifted,
)
from pipeline.extract.passages import LEAD_SENTENCES
from pipeline.extract.places.spot import LOCATIVE
from pipeline.extract.reading import Reading
from pipeline.extract.triggers.trigger import Telling, Trigger
from pipeline.lexicon.event_types import family
from pipeline.lexicon.grammar import Grammar
from pipeline.lexicon.numbers import number_words
from pipeline.text import is_quoted

#: A place opens a sentence that it stands so few characters behind the head of.
_OPENING = 16
#: "Days after" is no longer than this.
_FEW_DAYS = timedelta(days=6)
#: What is news is told so soon.
_SAID_WITHIN = timedelta(days=7)
#: Families of what goes on for days once it has begun, and how long the news calls it one.
_LASTING, _LONGEST_UNREST = frozenset({"protest", "riot"}), timedelta(days=14)
#: "Since" stands so close before its day: "desde el sábado".
_SINCE_REACH = 2
#: Types of which only the first day counts: who was taken is held on.
_TAKING = frozenset({"abduction", "hijacking"})


def date_in_sentence(
    reading: Reading,
    telling: Telling,
    group: Sequence[Trigger],
    heads: tuple[Sequence[Trigger], int],
    anchor: Interval | None,
) -> EventDate | None:
    """The date of an event by its sentence; ``anchor`` is the day of the event told before.

    ``heads``: the first words of all events of the sentence, and which of them are its own.
    """
    rivals, own = [h for n, h in enumerate(heads[0]) if n != heads[1]], heads[0][heads[1]]
    spans = [(rival.start, rival.end) for rival in rivals]
    date = _find_date(reading, telling, [own, *group], spans, anchor)
    date = date_recalled(date, telling, heads[0], own, reading.words)
    ahead = _dates_ahead(reading, own, heads[0])
    date = date_remembered(date, telling, own, ahead, reading.document.published)
    news = anchor_of_news(anchor, reading.document.published)
    return date_shifted(date, telling, own, news, reading.words)


def date_elsewhere(frames: Sequence[Frame], dated: Sequence[Frame], start: int) -> None:
    """Date what is told of another town by the lead, not by an older day told just before.

    "Students marched in Istanbul on Monday. (...) The mayor was arrested last Wednesday. In Ankara,
    police turned water cannon on a crowd." ``dated``: the frames told before that have a day;
    ``start``: where the sentence begins.
    """
    lead = next((f for f in dated if f.first_sentence < LEAD_SENTENCES), None)
    if lead is None or lead.interval is None:
        return
    last = dated[-1]
    for frame in frames:
        is_carried = frame.date is not None and frame.date.source == "story"
        is_older = last.interval is not None and last.interval.end < lead.interval.start
        if is_carried and is_older and _opens_elsewhere(last, frame, start):
            frame.date = EventDate(lead.interval, None, "story")


def date_by_sentence_before(frames: Sequence[Frame], telling: Telling, reading: Reading) -> None:
    """Date what is told right behind a sentence that only names its day of long ago.

    "The worst day was November 24, 2017. Some 40 gunmen surrounded a mosque during Friday prayers".
    """
    index, published = telling.sentence.index, reading.document.published
    before = reading.document.sentences[index - 1] if index else None
    is_beside = before is not None and before.paragraph == telling.sentence.paragraph
    if published is None or not is_beside:
        return
    days = [d for d in reading.days.within(index - 1) if d.role == "event"]
    told = resolve(days[0], published) if len(days) == 1 and days[0].expression.year else None
    if told is None or told.precision != "day" or published - told.end <= _LONGEST_UNREST:
        return
    for frame in frames:
        mention = frame.date.mention if frame.date else None
        if mention is None or mention.expression.kind == "weekday":
            frame.date = EventDate(told, days[0], "clause")


def _opens_elsewhere(last: Frame, frame: Frame, start: int) -> bool:
    """Whether a sentence opens in a town of its frame that is not that of the one before."""
    place = frame.own_place
    if place is None or place.relation not in LOCATIVE or place.start - start > _OPENING:
        return False
    return place.place.is_point and not do_places_agree(last.place, place)


def is_spoken_of(frame: Frame) -> bool:
    """Whether its day is that on which somebody spoke of something told before, or to come."""
    if frame.date is None or frame.date.source != "report":
        return False
    return frame.status != "occurred" or not any(
        t.word.strength == "strong" and not t.is_definite for t in frame.triggers
    )


def _dates_ahead(reading: Reading, head: Trigger, heads: Sequence[Trigger]) -> list[DateMention]:
    """The dates of a sentence behind an event's words, up to the words of the next event."""
    end = min((h.start for h in heads if h.start > head.start), default=None)
    here = reading.days.within(head.sentence)
    return [d for d in here if d.start > head.end and (end is None or d.start < end)]


def _find_date(
    reading: Reading,
    telling: Telling,
    triggers: Sequence[Trigger],
    rivals: Sequence[tuple[int, int]],
    anchor: Interval | None,
) -> EventDate | None:
    """The date of the first of a frame's triggers that has one: "cleared the camp, arrested 50".

    Where that is the day on which somebody says it, the day of another one's clause is meant.
    """
    dates = reading.days.around(telling.sentence.index)
    said: EventDate | None = None
    for trigger in triggers:
        date = date_of_event(reading.document, dates, trigger.span, rivals, anchor)
        checked = _checked_date(date, reading, telling, anchor) if date is not None else None
        if checked is not None and checked.source != "report":
            return checked if said is None or _is_of_deed(checked, said) else said
        said = said or checked
    return said


def _is_of_deed(date: EventDate, said: EventDate) -> bool:
    """Whether a date is that of what somebody tells: the same, or a day of its clause before it."""
    if date.mention is said.mention:
        return True
    is_day = date.interval.precision == "day" and date.source == "clause"
    return is_day and timedelta(0) < said.interval.start - date.interval.end <= _SAID_WITHIN


def date_since(frame: Frame, reading: Reading, telling: Telling) -> EventDate | None:
    """The days from a day in its sentence until the event is told, where none is its own.

    From what led to unrest ("sparked by the rise on Friday"), or as the sentence counts ("35 killed
    since Saturday"); who is held since Saturday was taken then. Who tells it on a day of its own
    ("said Amnesty on Tuesday") knows it until then.
    """
    published, date = reading.document.published, frame.date
    if published is None or (date is not None and date.source in ("clause", "sentence")):
        return None
    latest = date.interval.end if date is not None and date.source == "report" else published
    said = _days_of_saying(reading, telling, latest)
    for mention in reading.days.within(telling.sentence.index):
        first = resolve(mention, published)
        if first is None or first.precision != "day":
            continue
        end = max((d for d in said if d > first.start), default=latest)
        is_recent = timedelta(0) < end - first.start <= _LONGEST_UNREST
        if is_recent and _is_first_day(mention, frame, reading, telling):
            is_point = frame.event_type in _TAKING
            interval = first if is_point else Interval(first.start, end, "days")
            return EventDate(interval, mention, "clause")
    return None


def _is_first_day(mention: DateMention, frame: Frame, reading: Reading, telling: Telling) -> bool:
    """Whether a day is that from which on a frame's event is told to go on."""
    spans = [trigger.span for trigger in frame.triggers]
    is_lasting = family(frame.event_type) in _LASTING
    if is_lasting and is_day_of_cause(reading.document, mention, spans):
        return True
    if mention.expression.kind != "weekday":
        return False  # what is counted since a date is the sum of many
    before = telling.forms[max(0, mention.first_token - _SINCE_REACH) : mention.first_token]
    told = [trigger for trigger in telling.triggers if trigger.last <= mention.first_token]
    is_since = not reading.words.grammar.since.isdisjoint(before)
    is_new = any(not (t.is_definite or t.is_bare_harm) for t in frame.triggers)
    if not is_since or not is_new or not told or told[-1] not in frame.triggers:
        return False
    between = telling.forms[told[-1].last : mention.first_token]
    return "," not in between and reading.words.grammar.relative.isdisjoint(between)


def _days_of_saying(reading: Reading, telling: Telling, latest: day) -> list[day]:
    """The days on which somebody says what a sentence tells, up to the latest."""
    published = reading.document.published
    days = (
        resolve(mention, published)
        for mention in reading.days.within(telling.sentence.index)
        if mention.role == "report"
    )
    return [d.end for d in days if d is not None and d.precision == "day" and d.end <= latest]


def drop_days_ahead(frames: Sequence[Frame], reading: Reading) -> None:
    """Leave out the days of what has occurred that lie ahead: nothing is told before it occurs.

    The day after publication is that of another time zone.
    """
    published = reading.document.article.published_on
    if published is None:
        return
    for frame in frames:
        is_ahead = frame.interval is not None and frame.interval.start > published + DAY
        if is_ahead and frame.status == "occurred":
            frame.date = None


def drop_days_of_updates(frames: Sequence[Frame]) -> None:
    """Leave out the day on which somebody only said how many have died by now.

    "The toll of an attack has risen to 25, officials said on Wednesday": the attack was before.
    """
    for frame in frames:
        if frame.is_dated_by_update:
            frame.date = None


def _is_said_today(date: EventDate, telling: Telling, grammar: Grammar) -> bool:
    """Whether a day is that of a quotation: its "today" is not the article's."""
    mention = date.mention
    if mention is None:
        return False
    text, base = telling.sentence.text, telling.sentence.start
    word = text[mention.start - base : mention.end - base].lower()
    return word in grammar.spoken_day and is_quoted(text[: mention.start - base])


def _checked_date(
    date: EventDate, reading: Reading, telling: Telling, anchor: Interval | None
) -> EventDate | None:
    """A date, unless it is the "today" of a quotation or another sentence's beside own dates."""
    if _is_said_today(date, telling, reading.words.grammar):
        return _day_of_saying(reading, telling, anchor)
    has_dates = bool(reading.days.within(telling.sentence.index))
    return None if date.mention is None and has_dates else date


def _day_of_saying(reading: Reading, telling: Telling, anchor: Interval | None) -> EventDate | None:
    """The day on which a quotation was said, if its sentence says it."""
    published = reading.document.published
    for mention in reading.days.within(telling.sentence.index):
        if mention.role == "report":
            interval = resolve(mention, published, anchor)
            if interval is not None:
                return EventDate(interval, mention, "report")
    return None


def date_before(frame: Frame, start: int, last: Frame, reading: Reading) -> None:
    """Date what was "days after" by the week before, and leave "weeks after" to the past.

    What was "two days after the vote, overshadowed by a murder", was before the vote: nobody says
    when. ``start``: where its clause begins; ``last``: what was so long after it.
    """
    sentence = reading.document.sentences[frame.first_sentence]
    at = bisect_left(sentence.starts, start) - 1
    told, frame.date = last.interval, None
    is_counted = number_words(reading.document.language).value_of(sentence.forms[at - 1])
    is_few = sentence.forms[at] in reading.words.grammar.few_days and is_counted is None
    if told is None or not is_few:
        frame.is_recalled = True
    else:
        earlier = Interval(told.start - _FEW_DAYS, told.end - DAY, "days")
        frame.date = EventDate(earlier, None, "clause")
