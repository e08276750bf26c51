"""Choosing among candidates by the weights of their cues."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.story.ranking import bin_of, rank, read_weights

CUES = st.sets(st.tuples(st.sampled_from(["age", "owner"]), st.sampled_from(["a", "b", "c"])))
CANDIDATES = st.lists(CUES, min_size=1, max_size=6)
WEIGHTS = {("age", "a"): 2.0, ("owner", "b"): -1.0}


@given(CANDIDATES)
def test_the_probabilities_of_all_choices_add_up_to_one(
    candidates: list[set[tuple[str, str]]],
) -> None:
    assert sum(rank(candidates, WEIGHTS)) == pytest.approx(1.0)


@given(CANDIDATES)
def test_the_order_of_candidates_does_not_matter(candidates: list[set[tuple[str, str]]]) -> None:
    assert rank(candidates[::-1], WEIGHTS)[::-1] == pytest.approx(rank(candidates, WEIGHTS))


@given(CANDIDATES)
def test_what_speaks_for_a_candidate_makes_it_likelier(
    candidates: list[set[tuple[str, str]]],
) -> None:
    without = rank([candidates[0] - {("age", "a")}, *candidates[1:]], WEIGHTS)[0]
    assert rank([candidates[0] | {("age", "a")}, *candidates[1:]], WEIGHTS)[0] >= without


def test_no_candidates_have_no_probabilities() -> None:
    assert rank([], WEIGHTS) == []


@pytest.mark.parametrize(("value", "name"), [(-3, "<=0"), (0, "<=0"), (2, "<=5"), (6, "more")])
def test_a_value_falls_into_the_first_step_that_holds_it(value: int, name: str) -> None:
    assert bin_of(value, (0, 5)) == name


@pytest.mark.parametrize("name", ["story_days", "story_places", "story_countries"])
def test_the_shipped_weights_are_read(name: str) -> None:
    assert len(read_weights(name)) > 50
