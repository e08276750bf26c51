"""A gathering that is struck is the scene of what struck it, and no incident beside it."""

from __future__ import annotations

import pytest

from tests.unit.extract.articles import default
from tests.unit.extract.told import default_types, types


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Two explosions tore through a rally in Bukavu on Tuesday, killing nine.", "bombing"),
        ("Gunmen opened fire on an election rally in Quetta on Tuesday.", "shooting"),
        ("A grenade was thrown at a march in Dhaka on Tuesday, six were hurt.", "grenade_attack"),
        ("A car ploughed into a rally in Munich on Tuesday, killing two.", "attack"),
        ("A gunman wounded a senator at a rally in Lugano on Tuesday.", "shooting"),
        ("Gunmen attacked a rally in Quetta on Tuesday, killing four people.", "shooting"),
        ("A drone struck a rally in Omdurman on Tuesday, killing four people.", "drone_strike"),
    ],
)
def test_what_strikes_a_gathering_is_the_incident(text: str, event_type: str) -> None:
    """A preposition leads from the blow to the gathering."""
    assert types(text) == [event_type]


def test_a_gathering_that_nothing_strikes_stays_one() -> None:
    """Who is hurt at it may be so by its own doing."""
    assert types("Police attacked a rally in Quetta on Tuesday, killing four.") == ["crackdown"]
    assert types("Five people were hurt during a protest in Dhaka on Tuesday.") == ["protest"]
    assert types("Thousands held a rally in Quetta on Tuesday against the bombing.") == ["protest"]


def test_a_gathering_during_which_somebody_attacks_says_when() -> None:
    """Rebels who attack a church make no riot of the vigil in it."""
    during = "during a vigil in Bukavu on Sunday"
    assert types(f"Nine died when rebels attacked a church {during}.") == ["attack"]


def test_who_films_a_rally_and_is_beaten_tells_of_no_rally() -> None:
    (told,) = default(
        "A reporter was beaten by masked men in Batumi on Friday as she filmed a rally."
    )
    assert told.event_type == "attack"


@pytest.mark.parametrize(
    "text",
    [
        "A man drove an SUV into a crowd in Mannheim on Monday, injuring 11 people.",
        "A driver rammed a van into pedestrians in Mannheim on Monday, injuring 11 people.",
        "A woman ploughed a stolen car into a crowd in Mannheim on Monday, injuring 11 people.",
    ],
)
def test_a_car_that_is_steered_at_people_is_an_attack(text: str) -> None:
    assert default_types(text) == ["attack"]


def test_a_night_vigil_that_rebels_attack_is_no_riot() -> None:
    text = "Rebels attacked a night vigil at a church in Komanda on Monday, killing 43 people."
    assert default_types(text) == ["attack"]
