"""Tolls that are told of one incident and belong to another, or to two together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.extract.frames.agreement import do_intervals_meet, do_places_agree, is_same_place
from pipeline.extract.frames.frame import Frame
from pipeline.extract.tolls.find import CasualtyMention
from pipeline.lexicon.event_types import are_one_clause

#: From here on a number that the text tells is hardly by chance the sum of two others.
_NO_CHANCE = 10
#: So many outcomes with the same numbers are one toll told twice.
_SAME = 2


def without_sums(incidents: Sequence[Frame]) -> None:
    """Take out what is counted of two incidents: "attacks kill 18", six and twelve.

    So a headline does; the text does where the number is too large to be one by chance: "the death
    toll rose to 31", of 26 dead in air strikes and five in shelling elsewhere. Nor has a wave of
    strikes the toll of one place, told in the line above that place's paragraph.
    """
    for frame in incidents:
        others = [f for f in incidents if f is not frame and _is_elsewhere(f, frame)]
        ahead = {n for n in _lines(frame.claims) if any(_is_echo(n, frame, f) for f in others)}
        frame.claims = [
            c for c in frame.claims if not (_is_sum(c, frame, others) or c.sentence in ahead)
        ]


def spread_sums(lead: Sequence[Frame], told: Sequence[Frame]) -> None:
    """Mark what the lead counts of several towns: "91 died in clashes", 13 in one, 11 in another.

    It is of none of them; they are told below, each with fewer dead.
    """
    for frame in lead:
        dead, place = frame.killed() or 0, frame.own_place
        if frame.triggers[0].field == "title":
            continue  # a headline names no place, whatever it is of
        if dead < _NO_CHANCE or (place is not None and place.place.is_point):
            continue
        parts = [f for f in told if f is not frame and 0 < (f.killed() or 0) < dead]
        parts = [f for f in parts if _may_be_part(f, frame)]
        towns = [f.own_place for f in parts if f.own_place is not None and _is_town(f)]
        frame.is_spread |= any(not is_same_place(towns[0], town) for town in towns[1:])


def _may_be_part(part: Frame, whole: Frame) -> bool:
    """Whether what is told of a town may be counted in a sum: of its kind, days and region."""
    is_kind = are_one_clause(whole.event_type, part.event_type)
    is_there = do_places_agree(whole.own_place, part.own_place)
    return is_kind and is_there and do_intervals_meet(whole.interval, part.own_interval)


def _is_town(frame: Frame) -> bool:
    return frame.own_place is not None and frame.own_place.place.is_point


def _is_elsewhere(other: Frame, frame: Frame) -> bool:
    """Whether two incidents are told of two places."""
    places = other.own_place, frame.own_place
    return None not in places and not is_same_place(*places)


def _is_sum(claim: CasualtyMention, frame: Frame, others: Sequence[Frame]) -> bool:
    """Whether a number is that of two incidents together, and no other's own."""
    is_title = claim.field == "title"
    if not claim.best or not (is_title or claim.best >= _NO_CHANCE):
        return False
    own, told = _told(frame, claim.outcome), [_told(f, claim.outcome) for f in others]
    if any(claim.best in numbers for numbers in ((own, *told) if is_title else told)):
        return False
    return any(claim.best == mine + new for mine in own for numbers in told for new in numbers)


def _told(frame: Frame, outcome: str) -> set[int]:
    """The numbers that sentences of the text tell of an outcome."""
    told = (c for c in frame.claims if c.outcome == outcome and c.field == "text")
    return {claim.best for claim in told if claim.best}


def _lines(claims: Iterable[CasualtyMention]) -> set[int]:
    return {claim.sentence for claim in claims}


def _is_echo(line: int, frame: Frame, other: Frame) -> bool:
    """Whether the next sentence tells the whole toll of a line again, of one place of a wave."""
    if not frame.is_spread or other.is_spread:
        return False
    mine = {(c.outcome, c.best) for c in frame.claims if c.sentence == line}
    next_told = {(c.outcome, c.best) for c in other.claims if c.sentence == line + 1}
    return len(mine) >= _SAME and mine == next_told
