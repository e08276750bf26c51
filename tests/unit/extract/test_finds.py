"""The finds of a sentence among all of an article."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.finds import in_sentence, in_sentences, tokens_of
from pipeline.records import Article
from pipeline.text import read_document


@dataclass(frozen=True)
class Spot:
    sentence: int
    start: int = 0
    end: int = 0


spots = st.lists(st.integers(0, 9)).map(lambda found: [Spot(n) for n in sorted(found)])


@given(spots, st.integers(-2, 11), st.integers(-2, 11))
def test_the_part_is_what_a_look_at_all_gives(found: list[Spot], first: int, last: int) -> None:
    assert in_sentence(found, first) == [s for s in found if s.sentence == first]
    if first <= last:
        expected = [s for s in found if first <= s.sentence < last]
        assert in_sentences(found, first, last) == expected


def test_the_tokens_of_finds_are_those_they_cover_in_their_own_sentence() -> None:
    """Of another sentence, none."""
    first, second = read_document(Article("a", "Near Oslo it rained. In Bergen too.")).sentences
    places = [Spot(first.index, 5, 9), Spot(second.index, 24, 30)]
    days = [Spot(second.index, 31, 34)]
    assert tokens_of(first, places, days) == {1}
    assert tokens_of(second, places, days) == {1, 2}
