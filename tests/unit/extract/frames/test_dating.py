"""The day of a frame by the words of its own sentence, and when none can be right."""

from __future__ import annotations

from datetime import UTC, date, datetime

from pipeline.extract import load_extractor
from pipeline.records import Article, Rejection


def days(text: str) -> list[date | None]:
    """The days of the mentions of an article of Wednesday, 24 August 2022."""
    published = datetime(2022, 8, 24, 10, tzinfo=UTC)
    found = load_extractor().extract(Article("a", text, published_at=published))
    assert not isinstance(found, Rejection)
    return [mention.event_start for mention in found]


def test_what_has_occurred_is_not_of_a_day_that_lies_ahead() -> None:
    assert days("Two men were wounded in a shooting in Denver on August 30, 2022.") == [None]


def test_the_next_day_may_have_begun_elsewhere() -> None:
    text = "Two men were wounded in a shooting in Denver on August 25, 2022."
    assert days(text) == [date(2022, 8, 25)]


def test_what_is_planned_keeps_its_day() -> None:
    text = "Nurses plan to march through Denver on August 30, 2022, their union said."
    assert days(text) == [date(2022, 8, 30)]


def test_what_an_anniversary_is_of_dates_nothing_else() -> None:
    """Nor what is told below it."""
    told = days(
        "Nine people died in protests in Kenya on Monday. Police fired rubber bullets at marchers "
        "who came to Nairobi for the anniversary of the rallies of July 7, 1990. In Meru, looters "
        "set a supermarket on fire."
    )
    assert all(day is None or day.year == 2022 for day in told)
