"""Choose among candidates by the weights of their cues: a linear model, a softmax over all.

A cue is a name and a value; weights are rows of a table of ``lexicon/en``. They serve all
languages, since no cue is a word.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from pipeline.lexicon.tables import read_table

Cue = tuple[str, str]
Weights = Mapping[Cue, float]

#: Up to these sentences what is told is told alike early.
_DEPTHS = (0, 1, 2, 3, 5, 8, 13, 25)


def rank(candidates: Sequence[Collection[Cue]], weights: Weights) -> list[float]:
    """The probability of each candidate, in their order; nothing for no candidates."""
    sums = [sum([weights.get(cue, 0.0) for cue in sorted(cues)], 0.0) for cues in candidates]
    most = max(sums, default=0.0)
    shares = [math.exp(s - most) for s in sums]
    total = sum(shares)
    return [share / total for share in shares]


@cache
def read_weights(name: str) -> Weights:
    """The weights of a table.

    Raises:
        ConfigError: a row is wrong (names file and line).
    """
    rows = read_table(f"lexicon/en/{name}.tsv", ("cue", "value", "weight"))
    return {(row["cue"], row["value"]): float(row["weight"]) for row in rows}


def bin_of(value: int, limits: Sequence[int]) -> str:
    """The first limit that a value does not pass, as a cue's value."""
    return next((f"<={limit}" for limit in limits if value <= limit), "more")


def depth_of(sentence: int) -> str:
    """How deep in its article a sentence stands, in steps."""
    return bin_of(sentence, _DEPTHS)
