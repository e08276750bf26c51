"""How a name is used."""

from __future__ import annotations

import pytest

from pipeline.extract.places.find import find_places
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.records import Article
from pipeline.text import read_document


def usages(text: str, language: str = "en") -> dict[str | None, str]:
    """How each place of a text is used, by its name."""
    document = read_document(Article("a", text, language=language))
    return {m.place.name: m.usage for m in find_places(document, Gazetteer.load())}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He made an offer, New Delhi did not respond.", "New Delhi"),
        ("Two professors at the University of Kabul, were freed.", "Kabul"),
        ("The US said that it knew nothing.", "United States"),
    ],
)
def test_capitals_and_countries_that_act_are_no_places(text: str, name: str) -> None:
    assert usages(text)[name] == "actor"


def test_a_capital_that_a_blow_is_aimed_at_is_a_place() -> None:
    assert usages("It launched a missile attack against Kyiv overnight.") == {"Kyiv": "place"}
    assert usages("Europe will bring in sanctions against Moscow.")["Moscow"] == "actor"


def test_a_country_may_begin_with_an_article_of_its_language() -> None:
    assert usages("Una bomba mató a dos hombres en El Salvador.", "es") == {"El Salvador": "place"}


def test_in_spanish_what_is_of_a_capital_is_there_unless_it_rules() -> None:
    there = "Una bomba estalló en una estación de metro de Bruselas."
    assert usages(there, "es") == {"Bruselas": "place"}
    assert usages("El gobierno de Bogotá no dijo nada.", "es") == {"Bogotá": "actor"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Three men of the Sinaloa drug cartel were held in Miami.", "en"),
        ("The Homs brigade had left for Miami.", "en"),
        ("Tres hombres del batallón de Sinaloa fueron detenidos en Miami.", "es"),
    ],
)
def test_armed_men_are_only_named_for_a_place(text: str, language: str) -> None:
    assert set(usages(text, language)) == {"Miami"}


@pytest.mark.parametrize(
    ("text", "capital"),
    [
        ("BOGOTA, 6 OCT 89 -- A BOMB HURT SIX IN BOGOTA. REBELS SAID SO IN TELEPHONE CALLS.", "CO"),
        ("FORCES HOLD POINTS OF SAN SALVADOR. THEY ATTACKED A CAR IN THE CAPITAL.", "SV"),
    ],
)
def test_in_capitals_words_are_no_villages_and_capitals_no_people(text: str, capital: str) -> None:
    found = find_places(read_document(Article("a", text)), Gazetteer.load())
    assert {m.place.country for m in found} == {capital}


def test_a_savage_attack_is_in_no_town_of_that_name() -> None:
    text = "WOMAN, 40, HURT IN SAVAGE ATTACK ON TUESDAY."
    found = find_places(read_document(Article("a", text)), Gazetteer.load())
    assert all(m.place.name != "Savage" or m.usage != "place" for m in found)
