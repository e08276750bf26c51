"""What the next sentence tells in the passive, of nobody and nowhere, is of the deed before.

"Gunmen killed nine villagers. Homes were burned down", "Rebels burned fuel tankers. Five drivers
were killed". The sums of joining seldom see two such families in one incident.
"""

from __future__ import annotations

from itertools import pairwise

from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.merging import join_frames
from pipeline.extract.reading import Reading
from pipeline.lexicon.event_types import family

#: What raiders do beside what is told first of them.
_BESIDES = frozenset({"arson", "looting"})
#: Deeds in which people are killed, but for those that are told by their dead.
_DEEDS = frozenset({"arson", "looting", "robbery", "sabotage", "hijacking"})
_RAIDS = frozenset({"violence", "clash"})
#: Deeds that hurt people.
_HURTING = _RAIDS | {"strike", "bombing", "riot", "arson"}
#: From "called it" to what it is called: "a cowardly act of".
_CALL_REACH = 7


def is_next_deed(frame: Frame, last: Frame, reading: Reading) -> bool:
    """Whether a frame only says what else was done in the incident of the sentence before."""
    is_next = frame.first_sentence - last.last_sentence == 1 and last.status == frame.status
    if not is_next or frame.is_other or frame.is_answer or not _is_anonymous(frame):
        return False
    if not frame.claims and _is_what_it_is_called(frame, reading):
        return True
    if frame.event_type in _BESIDES:
        return family(last.event_type) in _RAIDS and bool(last.killed())
    if not any(trigger.word.strength == "strong" for trigger in last.triggers):
        return False
    is_toll = all(trigger.is_bare_harm for trigger in frame.triggers) and bool(frame.claims)
    if is_toll and _is_toll_of(frame, last, reading):
        return True
    return is_toll and bool(frame.killed()) and last.event_type in _DEEDS and not last.killed()


def _is_toll_of(frame: Frame, last: Frame, reading: Reading) -> bool:
    """Whether the paragraph of a deed only goes on with whom it hurt: "Ten others were wounded".

    What is counted already is none of that.
    """
    sentences = reading.document.sentences
    is_beside = sentences[frame.first_sentence].paragraph == sentences[last.last_sentence].paragraph
    counted = {c.outcome for c in last.claims if c.best}
    is_new = counted.isdisjoint(c.outcome for c in frame.claims)
    return (
        is_beside and is_new and last.own_place is not None and family(last.event_type) in _HURTING
    )


def add_next_deed(last: Frame, frame: Frame) -> None:
    """Add what else was done; what the incident is does not change."""
    event_type = last.event_type
    join_frames(last, frame)
    last.event_type = event_type


def _is_what_it_is_called(frame: Frame, reading: Reading) -> bool:
    """Whether somebody only says what the deed before is: "called it an act of sabotage"."""
    grammar = reading.words.grammar
    first = min(frame.triggers, key=lambda t: t.first)
    before = reading.document.sentences[first.sentence].forms[: first.first][-_CALL_REACH:]
    return first.word.pos == "n" and any(
        verb in grammar.calling and it in grammar.speaker_subject for verb, it in pairwise(before)
    )


def _is_anonymous(frame: Frame) -> bool:
    """Whether it is told without who did it, and without a day or a place of its own."""
    if frame.own_interval is not None or frame.own_place is not None:
        return False
    return not any(side.role == "perpetrator" for side in frame.sides)
