"""Noun phrases of victims behind a word of harm."""

from __future__ import annotations

import pytest

from pipeline.extract.tolls.lean import LeanSentence
from pipeline.extract.tolls.objects import victims_after
from pipeline.extract.tolls.words import harm_words
from pipeline.text import Sentence


def lean(text: str) -> LeanSentence:
    sentence = Sentence(0, ("text", 0, 0), text)
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
        ("a minister of the province and her assistant", 2),
        ("two of them and their cook", 3),
        ("Ann Lee, a nurse, and her son", 2),
        ("six boys, his wife and", 7),
        ("20 Carter Homestead Rd.", None),
        ("an Immigration and Customs agent", 1),
        ("in the city", None),
        ("50 miles south", None),
    ],
)
def test_victims_after_a_verb(text: str, count: int | None) -> None:
    found = victims_after(lean(text), 0)
    assert (found.best if found else None) == count
