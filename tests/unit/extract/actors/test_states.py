"""Where a country stands for what its state does."""

from __future__ import annotations

import pytest

from pipeline.extract.actors.states import force_of_state, is_state
from pipeline.lexicon.words import NounWord, load_words


@pytest.mark.parametrize(
    ("text", "name", "last", "told"),
    [
        ("pakistan fired at the border", (0, 1), 1, {1}),
        ("two russian missiles hit a port", (1, 2), 3, {3}),
        ("several turkish strikes hit a port", (1, 2), 2, {2}),
        ("on sunday , sudan shelled a port", (3, 4), 4, {4}),
    ],
)
def test_a_state_acts_or_stands_before_its_weapons_and_deeds(
    text: str, name: tuple[int, int], last: int, told: set[int]
) -> None:
    """Alone as a name, or as an adjective before what it fires."""
    assert is_state(tuple(text.split()), name, last, load_words("en"), frozenset(told))


@pytest.mark.parametrize(
    ("text", "name", "last"),
    [
        ("a bomb exploded in pakistan", (4, 5), 5),
        ("a bomb exploded in eastern mali", (5, 6), 6),
        ("a bomb in quetta , pakistan , exploded", (5, 6), 6),
        ("in the russian capital a bomb exploded", (2, 3), 4),
        ("france and a russian were shot", (3, 4), 4),
    ],
)
def test_a_country_is_no_state_where_it_says_where_or_what_kind(
    text: str, name: tuple[int, int], last: int
) -> None:
    """Behind prepositions, behind a town, before a common noun."""
    assert not is_state(tuple(text.split()), name, last, load_words("en"), frozenset())


@pytest.mark.parametrize(
    ("noun", "country", "told"),
    [
        (NounWord("force", "military"), "RU", "russian_forces"),
        (NounWord("target", "vehicle"), "RU", "russian_forces"),
        (NounWord("force", "military"), "CU", "the state"),
        (NounWord("force", "police"), "RU", "the state"),
        (NounWord("person", "civilian"), "RU", None),
        (NounWord("target", "military"), "RU", None),
    ],
)
def test_the_forces_of_a_state_are_its_army_if_that_is_listed(
    noun: NounWord, country: str, told: str | None
) -> None:
    """And who only lives there is nobody's."""
    assert force_of_state(noun, "the state", country, load_words("en")) == told
