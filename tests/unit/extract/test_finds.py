"""The finds of a sentence among all of an article."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.finds import in_sentence, in_sentences


@dataclass(frozen=True)
class Spot:
    sentence: int


spots = st.lists(st.integers(0, 9)).map(lambda found: [Spot(n) for n in sorted(found)])


@given(spots, st.integers(-2, 11), st.integers(-2, 11))
def test_the_part_is_what_a_look_at_all_gives(found: list[Spot], first: int, last: int) -> None:
    assert in_sentence(found, first) == [s for s in found if s.sentence == first]
    if first <= last:
        expected = [s for s in found if first <= s.sentence < last]
        assert in_sentences(found, first, last) == expected
