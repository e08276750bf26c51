"""Which verbs and nouns tell an incident together."""

from __future__ import annotations

import pytest

from pipeline.extract.triggers.scenes import find_scenes
from pipeline.extract.triggers.tellings import read_tellings
from pipeline.lexicon.words import load_words
from pipeline.records import Article
from pipeline.text import read_document
from tests.unit.extract.told import mentions
from tests.unit.extract.told import types as told_types


def types(text: str) -> set[str]:
    """The event types of the triggers of a text."""
    document, words = read_document(Article("a", text)), load_words("en")
    tellings = read_tellings(document, words, find_scenes(document, words))
    return {t.word.event_type for telling in tellings for t in telling.triggers}


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("The rebels set most of the city's public buildings on fire.", "arson"),
        ("Men burned a steel factory.", "arson"),
        ("Guerrillas placed four more bombs in the capital.", "bombing"),
        ("His house was sprayed with bullets.", "shooting"),
        ("A helicopter strafed the camp.", "air_strike"),
        ("The protest turned violent in the evening.", "riot"),
        ("Soldiers captured two of the guerrillas' camps.", "territory_lost"),
        ("Pirates seized a tanker off the coast.", "hijacking"),
        ("The navy of Iran seized a foreign oil tanker.", "hijacking"),
        ("A nurse was seized by the Taliban at her home.", "abduction"),
        ("Nine soldiers who had been held by villagers were released.", "abduction"),
        ("Militants were driven out of the valley.", "territory_regained"),
        ("The district was handed over to the army.", "territory_transfer"),
        ("Hundreds of fighters mobilised near the border.", "group_change"),
        ("Soldiers of both armies exchanged mortar fire over the river.", "armed_clash"),
        ("Robbers drilled into the vault of a bank and fled.", "robbery"),
        ("Three raiders made off with a tray of watches.", "robbery"),
        ("Looters stripped a warehouse of its grain.", "looting"),
        ("Twelve villagers, five of them girls, were seized from a chapel.", "abduction"),
        ("Rebels marched away some forty villagers.", "abduction"),
        ("Two nuns were seized by bandits on the highway.", "abduction"),
        ("A lorry ran over a landmine near the river.", "bombing"),
        ("Masked men stole jewels at gunpoint.", "robbery"),
        ("Gunmen took the man's phone and fled.", "robbery"),
        ("Troops caught a commander of the militia at his uncle's.", "arrest"),
        ("Two suspects, both of them students, were picked up at a hostel.", "arrest"),
        ("The militia answered with rockets on the port.", "shelling"),
        ("A police van ran over two demonstrators.", "crackdown"),
        ("Police with batons drove back the crowd.", "protest_with_intervention"),
        ("Troops seized a rebel base on Sunday.", "territory_lost"),
        ("A mob set upon two pedlars at the ferry.", "mob_violence"),
        ("A student drove a van at worshippers.", "attack"),
        ("A nurse is missing after being taken by gunmen.", "abduction"),
        ("Pirates stormed a trawler and took its mate.", "hijacking"),
        ("Saboteurs cut two undersea cables, a power line and a mast.", "sabotage"),
        ("Ninety fighters of the front laid down their arms.", "group_change"),
        ("A drone slammed into a fuel depot by the river.", "drone_strike"),
    ],
)
def test_a_verb_and_a_noun_tell_together(text: str, event_type: str) -> None:
    """In the order and as near as their row asks."""
    assert event_type in types(text)


def test_what_a_bomb_destroys_is_bombed() -> None:
    """The noun behind "by" is what did it."""
    assert types("The office was completely destroyed by a bomb.") == {"bombing"}


@pytest.mark.parametrize(
    "text",
    [
        "The town was seized by the Taliban.",
        "Nine suspects who had been held by police were released.",
        "Villagers put stones on the road near the market.",
        "The country will send 600 officers to help fight the gangs.",
        "Bomb disposal officers found only clothes in the bag.",
        "The coffins of slain officers were carried past.",
    ],
)
def test_what_is_told_of_other_things_is_none_of_these(text: str) -> None:
    told = {"abduction", "mob_violence", "armed_clash", "interception", "attack"}
    assert not types(text) & told


def test_firebombs_that_are_thrown_are_one_deed() -> None:
    """They are no bombing beside it."""
    assert types("Youths hurled two petrol bombs at police.") == {"riot"}


