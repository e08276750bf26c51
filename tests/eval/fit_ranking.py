"""Fit the weights of a choice among candidates (:mod:`pipeline.extract.story.ranking`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from pipeline.extract.story.ranking import Cue
from pipeline.records import Mention
from pipeline.rows import to_row
from tests.eval.fit_confidence import align_all

#: Ridge penalty, how often a cue must be seen, and the smallest weight that is kept; 2 to 10 times
#: the penalty and all words of the neighbourhood as cues made no difference on held-out articles.
RIDGE, LEAST_SEEN, LEAST_WEIGHT = 5.0, 6, 0.03


@dataclass(frozen=True, slots=True)
class Choice:
    """The cues of each candidate of an article, which of them are right, and its weight."""

    cues: Sequence[Collection[Cue]]
    right: Sequence[bool]
    weight: float = 1.0


def fit_ranking(choices: Sequence[Choice], ridge: float = RIDGE) -> dict[Cue, float]:
    """Softmax regression with a ridge; the right candidates of a choice share its probability.

    Choices without a right candidate say nothing and are left out.
    """
    told = [choice for choice in choices if any(choice.right)]
    rows = [cues for choice in told for cues in choice.cues]
    seen = Counter(cue for cues in rows for cue in cues)
    names = sorted(cue for cue, count in seen.items() if count >= LEAST_SEEN)
    matrix = _matrix(rows, names)
    lengths = [len(choice.cues) for choice in told]
    starts, owner = np.cumsum([0, *lengths])[:-1], np.repeat(np.arange(len(told)), lengths)
    right = np.array([r for choice in told for r in choice.right], float)
    weight = np.array([choice.weight for choice in told])

    def loss(weights: Any) -> tuple[float, Any]:
        sums = matrix @ weights
        shares = np.exp(sums - np.maximum.reduceat(sums, starts)[owner])
        shares /= np.add.reduceat(shares, starts)[owner]
        good = np.add.reduceat(shares * right, starts)
        slope = (shares - shares * right / good[owner]) * weight[owner]
        value = ridge * (weights @ weights) / 2 - (weight * np.log(good)).sum()
        return value, matrix.T @ slope + ridge * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    pairs = zip(names, map(float, found), strict=True)
    return {cue: value for cue, value in pairs if abs(value) >= LEAST_WEIGHT}


def gold_of_main(
    incidents: list[dict[str, Any]],
    mentions: Sequence[Mention],
    scorer: Any,
    types: Any,
    *,
    is_muc: bool,
) -> dict[str, Any] | None:
    """The gold incident to which the scorer aligns an article's first mention, if any."""
    told = [{**to_row(mention), "salience": "main"} for mention in mentions]
    systems = [scorer.as_system("", [one], types, is_muc)["incidents"] for one in told]
    numbers = [n for n, found in enumerate(systems) if found]
    aligned = align_all(incidents, [systems[n][0] for n in numbers], scorer, is_muc)
    return next((incidents[g] for g, n in aligned.items() if numbers[n] == 0), None)


def _matrix(rows: Sequence[Collection[Cue]], names: Sequence[Cue]) -> Any:
    columns = {cue: n for n, cue in enumerate(names)}
    cells = [(r, columns[cue]) for r, cues in enumerate(rows) for cue in cues if cue in columns]
    shape = (len(rows), len(names))
    return csr_matrix((np.ones(len(cells)), np.array(cells).T), shape=shape)


def write_weights(table: str, command: str, weights: dict[Cue, float]) -> None:
    """Write a table of weights for the product to read."""
    header = (
        f"# Weights of the cues of a choice, written by tests/eval/{command}.py.\n"
        "# Source: own work, Apache-2.0.\ncue\tvalue\tweight\n"
    )
    rows = (f"{name}\t{value}\t{w:.2f}\n" for (name, value), w in sorted(weights.items()))
    out = Path(f"pipeline/data/lexicon/en/{table}.tsv")
    out.write_text(header + "".join(rows), encoding="utf-8")
