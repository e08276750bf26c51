"""The day of a frame by the words of its own sentence, and when none can be right."""

from __future__ import annotations

from datetime import UTC, date, datetime

from pipeline.extract import load_extractor
from pipeline.records import Article, Rejection
from tests.unit.extract.articles import default


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


def test_a_funeral_that_was_struck_is_no_aftermath() -> None:
    text = (
        "A drone attack on a funeral killed 40 people near El Obeid, the capital of Sudan's North "
        "Kordofan state, on Monday, the UN humanitarian office said, as the war goes on."
    )
    assert days(text) == [date(2022, 8, 22)]


def test_a_day_earlier_counts_from_the_day_named_before_it() -> None:
    text = (
        "Rebels killed nine men in Goma in Congo on Tuesday. In Sake, a mayor died on Saturday "
        "after he was shot a day earlier by a sniper."
    )
    assert date(2022, 8, 19) in days(text)


def test_a_night_that_the_deed_s_own_clause_tells_holds_its_day() -> None:
    text = (
        "Gunmen killed 51 people in Zikke and Kimapa, in Nigeria's Plateau state, in the night of "
        "Monday to Tuesday, residents said.\nIn Benue state, five farmers were killed on Saturday."
    )
    assert days(text)[0] == date(2022, 8, 22)


def test_what_opens_with_another_town_is_of_the_leads_day() -> None:
    """Not of an older day that was told just before of the first town."""
    told = days(
        "Police fired tear gas at students who marched in Istanbul on Tuesday, witnesses said. "
        "Editor Ali Kaya was arrested in Istanbul last Wednesday. "
        "In Ankara, police turned water cannon on protesters."
    )
    assert told[-1] == date(2022, 8, 23)


def test_a_ministry_says_on_sunday_what_was_on_friday() -> None:
    (told,) = default(
        "The military said on Sunday that air strikes in Mali had killed more than 60 fighters on "
        "Friday."
    )
    assert str(told.event_start) == "2024-03-08"
