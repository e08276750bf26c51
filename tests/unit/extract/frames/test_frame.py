"""When two frames agree, and what they make together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.extract.frames.frame import Frame, do_places_agree, finer_place, joined_type
from pipeline.extract.places.find import PlaceMention
from pipeline.extract.triggers.tellings import Trigger
from pipeline.lexicon.words import TriggerWord
from pipeline.records import Participant, Place

REGION = Place(
    name="Darfur",
    country="SD",
    latitude=13.5,
    longitude=24.0,
    place_precision="admin1",
    uncertainty_km=250.0,
)
DISTRICT = Place(
    name="Baldwin County",
    country="US",
    admin1_code="US-AL",
    latitude=30.7,
    longitude=-87.7,
    place_precision="admin2",
)


def town(country: str, latitude: float, longitude: float) -> Place:
    """A town at a point."""
    return Place(
        name="a town",
        country=country,
        latitude=latitude,
        longitude=longitude,
        place_precision="town",
    )


@pytest.mark.parametrize(
    ("coarse", "fine", "do_agree"),
    [
        (REGION, town("SD", 13.6, 25.3), True),
        (REGION, town("SD", 15.5, 32.6), False),
        (DISTRICT, town("US", 30.6, -87.9), True),
        (DISTRICT, town("US", 31.5, -85.6), False),
    ],
)
def test_a_town_far_outside_a_district_or_region_is_another_place(
    coarse: Place, fine: Place, do_agree: bool
) -> None:
    a = PlaceMention("text", 0, 1, coarse, 0)
    b = PlaceMention("text", 2, 3, fine, 1)
    assert do_places_agree(a, b) is do_places_agree(b, a) is do_agree


def frame(event_type: str, *sides: Participant) -> Frame:
    """A frame of one strong noun."""
    word = TriggerWord(event_type, "n", event_type, "strong")
    trigger = Trigger(0, "text", 0, 8, 0, 1, word, "occurred", False)
    return Frame([trigger], event_type, "occurred", sides=list(sides))


def test_shooting_that_hurts_nobody_is_that_of_a_fight() -> None:
    """A murder told beside a fight stays one."""
    victim = Participant("victim", "a nun")
    assert joined_type(frame("armed_clash"), frame("shooting")) == "armed_clash"
    assert joined_type(frame("armed_clash"), frame("shooting", victim)) == "shooting"


def told(event_type: str, *, is_definite: bool = False) -> Frame:
    """A frame of one strong noun, told anew or pointing back."""
    word = TriggerWord("strike", "n", event_type, "strong")
    return Frame(
        [Trigger(0, "text", 0, 6, 0, 1, word, "occurred", is_definite)], event_type, "occurred"
    )


def test_what_only_points_back_does_not_say_how_it_was_done() -> None:
    strikes = told("air_strike", is_definite=True)
    assert strikes.is_reference
    assert joined_type(told("shooting"), strikes) == "shooting"
    assert joined_type(told("attack"), strikes) == "air_strike"


def test_a_shooting_that_is_pointed_back_to_leaves_a_fight_a_fight() -> None:
    """As in "the shooting lasted an hour", said of an exchange of fire."""
    noun = TriggerWord("shooting", "n", "shooting", "strong")
    again = Trigger(1, "text", 4, 12, 1, 2, noun, "occurred", True)
    fight = Frame([again], "armed_clash", "occurred")
    assert joined_type(fight, Frame([again], "shooting", "occurred")) == "armed_clash"


def test_a_dateline_is_no_finer_than_a_place_of_the_text() -> None:
    written = PlaceMention("text", 0, 1, town("NG", 7.7, 8.5), 1, is_dateline=True)
    told = PlaceMention("text", 9, 10, REGION, 1, relation="in")
    assert finer_place(written, told) is finer_place(told, written) is told


def test_boroughs_are_of_their_metropolis() -> None:
    whole = replace(town("US", 40.71, -74.0), name="New York City", uncertainty_km=31.5)
    borough = replace(town("US", 40.78, -73.97), name="Manhattan", uncertainty_km=13.5)
    far = replace(town("US", 40.93, -73.9), name="Yonkers", uncertainty_km=6.0)
    a, b, c = (PlaceMention("text", 0, 1, place, 0) for place in (whole, borough, far))
    assert do_places_agree(a, b)
    assert not do_places_agree(a, c)


@pytest.mark.parametrize(
    ("hit", "expected"),
    [
        (Participant("victim", "the mayor"), "attack"),
        (Participant("target", "a water plant"), "attack"),
        (Participant("victim", "the brigade", type="military"), "armed_clash"),
    ],
)
def test_an_attack_on_those_who_do_not_fight_is_no_clash_for_the_fighting_told_behind(
    hit: Participant, expected: str
) -> None:
    word = TriggerWord("attack", "n", "attack", "generic")
    trigger = Trigger(0, "text", 0, 6, 0, 1, word, "occurred", False)
    attack = Frame([trigger], "attack", "occurred", sides=[hit])
    assert joined_type(attack, frame("armed_clash")) == expected