def test_a_bomb_that_is_disposed_of_did_not_explode() -> None:
    """Only its disposal is told."""
    assert types("Engineers destroyed a roadside bomb.") == {"interception"}


def test_weapons_that_are_captured_are_no_arrest() -> None:
    """The pair takes the place of "were captured"."""
    assert types("Some 200 rifles were captured.") == {"interception"}


def test_raids_in_which_people_are_arrested_are_no_attack() -> None:
    """Unless somebody is killed in them."""
    assert types("Police arrested ten people in raids.") == {"arrest"}
    assert "attack" in types("Soldiers killed a man and arrested ten people in a raid.")


@pytest.mark.parametrize(
    "text",
    [
        "The newspaper traded heavy fire with its critics.",
        "A cyclist ran over a wallet and made off with it.",
        "Officers seized three kilos of cocaine from two men.",
        "Stewards drove back the crowd when the singer left.",
        "A hobby drone crashed into a tree.",
        "Builders cut a power line by mistake.",
        "Shoppers were taken by bus to the market.",
    ],
)
def test_the_same_verbs_tell_nothing_of_other_things(text: str) -> None:
    """Each pair asks for its noun, or for who does it."""
    assert types(text) <= {"interception"}


def test_a_gun_that_a_child_finds_is_not_seized() -> None:
    assert types("Officers found a gun in the car.") == {"interception"}
    assert "interception" not in types("A toddler found a gun in the car.")
    assert "interception" not in types("Her 3-year-old found a gun in the car.")


def test_whose_things_are_taken_is_not_taken_away() -> None:
    assert "abduction" not in types("Gunmen took the driver's keys and the woman's bag.")
    assert "abduction" in types("Gunmen took the driver away.")


def test_a_block_party_is_no_protest() -> None:
    assert "protest" not in types("A gunman wounded three people at a block party on Monday.")


def test_a_raid_of_tax_officers_that_kills_nobody_is_no_attack() -> None:
    assert not types("Tax officers raided a bank on Monday.")
    assert types("Gunmen raided a bank on Monday.")


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Bandits seized two guests on the road to Zaria on Tuesday.", "abduction"),
        ("Rebels seized the road to Zaria on Tuesday.", "territory_lost"),
        ("Crowds stormed the palace in Dhaka on Tuesday.", "riot"),
        ("Thirty terrorists were neutralised near Djibo on Tuesday.", "armed_clash"),
        ("Rebels hoisted their flag over Goma on Tuesday.", "territory_lost"),
        ("Masked men carried off the ballot boxes of a school in Mamfe on Tuesday.", "robbery"),
        ("Residents of Puno caught a thief on Tuesday and burned him alive.", "mob_violence"),
        ("Dockworkers blocked the port of Genoa on Tuesday.", "protest"),
        ("Taxi drivers blocked streets in Athens on Tuesday.", "riot"),
    ],
)
def test_verb_and_noun_tell_what_happened_together(text: str, event_type: str) -> None:
    """Neither does alone."""
    assert event_type in told_types(text)


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Catorce mujeres fueron violadas el martes en El Fasher.", "sexual_violence"),
        ("Encapuchados se llevaron el martes a tres estudiantes en Iguala.", "abduction"),
        ("Dos mineros murieron el martes al estallar una granada en Segovia.", "grenade_attack"),
        ("El sacerdote fue acribillado el martes en Ocosingo.", "shooting"),
    ],
)
def test_spanish_verbs_and_nouns_tell_what_happened(text: str, event_type: str) -> None:
    """Nouns for people are of one scene there, too."""
    assert told_types(text, "es") == [event_type]


@pytest.mark.parametrize(
    "text",
    [
        "Engineers used explosives to bring down a chimney in Fawley on Tuesday.",
        "Families marked 30 years since a gunman shot dead 16 children in Dunblane.",
        "Campaigners called on people to march through Dublin on Saturday.",
        "Hackers are holding the files of the city hostage.",
        "A girl was hit by a shot from a toy gun in Akron on Saturday.",
    ],
)
def test_what_engineers_hackers_and_toys_do_is_no_news_of_violence(text: str) -> None:
    assert not [m for m in mentions(text) if m.status == "occurred"]
