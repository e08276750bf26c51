"""Which doers told elsewhere in an article may have done what a frame tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from pipeline.extract.actors.groups import Part
from pipeline.extract.finds import in_sentence
from pipeline.extract.frames.agreement import do_intervals_meet, do_places_agree
from pipeline.extract.frames.frame import Frame
from pipeline.extract.reading import Reading
from pipeline.lexicon.event_types import family
from pipeline.lexicon.grammar import load_grammar
from pipeline.lexicon.place_words import load_place_words
from pipeline.lexicon.words import STATE
from pipeline.records import Participant

#: Types of who acts for a state.
_FORCES = frozenset({"military", "police"})
#: So many nouns stand between a country and the deed in it: "Nigeria church attack".
_NOUNS_REACH = 2
#: How sure it is at least that whom a frame's own sentences name did it.
LIKELY = 0.35
#: Families of deeds whose doers news calls attackers.
_BY_ATTACKERS = frozenset({"violence", "abduction", "robbery", "bombing", "clash"})


def doers_beside(frame: Frame, frames: Sequence[Frame], doers: Sequence[Part]) -> list[Part]:
    """The doers of an article without those whom another scene has: a day or place apart.

    A roundup tells of many gunmen; those of one town did not shoot in the next. A group may strike
    twice, but not the same "Islamic State gunmen", nor where a frame tells its own doer.
    """
    own = {trigger.sentence for trigger in frame.triggers}
    others = [other for other in frames if other is not frame and _are_apart(frame, other)]
    apart = {id(part) for other in others for part in other.parts}
    elsewhere = {t.sentence for other in others for t in other.triggers} - own
    is_told = any(p.person.role == "perpetrator" and p.chance >= LIKELY for p in frame.parts)
    return [
        part
        for part in doers
        if not (id(part) in apart or part.sentence in elsewhere)
        or (_is_group(part) and not is_told)
    ]


def without_named_places(parts: Sequence[Part], frame: Frame, reading: Reading) -> list[Part]:
    """Leave out a state that a noun for the deed only names as where: "Mali ambush kills 12".

    "Israel strike kills three in Gaza" tells who did it.
    """
    return [part for part in parts if not _is_named_as_place(part, frame, reading)]


def _is_named_as_place(part: Part, frame: Frame, reading: Reading) -> bool:
    state = part.person
    if state.type != STATE or state.country is None or state.country != _country_of(frame):
        return False
    adjectives = load_place_words(reading.words.language).adjectives
    if state.name.lower() in adjectives or state.end is None:
        return False
    nouns = [t for t in frame.triggers if t.sentence == part.sentence and t.word.pos != "v"]
    words = reading.words.function_words
    sentence = reading.document.sentences[part.sentence]
    for noun in nouns:
        between = sentence.text[state.end - sentence.start : noun.start - sentence.start]
        told = between.lower().split()
        is_near = between[:1].isspace() and len(told) <= _NOUNS_REACH
        if is_near and all(word.isalpha() and words.get(word) is None for word in told):
            return True
    return False


def without_states_told(participants: Sequence[Participant]) -> tuple[Participant, ...]:
    """Leave out a state of whose soldiers the same is told: "Israeli raid", "Israeli forces"."""
    told = {(p.role, p.country) for p in participants if p.type in _FORCES}
    return tuple(p for p in participants if p.type != STATE or (p.role, p.country) not in told)


def name_anonymous(frames: Sequence[Frame], reading: Reading) -> None:
    """Give a story's only violence "the gunman" as its doer, where nobody else is told.

    "Three people were shot dead at a vigil. (...) The attackers wore uniforms."
    """
    violent = [frame for frame in frames if family(frame.event_type) in _BY_ATTACKERS]
    if len(violent) != 1:
        return
    (frame,) = violent
    if not any(person.role == "perpetrator" for person in frame.participants):
        frame.participants += tuple(islice(_attackers(reading), 1))


def _attackers(reading: Reading) -> Iterator[Participant]:
    """Those whom a text calls attackers as known: "the gunman", "one of the attackers"."""
    grammar = reading.words.grammar
    for sentence in reading.document.sentences:
        for noun in reading.words.nouns.find(sentence.forms):
            before = sentence.forms[: noun.first][-1:]
            is_known = bool(before) and grammar.definite.issuperset(before)
            is_anonymous = sentence.forms[noun.last - 1] in grammar.anonymous
            if noun.entry.kind == "attacker" and is_known and is_anonymous:
                start, end = sentence.starts[noun.first], sentence.end_of(noun.last - 1)
                name = sentence.text[start - sentence.start : end - sentence.start]
                place = (sentence.field, start, end)
                yield Participant("perpetrator", name, None, noun.entry.type, None, *place)


def lend_strikers(frames: Sequence[Frame], reading: Reading) -> None:
    """Give strikes of which nobody is told to have made them the one state that strikes there.

    "Russian drones killed two in Kharkiv. (...) A missile hit a depot in Nikopol": of strikes on a
    country of which one state alone makes all that are told, it makes the others.
    """
    strikes = [f for f in frames if family(f.event_type) == "strike" and f.place is not None]
    strikers: dict[str | None, dict[str | None, Participant]] = {}
    for frame in strikes:
        told = strikers.setdefault(_country_of(frame), {})
        for person in frame.participants:
            if person.role == "perpetrator":
                told.setdefault(person.country, person)
    for frame in strikes:
        known = strikers[_country_of(frame)]
        is_told = any(person.role == "perpetrator" for person in frame.participants)
        # rockets at American troops are none of those who answered
        named = _countries_named(frame, reading)
        if len(known) == 1 and None not in known and not is_told and named.isdisjoint(known):
            frame.participants += tuple(known.values())


def _countries_named(frame: Frame, reading: Reading) -> set[str | None]:
    """The countries that the sentences of a frame name in any way."""
    told = {trigger.sentence for trigger in frame.triggers}
    return {p.place.country for n in told for p in in_sentence(reading.places, n)}


def _country_of(frame: Frame) -> str | None:
    return None if frame.place is None else frame.place.place.country


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
