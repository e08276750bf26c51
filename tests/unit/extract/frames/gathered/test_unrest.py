"""Unrest of one town and day is one incident, whatever it is called."""

from __future__ import annotations

import pytest

from tests.unit.extract.articles import default
from tests.unit.extract.told import default_types, types


@pytest.mark.parametrize(
    "text",
    [
        (
            "Rival migrants rioted in Haifa on Wednesday with clubs and stones. In Haifa, police "
            "fired live rounds on Wednesday and nine people had gunshot wounds."
        ),
        (
            "Demonstrators threw stones in Lyon on Wednesday. Police opened fire in Lyon on "
            "Wednesday, and two people were wounded."
        ),
    ],
)
def test_shots_and_clashes_of_a_march_are_the_march(text: str) -> None:
    assert len(default_types(text)) == 1


def test_a_march_against_soldiers_who_shot_somebody_is_another_incident() -> None:
    text = (
        "Soldiers shot dead two men in Goma on Tuesday. "
        "Residents of Goma marched through the town on Wednesday to protest against it."
    )
    assert default_types(text) == ["shooting", "protest"]


def test_a_march_in_the_next_town_is_another_and_bodies_counted_below_are_of_the_first() -> None:
    text = (
        "At least 23 people were killed when police opened fire on protesters in Nairobi who "
        "stormed parliament on Tuesday, doctors said. A reporter counted the bodies of five "
        "people outside. Two people were killed in Nakuru, where police fired at marchers."
    )
    assert [m.place.name for m in default(text)] == ["Nairobi", "Nakuru"]


def test_looting_that_police_put_down_is_no_protest() -> None:
    text = "Shops were looted in Soweto on Monday night. Police fired rubber bullets and held 27."
    assert types(text) == ["looting"]


def test_who_is_shot_by_police_right_behind_is_of_the_unrest() -> None:
    text = (
        "Crowds looted shops and burned tyres in Beira on Monday. A looter was shot dead by police."
    )
    assert types(text) == ["riot"]
