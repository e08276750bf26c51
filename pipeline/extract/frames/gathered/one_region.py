"""Strikes of one region: tolls that rise, places of one wave.

A page that is written on all day tells shelling or fighting along a front again with each toll, the
newest first. Where no town is told, what is told below of one kind, day and region, with no higher
toll, by one side so far as is told, is the same incident.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.frames.agreement import do_intervals_meet, do_places_agree
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.vetoes import do_statuses_agree, is_of_other_state
from pipeline.extract.frames.merging import is_one_country, join_frames
from pipeline.extract.passages import LEAD_SENTENCES
from pipeline.lexicon.event_types import GENERIC, family

#: What goes on along a front; a murder in a province is not the next one there.
_FRONT = frozenset({"strike", "clash"})
_TWO = 2
_BLASTS = frozenset({"strike", "bombing"})
_REGIONS = frozenset({"admin1", "country"})


def join_rising(frames: Sequence[Frame]) -> list[Frame]:
    """Join what tells the toll of one day and region anew with what told it first."""
    told: list[Frame] = []
    for frame in frames:
        first = next((f for f in told if _is_told_anew(f, frame)), None)
        if first is None:
            told.append(frame)
            continue
        if _is_of_two_kinds(frame):
            frame.claims.clear()
        if _is_named(frame) and not _is_named(first):
            first.place = frame.place
        join_frames(first, frame)
    return told


def _is_told_anew(first: Frame, frame: Frame) -> bool:
    if family(first.event_type) not in _FRONT or first.event_type != frame.event_type:
        return False
    told, new = first.killed(), frame.killed()
    if frame.is_other or frame.is_answer or told is None or new is None:
        return False
    if new > told and not _is_of_two_kinds(frame):
        return False
    if not (_is_of_region(first) and _is_of_region(frame)):
        return False
    is_then = first.interval is not None and do_intervals_meet(first.interval, frame.interval)
    is_there = do_places_agree(first.place, frame.place) and _has_region(first, frame)
    is_one_side = do_statuses_agree(first, frame) and not is_of_other_state(first, frame)
    return is_then and is_there and is_one_side


def _is_of_two_kinds(frame: Frame) -> bool:
    """Whether a sum of two kinds is told: "six were killed in the strikes and shelling"."""
    told = [t for t in frame.triggers if not t.is_bare_harm]
    return len(told) == _TWO and all(
        a.word.pos == b.word.pos == "n"
        and a.word.event_type != b.word.event_type
        and (a.sentence, a.last + 1) == (b.sentence, b.first)
        for a, b in pairwise(told)
    )


def _is_of_region(frame: Frame) -> bool:
    """Whether it is told of a region, not of a town; what a whole country was hit with is more."""
    place = frame.place
    if place is None or frame.whole is not None:
        return False
    return place.place.place_precision in _REGIONS and place.place.country is not None


def _is_named(frame: Frame) -> bool:
    return frame.place is not None and frame.place.place.place_precision == "admin1"


def _has_region(first: Frame, frame: Frame) -> bool:
    """Whether at least one of them names the region."""
    return _is_named(first) or _is_named(frame)


def share_kind(frames: Sequence[Frame]) -> None:
    """What hit a place of a wave of air strikes is one, too: "a missile hit the mosque".

    Missiles are shelling as long as nothing says what fired them; guns and mortars always are.
    """
    waves = [f for f in frames if _is_wave(f)]
    for frame in frames:
        lead = next((f for f in frames if _is_hit_with(f, frame)), None)
        if lead is not None:
            frame.event_type = lead.event_type
        is_missile = "flyer" in frame.scenes and "ordnance" not in frame.scenes
        is_blast = frame.event_type == "bombing" and "device" not in frame.scenes
        is_open = is_blast or (frame.event_type == "shelling" and is_missile)
        if is_open and any(_is_in(wave, frame) for wave in waves):
            frame.event_type = "air_strike"


def _is_hit_with(lead: Frame, frame: Frame) -> bool:
    """Whether people were hurt on the day and in the country of the lead's strikes, by no one told.

    "Drones killed seven in four regions. (...) Two people died in Odesa": also "a further two".
    So with a strike of its own sentence: "a strike hit a cafe; another, on a tent in Deir, killed".
    """
    is_beside = frame.first_sentence in {t.sentence for t in lead.triggers}
    is_of_lead = lead.first_sentence < LEAD_SENTENCES and (lead.is_spread or frame.is_other)
    if family(lead.event_type) != "strike" or not (is_beside or is_of_lead):
        return False
    place = frame.own_place
    is_town = place is not None and place.place.is_point and bool(frame.claims)
    is_bare = frame.event_type in GENERIC and all(t.is_bare_harm for t in frame.triggers)
    opened = frame.clause[0] if frame.clause else 0  # who stands before did the deed before
    is_doer = any(p.role == "perpetrator" and (p.start or 0) >= opened for p in frame.sides)
    if frame is lead or not (is_town and is_bare) or is_doer:
        return False
    if frame.interval is None or frame.interval != lead.interval:
        return False
    return is_one_country(lead.place, place)


def is_hit_in_wave(frame: Frame, frames: Sequence[Frame]) -> bool:
    """Whether people were hurt in a town of a wave of strikes, on its day: by one of them."""
    if any(_is_hit_with(lead, frame) for lead in frames):
        return True
    place = frame.own_place
    if place is None or not place.place.is_point or not frame.claims:
        return False
    if family(frame.event_type) not in _BLASTS or frame.status != "occurred":
        return False
    return any(_is_wave(wave) and _is_in(wave, frame) for wave in frames)


def _is_wave(frame: Frame) -> bool:
    return frame.whole is not None and frame.event_type == "air_strike"


def _is_in(wave: Frame, frame: Frame) -> bool:
    """Whether a strike is one of a wave: its day, its country, its side."""
    is_there = frame.place is not None and do_places_agree(wave.place, frame.place)
    is_then = frame.interval is not None and do_intervals_meet(wave.interval, frame.interval)
    return is_there and is_then and not is_of_other_state(wave, frame)
