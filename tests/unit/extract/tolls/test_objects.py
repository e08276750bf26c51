"""Noun phrases of victims behind a word of harm."""

from __future__ import annotations

import pytest

from pipeline.extract.tolls.lean import LeanSentence
from pipeline.extract.tolls.objects import victims_after
from pipeline.extract.tolls.words import harm_words
from pipeline.text import Sentence
from tests.unit.extract.tolls.claims import counts


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
        ("Ann Lee, the mayor, and four others", 5),
        ("Ann Lee, Ghana's envoy, and four others", 5),
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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("They took nine men off a bus and shot them dead.", [("killed", 9)]),
        ("They dragged six boys out of a school and killed them.", [("killed", 6)]),
        ("They shot the plane down, killing its crew of four.", [("killed", 4)]),
        ("They killed the district's administrator and four guards.", [("killed", 5)]),
        # whom they killed is not told
        ("Four gunmen killed them.", []),
        ("They bought two guns and shot them off in the woods.", []),
    ],
)
def test_them_are_those_counted_before(text: str, told: list[tuple[str, int]]) -> None:
    assert [count for count in counts(text) if count[0] == "killed" or not told] == told
