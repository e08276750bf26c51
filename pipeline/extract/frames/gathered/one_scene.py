"""Deeds of one scene told in words of several kinds: shot, burned and looted in one raid.

The sentence that tells them is one; its words are of families that elsewhere are incidents of
their own. Only what has one day and one place is joined: what answers, follows or is told as
another stays another.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.dates.find import Interval
from pipeline.extract.frames.agreement import (
    are_next_door,
    do_intervals_meet,
    do_places_agree,
    is_same_place,
)
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.vetoes import do_statuses_agree, strikes_back
from pipeline.extract.frames.merging import join_frames
from pipeline.extract.passages import LEAD_SENTENCES
from pipeline.lexicon.event_types import family

#: What attackers do at one place in one raid.
_DEEDS = frozenset({"bombing", "violence", "clash", "arson", "looting", "robbery"})

_BLOWS = frozenset({"strike", "bombing"})


def join_scenes(incidents: Sequence[Frame], arrests: frozenset[int] = frozenset()) -> list[Frame]:
    """Join the deeds of one scene; the first keeps its place in the order.

    ``arrests`` are the sentences that tell of one: who is caught in a gunfight did his deed before.
    """
    kept: list[Frame] = []
    for frame in incidents:
        scene = next((earlier for earlier in kept if _is_told_by(earlier, frame, arrests)), None)
        if scene is None:
            kept.append(frame)
            continue
        scene.confidence = max(scene.confidence or 0.0, frame.confidence or 0.0)
        if _is_of_wave(scene, frame):
            scene.triggers.extend(frame.triggers)
            scene.whole = scene.whole or frame.whole
            scene.place = scene.whole or scene.place
        else:
            if _told_day(scene) is None and _told_day(frame) is not None:
                scene.date = frame.date
            event_type = _type_of_scene(scene, frame)
            join_frames(scene, frame)
            scene.event_type = event_type or scene.event_type
    return kept


def _type_of_scene(scene: Frame, frame: Frame) -> str | None:
    """The type that one of two deeds gives to both; None where neither does."""
    if _is_of_capture(frame, scene):
        return frame.event_type
    is_first = _is_attempted_robbery(scene, frame) or _is_burnt_by(scene, frame)
    return scene.event_type if is_first or _is_of_capture(scene, frame) else None


def _is_told_by(earlier: Frame, frame: Frame, arrests: frozenset[int]) -> bool:
    """Whether a frame tells an earlier incident again, or one more deed of it."""
    return (
        _is_one_scene(earlier, frame, arrests)
        or _is_one_toll(earlier, frame)
        or _is_one_blow(earlier, frame)
        or _is_of_wave(earlier, frame)
    )


def _is_one_scene(earlier: Frame, frame: Frame, arrests: frozenset[int]) -> bool:
    """Whether one sentence tells both, as deeds of one day and place."""
    families = {family(earlier.event_type), family(frame.event_type)}
    is_capture = _is_of_capture(earlier, frame) or _is_of_capture(frame, earlier)
    if not (families <= _DEEDS or is_capture or _is_burnt_by(earlier, frame)):
        return False
    if frame.is_other or frame.is_answer or frame.is_linked or earlier.is_linked:
        return False
    told = {trigger.sentence for trigger in earlier.triggers} - arrests
    if told.isdisjoint(trigger.sentence for trigger in frame.triggers):
        return False
    is_attempt = _is_attempted_robbery(earlier, frame)
    if not (is_attempt or do_statuses_agree(earlier, frame)) or strikes_back(earlier, frame):
        return False
    is_one_day = do_intervals_meet(earlier.interval, frame.interval)
    return is_one_day and do_places_agree(earlier.own_place, frame.own_place)


def _is_burnt_by(strike: Frame, frame: Frame) -> bool:
    """Whether a fire is what a strike made: "bombed the town, burning its market"."""
    return family(strike.event_type) == "strike" and frame.event_type == "arson"


def _is_of_capture(capture: Frame, frame: Frame) -> bool:
    """Whether those who took a place killed for it: "overran a base, killing three soldiers"."""
    is_taken = family(capture.event_type) == "territory"
    return is_taken and frame.event_type == "attack" and all(t.is_bare_harm for t in frame.triggers)


def _is_attempted_robbery(deed: Frame, frame: Frame) -> bool:
    """Whether robbers shot or stabbed somebody and got away with nothing."""
    is_robbery = frame.event_type == "robbery" and frame.status == "thwarted"
    return is_robbery and deed.status == "occurred" and family(deed.event_type) == "violence"


def _is_one_toll(earlier: Frame, frame: Frame) -> bool:
    """Whether the lead tells two deeds of one town with one number of dead, and of no two days."""
    if not {family(earlier.event_type), family(frame.event_type)} <= _DEEDS:
        return False
    if max(earlier.first_sentence, frame.first_sentence) >= LEAD_SENTENCES or frame.is_other:
        return False
    if not frame.killed() or frame.killed() != earlier.killed():
        return False
    if not is_same_place(earlier.own_place, frame.own_place):
        return False
    is_one_day = do_intervals_meet(_told_day(earlier), _told_day(frame))
    return is_one_day and do_statuses_agree(earlier, frame)


def _told_day(frame: Frame) -> Interval | None:
    """Its day, but for one on which it was only reported."""
    return None if frame.date is None or frame.date.source == "report" else frame.own_interval


def _is_one_blow(earlier: Frame, frame: Frame) -> bool:
    """Whether far-off sentences tell one strike or blast: of one kind, town and day.

    A page may tell it again for each who speaks of it. Shootings are left alone: a city has many.
    """
    kind = family(frame.event_type)
    if kind not in _BLOWS or kind != family(earlier.event_type):
        return False
    if frame.is_other or frame.is_answer or not is_same_place(earlier.own_place, frame.own_place):
        return False
    if not do_statuses_agree(earlier, frame) or _has_other_doers(earlier, frame):
        return False
    if not earlier.has_toll_of(frame) and are_next_door(earlier.own_place, frame.own_place):
        return False
    return None in (earlier.interval, frame.interval) or earlier.interval == frame.interval


def _is_of_wave(earlier: Frame, frame: Frame) -> bool:
    """Whether strikes somewhere in a country are those on several places that were told before."""
    if not earlier.is_spread or family(frame.event_type) != family(earlier.event_type):
        return False
    if not earlier.has_toll_of(frame):
        return False
    place = frame.own_place
    # who tells of several places may be the first to name their country
    is_naming = frame.is_spread and earlier.whole is None
    is_elsewhere = not (is_naming or do_places_agree(earlier.place, place))
    if place is not None and (is_elsewhere or place.place.place_precision != "country"):
        return False
    new = _doers(frame)
    is_others = bool(new) and new.isdisjoint(_doers(earlier))
    if frame.is_linked or is_others or not do_statuses_agree(earlier, frame):
        return False
    return do_intervals_meet(earlier.interval, frame.interval)


def _has_other_doers(earlier: Frame, frame: Frame) -> bool:
    """Whether both sentences name states or groups that did it, and none is the same."""
    mine, new = _doers(earlier), _doers(frame)
    return strikes_back(earlier, frame) or bool(mine and new and mine.isdisjoint(new))


def _doers(frame: Frame) -> set[str]:
    doers = (person for person in frame.sides if person.role == "perpetrator")
    return {known for doer in doers if (known := doer.country or doer.actor_id)}
