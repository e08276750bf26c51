"""Tolls that are told of one incident and belong to two together."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.frames.agreement import is_same_place
from pipeline.extract.frames.frame import Frame
from pipeline.extract.tolls.find import CasualtyMention

#: From here on a number that the text tells is hardly by chance the sum of two others.
_NO_CHANCE = 10


def without_sums(incidents: Sequence[Frame]) -> None:
    """Take out what is counted of two incidents: "attacks kill 18", six and twelve.

    So a headline does; the text does where the number is too large to be one by chance: "the death
    toll rose to 31", of 26 dead in air strikes and five in shelling elsewhere.
    """
    for frame in incidents:
        others = [f for f in incidents if f is not frame and _is_elsewhere(f, frame)]
        frame.claims = [c for c in frame.claims if not _is_sum(c, frame, others)]


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
