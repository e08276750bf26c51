"""Which words tell an incident, and in which status."""

from __future__ import annotations

import pytest

from pipeline.extract.triggers.scenes import find_scenes
from pipeline.extract.triggers.tellings import MOST_TRIGGERS, read_tellings
from pipeline.extract.triggers.trigger import Telling
from pipeline.lexicon.words import load_words
from pipeline.records import Article
from pipeline.text import read_document


def tell(text: str, title: str | None = None) -> list[Telling]:
    """The telling sentences of a text."""
    document, words = read_document(Article("a", text, title=title)), load_words("en")
    return read_tellings(document, words, find_scenes(document, words))


def types(text: str) -> list[str]:
    """The event types of the triggers of a text."""
    return [t.word.event_type for telling in tell(text) for t in telling.triggers]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Police seized two hundred rifles.", "interception"),
        ("Explosive devices were found in a canal.", "interception"),
        ("Air defences shot down nine drones.", "interception"),
        ("The army recaptured the town.", "territory_regained"),
        ("Jets destroyed a depot.", "air_strike"),
        ("Men hurled a grenade at a bar.", "grenade_attack"),
    ],
)
def test_two_words_tell_what_one_does_not(text: str, event_type: str) -> None:
    """Pairs of a verb and a noun."""
    assert event_type in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "They could attack the town.",
        "He demanded an end to the bombing campaign.",
        "Nobody attacked the town, without violence the day passed.",
        "Read more: Gunmen kill ten in attack on market",
        "He suffered a heart attack.",
        "On 16 March the weather changed.",
        "Ceasefire talks open in Doha.",
        "Detectives found no evidence of a shooting at the station.",
        "There was no sign of a robbery in the flat.",
        "Word of a bombing in the market turned out to be false.",
        "Forty were held on charges that ranged from burglary to fraud.",
    ],
)
def test_what_did_not_happen_is_no_trigger(text: str) -> None:
    """Possibilities, demands, links and other senses."""
    assert not types(text)


def test_a_denial_of_a_part_takes_the_event_for_granted() -> None:
    """The murder happened, whoever denies his part in it."""
    (telling,) = tell("The group denied any part in the murder of a priest.")
    assert [t.status for t in telling.triggers] == ["occurred"]


def test_a_foiled_plot_is_thwarted() -> None:
    """It has its status from the cue before it."""
    statuses = [t.status for t in tell("Police foiled a plot to bomb a stadium.")[0].triggers]
    assert "thwarted" in statuses


def test_offsets_of_a_trigger_are_those_of_its_words() -> None:
    """In its own field."""
    text = "On Monday a car bomb exploded."
    first = tell(text)[0].triggers[0]
    assert text[first.start : first.end] == "car bomb"


def test_an_archive_is_read_up_to_a_number_of_triggers() -> None:
    """Nothing grows with the square of a text that never ends."""
    tellings = tell("Gunmen killed two guards in Kano on Monday. " * 2 * MOST_TRIGGERS)
    n_triggers = sum(len(telling.triggers) for telling in tellings)
    assert MOST_TRIGGERS <= n_triggers < MOST_TRIGGERS + len(tellings[0].triggers)
    assert [t.sentence.index for t in tellings] == list(range(len(tellings)))


@pytest.mark.parametrize(
    ("text", "is_statistic"),
    [
        ("The largest drone attack on Kyiv since the war began killed four people.", False),
        ("Since the war began 40,000 people have been killed.", True),
        ("It was the deadliest year for attacks since the war began.", True),
    ],
)
def test_the_worst_attack_of_a_war_is_no_figure_of_the_war(text: str, is_statistic: bool) -> None:
    scenes = {scene for telling in tell(text) for scene in telling.scenes}
    assert ("statistic" in scenes) is is_statistic


@pytest.mark.parametrize(
    "text",
    [
        "Israel launched its heaviest strikes since January's ceasefire on Tuesday.",
        "Negotiators in Doha spoke on Tuesday about a proposal for a ceasefire.",
        "The shelling of Sumy on Tuesday breaks a truce.",
        "Israel launches wave of strikes across Gaza as truce collapses",
    ],
)
def test_an_old_or_proposed_truce_is_not_made_now(text: str) -> None:
    """What is said of it stands before it."""
    assert "agreement" not in types(text)


def test_a_truce_that_is_signed_is_made() -> None:
    """Whatever it ends."""
    assert types("The government and the rebels signed a ceasefire in Doha on Tuesday.") == [
        "agreement"
    ]


def test_counts_of_a_charge_are_no_second_crime() -> None:
    assert types("He was charged with four counts of attempted murder.") == []
    assert types("He shot four people and faces four counts of attempted murder.") == ["shooting"]
