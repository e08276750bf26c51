"""The day on which an article was first published."""

from __future__ import annotations

from datetime import UTC, date, datetime

from pipeline.extract import load_extractor
from pipeline.extract.dates.first_published import as_first_published
from pipeline.records import Article, Rejection
from pipeline.text import read_document

#: A Monday; the Saturday before is the 20th.
ANEW = datetime(2022, 8, 22, tzinfo=UTC)


def first_published(text: str, url: str | None = None) -> date | None:
    """The day that the words of a page dated anew count from."""
    article = Article("a", text, published_at=ANEW, url=url)
    return as_first_published(read_document(article)).published


def test_a_page_dated_anew_is_of_the_day_in_its_address() -> None:
    url = "https://news.example/2022/05/14/bar-shooting/"
    assert first_published("A man was shot on Saturday.", url) == date(2022, 5, 14)


def test_a_page_is_of_the_day_on_which_it_says_that_it_was_posted() -> None:
    text = (
        "Bar shooting\n\nPosted: Sunday, July 10, 2022 10:02 AM Updated: Monday, August 22, 2022 "
        "8:56 PM\n\nA man was shot outside a bar in Denver on Saturday."
    )
    assert first_published(text) == date(2022, 7, 10)


def test_the_first_day_on_which_it_was_created_or_updated_counts() -> None:
    text = (
        "Boy hurt at the range\n\nUpdated: 07/12/2022 10:24 PM Created: 07/11/2022 1:24 PM\n\n"
        "A boy was shot in the foot in Denver on Sunday."
    )
    assert first_published(text) == date(2022, 7, 11)


def test_neither_the_next_day_nor_the_day_before_is_believed() -> None:
    assert first_published("A man was shot.", "https://n.example/2022/09/14/x/") == ANEW.date()
    assert first_published("A man was shot.", "https://n.example/2022/08/21/x/") == ANEW.date()


def test_what_was_posted_by_somebody_in_the_story_does_not_date_it() -> None:
    """Only a line above the text does."""
    text = "A man was shot. " * 8 + "He had posted on March 3, 2021 that he was afraid."
    assert first_published(text) == ANEW.date()


def test_weekdays_count_from_the_first_publication() -> None:
    url = "https://news.example/2022/05/16/bar-shooting/"
    text = "Two men were wounded in a shooting outside a bar in Denver on Saturday, police said."
    found = load_extractor().extract(Article("a", text, published_at=ANEW, url=url))
    assert not isinstance(found, Rejection)
    assert [m.event_start for m in found] == [date(2022, 5, 14)]
