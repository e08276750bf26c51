"""Noun phrases of victims, to the right and to the left of a word."""

from __future__ import annotations

import pytest

from pipeline.extract.tolls.lean import LeanSentence
from pipeline.extract.tolls.phrases import adjacent_before, victims_after, victims_before
from pipeline.extract.tolls.words import harm_words
from pipeline.text import Sentence, tokenize


def lean(text: str) -> LeanSentence:
    sentence = Sentence(0, "text", 0, 0, len(text), text, tokenize(text))
    return LeanSentence(sentence, harm_words(), in_capitals=False)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a soldier and two other people", 3),
        ("the mayor, his wife and two children", 4),
        ("three others, two men and a woman,", 3),
        ("his brother, Ali Paz,", 1),
        ("two men and fled", 2),
        ("a soldier and injuring two people", 1),
        ("ten members of the brigade", 10),
        ("a family of five", 5),
        ("an Immigration and Customs agent", 1),
        ("in the city", None),
        ("50 miles south", None),
    ],
)
def test_victims_after_a_verb(text: str, count: int | None) -> None:
    found = victims_after(lean(text), 0)
    assert (found.best if found else None) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Two men", 2),
        ("A man who was sitting in a car", 1),
        ("At least 12 people, most of them guards,", 12),
        ("Three of the victims", 3),
        ("Ann Lee, Bo Roe and Cy Poe", 3),
        ("Gunmen stopped a convoy and three soldiers", 3),
        ("The shop in the city", None),
    ],
)
def test_victims_before_a_passive(text: str, count: int | None) -> None:
    sentence = lean(text + " were killed")
    found = victims_before(sentence, len(sentence.words) - 2)
    assert (found.best if found else None) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [("left 12", 12), ("left three men and a woman", 4), ("near a village", None)],
)
def test_victims_that_touch_a_word(text: str, count: int | None) -> None:
    sentence = lean(text + " wounded")
    found = adjacent_before(sentence, len(sentence.words) - 1)
    assert (found.best if found else None) == count
