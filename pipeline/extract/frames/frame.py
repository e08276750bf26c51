"""A frame is what an article says of one incident; here is how two frames are joined."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from pipeline.extract.actors.groups import Part
from pipeline.extract.dates.event import EventDate
from pipeline.extract.dates.find import Interval
from pipeline.extract.frames.agreement import do_places_agree
from pipeline.extract.places.find import PlaceMention
from pipeline.extract.tolls.find import CasualtyMention
from pipeline.extract.tolls.story import Heard
from pipeline.extract.triggers.tellings import Trigger
from pipeline.lexicon.event_types import GENERIC, family, more_specific
from pipeline.records import Participant, Status, Weapon

#: Asked so often that it must cost little: an article may tell thousands of triggers.
_SENTENCE: Callable[[Trigger], int] = attrgetter("sentence")


#: Those whose fights are battles.
_FIGHTERS = frozenset({"armed_group", "military"})

#: Who was hit stands at most so many characters behind a noun that tells of it anew.
_COMPLEMENT_REACH = 24


@dataclass(slots=True)
class Frame:
    """What is known of one incident so far; grows as sentences are joined to it.

    ``is_other``: told as another one than the one before. ``is_linked``: told as what another event
    answers ("in response to Wednesday's attack"). ``is_answer``: told as the answer itself.
    ``is_spread``: told at once of several places ("struck multiple locations across the country").
    ``whole``: the country that all those places lie in. ``is_recalled``: of courts or of the past.
    ``heard``: claims from elsewhere in the article that may be of it, with what they weigh.
    """

    triggers: list[Trigger]
    event_type: str
    status: Status
    date: EventDate | None = None
    place: PlaceMention | None = None
    claims: list[CasualtyMention] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    participants: tuple[Participant, ...] = ()
    sides: list[Participant] = field(default_factory=list)
    weapons: list[Weapon] = field(default_factory=list)
    scenes: frozenset[str] = frozenset()
    is_other: bool = False
    is_linked: bool = False
    is_answer: bool = False
    is_spread: bool = False
    is_recalled: bool = False
    whole: PlaceMention | None = None
    confidence: float | None = None

    @property
    def first_sentence(self) -> int:
        """Where it is told first."""
        return min(map(_SENTENCE, self.triggers))

    @property
    def last_sentence(self) -> int:
        """Where it is told last."""
        return max(map(_SENTENCE, self.triggers))

    def last_before(self, sentence: int) -> int:
        """Its last sentence before another one; -99 when there is none."""
        return max((t.sentence for t in self.triggers if t.sentence < sentence), default=-99)

    @property
    def interval(self) -> Interval | None:
        """When, if the text says."""
        return self.date.interval if self.date else None

    @property
    def own_interval(self) -> Interval | None:
        """When, if one of its own sentences says; a date carried over from the story is none."""
        date = self.date
        return None if date is None or date.source == "story" else date.interval

    @property
    def own_place(self) -> PlaceMention | None:
        """Where, if one of its own sentences says."""
        place = self.place
        if place is None or place.sentence not in map(_SENTENCE, self.triggers):
            return None
        return place

    @property
    def is_reference(self) -> bool:
        """Whether it only points back to what was told."""
        for trigger in self.triggers:
            is_generic = trigger.is_definite or trigger.word.strength == "generic"
            is_back = trigger.is_bare_harm and self._points_back_in(trigger.sentence)
            if not (is_generic or is_back):
                return False
        is_strong = any(trigger.word.strength == "strong" for trigger in self.triggers)
        is_crowd = is_strong and family(self.event_type) in ("protest", "riot")
        return not (is_crowd or self.has_complement)

    def _points_back_in(self, sentence: int) -> bool:
        """Whether a sentence of it calls it "the attack"."""
        return any(
            t.is_definite and t.sentence == sentence and t.word.event_type in GENERIC
            for t in self.triggers
        )

    @property
    def has_complement(self) -> bool:
        """Whether a definite noun says itself whom it hit: "the murder of two nuns".

        Who did it may stand between: "the raid staged by rebels on the hotel".
        """
        hit = [p for p in self.sides if p.role in ("victim", "target")]
        if not hit:
            return False
        strong = [t for t in self.triggers if t.word.strength == "strong"]
        ends: list[tuple[str | None, int]] = [(t.field, t.end) for t in strong]
        ends += [
            (p.field, p.end or 0)
            for p in self.sides
            if p.role == "perpetrator" and _is_behind(p, ends)
        ]
        return any(_is_behind(person, ends) for person in hit)

    @property
    def is_murder(self) -> bool:
        """Whether words of murder tell it, not of an attack of whatever kind."""
        return self.event_type in GENERIC and any(t.is_murder for t in self.triggers)

    @property
    def is_plural(self) -> bool:
        """Whether its first words are of several incidents."""
        return self.triggers[0].is_plural

    @property
    def is_pinned(self) -> bool:
        """Whether its own sentences give a day and a place."""
        interval = self.own_interval
        has_day = interval is not None and interval.precision in ("day", "days")
        return has_day and self.own_place is not None

    @property
    def has_clause_day(self) -> bool:
        """Whether the clause of its own words names its day."""
        date = self.date
        return date is not None and date.source == "clause" and date.interval.precision == "day"

    @property
    def counts_from_story(self) -> bool:
        """Whether its day counts from another's: "the attack the previous night"."""
        mention = self.date.mention if self.date else None
        return mention is not None and mention.is_story_relative

    def has_toll_of(self, other: Frame) -> bool:
        """Whether another frame tells no number of dead, or one that this one tells, too."""
        told = {claim.best for claim in self.claims if claim.outcome == "killed"}
        return other.killed() is None or other.killed() in told

    def killed(self) -> int | None:
        """The largest number of dead claimed."""
        dead = [c.best for c in self.claims if c.outcome == "killed" and c.best]
        return max(dead) if dead else None


