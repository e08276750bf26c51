"""What rules out that two frames tell one incident, whatever the weights of joining say."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

from pipeline.extract.dates.find import Interval
from pipeline.extract.frames.agreement import (
    are_next_door,
    do_intervals_meet,
    do_places_agree,
    is_same_place,
)
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.joining import count_ties
from pipeline.extract.frames.roundups.sums import is_within
from pipeline.extract.passages import LEAD_SENTENCES
from pipeline.lexicon.event_types import GENERIC, are_one_story, family
from pipeline.lexicon.place_words import load_place_words
from pipeline.lexicon.words import STATE
from pipeline.records import Role

#: Families whose words an incident may be called by ("the attack").
VIOLENT = frozenset("strike bombing violence clash abduction robbery riot sexual_violence".split())
_OF_STATE = frozenset({STATE, "military"})
_BLASTS = frozenset({"strike", "bombing"})
#: What is in one town: a march in the next one is another, wherever the first was said to be.
_CROWDS = frozenset({"protest", "riot"})
#: What is told as another incident is the same only when so many of day, town and toll are.
SURE_TIES = 2
#: Nearer than so many sentences two frames are of one story.
_STORY_REACH = 3
#: News is reported so soon.
_REPORTED_WITHIN = timedelta(days=3)
#: Names of about one long article: each pair of its frames asks for them again.
_REMEMBERED = 1 << 10


def may_join(earlier: Frame, frame: Frame) -> bool:
    """Whether nothing rules out that two frames tell one incident."""
    if frame.is_listed and (earlier.is_listed or earlier.is_sum):
        return False
    if is_in_other_clause(earlier, frame):
        return False
    if frame.is_reference and not all(trigger.is_many for trigger in frame.triggers):
        return _may_mean(frame, earlier) and not _is_of_others(earlier, frame)
    if not are_one_story(earlier.event_type, frame.event_type):
        return False
    return not (
        _is_contradicted(earlier, frame)
        or _is_told_apart(earlier, frame)
        or _is_of_others(earlier, frame)
    )


def is_in_other_clause(earlier: Frame, frame: Frame) -> bool:
    """Whether one sentence tells both: "the shooting came hours after a man was shot dead"."""
    if frame.clause is None:
        return False
    start, end = frame.clause
    return any(
        trigger.sentence == frame.first_sentence and not start <= trigger.start < end
        for trigger in earlier.triggers
    )


def _is_of_others(earlier: Frame, frame: Frame) -> bool:
    """Whether a frame tells what others did than who did what was told before."""
    return strikes_back(earlier, frame) or is_of_other_state(earlier, frame)


def strikes_back(earlier: Frame, frame: Frame) -> bool:
    """Whether who was hit in an earlier incident strikes in this one."""
    return _does_state_answer(earlier, frame) or _is_hit_back(earlier, frame)


def _does_state_answer(earlier: Frame, frame: Frame) -> bool:
    """Whether the state whose forces were hit now strikes, and somebody else struck before."""
    strikers = _states_of(frame, "perpetrator")
    hit = strikers and strikers & _states_of(earlier, "target", "victim")
    return bool(hit) and any(
        person.role == "perpetrator" and person.country not in hit for person in earlier.sides
    )


def _is_hit_back(earlier: Frame, frame: Frame) -> bool:
    """Whether a state that struck abroad is now hit at home, by others."""
    before, place = earlier.place, frame.place
    if before is None or place is None:
        return False
    struck = _states_of(earlier, "perpetrator")
    doers = [person.country for person in frame.sides if person.role == "perpetrator"]
    is_home = place.place.country in struck and before.place.country not in struck
    return is_home and bool(doers) and struck.isdisjoint(doers)


def is_of_other_state(earlier: Frame, frame: Frame) -> bool:
    """Whether two strikes are told as those of two states: "killed in the Pakistani firing"."""
    if "strike" not in (family(earlier.event_type), family(frame.event_type)):
        return False
    if is_same_place(earlier.own_place, frame.own_place):
        return False
    mine, new = _strikers(earlier), _strikers(frame)
    return bool(mine and new) and mine.isdisjoint(new)


def _strikers(frame: Frame) -> set[str]:
    """The countries whose state or forces did it by grammar; who only speaks of it is no part."""
    return {
        part.person.country
        for part in frame.parts
        if part.by_grammar == part.person.role == "perpetrator"
        and part.person.country
        and part.person.type in _OF_STATE
    }


def do_states_agree(earlier: Frame, frame: Frame) -> bool:
    """Whether both are deeds of one state: "the Indian strikes" are those told as India's."""
    return not _states_of(frame, "perpetrator").isdisjoint(_states_of(earlier, "perpetrator"))


