"""What a mention takes from its frame."""

from __future__ import annotations

from datetime import UTC, date, datetime

from pipeline.extract.assemble import make_mentions
from pipeline.extract.dates.event import EventDate
from pipeline.extract.dates.interval import one_day
from pipeline.extract.frames.frame import Frame
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.words import TriggerWord
from pipeline.records import Article, Evidence, Mention
from pipeline.text import read_document

PUBLISHED = datetime(2024, 3, 13, tzinfo=UTC)
TEXT = "A shooting shook the docks. Nobody slept."


def mention_of(when: EventDate | None) -> Mention:
    """The mention of a shooting told in the first sentence."""
    word = TriggerWord("shooting", "n", "shooting", "strong")
    trigger = Trigger(0, "text", 2, 10, 1, 2, word, "occurred", False)
    frame = Frame([trigger], "shooting", "occurred", date=when, confidence=0.9)
    document = read_document(Article("a", TEXT, published_at=PUBLISHED))
    return make_mentions([frame], document, "test@1")[0]


def test_a_mention_is_filed_under_its_own_day_or_else_that_of_its_article() -> None:
    own = mention_of(EventDate(one_day(date(2024, 3, 11)), None, "clause"))
    assert (own.event_date, own.event_date_source) == (date(2024, 3, 11), "text")
    assumed = mention_of(EventDate(one_day(date(2024, 3, 13)), None, "published"))
    assert (assumed.event_date, assumed.event_date_source) == (date(2024, 3, 13), "published")
    assert mention_of(None).event_date == date(2024, 3, 13)


def test_its_evidence_is_the_sentences_that_tell_it() -> None:
    assert mention_of(None).evidence == (Evidence("text", 0, 27),)
