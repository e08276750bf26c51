"""Names that are spotted in a text, before anything is decided of them."""

from __future__ import annotations

import pytest

from pipeline.extract.places.spot import Spot
from pipeline.extract.places.spotting import Spotter
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.lexicon.place_words import load_place_words
from pipeline.records import Article
from pipeline.text import read_document


def spots(text: str, title: str = "", language: str = "en") -> list[Spot]:
    """The spots of a text."""
    document = read_document(Article("a", text, title=title, language=language))
    return Spotter(Gazetteer.load(), load_place_words(language)).find(document)


def words(text: str, language: str = "en") -> list[str]:
    """The words of each spot, as they stand in the text."""
    return [
        " ".join(t.text for t in s.sentence.tokens[s.first : s.last])
        for s in spots(text, "", language)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("they met in New York City on Monday", ["New York City"]),
        ("they met in Deir ez-Zor and in Saint Louis", ["Deir ez-Zor", "Saint Louis"]),
        ("they met in St. Louis", ["St . Louis"]),
        ("they met at the Conoco gas field", ["Conoco gas field"]),
    ],
)
def test_the_longest_name_is_taken(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("they were shot in DC", "Washington"),
        ("they were shot in the UK", "United Kingdom"),
        ("they were shot in LA", "Los Angeles"),
        ("they were shot in KP", "Khyber Pakhtunkhwa"),
        ("they were shot in J&K", "Jammu and Kashmir"),
        ("they were shot in Trinidad & Tobago", "Trinidad and Tobago"),
    ],
)
def test_letters_may_stand_for_a_place(text: str, name: str) -> None:
    (spot,) = spots(text)
    assert spot.candidates[0].name == name


@pytest.mark.parametrize("text", ["murieron en EE.UU.", "murieron en EE. UU. ayer", "en EEUU"])
def test_letters_of_another_language_stand_for_a_place(text: str) -> None:
    (spot,) = spots(text, language="es")
    assert spot.candidates[0].name == "United States"


def test_letters_that_no_list_has_are_no_village() -> None:
    assert words("they were held by ICE, said la Paz and dc") == []


def test_a_name_needs_a_capital() -> None:
    assert words("they were reading and had a mobile home") == []
    assert words("they were in Reading and had a home in Mobile") == ["Reading", "Mobile"]


def test_a_possessive_ends_a_name_unless_it_is_part_of_it() -> None:
    assert words("they left Syria's Homs for Lee's Summit") == ["Syria's", "Homs", "Lee's Summit"]


def test_an_adjective_gives_its_country_alone() -> None:
    (spot,) = spots("they were Syrian soldiers")
    assert (spot.usage, spot.country, spot.candidates) == ("adjective", "SY", ())


def test_another_language_writes_adjectives_small() -> None:
    (spot,) = spots("eran soldados sirios", language="es")
    assert spot.country == "SY"


def test_parts_of_a_word_name_countries_that_act() -> None:
    assert [(s.country, s.is_part) for s in spots("the US-led forces left")] == [("US", True)]


@pytest.mark.parametrize(
    "text",
    [
        "a man of Linden, N.J., was hurt",
        "a man of Linden, NJ, was hurt",
        "a man of Linden (NJ) was hurt",
    ],
)
def test_a_state_is_shortened_behind_its_town(text: str) -> None:
    town, state = spots(text)
    assert state.is_short
    assert state.candidates[0].admin1_code == "US-NJ"
    assert not town.is_short


def test_some_states_are_shortened_alone_others_are_words() -> None:
    assert [s.candidates[0].admin1_code for s in spots("they left an Ala. nightclub")] == ["US-AL"]
    assert words("OK, he said, send me the ID") == []


def test_an_acronym_is_no_village_but_may_be_a_country() -> None:
    assert words("agents of ICE and the US were there") == ["US"]


@pytest.mark.parametrize("text", ["", "no name is here", "- - , .", "A a A a"])
def test_a_text_without_names_has_no_spots(text: str) -> None:
    assert spots(text) == []


def test_titles_are_spotted_too() -> None:
    assert [s.sentence.field for s in spots("they left", title="Bomb in Berlin")] == ["title"]
