"""What agencies tell in a headline and a lead: by what a strike was, where and in which night."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.extract.articles import read


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Israel kills three in Lebanon strike", "An Israeli drone strike killed three near Tyre."),
        ("Ukraine hits oil port", "A Ukrainian drone attack hit Novorossiysk early on Tuesday."),
    ],
)
def test_the_lead_says_by_what_a_strike_was(title: str, text: str) -> None:
    (found,) = read(text, title)
    assert found.event_type == "drone_strike"


@pytest.mark.parametrize(
    ("text", "admin1"),
    [
        ("Ukraine said its drones had struck Novorossiysk on Tuesday.", "Krasnodar Krai"),
        (
            "A drone hit a car in the village of Nikolskoye in the Belgorod region on Tuesday.",
            "Belgorod Oblast",
        ),
    ],
)
def test_a_town_is_not_its_namesake(text: str, admin1: str) -> None:
    (found,) = read(text)
    assert found.place.admin1 == admin1


def test_overnight_is_the_night_of_the_day_on_which_it_is_told() -> None:
    (found,) = read("Rebels killed four in an overnight raid on Beni, the army said on Tuesday.")
    assert found.event_start == date(2024, 3, 12)


def test_an_accident_is_no_bombing() -> None:
    text = "Nine people were killed when seized explosives blew up at a police station in Srinagar "
    assert not read(text + "on Friday, the police chief said, ruling out an attack.")
