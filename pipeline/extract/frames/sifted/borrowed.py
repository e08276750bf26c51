"""How sure it is that a text tells violence in borrowed words, or as no news.

A match is a massacre, a minister is ambushed, a depot blew up eighty years ago, two gunmen kill
twelve in a drill. No word alone says so: the worlds that an article's words are of do, by where
they stand, with who did it, what came of it and how the sentence tells it (``borrowed_cues``). A
logistic sum over that (``borrowed.tsv``, ``borrowed_items.tsv``) is fitted by
``tests/eval/fit_borrowed.py`` on own texts that tell no incident and on those that do.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.roundups.paragraphs import is_round_up, sentences_beside
from pipeline.extract.frames.sifted.borrowed_cues import (
    Worlds,
    features,
    is_item,
    top_world,
    worlds_of,
)
from pipeline.extract.frames.sifted.no_news import is_count_since, is_gun_mishap, is_heard_in_court
from pipeline.extract.reading import Reading
from pipeline.lexicon.event_types import family
from pipeline.lexicon.linear import chance, read_weights

#: The weights, of items or not.
TABLES = {False: "lexicon/en/borrowed.tsv", True: "lexicon/en/borrowed_items.tsv"}
#: From this probability on a frame is no incident. Of what was never read, frames of items that
#: tell none go from .5, .6 and .7 on in 31, 26 and 13 of 51, those of true items in 5, 4 and 1 of
#: 116; in longer texts 16, 14 and 13 of 25, none of 100.
LEAST_BORROWED = {False: 0.5, True: 0.6}
#: What texts of these worlds tell did happen, though not now.
_RECALLING = frozenset({"past", "court"})


def without_borrowed(frames: Sequence[Frame], reading: Reading) -> list[Frame]:
    """The frames of an article that are told as what was done.

    What texts of the past and of courts recall is kept, and marked as none of today's news; so is
    what an item of a feed tells as planned, alleged or foiled, which no count of incidents has.
    """
    if not frames or reading.document.in_capitals:
        return list(frames)
    worlds, is_brief = worlds_of(reading), is_item(reading)
    is_recalling = top_world(worlds) in _RECALLING
    is_round = is_round_up(frames, reading)
    told = []
    for frame in frames:
        if is_brief and (is_gun_mishap(frame, reading) or is_count_since(frame, reading)):
            continue
        is_of_war = _is_strike_of_war(frame, frames)
        own = _of_paragraph(frame, reading, worlds) if is_round and frame.is_pinned else worlds
        is_borrowed = not is_of_war and _is_borrowed(frame, reading, own)
        is_heard = is_brief and is_heard_in_court(frame, reading)
        frame.is_recalled |= is_heard or (is_borrowed and is_recalling)
        if frame.is_recalled or not is_borrowed:
            told.append(frame)
    return told


def _is_borrowed(frame: Frame, reading: Reading, worlds: Worlds) -> bool:
    """Whether the sum says that a frame is no incident."""
    is_brief = is_item(reading)
    if _is_plain_strike(frame) or (is_brief and frame.status != "occurred"):
        return False
    known, weights = features(frame, reading, worlds), read_weights(TABLES[is_brief])
    return chance(known, weights) >= LEAST_BORROWED[is_brief]


def _of_paragraph(frame: Frame, reading: Reading, worlds: Worlds) -> Worlds:
    """The words of worlds in a frame's own paragraphs: a round-up tells matches and strikes."""
    own = sentences_beside(frame, reading.document)
    return tuple(words if n in own else () for n, words in enumerate(worlds))


def _is_strike_of_war(frame: Frame, frames: Sequence[Frame]) -> bool:
    """Whether a strike is told with day and place beside one that killed: "a drone hit a plant"."""
    is_strike = family(frame.event_type) == "strike" and frame.is_pinned
    return is_strike and any(_is_plain_strike(other) for other in frames if other is not frame)


def _is_plain_strike(frame: Frame) -> bool:
    """Whether a strike is told with its dead, day and place, whatever else goes on there."""
    is_strike = any(
        t.word.strength == "strong" and family(t.word.event_type) == "strike"
        for t in frame.triggers
    )
    return is_strike and bool(frame.killed()) and frame.is_pinned
