"""The day of a story's first incident, by more than its own sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from pipeline.extract.dates.event import EventDate, is_follow_up
from pipeline.extract.dates.find import resolve
from pipeline.extract.dates.interval import DAY, Interval, one_day
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.roundups.paragraphs import SEVERAL, is_round_up
from pipeline.extract.passages import LEAD_SENTENCES
from pipeline.extract.reading import Reading
from pipeline.extract.story.day_vote import date_of_story, day_of_dispatch
from pipeline.extract.story.days import choose_day, days_taken, is_local_crime, is_of_author
from pipeline.lexicon.event_types import are_one_story, family

#: What a story is about is told in so many sentences at its head, however it begins.
_OPENING = 10
#: A day that is told so many sentences behind the lead may be its event's.
_NEXT_REACH = 1
#: Scenes of courts, anniversaries and figures: what is told there need not be new.
_LOOKING_BACK = frozenset({"legal", "memorial", "statistic", "fiction", "sport"})
#: Families of which no deed dates the sentence beside it.
_OTHER_DAYS = frozenset({"arrest", "protest"})
#: News is reported so soon.
_REPORTED_WITHIN = timedelta(days=3)


def is_lead(frames: Sequence[Frame]) -> bool:
    """Whether the first incident is what the story is about."""
    return bool(frames) and frames[0].first_sentence < LEAD_SENTENCES


def is_story(frames: Sequence[Frame], reading: Reading) -> bool:
    """Whether the first incident is what the story is about: told in its lead or soon behind it.

    Behind the lead of a page of the web, and all that is told is of one kind: "It happened Friday
    afternoon. (...) She was shot in the leg." Telegrams tell one incident after another.
    """
    if is_lead(frames):
        return True
    if reading.document.in_capitals or not frames or frames[0].first_sentence >= _OPENING:
        return False
    return all(are_one_story(frames[0].event_type, frame.event_type) for frame in frames)


def date_main_incident(frames: Sequence[Frame], reading: Reading) -> Frame | None:
    """Date a story's first incident by all that the article says of days.

    Comes back when it is a local crime of which no day is sure: what is joined does not date it.
    """
    if not is_story(frames, reading):
        return None
    main = frames[0]
    date_by_rules(frames, reading)
    # the choice is learned from deeds, whose days are seldom those of arrests and protests
    is_deed = family(main.event_type) not in _OTHER_DAYS
    is_sure = main.has_clause_day and main.counts_from_story  # "an attack two days earlier"
    # a story of several has no one day
    is_sure |= main.is_listed and _has_own_day(main)
    is_sure |= main.is_spread and main.own_interval is not None
    is_sure |= _is_first_day(main.date)
    if not is_sure and (is_deed or not _has_own_day(main)):
        told = main.date
        main.date = choose_day(main, frames[1:], reading)
        if main.date is None and _is_of_days(told) and not is_local_crime(main, reading):
            main.date = told  # "abducted at the weekend, residents said"
    return main if main.date is None and is_local_crime(main, reading) else None


def _is_of_days(date: EventDate | None) -> bool:
    """Whether a date is that of a few days, of which no single one can be chosen."""
    return date is not None and date.mention is not None and date.interval.precision == "days"


def _is_first_day(date: EventDate | None) -> bool:
    """Whether its sentence only says since when it goes on: "35 killed since Saturday"."""
    return date is not None and date.mention is not None and date.mention.is_excluded


def _has_own_day(frame: Frame) -> bool:
    """Whether a sentence of its own says on which day, and not only when that was reported.

    Or its clause on which days: unrest goes on.
    """
    date, own = frame.date, frame.own_interval
    if own is None or date is None or date.source == "report":
        return False
    return own.precision == "day" or (own.precision == "days" and date.source == "clause")


def date_by_rules(frames: Sequence[Frame], reading: Reading) -> None:
    """Date a story's first incident by its own sentences, or else by a vote of all of them."""
    if frames[0].own_interval:
        frames[0].date = day_told_next(frames, reading)
        return
    is_arrest = frames[0].event_type == "arrest"
    # an arrest told with a deed has a day of its own
    told = [t for t in frames[0].triggers if is_arrest or t.word.event_type != "arrest"]
    spans = [trigger.span for trigger in told]
    dates = [date for date in reading.dates if not is_of_author(date, reading)]
    found = date_of_story(reading.document, dates, spans)
    taken = days_taken(frames[0], frames[1:])
    if found is not None and found.interval not in taken:
        frames[0].date = found
    elif found is None and frames[0].interval is None:
        frames[0].date = day_of_news(frames[0], reading)


