"""Ridge logistic regression of named features, and how well it does on articles it has not seen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

#: Ridge penalty of the weights; the bias is nearly free.
RIDGE, RIDGE_BIAS = 4.0, 0.01
STEPS = 30
#: The steps end when no weight moves by more.
STILL = 1e-5
FOLDS = 10
#: Smaller weights are left out of a table.
LEAST_WEIGHT = 0.02


@dataclass(frozen=True, slots=True)
class Example:
    """What is known of something in an article, whether it is so, and what it weighs."""

    article_id: str
    features: Mapping[str, float]
    is_so: bool
    weight: float = 1.0


def fit(examples: Sequence[Example], ridge: float = RIDGE) -> dict[str, float]:
    """Weights by feature, with the bias, by Newton's method."""
    names = [*sorted({name for e in examples for name in e.features}), "bias"]
    matrix = _matrix(examples, names)
    target = np.array([e.is_so for e in examples], float)
    weight = np.array([e.weight for e in examples])
    penalty = np.array([ridge] * (len(names) - 1) + [RIDGE_BIAS])
    found = np.zeros(len(names))
    for _ in range(STEPS):
        rating = 1 / (1 + np.exp(-matrix @ found))
        slope = matrix.T @ (weight * (rating - target)) + penalty * found
        curve = (matrix * (weight * rating * (1 - rating))[:, None]).T @ matrix + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        found -= step
        if np.abs(step).max() < STILL:
            break
    return dict(zip(names, (float(value) for value in found), strict=True))


def _matrix(examples: Sequence[Example], names: Sequence[str]) -> Any:
    rows = ({**e.features, "bias": 1.0} for e in examples)
    return np.array([[row.get(name, 0.0) for name in names] for row in rows])


def fold(article_id: str) -> int:
    """The fold of an article: the same in every run."""
    return hashlib.sha256(article_id.encode()).digest()[0] % FOLDS


def rate_held_out(
    examples: Sequence[Example], ridge: float = RIDGE
) -> Iterator[tuple[float, Example]]:
    """The chance of each example by the weights of the other folds."""
    for number in range(FOLDS):
        held_out = [e for e in examples if fold(e.article_id) == number]
        if not held_out:
            continue
        weights = fit([e for e in examples if fold(e.article_id) != number], ridge)
        sums = _matrix(held_out, list(weights)) @ np.array(list(weights.values()))
        yield from zip((float(c) for c in 1 / (1 + np.exp(-sums))), held_out, strict=True)


def write_table(path: Path, command: str, weights: Mapping[str, float]) -> None:
    """Write the weights as rows of a word list."""
    lines = [
        f"# Weights of a logistic sum, written by {command}.\n",
        "# Source: own work, Apache-2.0.\nfeature\tweight\n",
    ]
    for name, value in sorted(weights.items()):
        if abs(value) >= LEAST_WEIGHT:
            lines.append(f"{name}\t{value:.3f}\n")
    path.write_text("".join(lines), encoding="utf-8")
