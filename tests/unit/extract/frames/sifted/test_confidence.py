"""How sure it is that a frame tells an incident."""

from __future__ import annotations

from datetime import UTC, datetime

from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.sentence.reading import read_frames
from pipeline.extract.frames.sifted.confidence import is_likely, is_sure, rate_frames
from pipeline.extract.rules import RulesExtractor, load
from pipeline.records import Article
from pipeline.text import read_document

EXTRACTOR: RulesExtractor = load()


def rated(text: str) -> Frame:
    """The first frame of an article of 13 March 2024, rated."""
    article = Article("a", text, published_at=datetime(2024, 3, 13, tzinfo=UTC))
    reading = EXTRACTOR.read(read_document(article), EXTRACTOR.words["en"])
    assert reading is not None
    frames = read_frames(reading)
    rate_frames(frames, reading)
    return frames[0]


def test_a_dated_and_counted_bombing_is_surer_than_talk_of_bombs() -> None:
    told = rated("A car bomb exploded in Mogadishu on Tuesday, killing seven people.")
    talk = rated("We all know what bombs do, and we must speak of bombs at last.")
    assert (told.confidence or 0) > (talk.confidence or 0)
    assert is_sure(told, in_capitals=False)


def test_telegrams_in_capitals_and_foiled_plots_need_less() -> None:
    frame = rated("A car bomb exploded in Mogadishu on Tuesday, killing seven people.")
    frame.confidence = 0.5
    assert is_sure(frame, in_capitals=True)
    assert not is_sure(frame, in_capitals=False)
    frame.status = "thwarted"
    assert is_sure(frame, in_capitals=False)


def test_an_unsure_frame_with_a_day_and_a_place_is_kept() -> None:
    frame = rated("A car bomb exploded in Mogadishu on Tuesday, killing seven people.")
    frame.confidence = 0.5
    assert is_likely(frame, in_capitals=False)
    frame.date = None
    assert not is_likely(frame, in_capitals=False)
