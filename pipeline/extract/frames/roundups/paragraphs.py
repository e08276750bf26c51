"""Round-ups that tell deeds of several towns in a paragraph each: what stands beside one there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.frames.frame import Frame
from pipeline.extract.places.article import is_located
from pipeline.extract.reading import Reading
from pipeline.text import Document

#: A round-up tells of so many places.
SEVERAL = 3


def is_round_up(frames: Sequence[Frame], reading: Reading) -> bool:
    """Whether an article tells deeds of several places, with their days, in a paragraph each."""
    sentences = reading.document.sentences
    told = {
        sentences[f.first_sentence].paragraph: f.own_place.place.name
        for f in frames
        if f.is_pinned and f.own_place is not None
    }
    return len(set(told.values())) >= SEVERAL


def sentences_beside(frame: Frame, document: Document) -> frozenset[int]:
    """The numbers of the sentences of the paragraphs in which a frame is told below the title."""
    told = (document.sentences[t.sentence] for t in frame.triggers if t.field == "text")
    own = {sentence.paragraph for sentence in told}
    return frozenset(
        s.index for s in document.sentences if s.field == "text" and s.paragraph in own
    )


def without_other_places(frame: Frame, frames: Sequence[Frame], reading: Reading) -> Reading:
    """An article without the places that a round-up names in other paragraphs than a frame's.

    Unless its own name none.
    """
    if reading.document.in_capitals or not is_round_up(frames, reading):
        return reading
    own = sentences_beside(frame, reading.document)
    places = tuple(p for p in reading.places if p.sentence in own or p.field == "title")
    return replace(reading, places=places) if any(map(is_located, places)) else reading
