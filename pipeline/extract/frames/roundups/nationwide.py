"""Round-ups: a lead that tells of a whole country's day, and below it what was in each town.

"Drones killed four people in several regions overnight. In Kharkiv, they slammed into flats,
killing one": what is told of a place without a day was on the day of the round-up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.frames.frame import Frame
from pipeline.extract.passages import LEAD_SENTENCES
from pipeline.lexicon.event_types import are_one_story

#: Places of a round-up are told at most so many sentences below it.
_REACH = 4
_WIDE = frozenset({"admin1", "country"})


def date_places(frames: Sequence[Frame]) -> None:
    """Give the places of a round-up its day, where they are told with none of their own."""
    for n, whole in enumerate(frames):
        if _is_round_up(whole):
            for part in frames[n + 1 :]:
                if _is_part(whole, part) and whole.date is not None:
                    part.date = replace(whole.date, source="story")


def _is_round_up(frame: Frame) -> bool:
    """Whether the lead counts the dead of a country or province on a day."""
    place, interval = frame.place, frame.interval
    if place is None or interval is None or frame.first_sentence >= LEAD_SENTENCES:
        return False
    is_short = interval.precision in ("day", "days")
    return is_short and place.place.place_precision in _WIDE and (frame.killed() or 0) > 1


def _is_part(whole: Frame, part: Frame) -> bool:
    """Whether fewer dead, of one kind and country, are told soon below in a town and on no day."""
    place, around = part.own_place, whole.place
    if part.date is not None or place is None or around is None or not place.place.is_point:
        return False
    is_there = place.place.country == around.place.country
    is_near = 0 < part.first_sentence - whole.first_sentence <= _REACH
    is_less = 0 < (part.killed() or 0) < (whole.killed() or 0)
    is_kin = are_one_story(whole.event_type, part.event_type) and part.status == whole.status
    return is_there and is_near and is_less and is_kin
