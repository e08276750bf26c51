"""Gather the frames of sentences to incidents: what is told again, and what is another.

A definite or dateless, placeless telling joins the incident told before; a new day or place starts
another; what contradicts never joins.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.finds import in_sentence
from pipeline.extract.frames.agreement import do_intervals_meet, do_places_agree, is_same_place
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.generalities import is_bare, is_general, is_vague_other
from pipeline.extract.frames.gathered.headlines import find_headline, settle_headlines
from pipeline.extract.frames.gathered.joining import count_ties, rate_join
from pipeline.extract.frames.gathered.next_deeds import add_next_deed, is_next_deed
from pipeline.extract.frames.gathered.reported_days import find_reported
from pipeline.extract.frames.gathered.responses import (
    absorb,
    is_end_of_attackers,
    is_response,
)
from pipeline.extract.frames.gathered.vetoes import (
    SURE_TIES,
    VIOLENT,
    do_states_agree,
    is_in_other_clause,
    may_join,
)
from pipeline.extract.frames.merging import is_one_country, join_frames
from pipeline.extract.frames.roundups.added_up import mark_sums
from pipeline.extract.frames.roundups.crime_roundups import deeds_of_roundup, tell_apart
from pipeline.extract.frames.roundups.periods import without_periods
from pipeline.extract.frames.roundups.sums import spread_sums
from pipeline.extract.passages import LEAD_SENTENCES
from pipeline.extract.reading import Reading
from pipeline.extract.tolls.find import CasualtyMention
from pipeline.lexicon.event_types import GENERIC, family
from pipeline.lexicon.grammar import Grammar

#: A frame continues an incident from this probability on: of .4, .5, .6 and .7 this one gives the
#: best incident F1 on MUC-4 DEV, folds by article (63.7, 64.2, 63.4, 62.3).
LEAST = 0.5
#: The same for words that point back ("the attack"), which are of something told before, and for
#: what is of one day and town.
LEAST_TIED = 0.2
#: Types that accidents are told as, too: "the gun went off".
_MISHAPS = frozenset({"shooting"})
#: What hurts nobody; the victims told behind it are those of another deed, or of a fraud.
_HARMLESS = frozenset(
    {"arrest", "agreement", "base_established", "group_change", "territory_transfer"}
)
#: What hurts not all whom it befalls: "the victims were two women" tells no wounds.
UNHURT = frozenset({"abduction", "hijacking", "robbery", "sexual_violence"})
#: A toll told alone belongs to an incident told at most so many sentences before.
CLAIM_REACH = 3
#: The town of an incident stands at most so many characters behind its noun.
_TOWN_REACH = 5
#: Wounds are told at most so many sentences behind the violence that they are of.
_WOUNDS_REACH = 2
#: Protests in which people are hurt.
PUT_DOWN = frozenset({"protest_with_intervention", "crackdown"})
#: Weak words alone still tell of an incident at most so many sentences behind it.
BARE_REACH = 3


def gather_frames(frames: Sequence[Frame], reading: Reading) -> list[Frame]:
    """Join the frames that tell the same incident; drop what only points at none of them."""
    if reading.document.in_capitals:
        return _tell_on([], frames, reading)
    told = [frame for frame in frames if not (is_general(frame) or is_vague_other(frame))]
    told = without_periods(told, reading)
    deeds = deeds_of_roundup(frames, reading)
    if deeds:
        return tell_apart(frames, told, deeds)
    lead = [frame for frame in told if frame.first_sentence < LEAD_SENTENCES]
    spread_sums(lead, told)
    mark_sums(told)
    incidents = settle_headlines(_tell_on([], lead, reading))
    return _tell_on(incidents, told[len(lead) :], reading)


def _tell_on(incidents: list[Frame], frames: Sequence[Frame], reading: Reading) -> list[Frame]:
    """Add frames, in text order, to the incidents told before them."""
    is_text = not reading.document.in_capitals
    for frame in frames:
        last = max(incidents, key=lambda f: f.last_sentence, default=None)
        is_far = last is None or frame.first_sentence - last.last_sentence > BARE_REACH
        if is_far and is_bare(frame):
            continue
        if last is not None and _takes(last, frame, reading):
            continue
        told = _continued(frame, incidents, last, reading) if last is not None else None
        if told is not None:
            join_frames(told, frame)
        elif not frame.is_reference or frame.is_pinned or (is_text and _names_its_town(frame)):
            frame.event_type = _kind_of(frame, incidents, reading.words.grammar)
            incidents.append(frame)
    return incidents


def _takes(last: Frame, frame: Frame, reading: Reading) -> bool:
    """Whether a frame tells nothing of its own: the incident told last takes what it tells."""
    is_text = not reading.document.in_capitals
    if is_in_other_clause(last, frame):
        return False
    if is_end_of_attackers(frame, last):
        last.triggers.extend(frame.triggers)
    elif is_response(frame, last):
        absorb(last, frame)
    elif is_text and is_next_deed(frame, last, reading):
        add_next_deed(last, frame)
    else:
        return is_text and _is_only_answered(frame, last)
    return True


def _is_only_answered(frame: Frame, last: Frame) -> bool:
    """Whether a sentence only names what its own incident answers, and not where that was.

    "India struck after accusing its neighbour of sheltering the gunmen who killed 26".
    """
    is_beside = frame.first_sentence in {t.sentence for t in last.triggers}
    is_verb = all(t.word.pos == "v" for t in frame.triggers)
    return frame.is_linked and is_beside and is_verb and frame.own_place is None


def _names_its_town(frame: Frame) -> bool:
    """Whether a noun that points back to nothing says at once where: "in the clash at Nyabibwe".

    Also "an attack in Cali", where it says who died there.
    """
    place = frame.own_place
    if place is None or not place.place.is_point:
        return False
    return any(
        t.sentence == place.sentence and 0 < place.start - t.end <= _TOWN_REACH
        for t in frame.triggers
        if t.word.strength != "generic" or (frame.killed() and not t.is_definite)
    )


def _kind_of(frame: Frame, incidents: Sequence[Frame], grammar: Grammar) -> str:
    """The type of a frame; "strikes that day killed ten more" are of the kind told before."""
    nouns = (t.word.form.split()[0] for t in frame.triggers)
    if frame.event_type in GENERIC and any(noun in grammar.blow for noun in nouns):
        told = [f for f in reversed(incidents) if family(f.event_type) == "strike"]
        # guns shell, and only what flies strikes
        told = [f for f in told if f.event_type != "shelling"] or told
        # a strike elsewhere is rather of the lead's kind than of one told in passing before it
        near = [f for f in told if is_one_country(f.place, frame.place)] or told[::-1]
        return next((f.event_type for f in near), frame.event_type)
    return frame.event_type


def add_loose_claims(incidents: Sequence[Frame], reading: Reading) -> None:
    """Give the tolls of sentences that tell nothing else to the incident told just before."""
    told = {telling.sentence.index for telling in reading.tellings}
    for claim in reading.claims:
        if claim.sentence in told or claim.is_aggregate:
            continue
        if not (claim.is_counted or claim.best == 0 or _is_one_death(claim)):
            continue
        gaps = [
            (claim.sentence - f.last_before(claim.sentence), n)
            for n, f in enumerate(incidents)
            if (f.event_type in _MISHAPS or not claim.is_accident)
            and not ((claim.is_row or claim.is_disaster) and f.event_type in UNHURT)
            and not (claim.is_disaster and family(f.event_type) == "territory")
            and f.event_type not in _HARMLESS
            and not f.is_linked
            and not _is_abroad(claim, f, reading)
        ]
        near = [(gap, -n) for gap, n in gaps if 0 < gap <= CLAIM_REACH]
        if near:
            incidents[-min(near)[1]].claims.append(claim)


def _is_abroad(claim: CasualtyMention, frame: Frame, reading: Reading) -> bool:
    """Whether the sentence of a toll speaks of another country alone: "Nepal marked a year"."""
    told = in_sentence(reading.places, claim.sentence)
    countries = {p.place.country for p in told if p.usage in ("place", "actor")}
    here = frame.place and frame.place.place.country
    return bool(claim.best and countries and here) and here not in countries


def _is_one_death(claim: CasualtyMention) -> bool:
    """Whether somebody told of before has died: "he was pronounced dead at the scene"."""
    return claim.outcome == "killed" and claim.best == 1


def _continued(
    frame: Frame, incidents: Sequence[Frame], last: Frame, reading: Reading
) -> Frame | None:
    """The incident that a frame most likely tells on of; None when it is likely another."""
    if _points_back(frame, last) and may_join(last, frame):
        return last
    if _tells_wounds_of(frame, last, reading.words.grammar):
        return last
    if not reading.document.in_capitals:
        told = find_reported(incidents, frame) or find_headline(incidents, frame)
        if told is not None:
            return told
    wave = next((f for f in incidents if _is_wave(f, frame) and may_join(f, frame)), None)
    if wave is not None:
        return wave
    possible = [(n, earlier) for n, earlier in enumerate(incidents) if may_join(earlier, frame)]
    if not reading.document.in_capitals:
        possible = _in_paragraph(possible, frame, reading)
    if _mentions_told(frame) and not reading.document.in_capitals:
        possible = [(n, f) for n, f in possible if _is_told_there(f, frame)] or possible
        possible = [(n, f) for n, f in possible if do_states_agree(f, frame)] or possible
    rated = [(rate_join(earlier, frame, reading, earlier is last), -n) for n, earlier in possible]
    rating, best = max(rated, default=(0.0, 0))
    is_tied = bool(rated) and count_ties(incidents[-best], frame) >= SURE_TIES
    least = LEAST_TIED if frame.is_reference or is_tied else LEAST
    return incidents[-best] if rating >= least else None


def _in_paragraph(
    possible: list[tuple[int, Frame]], frame: Frame, reading: Reading
) -> list[tuple[int, Frame]]:
    """Of what a frame without place, day and definite word may tell on, what its paragraph told.

    Where that has a place, it is told of no other place again.
    """
    if frame.own_place is not None or frame.own_interval is not None or _mentions_told(frame):
        return possible
    sentences = reading.document.sentences
    here = sentences[frame.first_sentence].paragraph
    near = [
        (n, f)
        for n, f in possible
        if f.own_place is not None and sentences[f.last_sentence].paragraph == here
    ]
    return near or possible


def _mentions_told(frame: Frame) -> bool:
    """Whether something told is meant: "the attack", also "the strikes hit Kyiv"."""
    return frame.is_reference or any(t.is_definite for t in frame.triggers)


def _tells_wounds_of(frame: Frame, last: Frame, grammar: Grammar) -> bool:
    """Whether it is only told how those were hurt of whom was told: "with gunshot wounds"."""
    if any(t.word.form not in grammar.wound for t in frame.triggers) or frame.is_other:
        return False
    is_near = 0 < frame.first_sentence - last.last_sentence <= _WOUNDS_REACH
    is_violent = family(last.event_type) in VIOLENT or last.event_type in PUT_DOWN
    is_there = do_places_agree(last.own_place, frame.own_place)
    is_then = do_intervals_meet(last.interval, frame.own_interval)
    return is_near and is_violent and is_there and is_then


def _is_told_there(earlier: Frame, frame: Frame) -> bool:
    """Whether what is pointed back to was told of the same place: "the strikes hit Kyiv"."""
    mine, new = earlier.own_place, frame.own_place
    if mine is None or new is None:
        return False
    return mine.place.name == new.place.name or is_same_place(mine, new)


def _is_wave(earlier: Frame, frame: Frame) -> bool:
    """Whether both tell at once of several places, with one toll so far as they have one."""
    return earlier.is_spread and frame.is_spread and earlier.has_toll_of(frame)


def _points_back(frame: Frame, last: Frame) -> bool:
    """Whether the next sentence, without day and place, points back: "those strikes killed ten"."""
    is_dated = frame.own_interval is not None and not frame.counts_from_story
    is_bare = not is_dated and frame.own_place is None
    is_next = 0 < frame.first_sentence - last.last_sentence <= 1
    return is_bare and is_next and any(trigger.is_definite for trigger in frame.triggers)
