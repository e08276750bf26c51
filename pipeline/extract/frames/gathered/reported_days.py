"""What the lead dates only by who speaks of it, and a sentence near it by the day of the deed.

"The UN condemned on Saturday attacks that killed 60 in El Fasher. (...) The shelter was struck by
drones on Friday night" is one incident, of Friday.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.frames.agreement import do_places_agree
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.vetoes import (
    do_statuses_agree,
    is_of_other_state,
    strikes_back,
)
from pipeline.extract.frames.merging import is_deed_before
from pipeline.extract.passages import LEAD_SENTENCES
from pipeline.lexicon.event_types import are_one_story, family

#: Families of deeds that are told so.
_DEEDS = frozenset({"strike", "bombing", "violence", "clash", "arson", "abduction"})
#: The day of the deed is told at most so many sentences behind what was only spoken of.
_REACH = 2


def find_reported(incidents: Sequence[Frame], frame: Frame) -> Frame | None:
    """The lead's incident that a frame gives its day to, if it tells one."""
    return next((told for told in incidents if _tells_day_of(told, frame)), None)


def _tells_day_of(told: Frame, frame: Frame) -> bool:
    """Whether a frame tells the day of what the lead dates only by who speaks of it."""
    if told.first_sentence >= LEAD_SENTENCES or frame.is_other or frame.is_answer:
        return False
    if not 0 < frame.first_sentence - told.last_sentence <= _REACH:
        return False
    families = {family(told.event_type), family(frame.event_type)}
    if not families <= _DEEDS or not are_one_story(told.event_type, frame.event_type):
        return False
    if strikes_back(told, frame) or is_of_other_state(told, frame):
        return False
    is_there = do_places_agree(told.place, frame.own_place) and do_statuses_agree(told, frame)
    return is_there and told.has_toll_of(frame) and is_deed_before(told, frame)
