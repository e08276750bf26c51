"""Items of a feed that tell of guns by accident, of hearings and of counts tell no incident."""

from __future__ import annotations

import pytest

from tests.unit.extract.told import default_types


@pytest.mark.parametrize(
    "text",
    [
        "A deputy accidentally shot himself in the hand in Boise on Monday.",
        "A hunter was shot dead near Pisa on Sunday when a friend mistook him for a deer.",
        "A girl of six found a revolver in a drawer in Waco on Friday and shot herself in the leg.",
    ],
)
def test_a_gun_that_nobody_meant_to_fire_is_no_shooting(text: str) -> None:
    assert default_types(text) == []


def test_who_kills_and_then_shoots_himself_is_a_gunman() -> None:
    text = "A man shot his wife dead in Boise on Monday before shooting himself."
    assert default_types(text) == ["shooting"]


@pytest.mark.parametrize(
    "text",
    [
        "A nurse told the court in Lyon on Monday how soldiers burned her village.",
        "A man of 24 was charged in Leeds on Friday with stabbing his flatmate to death.",
        "The brother of a guard who was shot at a gate told an inquest in Kent on Monday of it.",
    ],
)
def test_what_a_court_is_told_of_is_no_news(text: str) -> None:
    assert default_types(text) == []


def test_a_witness_who_is_shot_is_news() -> None:
    text = "A witness was shot dead outside her house in Lyon on Monday."
    assert len(default_types(text)) == 1


def test_a_count_since_a_month_is_no_incident() -> None:
    text = "Gangs have abducted 90 people in Jos since January, a charity said on Friday."
    assert default_types(text) == []


def test_a_count_below_an_incident_of_its_own_day_is_not_that_incident() -> None:
    text = (
        "A nurse and her driver were kidnapped in the Delmas district of Port-au-Prince on Friday, "
        "the hospital said. Nine foreigners have been abducted in Haiti since January."
    )
    assert default_types(text) == ["abduction"]
