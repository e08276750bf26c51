"""Which verbs and nouns tell an incident together."""

from __future__ import annotations

import pytest

from pipeline.extract.triggers.scenes import find_scenes
from pipeline.extract.triggers.tellings import read_tellings
from pipeline.lexicon.words import load_words
from pipeline.records import Article
from pipeline.text import read_document


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
        ("Militants were driven out of the valley.", "territory_regained"),
        ("The district was handed over to the army.", "territory_transfer"),
        ("Hundreds of fighters mobilised near the border.", "group_change"),
    ],
)
def test_a_verb_and_a_noun_tell_together(text: str, event_type: str) -> None:
    """In the order and as near as their row asks."""
    assert event_type in types(text)


def test_what_a_bomb_destroys_is_bombed() -> None:
    """The noun behind "by" is what did it."""
    assert types("The office was completely destroyed by a bomb.") == {"bombing"}


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
