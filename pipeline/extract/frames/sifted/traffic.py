"""Whom vehicles run over and what they hit without anybody's meaning to."""

from __future__ import annotations

from pipeline.extract.frames.frame import Frame
from pipeline.extract.reading import Reading
from pipeline.extract.triggers.trigger import Telling
from pipeline.lexicon.words import PEOPLE_KINDS, Words

#: A vehicle that heads a clause is named by so many words: "a fully loaded timber lorry".
_HEAD_REACH = 5
#: Its verb is in the passive where one of so many words behind it says so: "a bus was hit".
_VERB_REACH = 3
#: Scenes of those whom people drive at, or of why.
_MEANT = frozenset({"intent", "protester", "troop"})
_ARMED = frozenset({"police", "military", "armed_group"})
#: Kinds of function words that may stand before a noun.
_BEFORE_NOUNS = frozenset({"det", "adv"})


def is_traffic(frame: Frame, reading: Reading) -> bool:
    """Whether bare words of harm tell what a vehicle or a motorist did, and nobody meant it.

    "A truck ran over pilgrims, killing six", "a ship hit a bridge", "a driver who struck a boy".
    """
    words = reading.words
    if frame.event_type != "attack" or frame.weapons or not _MEANT.isdisjoint(frame.scenes):
        return False
    if not all(trigger.is_bare_harm for trigger in frame.triggers):
        return False
    first = frame.first_sentence
    telling = next(t for t in reading.tellings if t.sentence.index == first)
    here = [trigger for trigger in frame.triggers if trigger.sentence == first]
    if any(_is_motorists(telling.forms[: trigger.first], words) for trigger in here):
        return True
    if any(side.type in _ARMED or side.role == "perpetrator" for side in frame.sides):
        return False
    return _heads_a_clause(telling, words)


def _is_motorists(before: tuple[str, ...], words: Words) -> bool:
    """Whether what stands before a verb ends with a motorist: "a driver who"."""
    last = before[:-1] if not words.grammar.relative.isdisjoint(before[-1:]) else before
    return not words.grammar.motorist.isdisjoint(last[-1:])


def _heads_a_clause(telling: Telling, words: Words) -> bool:
    """Whether a vehicle heads a sentence or a clause of it: "were hurt when a tram hit a kiosk"."""
    opened = [0]
    for at, form in enumerate(telling.forms):
        if words.function_words.get(form) == "conj" or form in words.grammar.sequel:
            opened.append(at + 1)
    return any(_begins_with_vehicle(telling.forms, start, words) for start in opened)


def _begins_with_vehicle(forms: tuple[str, ...], start: int, words: Words) -> bool:
    """Whether a clause begins with a vehicle that does something: "a truck ran over"."""
    reach = forms[start : start + _HEAD_REACH]
    at = next((n for n, form in enumerate(reach) if form in words.grammar.vehicle), None)
    if at is None or not _is_plain(reach[:at], words):
        return False
    done = forms[start + at + 1 : start + at + 1 + _VERB_REACH]
    is_noun = any(m.first == 0 for m in words.nouns.find(done))
    is_noun = is_noun or any(m.first == 0 for m in words.weapons.find(done))
    return not is_noun and words.grammar.passive.isdisjoint(done)


def _is_plain(before: tuple[str, ...], words: Words) -> bool:
    """Whether words before a noun are none of people or armies, and lead to no other noun."""
    kinds = (words.function_words.get(form) for form in before)
    if not all(kind is None or kind in _BEFORE_NOUNS for kind in kinds):
        return False
    is_manned = any(noun.entry.kind in PEOPLE_KINDS for noun in words.nouns.find(before))
    return not (is_manned or words.actors.find(before))
