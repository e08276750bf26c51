"""Small linear models: a table of weights by feature, and the chance that their sum stands for."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

from pipeline.lexicon.tables import read_table

#: What the features are called by that only telegrams in capitals have.
TELEGRAM = "telegram_"
#: A sum beyond this is as good as certain; its exponential must not overflow.
_CERTAIN = 30.0


@cache
def read_weights(path: str) -> dict[str, float]:
    """The weights of ``pipeline/data/<path>`` by feature, with the one called bias."""
    return {row["feature"]: float(row["weight"]) for row in read_table(path, ("feature", "weight"))}


def chance(features: Iterable[tuple[str, float]], weights: dict[str, float]) -> float:
    """The probability (0..1) that a logistic model gives; features without a weight say nothing."""
    total = 0.0
    for name, value in features:
        if value:
            total += weights.get(name, 0.0) * value
    total += weights.get("bias", 0.0)
    return 1.0 / (1.0 + math.exp(-max(-_CERTAIN, min(_CERTAIN, total))))
