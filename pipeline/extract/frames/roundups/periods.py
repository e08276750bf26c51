"""A lead that counts the dead of many days, and below it deeds that each have a day and a town.

"At least 41 people died in a string of attacks across northern Nigeria in the past five days. The
worst occurred in Zamfara, where gunmen killed 18 on Monday": the sum is none of the deeds, and all
deeds of its days are what the article is about, as are those of a report on a month.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from pipeline.extract.dates.find import Interval
from pipeline.extract.dates.grammar import date_grammar
from pipeline.extract.frames.agreement import do_places_agree
from pipeline.extract.frames.frame import Frame
from pipeline.extract.passages import LEAD_SENTENCES
from pipeline.extract.reading import Reading
from pipeline.lexicon.event_types import family

#: A sum is of so many days, and of four months at most.
_LEAST_DAYS, _MOST_DAYS = timedelta(days=2), timedelta(days=124)
#: "In a week of fighting", "in the week to Sunday": so long before the day that is told.
_WEEK = timedelta(days=7)
_LONG = frozenset({"week", "month"})
#: So many deeds with a day and a town of their own make up a period.
_SEVERAL = 3
_DEADLY = frozenset({"violence", "strike", "bombing", "clash", "abduction", "territory"})


def without_periods(frames: Sequence[Frame], reading: Reading) -> list[Frame]:
    """Leave out what the lead counts over many days whose deeds are told one by one below."""
    left_out: list[Frame] = []
    for whole in frames:
        days = _period_of(whole, reading)
        deeds = [f for f in frames if days is not None and _is_deed_of(whole, days, f)]
        if len({f.place.place.name for f in deeds if f.place}) >= _SEVERAL:
            left_out.append(whole)
            for deed in deeds:
                deed.is_of_period = True
    return [frame for frame in frames if not any(frame is whole for whole in left_out)]


def _period_of(frame: Frame, reading: Reading) -> Interval | None:
    """The days whose dead the lead counts in no town alone, if it does."""
    days, place = frame.own_interval, frame.own_place
    if days is None or frame.first_sentence >= LEAD_SENTENCES or not frame.killed():
        return None
    if place is not None and place.place.is_point:
        return None
    if days.precision == "day" and _tells_week(frame, reading):
        days = Interval(days.start - _WEEK, days.end, "days")
    return days if _LEAST_DAYS <= days.end - days.start <= _MOST_DAYS else None


def _tells_week(frame: Frame, reading: Reading) -> bool:
    """Whether its sentence speaks of a week up to a day, or of what was in them."""
    grammar = reading.words.grammar
    words = reading.document.sentences[frame.last_sentence].lowers
    units = date_grammar(reading.words.language).values["unit"]
    return any(
        units.get(word) in _LONG and behind in grammar.spanning for word, behind in pairwise(words)
    )


def _is_deed_of(whole: Frame, around: Interval, frame: Frame) -> bool:
    """Whether a frame tells a deed of a period, on a day and in a town of its own."""
    days = frame.own_interval
    if frame is whole or days is None or not frame.is_pinned:
        return False
    is_kin = family(frame.event_type) in _DEADLY
    is_less = (frame.killed() or 0) < (whole.killed() or 0)
    is_then = around.start <= days.start and days.end <= around.end and days.precision == "day"
    is_there = do_places_agree(whole.own_place, frame.own_place)
    return is_kin and is_less and is_then and is_there