def _is_behind(person: Participant, ends: Sequence[tuple[str | None, int]]) -> bool:
    """Whether somebody is named right behind one of some places of the text."""
    start = person.start or 0
    for told_in, end in ends:
        if 0 < start - end <= _COMPLEMENT_REACH and told_in == person.field:
            return True
    return False


def join_frames(target: Frame, other: Frame) -> None:
    """Add what ``other`` tells to ``target``; the first told value stays, the finer one wins."""
    target.date = _better_date(target, other)
    target.whole = target.whole or other.whole
    target.place = target.whole or _better_place(target, other)
    target.event_type = joined_type(target, other)
    target.triggers.extend(other.triggers)
    target.claims.extend(other.claims)
    target.parts.extend(other.parts)
    target.sides.extend(other.sides)
    target.weapons.extend(other.weapons)
    target.scenes |= other.scenes
    target.is_spread |= other.is_spread
    if other.status == "occurred" and not other.is_reference:
        target.status = "occurred"


def joined_type(target: Frame, other: Frame) -> str:
    """The more telling type; a fight does not make one of a murder told in plain words.

    What is only pointed back to ("shortly after the strikes", "the shooting lasted an hour") does
    not say how it was.
    """
    is_aside = other.is_reference and family(other.event_type) in ("strike", "violence")
    if is_aside and target.event_type not in GENERIC:
        return target.event_type
    best = more_specific(target.event_type, other.event_type)
    is_bare = not (other.claims or other.own_place or other.own_interval)
    if is_bare and family(best) == "strike" and _is_named(target) and not _is_named(other):
        return target.event_type  # "a shell hit a queue in Kherson. (...) its forces had struck"
    if _is_put_right(target, other):
        return other.event_type
    if best == "riot":
        return _type_beside_riot(target, other)
    return _type_beside_fight(target, other) if best == "armed_clash" else best


