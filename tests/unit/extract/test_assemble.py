"""What a mention says of a frame's place in the news."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from pipeline.extract.assemble import make_mention
from pipeline.extract.dates.event import EventDate
from pipeline.extract.dates.interval import one_day
from pipeline.extract.frames.frame import Frame
from pipeline.extract.triggers.tellings import Trigger
from pipeline.lexicon.words import TriggerWord
from pipeline.records import Article
from pipeline.text import read_document

PUBLISHED = date(2024, 3, 13)
TEXT = "\n".join(f"Shooting number {n} was told here." for n in range(9))


def salience(
    age: int | None,
    sentence: int = 0,
    confidence: float = 0.9,
    scenes: frozenset[str] = frozenset(),
) -> str | None:
    """The salience of a shooting so many days before its report."""
    word = TriggerWord("shooting", "n", "shooting", "strong")
    trigger = Trigger(sentence, "text", 0, 8, 0, 1, word, "occurred", False)
    frame = Frame([trigger], "shooting", "occurred", scenes=scenes, confidence=confidence)
    if age is not None:
        frame.date = EventDate(one_day(PUBLISHED - timedelta(days=age)), None, "clause")
    moment = datetime(PUBLISHED.year, PUBLISHED.month, PUBLISHED.day, tzinfo=UTC)
    document = read_document(Article("a", TEXT, published_at=moment))
    return make_mention(frame, document, {sentence}, 0, "test@1").salience


@pytest.mark.parametrize(
    ("age", "expected"), [(0, "main"), (14, "main"), (15, "context"), (60, "context")]
)
def test_news_of_two_weeks_is_main_and_of_two_months_context(age: int, expected: str) -> None:
    assert salience(age) == expected


def test_what_is_older_than_two_months_is_history() -> None:
    assert salience(61) == "background"


def test_a_month_old_and_told_in_passing_is_background() -> None:
    assert salience(30, sentence=6) == "background"


def test_what_is_told_below_the_lead_is_context() -> None:
    assert salience(1, sentence=6) == "context"


def test_an_unsure_incident_is_background() -> None:
    assert salience(1, confidence=0.3) == "background"


def test_a_court_or_an_anniversary_tells_nothing_new_without_a_day() -> None:
    assert salience(None, scenes=frozenset({"legal"})) == "background"
    assert salience(1, scenes=frozenset({"legal"})) == "main"
