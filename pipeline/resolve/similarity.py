"""The score of a pair: a pure, symmetric function of two mentions with frozen weights.

The weights are in ``data/resolve/weights.tsv``, the worth of words in ``data/resolve/words.tsv``;
``python -m pipeline.resolve.train`` writes both.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon.tables import read_table
from pipeline.records import Mention
from pipeline.resolve.components import Edge
from pipeline.resolve.evidence import read_features
from pipeline.resolve.pairs import pairs_of_block
from pipeline.resolve.traits import Traits, read_traits
from pipeline.resolve.vetoes import stand

#: The score of two mentions that never are one incident.
VETO = -math.inf
#: The score of two that nothing brings together and nothing forbids: a report without a name, and
#: the trial months later. Swept with TOLD_APART (B3 F1, precision, ARI): -.4 92.6 97.7 .766,
#: -.2 92.8 97.6 .773, -.1 92.7 97.3 .771.
APART = -0.2
#: The score of two that one article tells apart, of what does not recur at a place: articles split
#: an incident as often as they tell two, by the day of an arrest or a hearing above all. Swept (B3
#: F1, precision, ARI): never 92.0 97.8 .739 where days or admin1 differ; then, with the days of
#: crimes read from the whole story, -.4 93.6 98.3 .807, -.2 93.7 98.3 .811, -.1 93.7 98.3 .811.
#: At 0 they would be linked.
TOLD_APART = -0.2
_UNWEIGHED = {"never": VETO, "apart": APART, "told apart": TOLD_APART}

WEIGHT_COLUMNS = ("feature", "weight", "prior", "spread", "meaning")
WORD_COLUMNS = ("word", "worth")
#: Stands for every word that the table does not list.
RARE_WORD = "*"


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature adds to the odds (natural logarithm), and what words are worth."""

    features: Mapping[str, float]
    words: Mapping[str, int]
    rare_worth: int

    def read(self, mention: Mention) -> Traits:
        """Compile a mention."""
        return read_traits(mention, self.words, self.rare_worth)

    def weigh(self, one: Traits, other: Traits) -> float:
        """The log-odds of a pair that no veto keeps apart."""
        if one.mention_id > other.mention_id:
            one, other = other, one
        # always summed in one order, so that the same pair gives the same number everywhere
        total = 0.0
        for name, value in read_features(one, other).items():
            total += self.features.get(name, 0.0) * value
        return total


@cache
def load_weights() -> Weights:
    """Read the frozen weights.

    Raises:
        ConfigError: a line of the tables is wrong.
    """
    features = _read_numbers("resolve/weights.tsv", WEIGHT_COLUMNS, "weight")
    worths = _read_numbers("resolve/words.tsv", WORD_COLUMNS, "worth")
    words = {word: round(worth) for word, worth in worths.items()}
    return Weights(features, words, words.pop(RARE_WORD))


def _read_numbers(path: str, columns: tuple[str, ...], column: str) -> dict[str, float]:
    """The first column of a table to a number in another."""
    numbers: dict[str, float] = {}
    for row in read_table(path, columns):
        try:
            numbers[row[columns[0]]] = float(row[column])
        except ValueError:
            raise row.error(f"{column} '{row[column]}' is no number") from None
    return numbers


def score(one: Mention, other: Mention) -> float:
    """How surely two mentions are one incident: 0 is undecided, 1 sure, -1 surely not.

    Minus infinity says that they never can be. Symmetric, and a function of nothing but the two.
    """
    weights = load_weights()
    return score_traits(weights.read(one), weights.read(other), weights)


def score_traits(one: Traits, other: Traits, weights: Weights) -> float:
    """The score of two compiled mentions."""
    how = stand(one, other)
    if how == "open":
        return squash(weights.weigh(one, other))
    return _UNWEIGHED[how]


def squash(log_odds: float) -> float:
    """Log-odds to -1..1, so that no single pair outweighs all others in a mean.

    Only exact operations, the same on every machine.
    """
    return log_odds / (1.0 + abs(log_odds))


def edges_of_block(
    key: str,
    mentions: Iterable[Mention],
    asked: Collection[str] | None = None,
    weights: Weights | None = None,
) -> Iterator[Edge]:
    """The pairs of a block that score 0 or more, as mention ids.

    Args:
        key: the block.
        mentions: all mentions of the block.
        asked: when given, only pairs with one of these mentions.
        weights: other than the frozen ones, for training.
    """
    chosen = weights or load_weights()
    traits: dict[str, Traits] = {}
    for pair in pairs_of_block(key, mentions, asked):
        for mention in pair:
            if mention.mention_id not in traits:
                traits[mention.mention_id] = chosen.read(mention)
        one, other = (mention.mention_id for mention in pair)
        if score_traits(traits[one], traits[other], chosen) >= 0:
            yield one, other
