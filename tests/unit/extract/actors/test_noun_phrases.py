"""Phrases that name people, forces, things and actors."""

from __future__ import annotations

import pytest

from pipeline.extract.actors.noun_phrases import NounPhrase, find_noun_phrases
from pipeline.lexicon.words import load_words
from pipeline.records import Article
from pipeline.text import read_document


def phrases(text: str) -> dict[str, NounPhrase]:
    """The phrases of a sentence by their words."""
    document = read_document(Article("a", text))
    told = document.sentences[0]
    found = find_noun_phrases(told, load_words("en"), document)
    return {" ".join(t.text for t in told.tokens[p.first : p.last]): p for p in found}


def test_a_nationality_gives_the_country_of_a_force() -> None:
    """As in "Turkish soldiers"."""
    found = phrases("Seven Turkish recruits entered the village.")
    assert found["Turkish recruits"].kind == "force"
    assert found["Turkish recruits"].country == "TR"


def test_a_verb_is_not_swallowed_with_its_actor() -> None:
    """The phrase ends before it."""
    assert "rebels" in phrases("In the morning rebels raided the village.")


def test_a_name_behind_a_title_stays_with_it() -> None:
    """But other words do not."""
    assert "police chief Juan Perez" in phrases("Gunmen killed police chief Juan Perez.")


def test_a_listed_actor_has_its_id() -> None:
    """Under any of its names."""
    assert phrases("Boko Haram attacked a town.")["Boko Haram"].actor_id == "boko_haram"


@pytest.mark.parametrize(
    ("one", "other"),
    [("CJNG", "Sinaloa Cartel"), ("Wagner", "Russian army"), ("Barrio 18", "MS-13")],
)
def test_groups_that_fight_each_other_are_two_actors(one: str, other: str) -> None:
    first, second = phrases(f"{one} attacked a town.")[one], phrases(f"{other} fled.")[other]
    assert first.actor_id not in (None, second.actor_id)


def test_an_armed_group_that_no_list_has_is_told_by_the_end_of_its_name() -> None:
    assert phrases("The Free Volta Front attacked a town.")["Free Volta Front"].kind == "actor"
    assert phrases("A cold front attacked them.")["cold front"].kind == "unknown"


def test_a_past_verb_is_not_swallowed_either() -> None:
    """The phrase ends before "threw"."""
    assert "masked men" in phrases("In the morning masked men threw a bottle.")


def test_an_abstract_noun_is_cut_off_from_whom_it_is_about() -> None:
    """As in "beliefs of guerrilla leaders"; a group of men stays whole."""
    assert "guerrilla leaders" in phrases("Beliefs of guerrilla leaders were read.")
    assert "group of men" in phrases("A group of men ran.")


def test_an_age_does_not_begin_a_phrase() -> None:
    """The person does."""
    assert "farmer" in phrases("They buried a 57-year-old farmer.")


def test_a_nationality_before_a_weapon_or_an_attack_is_the_state() -> None:
    """And one before people is not."""
    found = phrases("A Turkish drone hit Turkish farmers near the border.")
    assert (found["Turkish"].kind, found["Turkish"].actor_id) == ("actor", "turkey")
    assert (found["Turkish farmers"].kind, found["Turkish farmers"].actor_id) == ("person", None)


def test_who_lives_in_a_state_is_not_that_state() -> None:
    """Its name gives the country only; forces are its own."""
    assert phrases("Gunmen shot Kenya residents.")["Kenya residents"].actor_id is None
    assert phrases("Gunmen shot US troops.")["US troops"].actor_id == "us_military"


def test_a_common_word_that_opens_a_sentence_is_no_name() -> None:
    """Its capital says nothing."""
    assert phrases("Homes burned at noon.")["Homes"].kind != "name"
    assert phrases("Water fell at noon.")["Water"].kind == "unknown"


