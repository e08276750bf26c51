"""What is told beside an incident and is none of its own: what was done at its scene, arrests."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.dates.find import Interval
from pipeline.extract.frames.agreement import do_intervals_meet, is_same_place
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.vetoes import VIOLENT
from pipeline.lexicon.event_types import family

#: An arrest or a shot-down drone this close behind belongs to the incident just told.
RESPONSE_REACH = 3
RESPONSES = frozenset({"arrest", "interception"})
#: Families of crimes for which suspects are arrested, days or years later.
_CRIMES = frozenset({"violence", "robbery", "abduction", "sexual_violence"})
#: An arrest stands so many sentences behind the only crime of a text.
_NEXT = 2


def is_response(frame: Frame, last: Frame) -> bool:
    """Whether a frame is what was done at the scene of the incident just told."""
    tolls = (_is_toll_of_protest, _is_toll_of_town, _is_toll_of_aircraft)
    if any(is_toll(frame, last) for is_toll in tolls):
        return True
    if frame.event_type not in RESPONSES:
        return False
    if last.event_type in RESPONSES or family(last.event_type) not in VIOLENT:
        return False
    gap = frame.first_sentence - last.last_sentence
    is_placed = frame.own_place and not is_same_place(last.own_place, frame.own_place)
    mine, new = last.own_interval, _told_day(frame)
    # "was arrested near the scene on Monday", of what the lead tells without a day
    is_at_once = mine is None and "on_the_spot" in frame.scenes
    is_then = new in (None, mine) or is_at_once
    return gap <= RESPONSE_REACH and not is_placed and is_then


def _told_day(frame: Frame) -> Interval | None:
    """When, if its sentence says so, and not only when somebody spoke of it."""
    is_said = frame.date is not None and frame.date.source == "report"
    return None if is_said else frame.own_interval


def is_end_of_attackers(frame: Frame, last: Frame) -> bool:
    """Whether a sentence only tells that who attacked was killed there: they are no victims."""
    if frame.event_type not in ("shooting", "attack") or not frame.claims:
        return False
    if last.event_type == "armed_clash" or family(last.event_type) not in VIOLENT:
        return False
    is_placed = frame.own_place and not is_same_place(last.own_place, frame.own_place)
    is_dated = frame.own_interval is not None and frame.own_interval != last.own_interval
    if is_placed or is_dated or frame.first_sentence - last.last_sentence > RESPONSE_REACH:
        return False
    return all(claim.is_perpetrator for claim in frame.claims)


def _is_toll_of_protest(frame: Frame, last: Frame) -> bool:
    """Whether a sentence tells who of a protest's people was hurt."""
    if last.event_type not in ("protest_with_intervention", "crackdown", "riot"):
        return False
    if frame.event_type not in ("shooting", "attack"):
        return False
    is_placed = frame.own_place is not None or _told_day(frame) is not None
    is_bare = all(trigger.is_bare_harm for trigger in frame.triggers)
    reach = RESPONSE_REACH if "protester" in frame.scenes else int(is_bare)
    return not is_placed and frame.first_sentence - last.last_sentence <= reach


def _is_toll_of_town(frame: Frame, last: Frame) -> bool:
    """Whether a frame is the fire in which a town was taken, told right with it."""
    if last.event_type not in ("territory_regained", "territory_lost"):
        return False
    if frame.event_type not in ("shooting", "attack"):
        return False
    if frame.own_place is not None and not is_same_place(last.own_place, frame.own_place):
        return False
    new = frame.own_interval
    return frame.first_sentence - last.last_sentence <= 1 and new in (None, last.own_interval)


def _is_toll_of_aircraft(frame: Frame, last: Frame) -> bool:
    """Whether a frame is who died in it: "shot down a helicopter, killing all eight on board"."""
    if last.event_type != "interception" or "plane" not in last.scenes:
        return False
    is_bare = all(trigger.is_bare_harm for trigger in frame.triggers)
    return frame.event_type in ("shooting", "attack") and is_bare and _share_sentence(frame, last)


def absorb(target: Frame, other: Frame) -> None:
    """Add what was done at the scene, without its type, date and place."""
    target.triggers.extend(other.triggers)
    target.claims.extend(c for c in other.claims if c.outcome != "captured")


