"""What borrows the words of violence is not told as an incident."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.sifted.gate import is_told
from pipeline.extract.tolls.find import find_casualties
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.words import TriggerWord
from pipeline.records import Article, Weapon
from pipeline.text import read_document
from tests.unit.extract.told import default_types, types

HURT = ("A man was shot.", "Five people were shot.")


def told(event_type: str, *scenes: str, strength: str = "strong", sentence: int = 0) -> Frame:
    """A frame with nothing but its type and scenes."""
    word = TriggerWord("blast", "n", event_type, strength)
    trigger = Trigger(sentence, "text", 0, 5, 0, 1, word, "occurred", False)
    return Frame([trigger], event_type, "occurred", scenes=frozenset(scenes))


def test_a_strong_word_tells_and_a_weak_one_alone_does_not() -> None:
    assert is_told(told("bombing"))
    assert not is_told(told("bombing", strength="weak"))


def test_of_weak_words_with_a_weapon_in_telegrams_the_sum_of_confidence_judges() -> None:
    frame = replace(told("bombing", strength="weak"), weapons=[Weapon("dynamite")])
    assert is_told(frame, in_capitals=True)
    assert not is_told(frame)


@pytest.mark.parametrize(
    ("event_type", "scene"),
    [("attack", "mishap"), ("bombing", "industry"), ("arson", "accident"), ("attack", "sport")],
)
def test_accidents_and_games_are_not_told(event_type: str, scene: str) -> None:
    assert not is_told(told(event_type, scene))


def test_several_who_were_shot_are_hurt_by_no_game() -> None:
    game = told("shooting", "sport")
    one, several = (find_casualties(read_document(Article("a", text))) for text in HURT)
    assert not is_told(replace(game, claims=list(one)))
    assert is_told(replace(game, claims=list(several)))
    assert not is_told(replace(told("attack", "sport"), claims=list(several)))


def test_what_did_not_happen_is_not_told() -> None:
    assert not is_told(replace(told("bombing"), status="negated"))


def test_a_deal_below_the_lead_needs_a_day() -> None:
    assert is_told(told("agreement"))
    assert not is_told(told("agreement", sentence=9))


def test_an_attack_in_words_is_not_told() -> None:
    assert not is_told(told("attack", "verbal"))
    assert is_told(told("shooting", "verbal"))


def test_a_plane_that_crashed_was_no_strike() -> None:
    word = TriggerWord("kill", "v", "attack", "weak")
    crash = told("air_strike", "accident", "crash", "plane")
    killed = replace(crash, triggers=[replace(crash.triggers[0], word=word, is_bare_harm=True)])
    assert not is_told(killed)
    toll = list(find_casualties(read_document(Article("a", "Five people were killed."))))
    shot_down = replace(killed, scenes=killed.scenes | {"intent"})
    assert is_told(replace(shot_down, claims=toll))
    said_by_rescuers = replace(killed, scenes=killed.scenes - {"crash"})
    assert is_told(replace(said_by_rescuers, claims=toll))


def test_jets_that_bombed_a_town_are_no_accident_because_rescuers_tell_of_it() -> None:
    bombed = told("air_strike", "accident", "crash", "plane")
    toll = list(find_casualties(read_document(Article("a", "Five people were killed."))))
    assert is_told(replace(bombed, claims=toll))


def test_players_whom_gunmen_take_are_abducted_and_no_match_is_told() -> None:
    """Armed men and somebody taken on a day and at a place are no game's."""
    text = "Gunmen kidnapped a referee and two players near Okigwe in Nigeria on Tuesday."
    assert types(text + " They were on their way to a cup match.") == ["abduction"]


@pytest.mark.parametrize(
    "accident",
    [
        "A ferry sank off Cebu",
        "A tenement collapsed in Cairo",
        "Two trains collided near Lahore",
        "Firefighters battled a blaze at a mill in Narayanganj",
    ],
)
def test_whom_an_accident_killed_nobody_attacked(accident: str) -> None:
    assert not types(f"{accident} on Tuesday. Twelve people were killed.")


def test_who_died_when_something_caught_fire_was_not_attacked() -> None:
    assert not types("Seven people were killed when a balloon caught fire over Praia on Tuesday.")
    assert types("Seven people were killed when rebels set a bus ablaze in Praia on Tuesday.")


def test_whom_a_shell_killed_below_a_roof_that_fell_is_told() -> None:
    text = "A shell hit a school in Kherson on Tuesday and the roof collapsed."
    assert types(f"{text} Twelve people were killed.") == ["shelling"]
    rescue = "Rescuers dug all night in Kharkiv after a missile hit a clinic on Tuesday."
    assert types(f"{rescue} Twelve people were killed.") == ["shelling"]


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("The Wolves ambushed the Bears 31-17 in Dayton on Tuesday.", False),
        ("Poland bombarded the visitors' goal and won 4-1 in Lodz on Tuesday.", False),
        ("Rebels ambushed the Bears 31-17 battalion in Dayton on Tuesday, killing two.", True),
        ("Clashes broke out between soldiers and rebels near Goma on 4-5 May.", True),
        ("Between 20-30 gunmen attacked the village of Jos on Tuesday.", True),
        ("Forces shelled the town of Toretsk 10-15 times on Tuesday.", True),
        ("Bandits stormed a village 10-12 km from Kaduna on Tuesday.", True),
    ],
)
def test_beside_a_score_nobody_hurt_is_a_match(text: str, is_told: bool) -> None:
    assert bool(types(text)) == is_told


def test_below_the_lead_a_town_of_its_own_will_do_for_a_village_taken() -> None:
    text = (
        "Rockets hit a market in Idlib on Wednesday, and nine people died. Medics came. "
        "A school was damaged. Shops stayed shut. The army said that it had recaptured Maskanah."
    )
    assert default_types(text) == ["shelling", "territory_regained"]


def test_a_blast_that_derails_a_train_is_one_where_a_device_had_been_laid() -> None:
    text = "Nine passengers were hurt near Quetta on Monday when an explosion derailed a train."
    assert not types(text)
    assert types(f"{text} A device had been planted under the rail, police said.") == ["bombing"]


def test_what_a_crowd_burns_over_an_accident_is_no_accident() -> None:
    text = "A crowd set fire to a bus in Kampala on Monday after a boy died in a road accident."
    assert default_types(text) == ["arson"]
