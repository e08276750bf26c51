"""What a frame says of itself, and what two make together."""

from __future__ import annotations

import pytest

from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.merging import finer_place, joined_type
from pipeline.extract.places.find import PlaceMention
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.words import TriggerWord
from pipeline.records import Participant, Place


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
    town = Place(name="a town", country="NG", place_precision="town")
    region = Place(name="a region", country="SD", place_precision="admin1")
    written = PlaceMention("text", 0, 1, town, 1, is_dateline=True)
    told = PlaceMention("text", 9, 10, region, 1, relation="in")
    assert finer_place(written, told) is finer_place(told, written) is told


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


def harm(sentence: int) -> Trigger:
    """A verb that only says that somebody was hurt."""
    word = TriggerWord("wound", "v", "attack", "weak")
    return Trigger(sentence, "text", 0, 6, 0, 1, word, "occurred", False, is_bare_harm=True)


def test_who_was_hurt_in_the_attack_is_told_of_one_told_before() -> None:
    """Unless another sentence points back to what this one tells first."""
    noun = TriggerWord("attack", "n", "attack", "generic")
    pointing = [Trigger(n, "text", 20, 26, 4, 5, noun, "occurred", True) for n in (3, 4)]
    assert Frame([harm(3), pointing[0]], "attack", "occurred").is_reference
    assert not Frame([harm(3), pointing[1]], "attack", "occurred").is_reference


def test_unrest_in_a_headline_makes_no_riot_of_a_protest() -> None:
    word = TriggerWord("unrest", "n", "riot", "weak")
    unrest = Frame([Trigger(0, "title", 0, 6, 0, 1, word, "occurred", False)], "riot", "occurred")
    assert joined_type(unrest, frame("protest_with_intervention")) == "protest_with_intervention"
    assert joined_type(frame("riot"), frame("protest_with_intervention")) == "riot"


def test_the_raid_by_rebels_on_a_hotel_says_whom_it_hit() -> None:
    """Though who did it stands between; what stands far behind is another phrase."""
    raid = told("attack", is_definite=True)
    rebels = Participant("perpetrator", "rebels", field="text", start=14, end=20)
    near = Participant("target", "hotel", field="text", start=28, end=33)
    far = Participant("target", "hotel", field="text", start=80, end=85)
    raid.sides = [rebels, near]
    assert not raid.is_reference
    raid.sides = [rebels, far]
    assert raid.is_reference