def test_titles_and_hundreds_do_not_begin_a_phrase() -> None:
    """Who they stand before does."""
    assert {"Okello", "teachers"} <= set(phrases("Mr Okello met a hundred teachers.").keys())


def test_a_phrase_ends_before_common_verbs() -> None:
    """Regular and irregular ones."""
    assert {"Recruits", "cadets"} <= set(phrases("Recruits heard shots as cadets occupied it."))


def test_what_a_state_flies_or_sails_is_a_force() -> None:
    """An aircraft that is nobody's is a thing."""
    assert phrases("US aircraft circled.")["US aircraft"].kind == "force"
    assert phrases("The aircraft burned.")["aircraft"].kind == "target"


def test_a_name_in_capitals_is_not_the_small_word() -> None:
    """As "US" and "us"."""
    assert phrases("The US struck first.")["US"].actor_id == "usa"
    assert "us" not in phrases("They struck us first.")


def test_an_initial_does_not_end_a_name() -> None:
    """But a full stop behind a longer word does."""
    assert "Ana R . Weiss" in phrases("They met Ana R. Weiss at noon.")
    assert "Ana R" not in phrases("They met Ana R. Weiss at noon.")


def test_streets_and_newspapers_are_no_names_of_persons() -> None:
    """Though they are written in capitals."""
    found = phrases("They left Harlan Avenue and read the Harlan Herald.")
    assert found["Harlan Avenue"].kind == found["Harlan Herald"].kind == "unknown"


def test_a_name_in_capitals_ends_before_a_verb() -> None:
    """It begins with a given name; its surname may be a town's as well."""
    found = phrases("OFFICIALS SAY THAT COURT JUDGE ANA GARCIA DIED TODAY IN THE HARBOUR TOWN.")
    assert found["COURT JUDGE ANA GARCIA"].kind == "person"
    found = phrases("OFFICIALS SAY THAT ANA GARCIA ROMERO DIED TODAY IN THE HARBOUR TOWN.")
    assert found["ANA GARCIA ROMERO"].kind == "name"


def test_what_is_no_name_in_capitals_is_not_swallowed() -> None:
    """Behind a title no word of its sentence stays that is none."""
    assert "JUDGE" in phrases("OFFICIALS SAY THAT THE JUDGE DIED TODAY IN THE HARBOUR TOWN.")


def test_a_noun_that_only_says_of_what_kind_another_is_names_nobody() -> None:
    """As in "relative calm" and "the southeastern Ukrainian city"."""
    found = phrases(
        "After weeks of relative calm a drone hit the southern Ukrainian city on Monday."
    )
    assert found["relative calm"].kind == "unknown"
    assert found["southern Ukrainian city"].kind == "unknown"
    assert (
        phrases("Two relatives fled from the rebel attacked by them.")["relatives"].kind == "person"
    )


def test_what_belongs_to_an_armed_group_is_a_target() -> None:
    found = phrases("Jets bombed Houthi positions and a militant hideout near Taiz.")
    assert found["Houthi positions"].kind == "target"
    assert found["Houthi positions"].actor_id == "houthis"
    assert found["militant hideout"].kind == "target"


def test_who_is_taken_hostage_is_named_without_that_word() -> None:
    """But a hostage by nationality stays one."""
    assert "pupils" in phrases("Gunmen took 12 pupils hostage.")
    assert "American hostage" in phrases("They freed an American hostage.")


def test_an_infinitive_is_no_part_of_a_phrase() -> None:
    """Though it is a noun elsewhere."""
    assert "farmers" in phrases("Police fired tear gas to disperse farmers.")


def test_an_age_alone_stands_for_whom_it_is_of() -> None:
    """Before a noun it is only his age."""
    assert phrases("A 15-year-old stabbed a classmate.")["15 - year-old"].kind == "person"
    assert phrases("Two 16-year-olds were held.")["16 - year-olds"].kind == "person"
    assert "boy" in phrases("A 15-year-old boy stabbed a classmate.")