def _states_of(frame: Frame, *roles: Role) -> set[str]:
    """The countries whose state or forces have one of some roles."""
    return {
        person.country
        for person in frame.sides
        if person.role in roles and person.country and person.type in _OF_STATE
    }


def _may_mean(frame: Frame, earlier: Frame) -> bool:
    """Whether words that point back ("the attack") may mean an earlier incident.

    The day on which somebody spoke of it says nothing against, that of its own clause does.
    """
    if not may_be_called(earlier.event_type, frame.event_type):
        return False
    if frame.is_answer and _strikers(frame) and not _strikers(frame) & _strikers(earlier):
        return False  # "Pakistan launched retaliatory strikes"
    is_dated = frame.has_clause_date and not frame.counts_from_story
    is_apart = is_dated and not do_intervals_meet(earlier.interval, frame.own_interval)
    if is_apart and not earlier.is_dated_by_update:
        return False
    return do_places_agree(earlier.own_place, frame.own_place)


def _is_told_apart(earlier: Frame, frame: Frame) -> bool:
    """Whether a frame is told as another incident, and no day, town or toll says otherwise."""
    ties = count_ties(earlier, frame)
    if frame.is_other or frame.is_answer:
        return ties < SURE_TIES
    if earlier.is_spread and _is_at_one_spot(earlier, frame):
        return True
    if _is_seized_apart(earlier, frame):
        return True
    is_murder_after_blast = frame.is_murder and family(earlier.event_type) in _BLASTS
    return not ties and (is_murder_after_blast or _is_of_other_story(earlier, frame))


def _is_seized_apart(earlier: Frame, frame: Frame) -> bool:
    """Whether people are seized on a day and at a place that another sentence tells of them alone.

    "Six were killed in Delmas. A reporter was abducted on Thursday in another quarter".
    """
    is_seizure = "abduction" in (frame.event_type, earlier.event_type)
    is_new = frame.first_sentence > earlier.last_sentence and frame.is_pinned
    return is_seizure and frame.event_type != earlier.event_type and is_new


def _is_at_one_spot(earlier: Frame, frame: Frame) -> bool:
    """Whether one of several strikes is told: "many sites were hit. (...) One is in Homs"."""
    place, before = frame.own_place, earlier.own_place
    if place is None or not is_within(frame, earlier) or frame.is_spread:
        return False
    return before is None or not is_same_place(before, place)


def _is_of_other_story(earlier: Frame, frame: Frame) -> bool:
    """Whether far apart below the lead one frame has only a day and the other only a place.

    A page may be of many stories; what one tells must not get its day or place from another.
    """
    gap = frame.first_sentence - earlier.last_sentence
    if earlier.first_sentence < LEAD_SENTENCES or gap <= _STORY_REACH:
        return False
    has_day = (earlier.own_interval is not None, frame.own_interval is not None)
    has_place = (earlier.own_place is not None, frame.own_place is not None)
    return has_day in ((True, False), (False, True)) and has_place == has_day[::-1]


def may_be_called(event_type: str, name: str) -> bool:
    """Whether a reference by a type's word can mean an incident of another type."""
    if are_one_story(event_type, name):
        return True
    return name in GENERIC and family(event_type) in VIOLENT


