"""Round-ups: "seven wounded in shootings across the city", and each shooting told below.

What adds up a night's crimes is none of them. Each of those begins where an hour stands beside
somebody told anew ("at 9:30 p.m., four people were wounded"), and lasts to the next.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.finds import in_sentence
from pipeline.extract.frames.agreement import do_intervals_meet
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.merging import join_frames
from pipeline.extract.passages import LEAD_SENTENCES
from pipeline.extract.reading import Reading
from pipeline.extract.tolls.find import CasualtyMention
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.event_types import GENERIC, family

#: What a city has several of in a night.
_CRIMES = frozenset({"violence", "robbery"})
#: So many crimes with hours of their own make a round-up.
_LEAST = 2


def deeds_of_roundup(frames: Sequence[Frame], reading: Reading) -> list[Frame]:
    """The frames with which a round-up's crimes begin; none where an article is no round-up."""
    begin = [frame for frame in frames if _begins_deed(frame, reading)]
    if len({frame.first_sentence for frame in begin}) < _LEAST:
        return []
    is_headed = any(_adds_up(f) for f in frames if f.first_sentence < begin[0].first_sentence)
    return begin if is_headed else []


def _adds_up(frame: Frame) -> bool:
    """Whether the lead tells of several crimes: "in two shootings"."""
    return frame.first_sentence < LEAD_SENTENCES and any(map(_is_sum, frame.triggers))


def _is_sum(trigger: Trigger) -> bool:
    return trigger.is_plural and family(trigger.word.event_type) in _CRIMES


def _begins_deed(frame: Frame, reading: Reading) -> bool:
    """Whether a sentence tells at which hour somebody who was not told of before was hit."""
    sentence = reading.document.sentences[frame.first_sentence]
    if not _is_crime(frame) or any(t.is_plural for t in frame.triggers):
        return False
    if reading.words.grammar.clock.isdisjoint(sentence.lowers):
        return False
    claims = in_sentence(reading.claims, frame.first_sentence)
    return any(_is_of_new_victims(claim) for claim in claims)


def _is_of_new_victims(claim: CasualtyMention) -> bool:
    is_hurt = claim.outcome in ("killed", "injured") and claim.part_of is None
    return is_hurt and not (claim.is_definite or claim.is_perpetrator or claim.is_aggregate)


def tell_apart(
    frames: Sequence[Frame], specific: Sequence[Frame], begin: Sequence[Frame]
) -> list[Frame]:
    """The incidents of a round-up in text order, without what adds its crimes up.

    That lends them its day, and its kind where they only say that somebody was hurt. ``specific``
    are the frames that tell no figures over time, ``begin`` those with which its crimes begin.
    """
    heads = [f for f in frames if f.first_sentence < begin[0].first_sentence and _is_crime(f)]
    told: list[Frame] = []
    for frame in (f for f in specific if f not in heads):
        last = told[-1] if told else None
        if frame in begin and (last is None or last.first_sentence != frame.first_sentence):
            frame.is_listed, frame.is_other = True, last is not None
            told.append(frame)
        elif last is not None and _goes_on(last, frame):
            join_frames(last, frame)
        else:
            told.append(frame)
    day = next((head.date for head in heads if head.own_interval is not None), None)
    kind = next(t.word.event_type for head in heads for t in head.triggers if _is_sum(t))
    for frame in (deed for deed in told if deed.is_listed):
        frame.date = frame.date or day
        frame.event_type = kind if frame.event_type in GENERIC else frame.event_type
    return told


def _is_crime(frame: Frame) -> bool:
    return family(frame.event_type) in _CRIMES


def _goes_on(deed: Frame, frame: Frame) -> bool:
    """Whether a frame tells on of the crime before it."""
    return (
        _is_crime(deed)
        and _is_crime(frame)
        and do_intervals_meet(deed.interval, frame.own_interval)
    )