def without_arrests(incidents: Sequence[Frame]) -> list[Frame]:
    """Leave out arrests that are told only beside the violence that they are for.

    One on another day than that violence is an incident of its own, unless it is the arrest for a
    crime: "a second man was arrested on Friday in the June shooting of two boys". So are weapons
    found: not the pistol with which somebody shot himself. And where an article tells of nothing
    but a crime and who was arrested for it, no arrest behind is of anything else, unless it is told
    where he was caught.
    """
    violent = _told_violence(incidents)
    solved = _solved_crimes(incidents)
    return [
        frame
        for frame in incidents
        if not any(_is_arrest_for(frame, v) or _is_find_of(frame, v) for v in violent)
        and not any(_is_arrest_behind(frame, crime) for crime in solved)
    ]


def _solved_crimes(incidents: Sequence[Frame]) -> list[Frame]:
    """The crimes told with an arrest for them, where crimes and arrests are all that is told."""
    arrests = [frame for frame in incidents if frame.event_type == "arrest"]
    crimes = [frame for frame in incidents if family(frame.event_type) in _CRIMES]
    if len(arrests) + len(crimes) < len(incidents):
        return []
    told = _told_violence(crimes)
    return [
        crime
        for crime in told
        if any(t.word.event_type == "arrest" for t in crime.triggers)
        or any(_is_arrest_for_crime(arrest, crime) for arrest in arrests)
        or (len(told) == 1 and any(_is_told_next(arrest, crime) for arrest in arrests))
    ]


def _is_told_next(arrest: Frame, crime: Frame) -> bool:
    """Whether an arrest is told right behind the only crime of a text."""
    return 0 < arrest.first_sentence - crime.last_sentence <= _NEXT


def _is_arrest_behind(arrest: Frame, crime: Frame) -> bool:
    """Whether an arrest is told below a crime, at no place of its own and not before it."""
    is_below = arrest.first_sentence >= crime.first_sentence
    is_placed = arrest.own_place and not is_same_place(crime.own_place, arrest.own_place)
    is_behind = is_below and not is_placed and _is_later(arrest, crime)
    return arrest.event_type == "arrest" and is_behind


def _told_violence(incidents: Sequence[Frame]) -> list[Frame]:
    told = (f for f in incidents if f.status in ("occurred", "alleged"))
    return [f for f in told if family(f.event_type) in VIOLENT]


def crimes_first(incidents: Sequence[Frame]) -> list[Frame]:
    """Put arrests behind the crimes that they are for: it is the crime that a story dates."""
    violent = _told_violence(incidents)
    return sorted(incidents, key=lambda f: any(_is_arrest_for_crime(f, v) for v in violent))


def _is_arrest_for(arrest: Frame, violence: Frame) -> bool:
    """Whether an arrest is told in a sentence of some violence: of its day, or for a crime."""
    is_arrest = arrest.event_type == "arrest"
    is_beside = is_arrest and _is_beside(arrest, violence)
    return is_beside or _is_arrest_for_crime(arrest, violence)


def _is_arrest_for_crime(arrest: Frame, violence: Frame) -> bool:
    """Whether a sentence tells an arrest together with an earlier crime."""
    if arrest.event_type != "arrest":
        return False
    is_crime = family(violence.event_type) in _CRIMES
    return is_crime and _is_later(arrest, violence) and _share_sentence(arrest, violence)


def _is_later(arrest: Frame, crime: Frame) -> bool:
    """Whether an arrest was not made before a crime."""
    before, day = crime.interval, arrest.interval
    return before is None or day is None or before.start <= day.end


def _is_find_of(find: Frame, violence: Frame) -> bool:
    """Whether the weapon that was found is that of a shooting: "he found a gun and shot her"."""
    return (
        find.event_type == "interception"
        and violence.event_type == "shooting"
        and "gun" in find.scenes
        and _is_beside(find, violence)
    )


def _is_beside(frame: Frame, violence: Frame) -> bool:
    """Whether a frame is told in a sentence of some violence, and not on a day of its own."""
    own = frame.own_interval
    is_then = own is None or do_intervals_meet(own, violence.interval)
    return is_then and _share_sentence(frame, violence)


def _share_sentence(a: Frame, b: Frame) -> bool:
    sentences = {trigger.sentence for trigger in b.triggers}
    return any(trigger.sentence in sentences for trigger in a.triggers)


def type_disarmed(frames: Sequence[Frame]) -> None:
    """What was found and defused is no bombing: "a bag with explosives (...) was made safe"."""
    for frame in frames:
        is_defused = any(t.word.event_type == "interception" for t in frame.triggers)
        is_plain = any(
            t.word.strength == "strong" and t.word.event_type != "interception"
            for t in frame.triggers
        )
        is_hurt = any(claim.best for claim in frame.claims)
        if family(frame.event_type) == "bombing" and is_defused and not (is_plain or is_hurt):
            frame.event_type = "interception"
