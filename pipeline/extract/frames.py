"""Group triggers into frames: one frame is what one sentence says of one incident."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.extract.casualties import CasualtyMention
from pipeline.extract.dates import DateMention, Interval
from pipeline.extract.dates_event import EventDate
from pipeline.extract.places import PlaceMention
from pipeline.extract.triggers import Trigger
from pipeline.lexicon.event_types import are_compatible, more_specific
from pipeline.records import Participant, Status, Weapon


@dataclass(slots=True)
class Frame:
    """What is known of one incident so far; grows as sentences are joined to it."""

    triggers: list[Trigger]
    event_type: str
    status: Status
    date: EventDate | None = None
    place: PlaceMention | None = None
    claims: list[CasualtyMention] = field(default_factory=list)
    participants: list[Participant] = field(default_factory=list)
    weapons: list[Weapon] = field(default_factory=list)

    @property
    def sentence(self) -> int:
        """Where it is told last."""
        return max(trigger.sentence for trigger in self.triggers)

    @property
    def interval(self) -> Interval | None:
        """When, if the text says."""
        return self.date.interval if self.date else None

    @property
    def own_interval(self) -> Interval | None:
        """When, if its own sentence says; a date carried over from the story is none."""
        return self.date.interval if self.date and self.date.source != "story" else None

    @property
    def is_strong(self) -> bool:
        """Whether it tells an incident by its own words."""
        return any(trigger.word.strength == "strong" for trigger in self.triggers) or bool(
            self.claims
        )

    @property
    def is_reference(self) -> bool:
        """Whether it only points back to what was told."""
        return all(
            trigger.is_definite or trigger.word.strength == "generic" for trigger in self.triggers
        )


def do_frames_agree(a: Frame, b: Frame) -> bool:
    """Whether two frames can tell the same incident: type, day and place do not contradict."""
    return (
        are_compatible(a.event_type, b.event_type)
        and do_intervals_meet(a.interval, b.interval)
        and do_places_agree(a.place, b.place)
    )


def do_intervals_meet(a: Interval | None, b: Interval | None) -> bool:
    """Whether two intervals overlap; an unknown one meets any."""
    return a is None or b is None or (a.start <= b.end and b.start <= a.end)


def do_places_agree(a: PlaceMention | None, b: PlaceMention | None) -> bool:
    """Whether one place can lie in the other; an unknown one agrees with any."""
    if a is None or b is None:
        return True
    p, q = a.place, b.place
    if p.country and q.country and p.country != q.country:
        return False
    if p.admin1_code and q.admin1_code and p.admin1_code != q.admin1_code:
        return False
    fine = ("site", "town")
    if p.place_precision in fine and q.place_precision in fine:
        return p.geoname_id == q.geoname_id if p.geoname_id else p.name == q.name
    return True


def join_frames(target: Frame, other: Frame) -> None:
    """Add what ``other`` tells to ``target``; the first told value stays, the finer one wins."""
    target.event_type = more_specific(target.event_type, other.event_type)
    target.triggers.extend(other.triggers)
    target.claims.extend(other.claims)
    target.participants.extend(other.participants)
    target.weapons.extend(other.weapons)
    if target.own_interval is None and other.date is not None:
        target.date = other.date
    target.place = finer_place(target.place, other.place)
    if target.status != "occurred" and other.status == "occurred":
        target.status = "occurred"


_FINENESS = {"site": 0, "town": 1, "admin2": 2, "admin1": 3, "country": 4, "unknown": 5}


def finer_place(a: PlaceMention | None, b: PlaceMention | None) -> PlaceMention | None:
    """The finer of two places, the first when equal."""
    if a is None or b is None:
        return a or b
    finer = _FINENESS[b.place.place_precision] < _FINENESS[a.place.place_precision]
    return b if finer else a


def nearest_claims(
    claims: Sequence[CasualtyMention], triggers: Sequence[Trigger]
) -> dict[int, list[CasualtyMention]]:
    """Give each claim of a sentence to the trigger (by index) that stands nearest to it."""
    shares: dict[int, list[CasualtyMention]] = {}
    for claim in claims:
        index = min(range(len(triggers)), key=lambda i: _distance(triggers[i], claim))
        shares.setdefault(index, []).append(claim)
    return shares


def _distance(trigger: Trigger, claim: CasualtyMention) -> int:
    if trigger.start < claim.end and claim.start < trigger.end:
        return 0
    return max(trigger.start - claim.end, claim.start - trigger.end)


def dates_of_sentence(dates: Sequence[DateMention], sentence: int) -> list[DateMention]:
    """The date mentions of one sentence."""
    return [mention for mention in dates if mention.sentence == sentence]
