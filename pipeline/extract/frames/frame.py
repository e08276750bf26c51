"""A frame is what an article says of one incident."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from pipeline.extract.actors.groups import Part
from pipeline.extract.dates.event import EventDate
from pipeline.extract.dates.find import Interval
from pipeline.extract.places.find import PlaceMention
from pipeline.extract.tolls.find import CasualtyMention
from pipeline.extract.tolls.weighing import Heard
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.event_types import GENERIC, family
from pipeline.records import Outcome, Participant, Status, Weapon

#: Asked so often that it must cost little: an article may tell thousands of triggers.
_SENTENCE: Callable[[Trigger], int] = attrgetter("sentence")


#: Who was hit stands at most so many characters behind a noun that tells of it anew.
_COMPLEMENT_REACH = 24


@dataclass(slots=True)
class Frame:
    """What is known of one incident so far; grows as sentences are joined to it.

    ``is_other``: told as another one than the one before. ``is_linked``: told as what another event
    answers ("in response to Wednesday's attack"). ``is_answer``: told as the answer itself.
    ``is_spread``: told at once of several places ("struck multiple locations across the country").
    ``is_listed``: one of those that a round-up tells and adds up. ``is_sum``: what adds them up.
    ``is_of_period``: of the days of which the lead counts the dead. ``is_over_time``: its sentence
    counts the victims of weeks or years. ``reasons``: claims of what a protest is about. ``whole``:
    the country that all those places lie in. ``is_recalled``: of courts or of the past.
    ``is_opened``: its place opens its sentence, and a new scene with it ("In Mombasa, hundreds").
    ``clause``: the characters of its sentence that are its own, where another's stand beside it.
    ``lead_scenes``: the scenes of those of its sentences that are of title and lead. ``heard``:
    claims from elsewhere in the article that may be of it, with what they weigh.
    """

    triggers: list[Trigger]
    event_type: str
    status: Status
    date: EventDate | None = None
    place: PlaceMention | None = None
    claims: list[CasualtyMention] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    reasons: list[CasualtyMention] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    participants: tuple[Participant, ...] = ()
    sides: list[Participant] = field(default_factory=list)
    weapons: list[Weapon] = field(default_factory=list)
    scenes: frozenset[str] = frozenset()
    lead_scenes: frozenset[str] = frozenset()
    is_other: bool = False
    is_linked: bool = False
    is_answer: bool = False
    is_spread: bool = False
    is_recalled: bool = False
    is_listed: bool = False
    is_sum: bool = False
    is_of_period: bool = False
    is_opened: bool = False
    is_over_time: bool = False
    whole: PlaceMention | None = None
    clause: tuple[int, int] | None = None
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
    def is_headline(self) -> bool:
        """Whether a headline alone tells it."""
        return all(trigger.field == "title" for trigger in self.triggers)

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
    def has_clause_date(self) -> bool:
        """Whether the clause of its own words names its day, month or year."""
        date = self.date
        if date is None or date.source != "clause":
            return False
        return date.interval.precision in ("day", "month", "year")

    @property
    def is_dated_by_update(self) -> bool:
        """Whether its day is that on which somebody only said how many have died by now."""
        date = self.date
        if date is None or date.mention is None or date.source != "report":
            return False
        return any(c.is_total and c.sentence == date.mention.sentence for c in self.claims)

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
        return self.most("killed")

    def most(self, outcome: Outcome) -> int | None:
        """The largest number of people claimed of an outcome."""
        return max((c.best for c in self.claims if c.outcome == outcome and c.best), default=None)


def clause_at(frames: Sequence[Frame], start: int) -> Sequence[Frame]:
    """The frames of a sentence whose cut-off clause has a character, or else all."""
    here = [f for f in frames if f.clause and f.clause[0] <= start < f.clause[1]]
    return here or frames


def _is_behind(person: Participant, ends: Sequence[tuple[str | None, int]]) -> bool:
    """Whether somebody is named right behind one of some places of the text."""
    start = person.start or 0
    for told_in, end in ends:
        if 0 < start - end <= _COMPLEMENT_REACH and told_in == person.field:
            return True
    return False
