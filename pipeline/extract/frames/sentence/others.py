"""Which frames of a sentence say that they tell another incident than what was told before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.finds import in_sentence
from pipeline.extract.frames.agreement import do_places_agree
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.sentence.grouping import (
    ANOTHER_REACH,
    is_elsewhere,
    is_listed,
    opens_elsewhere,
)
from pipeline.extract.places.event import stands_first
from pipeline.extract.reading import Reading
from pipeline.extract.triggers.scenes import SceneMatch
from pipeline.extract.triggers.trigger import Telling, Trigger
from pipeline.lexicon.grammar import Grammar
from pipeline.text import POSSESSIVES

#: At the start of a sentence these tell of another incident than the one before.
_OTHER_REACH = 4
#: "Responded" and "with" stand at most so many words apart.
_ANSWER_REACH = 6


def mark_others(frames: Sequence[Frame], telling: Telling, reading: Reading) -> None:
    """Mark the frames of a sentence that tell another incident, or an answer to one."""
    grammar = reading.words.grammar
    for before, frame in pairwise(frames):
        pair = telling, before.triggers, frame.triggers[0], grammar
        is_cut = frame.clause is not None and frame.clause != before.clause
        frame.is_other = is_cut or is_listed(*pair) or is_elsewhere(*pair)
    frame = frames[0]
    opening = frame.triggers[0].first
    is_noun = frame.triggers[0].word.pos == "n"
    frame.is_other = any(
        ("other" in m.scenes and m.first < min(opening, _OTHER_REACH))
        or ("another" in m.scenes and is_noun and 0 <= opening - m.last < ANOTHER_REACH)
        for m in telling.matches
        if not (_is_one_more_person(m, telling, grammar) or _is_of_somebody(m, telling))
    )
    frame.is_other = frame.is_other or _opens_unlisted(telling, reading)
    frame.is_answer = _is_answer(telling, frame.triggers[0], grammar)


def _is_one_more_person(match: SceneMatch, telling: Telling, grammar: Grammar) -> bool:
    """Whether somebody else of the same deed is told of: "a third man is wanted"."""
    if telling.forms[match.first] not in grammar.determiner:
        return False
    return any("person" in m.scenes and m.first == match.last for m in telling.matches)


def _is_of_somebody(match: SceneMatch, telling: Telling) -> bool:
    """Whether a number only counts: "her death is the city's third homicide of the year"."""
    before = telling.sentence.words[max(0, match.first - 1) : match.first]
    return any(word.endswith(POSSESSIVES) for word in before)


def _opens_unlisted(telling: Telling, reading: Reading) -> bool:
    """Whether a place that no list has opens a sentence: "In the Cape Flats, three men"."""
    if not opens_elsewhere(telling, reading.words.grammar):
        return False
    comma = telling.sentence.starts[telling.forms.index(",")]
    named = in_sentence(reading.places, telling.sentence.index)
    return all(place.start > comma for place in named)


def _is_answer(telling: Telling, head: Trigger, grammar: Grammar) -> bool:
    """Whether an event is told as what is done in return, not as what somebody is called to.

    "The army responded to the attack with artillery" is another incident than the one before;
    "officers responded to reports of a shooting with injuries" tells of the same one.
    """
    forms = telling.forms
    end = len(forms) if head.is_definite else head.last
    for n, form in enumerate(forms[: head.last]):
        if form in grammar.answering:
            behind = forms[n + 1 : min(end, n + _ANSWER_REACH)]
            if form not in grammar.called_out or not grammar.answered_with.isdisjoint(behind):
                return True
    return False


def is_opened(frame: Frame, telling: Telling, reading: Reading) -> bool:
    """Whether a frame's place, or the region that it lies in, opens its sentence."""
    place = frame.own_place
    if place is None:
        return False
    first = (p for p in in_sentence(reading.places, telling.sentence.index) if p.usage == "place")
    opening = next((p for p in first if stands_first(p, telling.sentence)), None)
    if opening is None or not place.place.is_point:
        return False
    return opening is place or do_places_agree(opening, place)
