"""A lead that adds up the dead of several deeds, and the sentences below that tell each of them.

"Two bomb attacks in Baghdad killed seven people on Thursday. A bomb left in a market killed six.
In the west of the city, a judge was killed by a bomb": two incidents of one town and day.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from pipeline.extract.frames.agreement import do_intervals_meet
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.roundups.sums import tell_instead
from pipeline.extract.passages import LEAD_SENTENCES
from pipeline.lexicon.event_types import are_one_clause, family

#: The deeds are told at most so many sentences behind what adds them up.
_REACH = 3
#: So many deeds are several.
_SEVERAL = 2
#: Families of what kills.
_DEADLY = frozenset({"strike", "bombing", "violence", "clash"})


def mark_sums(frames: Sequence[Frame]) -> None:
    """Mark what adds up the dead of the next sentences, and what tells each of them."""
    for whole in frames:
        if _may_add_up(whole):
            parts = _parts_of(whole, frames)
            if len(parts) >= _SEVERAL:
                whole.is_sum = True
                for part in parts:
                    part.is_listed = part.is_other = True


def without_added_up(incidents: Sequence[Frame]) -> list[Frame]:
    """Leave out what adds up deeds that are all told: each has its day, if none of its own."""
    kept = list(incidents)
    for whole in (f for f in incidents if f.is_sum):
        parts = [f for f in kept if f.is_listed and _is_kin(whole, f)]
        if len(parts) >= _SEVERAL and sum(f.killed() or 0 for f in parts) == whole.killed():
            kept.remove(whole)
            for part in parts:
                tell_instead(part, whole)
    return kept


def _may_add_up(whole: Frame) -> bool:
    """Whether the lead tells of several deeds at once, and how many died in them."""
    is_lead = whole.first_sentence < LEAD_SENTENCES and whole.triggers[0].field == "text"
    is_several = any(t.is_plural and not t.is_definite for t in whole.triggers)
    is_deadly = family(whole.event_type) in _DEADLY and (whole.killed() or 0) >= _SEVERAL
    return is_lead and is_several and is_deadly


def _parts_of(whole: Frame, frames: Sequence[Frame]) -> list[Frame]:
    """The deeds right below whose dead add up to the lead's; none where these do not."""
    last = whole.last_sentence + _REACH
    below = takewhile(
        lambda f: f.first_sentence <= last,
        (f for f in frames if f.first_sentence > whole.last_sentence),
    )
    parts: list[Frame] = []
    for frame in below:
        if not frame.killed():
            continue
        if not _is_part(whole, frame):
            return []
        parts.append(frame)
        told = sum(part.killed() or 0 for part in parts)
        if told >= (whole.killed() or 0):
            return parts if told == whole.killed() else []
    return []


def _is_part(whole: Frame, frame: Frame) -> bool:
    """Whether a frame tells one deed of a kind that the lead may have added up, with fewer dead."""
    is_one = not (frame.is_linked or any(t.is_plural for t in frame.triggers))
    is_then = do_intervals_meet(whole.interval, frame.own_interval)
    return (
        is_one
        and is_then
        and _is_kin(whole, frame)
        and (frame.killed() or 0) < (whole.killed() or 0)
    )


def _is_kin(whole: Frame, frame: Frame) -> bool:
    return are_one_clause(whole.event_type, frame.event_type)
