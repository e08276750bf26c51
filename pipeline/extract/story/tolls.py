"""The tolls of a story's incident that stand outside its own sentences.

Below the lead an article goes on about its incident in sentences that tell nothing anew ("she was
taken to a hospital") or that were read as an incident of their own. Where nothing says that the
article tells of two, their claims count too, for less than those of the incident's own sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from pipeline.extract.dates.find import resolve
from pipeline.extract.finds import in_sentence
from pipeline.extract.frames.agreement import do_intervals_meet, do_places_agree
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.gathering import PUT_DOWN, UNHURT
from pipeline.extract.frames.gathered.vetoes import VIOLENT, strikes_back
from pipeline.extract.reading import Reading
from pipeline.extract.story.lead_day import is_story
from pipeline.extract.tolls.find import CasualtyMention
from pipeline.lexicon.event_types import family

#: What a claim of no incident, and one of another that may be the same, weigh beside an incident's
#: own; swept from 0 to 1 on both halves of the local news, the same within half a point from .3 on.
LOOSE, OTHER = 0.4, 0.7
#: Families of crimes, which one story may call by each other's names: a robbery is a shooting.
_CRIMES = frozenset({"violence", "clash", "robbery", "abduction"})
#: What befell a march; an attempted murder told beside it has not its toll.
_DONE = frozenset({"occurred", "alleged"})
#: What is dated so long before is no part of the story: nearer days are often misread ones.
_LONG_BEFORE = timedelta(days=14)


def hear_tolls(frames: Sequence[Frame], reading: Reading) -> None:
    """Note for a story's only incident what the rest of the article says of its tolls.

    Telegrams in capitals tell many incidents in few words: there it took more than it gave.
    """
    violent = [frame for frame in frames if _may_hurt(frame)]
    if any(frame.event_type in PUT_DOWN for frame in violent):
        violent = [frame for frame in violent if frame.status in _DONE]
    if reading.document.in_capitals or not is_story(frames, reading) or not _is_one_story(violent):
        return
    taken = {id(claim) for frame in violent for claim in (*frame.claims, *frame.reasons)}
    is_hurt = any(frame.event_type not in UNHURT for frame in violent)
    loose = [
        (claim, LOOSE)
        for claim in reading.claims
        if id(claim) not in taken
        and (is_hurt or not (claim.is_row or claim.is_disaster))
        and not _is_of_earlier(claim, violent, reading)
    ]
    for frame in violent:
        own = {id(claim) for claim in frame.claims}
        others = (other for other in violent if not other.is_spread)  # no wave's sum
        told = [c for other in others for c in other.claims if id(c) not in own]
        if frame.is_spread:
            continue  # of several places; the other tolls are those of one
        # where several are told, one without a toll may not be that of a sentence without a place
        is_its = bool(own) or len(violent) == 1
        around = [part for part in loose if _may_be_of(part[0], frame)] if is_its else []
        frame.heard = [*around, *((claim, OTHER) for claim in told)]


def _may_hurt(frame: Frame) -> bool:
    """Whether an incident may have a toll: violence, or a march that is put down."""
    return family(frame.event_type) in VIOLENT or frame.event_type in PUT_DOWN


def _may_be_of(claim: CasualtyMention, frame: Frame) -> bool:
    """Who died in a march is told with it; other dead are of other days of the unrest."""
    return frame.event_type not in PUT_DOWN or claim.outcome == "injured"


def _is_of_earlier(claim: CasualtyMention, violent: Sequence[Frame], reading: Reading) -> bool:
    """Whether the sentence of a claim tells an earlier time: "last June more than 60 were killed".

    A later one may be that of a death or of news from the hospital.
    """
    starts = [frame.interval.start for frame in violent if frame.interval is not None]
    told = [
        resolve(date, reading.document.published, None)
        for date in in_sentence(reading.dates, claim.sentence)
        if date.role == "event" and not date.is_story_relative
    ]
    ends = [interval.end for interval in told if interval is not None]
    return bool(starts and ends) and min(starts) - max(ends) > _LONG_BEFORE


def _is_one_story(violent: Sequence[Frame]) -> bool:
    """Whether all violence of an article is of one kind, and neither day nor place differs."""
    families = {family(frame.event_type) for frame in violent}
    is_one_kind = len(families) == 1 or families <= _CRIMES
    return is_one_kind and all(_may_be_one(violent[0], frame) for frame in violent[1:])


def _may_be_one(first: Frame, frame: Frame) -> bool:
    if frame.is_other or strikes_back(first, frame):
        return False
    if not do_intervals_meet(first.interval, frame.own_interval):
        return False
    return do_places_agree(first.place, frame.own_place)
