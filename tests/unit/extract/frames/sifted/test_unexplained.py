"""Deaths without a word of violence are nobody's deed."""

from __future__ import annotations

import pytest

from tests.unit.extract.told import types


@pytest.mark.parametrize(
    "text",
    [
        "A mason was killed on Tuesday in Exeter when he slipped off a ladder.",
        "Two climbers were found dead above Grenoble on Tuesday.",
        "A gust overturned a tent in Murcia on Tuesday; a waiter was killed.",
    ],
)
def test_a_death_without_a_word_of_violence_is_no_attack(text: str) -> None:
    assert not types(text)


@pytest.mark.parametrize(
    "text",
    [
        "Two soldiers were killed near Gao on Tuesday.",
        "Two farmers were killed near Gao on Tuesday in a feud over land.",
        "Two farmers were killed near Gao on Tuesday. The army blames rebels.",
        "Two farmers were beaten to death near Gao on Tuesday.",
        "Israeli fire in Nablus killed two farmers on Tuesday.",
        "Armed men killed two farmers near Gao on Tuesday.",
        "Nine civilians were killed in Kherson on Tuesday, the governor said.",
        "A woman was killed and two men were wounded in Kherson on Tuesday.",
        "Six Palestinians were killed in Jenin on Tuesday, the ministry said.",
    ],
)
def test_a_word_of_violence_anywhere_explains_it(text: str) -> None:
    assert types(text)
