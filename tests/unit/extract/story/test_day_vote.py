"""The day of the one event that a whole article tells."""

from __future__ import annotations

from pipeline.extract.dates.event import EventDate
from pipeline.extract.dates.find import find_dates
from pipeline.extract.story.day_vote import date_of_story
from tests.unit.extract.dates.stories import day, document, locate


def story(text: str, *triggers: str, title: str | None = None) -> EventDate | None:
    doc = document(text, title)
    return date_of_story(doc, find_dates(doc), [locate(doc, trigger) for trigger in triggers])


def test_a_story_takes_the_day_that_most_of_its_sentences_tell() -> None:
    text = (
        "A man was shot dead on Sunday, police said Thursday. The shooting happened in Lima. "
        "He was found on Sunday night. The shooting in March left two dead."
    )
    found = story(text, "shot", "shooting happened", "shooting in")
    assert found is not None
    assert found.interval == day("2022-08-21")


def test_a_story_s_weekend_is_made_exact_by_a_day_inside_it() -> None:
    text = "Four teens were shot over the weekend in Lima. The shooting took place on Sunday."
    found = story(text, "shot", "shooting")
    assert found is not None
    assert found.interval == day("2022-08-21")


def test_a_dispatch_without_a_trigger_dates_a_story() -> None:
    text = "Police investigate a shooting in Lima. Officers were called to a bar at 10 p.m. Sunday."
    found = story(text, "shooting")
    assert found is not None
    assert found.interval == day("2022-08-21")


def test_the_days_of_an_aftermath_do_not_date_a_story() -> None:
    text = "A man charged with a shooting was in court. He waited in the hall on Tuesday morning."
    assert story(text, "shooting") is None


def test_a_year_alone_does_not_date_a_story() -> None:
    assert story("Two men were killed in 2013 in Lima.", "killed") is None


def test_a_story_without_a_date_has_none() -> None:
    assert story("Two men were killed in Lima.", "killed") is None


def test_a_dispatch_that_names_no_day_tells_of_its_own() -> None:
    found = story("LIMA, 26 AUG 22 (EFE) -- A BOMB EXPLODED IN A BANK.", "EXPLODED")
    assert found is not None
    assert (found.interval, found.source) == (day("2022-08-26"), "report")
