"""Sentences without what stands between victims and what befell them."""

from __future__ import annotations

import pytest

from pipeline.extract.tolls.lean import LeanSentence
from pipeline.extract.tolls.words import harm_words
from pipeline.text import Sentence


def lean(text: str, in_capitals: bool = False) -> LeanSentence:
    sentence = Sentence(0, ("text", 0, 0), text)
    return LeanSentence(sentence, harm_words(), in_capitals)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dan Roe, 71, died", "dan roe died"),
        ("Ann Lee, 21, and Bo Poe, 22, died", "ann lee and bo poe died"),
        ("men, ages 54, 33 and 26, died", "men died"),
        ("two men (both guards) died", "two men died"),
        ("four “enemy soldiers” died", "four enemy soldiers died"),
        ("a 19-year-old died", "a 19-year-old died"),
        ("an 18 year old died", "an 18-year-old died"),
        ("a 4-month old baby died", "a 4-month-old baby died"),
        ("3 dead, 5 hurt", "3 dead , 5 hurt"),
    ],
)
def test_ages_parentheses_and_quotes_are_left_out(text: str, words: str) -> None:
    assert " ".join(lean(text).words) == words


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Two soldiers died", "QLK"),
        ("The mayor of Lima was killed", "DNOZBK"),
        ("two wounded soldiers", "Q0L"),
        ("on March 3 in 2014", "PEEPE"),
        ("a 19-year-old boy", "QNN"),
    ],
)
def test_words_are_tagged(text: str, tags: str) -> None:
    assert "".join(lean(text).tags) == tags


def test_nothing_is_a_name_in_capitals() -> None:
    assert "Z" not in lean("JUAN PAZ WAS KILLED IN LIMA", in_capitals=True).tags


def test_beyond_the_ends_there_is_a_mark() -> None:
    sentence = lean("two men")
    assert (sentence.tag(-1), sentence.tag(9), sentence.word(9)) == (";", ";", "")
