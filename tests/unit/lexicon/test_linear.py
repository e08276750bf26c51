"""Sums of weights as probabilities."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon.linear import chance, read_weights

WEIGHTS = {"bias": -1.0, "known": 2.0}


def test_nothing_known_leaves_the_bias() -> None:
    assert chance([], {}) == 0.5
    assert chance([], WEIGHTS) < 0.5


def test_a_feature_without_a_weight_says_nothing() -> None:
    assert chance([("unknown", 9.0)], WEIGHTS) == chance([], WEIGHTS)


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_more_of_what_speaks_for_it_is_never_less_likely(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert 0.0 <= chance([("known", low)], WEIGHTS) <= chance([("known", high)], WEIGHTS) <= 1.0


def test_the_shipped_tables_can_tell_likely_from_unlikely() -> None:
    for name in ("confidence", "joining"):
        weights = read_weights(f"lexicon/en/{name}.tsv").values()
        assert min(weights) < 0 < max(weights)
