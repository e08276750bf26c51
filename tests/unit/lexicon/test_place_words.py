from __future__ import annotations

from pipeline.lexicon.place_words import load_place_words
from pipeline.lexicon.tables import read_table

WORDS = load_place_words("en")


def test_words_before_a_place_give_its_relation_and_how_far_off_it_may_be() -> None:
    assert WORDS.before["in"].relation == "in"
    assert (WORDS.before["south of"].relation, WORDS.before["south of"].off_km) == ("near", 20.0)


def test_adjectives_and_peoples_name_their_country() -> None:
    expected = {"syrian": "SY", "salvadoran": "SV", "southkorean": "KR", "britons": "GB"}
    assert {word: WORDS.adjectives[word] for word in expected} == expected


def test_every_adjective_is_of_a_country_of_the_table() -> None:
    columns = ("country", "names", "adjectives", "people", "capitals")
    codes = {row["country"] for row in read_table("places/countries.tsv", columns)}
    assert set(WORDS.adjectives.values()) <= codes


def test_states_are_abbreviated_as_the_press_and_the_post_do() -> None:
    assert WORDS.abbreviations["Calif"] == WORDS.abbreviations["CA"] == "US-CA"
    assert "N.Y" in WORDS.lone_abbreviations
    assert "Miss" not in WORDS.lone_abbreviations


def test_a_list_has_no_word_twice() -> None:
    rows = [(r["word"], r["role"]) for r in read_table("lexicon/en/place_words.tsv", COLUMNS)]
    assert len(rows) == len(set(rows))


def test_function_words_are_no_attributes() -> None:
    assert WORDS.is_function("during")
    assert WORDS.is_function("tuesday")
    assert not WORDS.is_function("military")


COLUMNS = ("word", "role", "value")
