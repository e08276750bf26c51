"""Round-ups: "seven wounded in shootings across the city", and each shooting told below.

What adds up a night's crimes is none of them. Each of those begins where an hour stands beside
somebody told anew ("at 9:30 p.m., four people were wounded"), and lasts to the next.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.dates.sentence import DateMention
from pipeline.extract.finds import in_sentence
from pipeline.extract.frames.agreement import do_intervals_meet
from pipeline.extract.frames.doers import lend_doers
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.merging import join_frames
from pipeline.extract.passages import LEAD_SENTENCES
from pipeline.extract.reading import Reading
from pipeline.extract.tolls.find import CasualtyMention
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.event_types import GENERIC, family

#: What a city has several of in a night.
_CRIMES = frozenset({"violence", "robbery"})
#: So many crimes with hours of their own make a round-up.
_LEAST = 2


def deeds_of_roundup(frames: Sequence[Frame], reading: Reading) -> list[Frame]:
    """The frames with which a round-up's crimes begin; none where an article is no round-up."""
    heads = [frame for frame in frames if _adds_up(frame)]
    begin: list[Frame] = []
    for frame in frames:
        is_next = _is_of_days(heads) and _is_timed_anew(frame, begin[-1:], reading)
        if is_next or _begins_deed(frame, reading):
            begin.append(frame)
    if len({frame.first_sentence for frame in begin}) < _LEAST:
        return []
    is_headed = any(f.first_sentence < begin[0].first_sentence for f in heads)
    return begin if is_headed else []


def _sums_up(frame: Frame) -> bool:
    """Whether those of other days are counted below: "Last weekend, three were killed"."""
    days, place = frame.own_interval, frame.own_place
    is_of_days = days is not None and days.precision in ("days", "week")
    is_of_town = place is None or not place.quarter
    is_counted = any(claim.is_counted for claim in frame.claims)
    return _is_crime(frame) and is_of_days and is_of_town and is_counted


def _is_of_days(heads: Sequence[Frame]) -> bool:
    """Whether what is added up was on several days: "27 wounded in weekend shootings"."""
    told = [head.own_interval for head in heads]
    return any(days is not None and days.precision == "days" for days in told)


def _is_timed_anew(frame: Frame, last: Sequence[Frame], reading: Reading) -> bool:
    """Whether a sentence tells a crime of another day or place, and the time of day."""
    days = frame.own_interval
    if not _is_of_one(frame, reading):
        return False
    is_of_day = days is not None and days.precision == "day"
    is_timed = _tells_time(frame.first_sentence, reading)
    if is_of_day and is_timed and not any(_is_one(f, frame) for f in last):
        return True
    if is_timed and any(_is_of_next_paragraph(f, frame, reading) for f in last):
        return True
    is_told_anew = is_of_day or is_timed or frame.is_other
    return is_told_anew and _is_of_new_quarter(frame, last, reading)


def _is_of_next_paragraph(last: Frame, frame: Frame, reading: Reading) -> bool:
    """Whether a paragraph of its own begins with somebody who was not told of before."""
    sentences = reading.document.sentences
    here, before = sentences[frame.first_sentence], sentences[last.last_sentence]
    is_first = here.paragraph != sentences[frame.first_sentence - 1].paragraph
    claims = in_sentence(reading.claims, frame.first_sentence)
    return is_first and here.paragraph != before.paragraph and any(map(_is_of_new_victims, claims))


def _is_of_one(frame: Frame, reading: Reading) -> bool:
    """Whether a frame tells one crime, of which somebody may have several wounds."""
    is_of_wounds = frame.triggers[0].word.form in reading.words.grammar.wound
    return _is_crime(frame) and (is_of_wounds or not frame.is_plural)


def _is_one(last: Frame, frame: Frame) -> bool:
    """Whether two crimes are of one day, place and kind, so far as is told."""
    kinds = {last.event_type, frame.event_type}
    is_kind = len(kinds) == 1 or not kinds.isdisjoint(GENERIC)
    return is_kind and last.own_interval == frame.own_interval and _is_there(last, frame)


