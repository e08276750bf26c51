"""The date of an event: among the dates of its sentence, from the story, by a vote."""

from __future__ import annotations

import pytest

from pipeline.extract.dates.event import EventDate, date_of_event
from pipeline.extract.dates.find import Interval, find_dates
from tests.unit.extract.dates.stories import day, document, locate


def choose(
    text: str, trigger: str, rivals: tuple[str, ...] = (), anchor: Interval | None = None
) -> EventDate | None:
    doc = document(text)
    others = [locate(doc, rival)[1:] for rival in rivals]
    return date_of_event(doc, find_dates(doc), locate(doc, trigger), others, anchor)


@pytest.mark.parametrize(
    ("text", "trigger", "rivals", "expected", "source"),
    [
        ("Gunmen attacked a village on Tuesday.", "attacked", (), "2022-08-23", "clause"),
        (
            "Men killed farmers who were cutting millet on Monday, a ministry said on Tuesday.",
            "killed",
            (),
            "2022-08-22",
            "sentence",
        ),
        (
            "The attacks were a response to Wednesday's rocket attacks on a base.",
            "rocket attacks",
            ("attacks were",),
            "2022-08-24",
            "clause",
        ),
        (
            "The army hit militia posts on Tuesday in response to assaults on August 15.",
            "hit",
            ("assaults",),
            "2022-08-23",
            "clause",
        ),
        (
            "The army hit militia posts on Tuesday in response to assaults on August 15.",
            "assaults",
            ("hit",),
            "2022-08-15",
            "clause",
        ),
        (
            "A strike on Monday killed four, police said on Thursday.",
            "strike",
            (),
            "2022-08-22",
            "clause",
        ),
        (
            "In a town that rebels, who took it in March, still hold, a man was shot on Monday.",
            "shot",
            ("took it",),
            "2022-08-22",
            "clause",
        ),
        (
            "Police said on Thursday that a man had been shot in the capital.",
            "shot",
            (),
            "2022-08-25",
            "report",
        ),
        (
            "Police said Thursday a man was shot on Sunday.",
            "shot",
            (),
            "2022-08-21",
            "clause",
        ),
        (
            "On Wednesday, missiles hit the base, injuring two.",
            "injuring",
            ("hit",),
            "2022-08-24",
            "sentence",
        ),
        (
            "A bomb killed five on Monday and gunmen shot two on Tuesday.",
            "shot",
            ("killed",),
            "2022-08-23",
            "clause",
        ),
        ("The August 15 bombing left four dead.", "bombing", (), "2022-08-15", "clause"),
        ("They recalled the 2008 bombing of a hotel.", "bombing", (), "2008-01-01", "clause"),
    ],
)
def test_a_date_goes_to_the_trigger_that_it_is_told_with(
    text: str, trigger: str, rivals: tuple[str, ...], expected: str, source: str
) -> None:
    found = choose(text, trigger, rivals)
    assert found is not None
    assert (found.interval.start.isoformat(), found.source) == (expected, source)


@pytest.mark.parametrize(
    ("text", "trigger", "rivals"),
    [
        ("He was sentenced on Monday for the attack on a bank.", "attack", ()),
        ("Dozens have been shot since Monday.", "shot", ()),
        ("The man accused of the shooting is due in court on Monday.", "shooting", ()),
        ("Rebels shelled the town after Monday's ambush.", "shelled", ("ambush",)),
        ("Rebels shelled the town.", "shelled", ()),
    ],
)
def test_a_date_of_something_else_is_not_the_event_s(
    text: str, trigger: str, rivals: tuple[str, ...]
) -> None:
    assert choose(text, trigger, rivals) is None


def test_a_sentence_without_a_date_takes_the_day_of_the_story() -> None:
    found = choose("The army answered with strikes.", "strikes", anchor=day("2022-08-24"))
    assert found == EventDate(day("2022-08-24"), None, "story")


def test_a_relative_date_counts_from_the_day_of_the_story() -> None:
    text = "A day earlier, the army said it conducted strikes in answer to the August 15 attacks."
    found = choose(text, "strikes", ("attacks",), day("2022-08-24"))
    assert found is not None
    assert found.interval == day("2022-08-23")


def test_an_event_ahead_is_marked() -> None:
    found = choose("The protest will be held on Monday.", "protest", anchor=None)
    assert found is None


def test_an_arrest_takes_the_day_beside_it_though_it_is_the_aftermath_of_others() -> None:
    doc = document("Police arrested one suspect in Azogues on Tuesday.")
    found = date_of_event(doc, find_dates(doc), locate(doc, "arrested"))
    assert found is not None
    assert found.interval == day("2022-08-23")


def test_a_day_is_not_of_what_its_verb_is_about() -> None:
    text = "A jury found him guilty on Monday of shooting a neighbour."
    assert choose(text, "shooting") is None
    assert choose("He was seen on Monday shooting at a neighbour.", "shooting") is not None
