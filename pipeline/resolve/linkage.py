"""Average linkage over a matrix of pair scores, cut at zero."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: Scores are averaged after rounding to this many decimals, so that sums of the same numbers in
#: another order cannot tip a comparison.
DECIMALS = 6
_NEVER = -np.inf


def agglomerate(scores: Floats, is_vague: NDArray[np.bool_]) -> list[list[int]]:
    """Join items bottom-up while the mean score between two groups is at least 0.

    Two groups that both have an item which is not vague are compared by those alone: a vague item
    may join a group, and never brings two together. A score of -inf keeps its two items apart, and
    with them the groups that they are in. Ties go to the group with the smallest item.

    Args:
        scores: items x items, symmetric; the diagonal is not read.
        is_vague: items.

    Returns:
        Groups of item numbers, each sorted, in the order of their first items.
    """
    groups = _Groups(scores, is_vague)
    while (pair := groups.closest()) is not None:
        groups.join(*pair)
    return sorted(sorted(members) for members in groups.members if members)


class _Groups:
    """Groups of items with the sums of scores between them; a joined group leaves its row empty.

    Means are made of the sums a row at a time; of each row the best partner is remembered.
    """

    def __init__(self, scores: Floats, is_vague: NDArray[np.bool_]) -> None:
        count = len(scores)
        self.members: list[list[int]] = [[n] for n in range(count)]
        self._sums = np.round(scores, DECIMALS)
        clear = ~is_vague
        # a component may have thousands of items: one more matrix only where it says something else
        self._clear_sums = self._sums if clear.all() else _only(clear, self._sums)
        self._sizes = np.ones(count)
        self._clear_sizes = clear.astype(np.float64)
        self._best = np.zeros(count, dtype=np.int64)
        self._best_means = np.full(count, _NEVER)
        for row in range(count):
            self._find_best(row)

    def closest(self) -> tuple[int, int] | None:
        """The two groups with the highest mean, the first of equals; None when all are below 0."""
        if len(self.members) < 2:
            return None
        row = int(np.argmax(self._best_means))
        if self._best_means[row] < 0:
            return None
        column = int(self._best[row])
        return min(row, column), max(row, column)

    def join(self, kept: int, gone: int) -> None:
        """Put one group into another."""
        self.members[kept] += self.members[gone]
        self.members[gone] = []
        for sums in self._matrices():
            sums[kept] += sums[gone]
            sums[:, kept] = sums[kept]
        self._sizes[kept] += self._sizes[gone]
        self._clear_sizes[kept] += self._clear_sizes[gone]
        self._sizes[gone] = 0
        self._best_means[gone] = _NEVER
        self._renew_best(kept, gone)

    def _matrices(self) -> list[Floats]:
        is_one = self._clear_sums is self._sums
        return [self._sums] if is_one else [self._sums, self._clear_sums]

    def _renew_best(self, kept: int, gone: int) -> None:
        """Find the best partner of each row again, where the join may have changed it."""
        means = self._means(kept)
        is_better = means > self._best_means
        is_better |= (means == self._best_means) & (kept < self._best)
        is_stale = (self._best == kept) | (self._best == gone)
        self._best[is_better] = kept
        self._best_means[is_better] = means[is_better]
        is_stale[kept] = True
        for row in np.flatnonzero(is_stale & (self._sizes > 0)):
            self._find_best(int(row))

    def _find_best(self, row: int) -> None:
        means = self._means(row)
        self._best[row] = np.argmax(means)
        self._best_means[row] = means[self._best[row]]

    def _means(self, row: int) -> Floats:
        """Mean scores of one group to all others."""
        sizes = np.maximum(self._sizes[row] * self._sizes, 1)
        clear_sizes = self._clear_sizes[row] * self._clear_sizes
        clear_means = self._clear_sums[row] / np.maximum(clear_sizes, 1)
        means: Floats = np.where(clear_sizes > 0, clear_means, self._sums[row] / sizes)
        means[np.isneginf(self._sums[row]) | (self._sizes == 0)] = _NEVER
        means[row] = _NEVER
        return means.round(DECIMALS)


def _only(clear: NDArray[np.bool_], sums: Floats) -> Floats:
    """The scores between clear items, and 0 for all other pairs and those that never are one."""
    kept = sums.copy()
    kept[~clear] = 0.0
    kept[:, ~clear] = 0.0
    kept[np.isneginf(kept)] = 0.0
    return kept
