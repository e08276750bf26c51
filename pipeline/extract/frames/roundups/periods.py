"""A lead that counts the dead of many days, and below it deeds that each have a day and a town.

"At least 41 people died in a string of attacks across northern Nigeria in the past five days. The
worst occurred in Zamfara, where gunmen killed 18 on Monday": the sum is none of the deeds, and all
deeds of its days are what the article is about, as are those of a report on a month.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from pipeline.extract.dates.find import Interval
from pipeline.extract.frames.agreement import do_places_agree
from pipeline.extract.frames.frame import Frame
from pipeline.extract.passages import LEAD_SENTENCES
from pipeline.lexicon.event_types import family

#: A sum is of so many days, and of a month at most.
_LEAST_DAYS, _MOST_DAYS = timedelta(days=2), timedelta(days=31)
#: So many deeds with a day and a town of their own make up a period.
_SEVERAL = 3
_DEADLY = frozenset({"violence", "strike", "bombing", "clash", "abduction"})


def without_periods(frames: Sequence[Frame]) -> list[Frame]:
    """Leave out what the lead counts over many days whose deeds are told one by one below."""
    sums = [frame for frame in frames if _may_be_period(frame)]
    left_out: list[Frame] = []
    for whole in sums:
        deeds = [f for f in frames if _is_deed_of(whole, f)]
        if len({f.place.place.name for f in deeds if f.place}) >= _SEVERAL:
            left_out.append(whole)
            for deed in deeds:
                deed.is_of_period = True
    return [frame for frame in frames if not any(frame is whole for whole in left_out)]


def _may_be_period(frame: Frame) -> bool:
    """Whether the lead counts the dead of days in no town alone."""
    days, place = frame.own_interval, frame.own_place
    if days is None or frame.first_sentence >= LEAD_SENTENCES or not frame.killed():
        return False
    is_wide = place is None or not place.place.is_point
    return is_wide and _LEAST_DAYS <= _length(days) <= _MOST_DAYS


def _length(days: Interval) -> timedelta:
    return days.end - days.start


def _is_deed_of(whole: Frame, frame: Frame) -> bool:
    """Whether a frame tells a deed of a period, on a day and in a town of its own."""
    days, around = frame.own_interval, whole.own_interval
    if frame is whole or days is None or around is None or not frame.is_pinned:
        return False
    is_kin = family(frame.event_type) in _DEADLY
    is_less = (frame.killed() or 0) < (whole.killed() or 0)
    is_then = around.start <= days.start and days.end <= around.end and days.precision == "day"
    is_there = do_places_agree(whole.own_place, frame.own_place)
    return is_kin and is_less and is_then and is_there