def _is_put_right(headline: Frame, lead: Frame) -> bool:
    """Whether the lead says of one blast what it was: "bomb and drone attacks kill 18"."""
    families = {family(headline.event_type), family(lead.event_type)}
    return (
        families == {"strike", "bombing"}
        and all(t.field == "title" for t in headline.triggers)
        and any(
            t.word.strength == "strong" and t.word.event_type == lead.event_type
            for t in lead.triggers
        )
    )


def _is_named(frame: Frame) -> bool:
    """Whether a strong word names the kind of a strike on a town: "shelled Kherson"."""
    place = frame.own_place
    return (
        place is not None
        and place.place.place_precision in ("site", "town")
        and any(
            t.word.strength == "strong" and t.word.event_type == frame.event_type
            for t in frame.triggers
        )
    )


def _type_beside_riot(target: Frame, other: Frame) -> str:
    """A protest that police break up is no riot because a headline speaks of "unrest"."""
    riot, told = (target, other) if target.event_type == "riot" else (other, target)
    is_headline = all(t.field == "title" for t in riot.triggers) and not any(
        t.word.strength == "strong" and t.word.event_type == "riot" for t in riot.triggers
    )
    return told.event_type if is_headline and family(told.event_type) == "protest" else "riot"


def _type_beside_fight(target: Frame, other: Frame) -> str:
    """The type of two frames of which one is a fight, or both are."""
    told = target if other.event_type == "armed_clash" else other
    is_plain = any(t.word.strength == "strong" for t in told.triggers)
    is_named = told is target and _is_on_others(told) and not (other.claims or other.sides)
    is_kept = is_named or (is_plain and not _is_of_fight(told))
    return told.event_type if is_kept else "armed_clash"


def _is_on_others(frame: Frame) -> bool:
    """Whether it is told who was attacked, and nobody of them fights: "an attack on the mayor"."""
    hit = {person.type for person in frame.sides if person.role in ("victim", "target")}
    return bool(hit) and hit.isdisjoint(_FIGHTERS)


def _is_of_fight(frame: Frame) -> bool:
    """Whether violence hurts nobody, so far as is told: "shooting could be heard"."""
    is_hurt = bool(frame.claims) or any(person.role == "victim" for person in frame.sides)
    return family(frame.event_type) == "violence" and not is_hurt


def _better_date(target: Frame, other: Frame) -> EventDate | None:
    mine, new = target.own_interval, other.own_interval
    if mine is None or new is None:
        is_coarse = new is None or new.precision in ("year", "unknown")
        if new is not None and target.interval is not None and target.interval.precision == "day":
            is_coarse = new.precision not in ("day", "days")
        return target.date if mine is not None or is_coarse else other.date
    is_finer = new.end - new.start < mine.end - mine.start
    return other.date if is_finer and mine.start <= new.start <= mine.end else target.date


_FINENESS = {"site": 0, "town": 1, "admin2": 2, "admin1": 3, "country": 4, "unknown": 5}


def _better_place(target: Frame, other: Frame) -> PlaceMention | None:
    if target.is_spread and not other.is_spread and target.place is not None:
        return target.place
    if target.own_place is None and other.own_place is not None:
        if target.place is None or do_places_agree(target.place, other.place):
            return finer_place(other.place, target.place)
        # who speaks of "the action" in another country does not move it there
        is_abroad = other.is_reference and not _is_one_country(target.place, other.place)
        return target.place if is_abroad else other.place
    if other.own_place is None and target.place is not None:
        return target.place
    if not do_places_agree(target.place, other.place):
        return target.place
    return finer_place(target.place, other.place)


def _is_one_country(a: PlaceMention | None, b: PlaceMention | None) -> bool:
    return a is None or b is None or a.place.country == b.place.country


def finer_place(a: PlaceMention | None, b: PlaceMention | None) -> PlaceMention | None:
    """The finer of two places, the first when equal."""
    if a is None or b is None:
        return a or b
    if a.is_dateline != b.is_dateline:
        return b if a.is_dateline else a
    finer = _FINENESS[b.place.place_precision] < _FINENESS[a.place.place_precision]
    return b if finer else a