def day_of_news(frame: Frame, reading: Reading) -> EventDate | None:
    """The day of publication for news that names no day, when nothing says that it is older."""
    document = reading.document
    if document.published is None or is_follow_up(document):
        return None
    first = reading.tellings[0].sentence.index
    if frame.first_sentence > first or frame.scenes & _LOOKING_BACK or frame.status != "occurred":
        return None
    return EventDate(one_day(document.published), None, "published")


def date_alone(frames: Sequence[Frame], reading: Reading) -> None:
    """Give what is told below the main incident, on no day, the one day that its sentences name.

    Words of courts, vigils and votes beside a day make it doubtful ("shot at a vigil on Friday"):
    of six such days in own articles all are right. Who reports it on a day, what goes on since
    then, and what courts do on a day ("executed on Thursday") dates nothing; nor, but in round-ups,
    does a day beside a local crime, which may be that of its vigil.
    """
    is_round = is_round_up(frames, reading) or sum(f.is_listed for f in frames) >= SEVERAL
    for frame in frames[1:]:
        is_crime = is_local_crime(frame, reading) and not is_round
        if frame.date is None and "legal" not in frame.scenes and not is_crime:
            frame.date = _only_day(frame, reading)


def _only_day(frame: Frame, reading: Reading) -> EventDate | None:
    """The one day that a frame's sentences name, if it is not that of a report."""
    own = sorted({trigger.sentence for trigger in frame.triggers})
    here = [d for n in own for d in reading.days.within(n) if d.role != "dateline"]
    days = {resolve(mention, reading.document.published) for mention in here}
    if len(days) != 1 or here[0].role == "report" or here[0].is_excluded:
        return None
    (told,) = days
    if told is None or told.precision not in ("day", "month"):
        return None
    return EventDate(told, here[0], "sentence")


def date_telegram(frames: Sequence[Frame], reading: Reading) -> None:
    """Date the news of a telegram in capitals that names no day by the telegram.

    It reports its day and the night before: of 20 incidents told so in MUC-4 DEV whose day the gold
    knows, 18 are of these two days. What only points back ("the murder of") may be of any day.
    """
    if not (frames and reading.document.in_capitals):
        return
    told = day_of_dispatch(reading.document, reading.dates)
    if told is None:
        return
    day = told.interval.start
    for frame in frames:
        if frame.interval is None and _is_news(frame):
            frame.date = replace(told, interval=Interval(day - DAY, day, "days"))


def _is_news(frame: Frame) -> bool:
    """Whether it is told anew as what has happened, and not looking back."""
    if frame.status != "occurred" or frame.scenes & _LOOKING_BACK:
        return False
    return not all(t.is_definite or t.word.strength == "generic" for t in frame.triggers)


def day_told_next(frames: Sequence[Frame], reading: Reading) -> EventDate | None:
    """The day of a story's first incident, where its first sentence only says when it was reported.

    "Gunmen have seized 14 people, relatives said on Wednesday. They came on Tuesday afternoon."
    """
    date, first = frames[0].date, frames[0].first_sentence
    if date is None or date.source != "report" or date.interval.precision != "day":
        return date
    taken = {frame.interval for frame in frames[1:]}
    for mention in reading.dates:
        if not 0 < mention.sentence - first <= _NEXT_REACH or mention.role != "event":
            continue
        interval = resolve(mention, reading.document.published, None)
        if interval is None or interval.precision != "day" or interval in taken:
            continue
        if timedelta(0) < date.interval.start - interval.start <= _REPORTED_WITHIN:
            return EventDate(interval, mention, "sentence")
    return date