def _is_of_new_quarter(frame: Frame, last: Sequence[Frame], reading: Reading) -> bool:
    """Whether somebody who was not told of before was hit in another quarter of the town."""
    place = frame.own_place
    if place is None or not place.quarter or any(_is_there(f, frame) for f in last):
        return False
    claims = in_sentence(reading.claims, frame.first_sentence)
    return any(_is_of_new_victims(claim) for claim in claims)


def _is_there(last: Frame, frame: Frame) -> bool:
    """Whether two crimes have one place, so far as is told; quarters of a town are several."""
    mine, new = last.own_place, frame.own_place
    return mine is None or new is None or mine.told.name == new.told.name


def _is_in_other_quarter(last: Frame, frame: Frame) -> bool:
    """Whether two crimes are told of two quarters; a street says only the town that it is in."""
    mine, new = last.own_place, frame.own_place
    return bool(mine and new and mine.quarter and new.quarter) and not _is_there(last, frame)


def _tells_time(sentence: int, reading: Reading) -> bool:
    """Whether a sentence names an hour, a part of a day, or hours gone by since."""
    words = reading.words.grammar.clock
    told = in_sentence(reading.dates, sentence)
    is_hour = not words.isdisjoint(reading.document.sentences[sentence].lowers)
    return is_hour or any(date.is_story_relative or _is_part_of_day(date) for date in told)


def _is_part_of_day(date: DateMention) -> bool:
    """Whether a weekday is told with a part of it: "early Saturday", "Sunday night"."""
    is_weekday = date.expression.kind == "weekday" and date.expression.modifier is None
    return is_weekday and date.last_token - date.first_token > 1


def _adds_up(frame: Frame) -> bool:
    """Whether the lead tells of several crimes: "in two shootings"."""
    return frame.first_sentence < LEAD_SENTENCES and any(map(_is_sum, frame.triggers))


def _is_sum(trigger: Trigger) -> bool:
    return trigger.is_plural and family(trigger.word.event_type) in _CRIMES


def _begins_deed(frame: Frame, reading: Reading) -> bool:
    """Whether a sentence tells at which hour somebody who was not told of before was hit."""
    sentence = reading.document.sentences[frame.first_sentence]
    if not _is_of_one(frame, reading):
        return False
    if reading.words.grammar.clock.isdisjoint(sentence.lowers):
        return False
    claims = in_sentence(reading.claims, frame.first_sentence)
    return any(_is_of_new_victims(claim) for claim in claims)


def _is_of_new_victims(claim: CasualtyMention) -> bool:
    is_hurt = claim.outcome in ("killed", "injured") and claim.part_of is None
    return is_hurt and not (claim.is_definite or claim.is_perpetrator or claim.is_aggregate)


def tell_apart(
    frames: Sequence[Frame], specific: Sequence[Frame], begin: Sequence[Frame]
) -> list[Frame]:
    """The incidents of a round-up in text order, without what adds its crimes up.

    That lends them its day, who did it, and its kind where they only say that somebody was hurt.
    ``specific`` are the frames that tell no figures over time, ``begin`` those with which its
    crimes begin.
    """
    heads = [f for f in frames if f.first_sentence < begin[0].first_sentence and _is_crime(f)]
    told: list[Frame] = []
    for frame in (f for f in specific if f not in heads and not _sums_up(f)):
        last = told[-1] if told else None
        if frame in begin and (last is None or last.first_sentence != frame.first_sentence):
            frame.is_listed, frame.is_other = True, last is not None
            told.append(frame)
        elif last is not None and _goes_on(last, frame):
            join_frames(last, frame)
        else:
            told.append(frame)
    day = next((head.date for head in heads if head.own_interval is not None), None)
    kind = next(t.word.event_type for head in heads for t in head.triggers if _is_sum(t))
    for frame in (deed for deed in told if deed.is_listed):
        frame.date = frame.date or day
        frame.event_type = kind if frame.event_type in GENERIC else frame.event_type
        for head in reversed(heads):  # a headline says least of who it was
            lend_doers(frame, head)
    return told


def _is_crime(frame: Frame) -> bool:
    return family(frame.event_type) in _CRIMES


def _goes_on(deed: Frame, frame: Frame) -> bool:
    """Whether a frame tells on of the crime before it."""
    return (
        _is_crime(deed)
        and _is_crime(frame)
        and not _is_in_other_quarter(deed, frame)
        and do_intervals_meet(deed.interval, frame.own_interval)
    )
