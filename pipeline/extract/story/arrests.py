"""Who was arrested, as the captured of an arrest or of unrest.

Beside other violence an arrest is that of who did it: no toll of what he did.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.frames.frame import Frame
from pipeline.extract.tolls.find import CasualtyMention, find_arrests
from pipeline.text import Document

_HOLDING = frozenset(
    {"arrest", "protest", "protest_with_intervention", "crackdown", "riot", "looting"}
)


def count_arrested(
    frame: Frame, frames: Sequence[Frame], document: Document
) -> CasualtyMention | None:
    """The claim that counts most people as arrested in an incident, in its own sentences.

    ``frames``: all incidents of the article, each with the arrests that stand nearest to its words.
    """
    if frame.event_type not in _HOLDING or any(c.outcome == "captured" for c in frame.claims):
        return None
    own = {trigger.sentence for trigger in frame.triggers}
    rivals = [f for f in frames if f.event_type == frame.event_type and f is not frame]
    told = [
        claim
        for claim in find_arrests(document, own)
        if claim.best and not claim.is_aggregate and _is_nearest(claim, frame, rivals)
    ]
    return max(told, key=lambda claim: (claim.best or 0, -claim.start), default=None)


def _is_nearest(claim: CasualtyMention, frame: Frame, rivals: Sequence[Frame]) -> bool:
    own = _distance(claim, frame)
    return all(own <= _distance(claim, rival) for rival in rivals)


def _distance(claim: CasualtyMention, frame: Frame) -> float:
    """How far an incident's words stand from an arrest in its sentence."""
    near = (t for t in frame.triggers if t.sentence == claim.sentence)
    return min((abs(t.start - claim.trigger_start) for t in near), default=float("inf"))
