"""What a text tells again of its main incident, further down: with the day or toll it lacked."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.frames.agreement import do_intervals_meet, do_places_agree, is_same_place
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.responses import RESPONSES
from pipeline.extract.frames.gathered.vetoes import VIOLENT, do_statuses_agree
from pipeline.extract.frames.merging import join_frames
from pipeline.extract.passages import LEAD_SENTENCES
from pipeline.lexicon.event_types import GENERIC, family


def join_told_again(incidents: Sequence[Frame]) -> list[Frame]:
    """Join the lead's violence with a later telling of its kind that gives its day or toll.

    "Police arrested two over the blast in Guayaquil. (...) The explosion on August 14 killed five."
    """
    told = list(incidents)
    main = next((f for f in told if f.event_type not in RESPONSES), None)
    if main is None or main.first_sentence >= LEAD_SENTENCES:
        return told
    again = next((f for f in told if f is not main and _tells_again(main, f)), None)
    if again is not None:
        join_frames(main, again)
        told.remove(again)
    for frame in [f for f in told if f.first_sentence < LEAD_SENTENCES]:
        finer = next((f for f in told if f is not frame and _tells_day_of(frame, f)), None)
        if finer is not None:
            join_frames(frame, finer)
            told.remove(finer)
    return told


def _tells_day_of(frame: Frame, finer: Frame) -> bool:
    """Whether violence of a whole week is told again with its day: "shot on October 29"."""
    mine, new = frame.own_interval, finer.own_interval
    if mine is None or new is None or finer.is_other or new.precision != "day":
        return False
    if family(frame.event_type) not in VIOLENT or frame.first_sentence > finer.first_sentence:
        return False
    is_kind = finer.event_type == frame.event_type or GENERIC & {frame.event_type, finer.event_type}
    if not is_kind or family(frame.event_type) != family(finer.event_type):
        return False
    is_inside = mine.start < mine.end and mine.start <= new.start and new.end <= mine.end
    is_there = do_places_agree(frame.place, finer.place) and do_statuses_agree(frame, finer)
    return is_inside and is_there and frame.has_toll_of(finer)


def _tells_again(main: Frame, frame: Frame) -> bool:
    """Whether a frame tells the main incident again: its toll, or the day that it lacks or got."""
    if family(frame.event_type) != family(main.event_type) or frame.is_other or main.is_listed:
        return False
    is_there = is_same_place(main.own_place, frame.own_place)
    is_nowhere_else = frame.own_place is None and frame.event_type == main.event_type
    if main.killed() and main.killed() == frame.killed() and (is_there or is_nowhere_else):
        return do_intervals_meet(main.interval, frame.interval)
    if frame.own_interval is None or not do_places_agree(main.place, frame.place):
        return False
    if main.own_interval is None and main.interval in (None, frame.own_interval):
        is_kind = frame.event_type == main.event_type or frame.event_type in GENERIC
        return is_kind and do_statuses_agree(main, frame)
    mention = main.date.mention if main.date else None
    sentences = {trigger.sentence for trigger in frame.triggers}
    return mention is not None and mention.sentence in sentences - {main.first_sentence}
