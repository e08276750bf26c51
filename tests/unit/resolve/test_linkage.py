from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from pipeline.resolve.linkage import agglomerate

NEVER = -np.inf


def matrix(count: int, **cells: float) -> NDArray[np.float64]:
    """Scores of -1 but for the named pairs: ``ab=2`` is items 0 and 1."""
    scores = np.full((count, count), -1.0)
    for name, value in cells.items():
        one, other = (ord(letter) - ord("a") for letter in name)
        scores[one, other] = scores[other, one] = value
    return scores


def clear(count: int) -> NDArray[np.bool_]:
    return np.zeros(count, dtype=np.bool_)


def vague(count: int, *items: int) -> NDArray[np.bool_]:
    marks = clear(count)
    marks[list(items)] = True
    return marks


def test_what_scores_below_zero_stays_apart() -> None:
    assert agglomerate(matrix(2, ab=-0.1), clear(2)) == [[0], [1]]


def test_what_scores_zero_is_joined() -> None:
    assert agglomerate(matrix(2, ab=0), clear(2)) == [[0, 1]]


def test_a_chain_of_good_pairs_is_cut_where_the_mean_falls_below_zero() -> None:
    assert agglomerate(matrix(3, ab=2, bc=1, ac=-3), clear(3)) == [[0, 1], [2]]


def test_a_chain_is_kept_while_the_mean_holds() -> None:
    assert agglomerate(matrix(3, ab=2, bc=1, ac=-0.5), clear(3)) == [[0, 1, 2]]


def test_a_pair_that_never_can_be_one_does_not_meet_through_a_third() -> None:
    assert agglomerate(matrix(3, ab=5, bc=4, ac=NEVER), clear(3)) == [[0, 1], [2]]


def test_a_vague_item_joins_the_closer_group_and_brings_no_two_together() -> None:
    scores = matrix(3, ab=2, bc=1.9, ac=-0.1)
    assert agglomerate(scores, vague(3, 1)) == [[0, 1], [2]]
    assert agglomerate(scores, clear(3)) == [[0, 1, 2]]


def test_vague_items_alone_are_joined_by_their_own_scores() -> None:
    assert agglomerate(matrix(2, ab=1), vague(2, 0, 1)) == [[0, 1]]


def test_nothing_gives_nothing_and_one_gives_one() -> None:
    assert agglomerate(np.empty((0, 0)), clear(0)) == []
    assert agglomerate(matrix(1), clear(1)) == [[0]]


@st.composite
def scored(draw: st.DrawFn) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    count = draw(st.integers(1, 9))
    values = st.one_of(st.integers(-192, 192).map(lambda n: n / 64), st.just(NEVER))
    scores = np.zeros((count, count))
    for row in range(count):
        for column in range(row):
            scores[row, column] = scores[column, row] = draw(values)
    return scores, np.array(draw(st.lists(st.booleans(), min_size=count, max_size=count)))


def plain_linkage(scores: NDArray[np.float64], is_vague: NDArray[np.bool_]) -> list[list[int]]:
    """The same by the definition, looking at every pair every time."""

    def mean(a: list[int], b: list[int]) -> float:
        pairs = [(i, j) for i in a for j in b]
        if any(scores[i, j] == NEVER for i, j in pairs):
            return NEVER
        sharp = [(i, j) for i, j in pairs if not is_vague[i] and not is_vague[j]]
        chosen = sharp or pairs
        total = sum(round(float(scores[i, j]), 6) for i, j in chosen)
        return round(total / len(chosen), 6)

    groups = [[n] for n in range(len(scores))]
    while len(groups) > 1:
        links = [
            (-mean(a, b), n, n + 1 + m)
            for n, a in enumerate(groups)
            for m, b in enumerate(groups[n + 1 :])
        ]
        best, one, other = min(links)
        if best > 0:
            break
        groups[one] = sorted(groups[one] + groups.pop(other))
    return groups


@given(scored())
def test_it_is_average_linkage(given_scores: tuple[NDArray[np.float64], NDArray[np.bool_]]) -> None:
    assert agglomerate(*given_scores) == plain_linkage(*given_scores)


@given(scored())
def test_no_group_holds_a_pair_that_never_can_be_one(
    given_scores: tuple[NDArray[np.float64], NDArray[np.bool_]],
) -> None:
    scores, is_vague = given_scores
    for group in agglomerate(scores, is_vague):
        assert not any(scores[i, j] == NEVER for i in group for j in group if i != j)
