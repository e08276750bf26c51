"""A name that was found in a text."""

from __future__ import annotations

import pytest

from pipeline.extract.places.spot import Spot, has_capital, is_headline, possessive
from pipeline.records import Article
from pipeline.text import read_document


@pytest.mark.parametrize(("word", "end"), [("Syria's", "'s"), ("Texas’", "’"), ("Homs", "")])
def test_a_possessive_ends_a_word(word: str, end: str) -> None:
    assert possessive(word) == end


@pytest.mark.parametrize(
    ("word", "is_name"), [("Homs", True), ("al-Tanf", True), ("ez-Zor", True), ("then", False)]
)
def test_a_name_has_a_capital_somewhere(word: str, is_name: bool) -> None:
    assert has_capital(word) is is_name


def test_a_spot_knows_the_words_around_it() -> None:
    (sentence,) = read_document(Article("a", "Police in Homs's centre came.")).sentences
    spot = Spot(sentence, 2, 3, "homs")
    assert (spot.word(-1), spot.word(1), spot.word(9)) == ("in", "centre", "")
    assert sentence.text[spot.start : spot.end] == "Homs"


def test_headline_style_is_told_by_its_capitals() -> None:
    sentences = read_document(
        Article("a", "Two men were shot in Chicago.", title="Two Men Shot Near Chicago School")
    ).sentences
    assert [is_headline(sentence) for sentence in sentences] == [True, False]