def _is_contradicted(earlier: Frame, frame: Frame) -> bool:
    if not do_statuses_agree(earlier, frame) or _is_taken_by_others(earlier, frame):
        return True
    if _is_tally_of_then(earlier, frame):
        return True
    new = frame.own_interval
    if new is not None:
        mine = earlier.own_interval
        if mine is None:
            mine = earlier.interval
        is_apart = not do_intervals_meet(_with_margin(mine), _with_margin(new))
        if is_apart and not _is_day_of_reported(earlier, frame):
            return True
    is_new_scene = frame.is_opened or family(frame.event_type) in _CROWDS
    if not do_places_agree(earlier.place if is_new_scene else earlier.own_place, frame.own_place):
        return True
    return _differs_in_toll(earlier, frame) or _has_other_victims(earlier, frame)


def _is_tally_of_then(earlier: Frame, frame: Frame) -> bool:
    """Whether deeds of a month or year are counted below one: "last saw three attacks in May"."""
    interval = frame.own_interval
    is_long = interval is not None and interval.precision in ("month", "year")
    return (
        is_long
        and frame.is_plural
        and earlier.first_sentence < LEAD_SENTENCES
        and earlier.own_interval is None
    )


def _is_taken_by_others(earlier: Frame, frame: Frame) -> bool:
    """Whether one side takes places in the one and the other in the other; titles tell little."""
    types = {earlier.event_type, frame.event_type}
    is_told = all(t.field == "text" for f in (earlier, frame) for t in f.triggers)
    return types == {"territory_lost", "territory_regained"} and is_told


def _is_day_of_reported(earlier: Frame, frame: Frame) -> bool:
    """Whether the next sentence tells the day of what was only dated by who said it.

    "Nine died in a raid, the minister said on Thursday. The planes struck on Wednesday."
    """
    told, day = earlier.date, frame.own_interval
    if told is None or told.source != "report" or day is None or not frame.has_clause_day:
        return False
    is_next = 0 <= frame.first_sentence - earlier.last_sentence <= 1
    is_before = timedelta(0) < told.interval.start - day.start <= _REPORTED_WITHIN
    return is_next and is_before and not frame.is_other and earlier.has_toll_of(frame)


def _has_other_victims(earlier: Frame, frame: Frame) -> bool:
    """Whether both name their victims, and none is the same: two murders, not one told twice."""
    mine, new = _named_victims(earlier), _named_victims(frame)
    if not mine or not new:
        return False
    return all(a.isdisjoint(b) for a in mine for b in new)


def _named_victims(frame: Frame) -> list[frozenset[str]]:
    """The words of victims' names; a name has a listed given name and another word."""
    found = (_words_of_person(p.name) for p in frame.sides if p.role == "victim")
    return [words for words in found if words is not None]


@lru_cache(maxsize=_REMEMBERED)
def _words_of_person(name: str) -> frozenset[str] | None:
    words = name.lower().split()
    if not 2 <= len(words) <= 6 or load_place_words().given_names.isdisjoint(words):
        return None
    return frozenset(word for word in words if len(word) > 2)


def _with_margin(interval: Interval | None) -> Interval | None:
    """Several days ("over the weekend") reach a day further to both sides."""
    if interval is None or interval.precision != "days":
        return interval
    day = timedelta(days=1)
    return Interval(interval.start - day, interval.end + day, "days")


def do_statuses_agree(earlier: Frame, frame: Frame) -> bool:
    """What is alleged may be told as a fact later; what is planned is another thing."""
    told = ("occurred", "alleged")
    if earlier.status in told and frame.status in told:
        return True
    return earlier.status == frame.status


def _differs_in_toll(earlier: Frame, frame: Frame) -> bool:
    """Another toll at another place is another incident; without a place it is a correction."""
    mine, new = earlier.killed(), frame.killed()
    if mine is None or new is None or mine == new:
        return False
    here, there = earlier.own_place, frame.own_place
    if frame.is_opened and are_next_door(here, there):
        return True
    is_placed = there is not None and not is_same_place(here, there)
    return is_placed and earlier.first_sentence >= LEAD_SENTENCES
