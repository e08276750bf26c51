"""Which doers told elsewhere in an article may have done what a frame tells."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.actors.groups import Part
from pipeline.extract.frames.agreement import do_intervals_meet, do_places_agree
from pipeline.extract.frames.frame import Frame
from pipeline.lexicon.grammar import load_grammar


def doers_beside(frame: Frame, frames: Sequence[Frame], doers: Sequence[Part]) -> list[Part]:
    """The doers of an article without those whom another scene has: a day or place apart.

    A roundup tells of many gunmen; those of one town did not shoot in the next. A group may strike
    twice, but not the same "Islamic State gunmen".
    """
    apart = {
        id(part)
        for other in frames
        if other is not frame and _are_apart(frame, other)
        for part in other.parts
    }
    return [part for part in doers if id(part) not in apart or _is_group(part)]


def _is_group(part: Part) -> bool:
    """Whether a doer is a group with a name, not some of its men."""
    last = part.person.name.lower().split()[-1]
    return part.person.actor_id is not None and last not in load_grammar().anonymous


def _are_apart(a: Frame, b: Frame) -> bool:
    is_then = do_intervals_meet(a.own_interval, b.own_interval)
    return not (is_then and do_places_agree(a.own_place, b.own_place))


def lend_doers(part: Frame, whole: Frame) -> None:
    """Give one of several deeds those who did them all, where it is not told whose it is."""
    if not any(person.role == "perpetrator" for person in part.sides):
        part.parts.extend(told for told in whole.parts if told.person.role == "perpetrator")
        part.sides.extend(person for person in whole.sides if person.role == "perpetrator")
