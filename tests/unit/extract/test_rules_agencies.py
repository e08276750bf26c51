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


def test_who_is_marched_against_is_not_hit() -> None:
    (found,) = read("Thousands marched against President Jose Jeri in Lima on Wednesday.")
    assert not [p for p in found.participants if p.role == "victim"]
    (found,) = read("Police used tear gas against protesters in Tbilisi on Saturday.")
    assert [p.name for p in found.participants if p.role == "victim"] == ["protesters"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Police cleared a protest camp at a planned training centre in Atlanta on Tuesday.",
            date(2024, 3, 12),
        ),
        (
            (
                "France said on Monday that an aid worker abducted in Agadez, northern Niger, in "
                "January had been freed."
            ),
            date(2024, 1, 1),
        ),
        (
            (
                "The man was shot dead by police in Milan in the small hours of Tuesday, Italy's "
                "interior minister said."
            ),
            date(2024, 3, 12),
        ),
    ],
)
def test_days_are_those_of_the_deed(text: str, day: date) -> None:
    (found,) = read(text)
    assert found.event_start == day


def test_what_police_say_of_who_is_held() -> None:
    found = read("A woman was stabbed in Leeds on Monday. Police said a 35-year-old man was held.")
    assert ("perpetrator", "man") in [(p.role, p.name) for p in found[0].participants]


def test_beside_a_day_long_ago_another_deed_is_told() -> None:
    old, new = read(
        "Hamas handed over the body of a hostage killed in the 7 October 2023 attack, as fire "
        "killed two Palestinians near Khan Younis, medics said."
    )
    assert old.event_start == date(2023, 10, 7)
    assert [c.best for c in new.casualties] == [2]


def test_the_sabotage_of_a_headline_is_the_blast_of_the_lead() -> None:
    (found,) = read("A bomb damaged a rail line near Mika, Poland, on Sunday.", "Rail sabotage")
    assert found.event_type == "bombing"
