"""Phrases of word lists, found in the words of a sentence."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.lexicon.phrases import Match, PhraseTable

TABLE = PhraseTable([("car bomb", "vehicle"), ("bomb", "device"), ("bomb squad", "police")])


class Found(NamedTuple):
    """A phrase, as another kind of match."""

    first: int
    last: int
    name: str


def test_the_longest_phrase_from_the_left_is_found() -> None:
    words = ("a", "car", "bomb", "squad", "met", "a", "bomb", "squad", "and", "a", "bomb")
    found = [Match(1, 3, "vehicle"), Match(6, 8, "police"), Match(10, 11, "device")]
    assert TABLE.find(words) == found
    assert TABLE.find(("no", "car")) == TABLE.find(()) == []


def test_matches_are_of_the_kind_that_is_asked_for() -> None:
    (found,) = TABLE.find_as(Found, ("the", "bomb"))
    assert isinstance(found, Found)
    assert (found.first, found.last, found.name) == (1, 2, "device")
