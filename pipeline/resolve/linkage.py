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
    """Groups of items with the sums of scores between them; a joined group leaves its row empty."""

    def __init__(self, scores: Floats, is_vague: NDArray[np.bool_]) -> None:
        count = len(scores)
        self.members: list[list[int]] = [[n] for n in range(count)]
        self._sums = np.round(scores, DECIMALS)
        clear = ~is_vague
        both_clear = clear[:, None] & clear
        self._clear_sums = np.where(both_clear & np.isfinite(self._sums), self._sums, 0.0)
        self._sizes = np.ones(count)
        self._clear_sizes = clear.astype(np.float64)
        self._links = np.array([self._row(row) for row in range(count)]).reshape(count, count)
        self._best = np.argmax(self._links, axis=1) if count else np.empty(0, dtype=np.int64)

    def closest(self) -> tuple[int, int] | None:
        """The two groups with the highest mean, the first of equals; None when all are below 0."""
        if len(self._links) < 2:
            return None
        means = self._links[np.arange(len(self._links)), self._best]
        row = int(np.argmax(means))
        if means[row] < 0:
            return None
        column = int(self._best[row])
        return min(row, column), max(row, column)

    def join(self, kept: int, gone: int) -> None:
        """Put one group into another."""
        self.members[kept] += self.members[gone]
        self.members[gone] = []
        for sums in (self._sums, self._clear_sums):
            sums[kept] += sums[gone]
            sums[:, kept] = sums[kept]
        self._sizes[kept] += self._sizes[gone]
        self._clear_sizes[kept] += self._clear_sizes[gone]
        self._sizes[gone] = 0
        self._links[gone] = _NEVER
        self._links[:, gone] = _NEVER
        self._links[kept] = self._row(kept)
        self._links[:, kept] = self._links[kept]
        self._renew_best(kept, gone)

    def _renew_best(self, kept: int, gone: int) -> None:
        """Find the best partner of each row again, where the join may have changed it."""
        rows = np.arange(len(self._links))
        current, new = self._links[rows, self._best], self._links[:, kept]
        is_better = (new > current) | ((new == current) & (kept < self._best))
        is_stale = (self._best == kept) | (self._best == gone)
        self._best[is_better] = kept
        for row in np.flatnonzero(is_stale | (rows == kept)):
            self._best[row] = np.argmax(self._links[row])

    def _row(self, row: int) -> Floats:
        """Mean scores of one group to all others."""
        sizes = np.maximum(self._sizes[row] * self._sizes, 1)
        clear_sizes = self._clear_sizes[row] * self._clear_sizes
        clear_means = self._clear_sums[row] / np.maximum(clear_sizes, 1)
        means: Floats = np.where(clear_sizes > 0, clear_means, self._sums[row] / sizes)
        means[np.isneginf(self._sums[row]) | (self._sizes == 0)] = _NEVER
        means[row] = _NEVER
        return means.round(DECIMALS)
