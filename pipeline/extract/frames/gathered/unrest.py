"""Unrest that the lead tells in words of several kinds: clashes, a march put down, police who fire.

"Rival groups fought in Tel Aviv on Saturday. (...) Police fired live rounds" is one riot, and so is
the "clash" of a headline over a march. Only what has one town and no two days is joined.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.frames.agreement import do_intervals_meet, is_same_place
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.vetoes import do_statuses_agree
from pipeline.extract.frames.merging import join_frames
from pipeline.extract.passages import LEAD_SENTENCES

#: What more is counted of it stands at most so many sentences behind.
_REACH = 2
_UNREST = frozenset({"riot", "protest", "protest_with_intervention", "crackdown"})
#: What unrest is called besides, where neither soldiers nor armed groups do it.
_CALLED = _UNREST | {"armed_clash", "shooting"}
#: Looting that police put down is no protest.
_PUT_DOWN = {"looting", "protest_with_intervention"}


def join_unrest(incidents: Sequence[Frame]) -> list[Frame]:
    """Join what the lead tells of one unrest; the first keeps its place in the order."""
    kept: list[Frame] = []
    for frame in incidents:
        n = next((n for n, earlier in enumerate(kept) if _is_one_unrest(earlier, frame)), None)
        if n is None:
            kept.append(frame)
            continue
        pair = kept[n], frame
        is_first = pair[0].event_type in _UNREST | {"looting"}
        unrest, other = pair if is_first else pair[::-1]
        event_type = unrest.event_type
        date = unrest.date if unrest.own_interval else other.date or unrest.date
        unrest.confidence = max(unrest.confidence or 0.0, other.confidence or 0.0)
        join_frames(unrest, other)
        unrest.event_type, unrest.date = event_type, date
        kept[n] = unrest
    return kept


def _is_one_unrest(earlier: Frame, frame: Frame) -> bool:
    """Whether two frames tell one unrest."""
    kinds = {earlier.event_type, frame.event_type}
    is_unrest = not kinds.isdisjoint(_UNREST) and kinds <= _CALLED
    is_put_down = earlier.event_type == "looting" and kinds == _PUT_DOWN
    if not (is_unrest or is_put_down) or frame.is_other or frame.is_linked:
        return False
    is_lead = frame.first_sentence < LEAD_SENTENCES or _is_part_of(earlier, frame)
    if not is_lead or not is_same_place(earlier.place, frame.place):
        return False
    if _is_of_fighters({side.type for f in (earlier, frame) for side in f.sides}):
        return False
    told, new = earlier.killed(), frame.killed()
    is_one_toll = None in (told, new) or told == new or _is_part_of(earlier, frame)
    is_one_day = do_intervals_meet(earlier.interval, frame.interval)
    return is_one_toll and is_one_day and do_statuses_agree(earlier, frame)


def _is_part_of(unrest: Frame, frame: Frame) -> bool:
    """Whether fewer dead or wounded are counted right below the lead's unrest, by nobody told.

    "Police killed 23 who stormed parliament. (...) A reporter saw five bodies outside."
    """
    if unrest.event_type not in _UNREST or unrest.first_sentence >= LEAD_SENTENCES:
        return False
    is_below = 0 < frame.first_sentence - unrest.last_sentence <= _REACH
    first = [t for t in frame.triggers if t.sentence == frame.first_sentence]
    is_harm = all(t.is_bare_harm or t.word.strength != "strong" for t in first)
    if is_below and _is_by_police(frame):
        return unrest.killed() is None and frame.own_place is None and frame.own_interval is None
    return is_below and is_harm and (frame.killed() or 0) < (unrest.killed() or 0)


def _is_by_police(frame: Frame) -> bool:
    """Whether police alone are told to have shot: "a looter was shot dead by police"."""
    return {side.type for side in frame.sides if side.role == "perpetrator"} == {"police"}


def _is_of_fighters(types: set[str | None]) -> bool:
    """Whether fighters are told of; "officers" are those of police where these are named."""
    return "armed_group" in types or ("military" in types and "police" not in types)
