"""Noun phrases of victims before a word of harm."""

from __future__ import annotations

import pytest

from pipeline.extract.tolls.find import find_casualties
from pipeline.extract.tolls.lean import LeanSentence
from pipeline.extract.tolls.subjects import adjacent_before, victims_before
from pipeline.extract.tolls.words import harm_words
from pipeline.records import Article
from pipeline.text import Sentence, read_document


def lean(text: str, in_capitals: bool = False) -> LeanSentence:
    sentence = Sentence(0, ("text", 0, 0), text)
    return LeanSentence(sentence, harm_words(), in_capitals)


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
        ("A nurse from Gao and four Tuaregs", 5),
        ("The driver of the mayor and a clerk", 2),
        ("Gunmen attacked a soldier in Gao and three traders", 3),
        ("Two nurses and a driver who travelled with them", 3),
        ("Not a single farmer", 0),
        ("Ann Lee, a nurse, and her son", 2),
        ("A teacher, a nurse, and a clerk", 3),
    ],
)
def test_victims_before_a_passive(text: str, count: int | None) -> None:
    sentence = lean(text + " were killed")
    found = victims_before(sentence, len(sentence.words) - 2)
    assert (found.best if found else None) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [("ELENA TORRES", 1), ("JUDGE PEDRO CARDENAS", 1), ("ELENA RUIZ", 1), ("LOCAL VENDORS", None)],
)
def test_a_name_in_capitals_is_one_person_whatever_its_last_letter(
    text: str, count: int | None
) -> None:
    sentence = lean(text + " WERE KILLED", in_capitals=True)
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


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Twelve children and teenagers were killed in Jos.", 12),
        ("Gunmen killed twelve children and teenagers in Jos.", 12),
        ("Nine soldiers and two civilians were killed in Jos.", 11),
        ("Two soldiers and civilians were killed in Jos.", None),
    ],
)
def test_one_number_counts_two_nouns_that_and_joins(text: str, killed: int | None) -> None:
    """A small one may count the first alone, and a second number counts the second."""
    (claim,) = find_casualties(read_document(Article("a", text)))
    assert claim.best == killed
