"""Train the pair score: ``python -m pipeline.resolve.train GOLD.jsonl[.gz] MENTIONS.jsonl``.

GOLD has one article a line: ``doc_id``, ``gold_clusters`` (the first counts), ``title``, ``text``.
MENTIONS is what ``sitrep extract`` makes of them; an article's first main mention stands for it.
Writes ``words.tsv`` (what is frequent in news says little) and ``weights.tsv``.

A weight is the one that makes the pairs most likely under a normal prior around the value set by
hand, so what the articles do not show (they are of shootings) stays as it was set.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import pipeline
from pipeline.lexicon.tables import Row, read_table
from pipeline.records import Mention
from pipeline.resolve import resolve
from pipeline.resolve.blocking import group_blocks, is_eligible
from pipeline.resolve.evidence import is_vetoed, read_features
from pipeline.resolve.pairs import pairs_of_block
from pipeline.resolve.similarity import (
    RARE_WORD,
    WEIGHT_COLUMNS,
    WORD_COLUMNS,
    Weights,
    load_weights,
)
from pipeline.rows import from_row

Floats = NDArray[np.float64]

#: A word in this part of all articles is listed with its worth; others are rare.
FREQUENT = 0.004
#: A word that begins with a capital more often than this is a name, and never listed.
CAPITAL_SHARE = 0.5
#: How far a weight may go from its prior before the pairs must pay for it.
PRIOR_DEVIATION = 1.0
DATA = Path(pipeline.__file__).parent / "data" / "resolve"

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def count_words(texts: Iterable[str]) -> dict[str, float]:
    """The worth of frequent words: the logarithm of one in how many articles has them."""
    documents, capitals, total, n_texts = Counter[str](), Counter[str](), Counter[str](), 0
    for text in texts:
        n_texts += 1
        words = _WORD.findall(text)
        documents.update({word.lower() for word in words})
        total.update(word.lower() for word in words)
        capitals.update(word.lower() for word in words if not word.islower())
    worth = {
        word: round(math.log(n_texts / count), 2)
        for word, count in documents.items()
        if count >= FREQUENT * n_texts and capitals[word] <= CAPITAL_SHARE * total[word]
    }
    return worth | {RARE_WORD: round(-math.log(FREQUENT / 2), 2)}


def main_mentions(mentions: Iterable[Mention]) -> dict[str, Mention]:
    """The mention that stands for each article: of the highest salience, the first in the text."""
    order = ("main", "context", "background")

    def rank(mention: Mention) -> tuple[int, int]:
        start = mention.evidence[0].start if mention.evidence else 0
        return order.index(mention.salience), start

    chosen: dict[str, Mention] = {}
    for mention in mentions:
        known = chosen.get(mention.article_id)
        if known is None or rank(mention) < rank(known):
            chosen[mention.article_id] = mention
    return chosen


def read_pairs(
    mentions: Iterable[Mention], clusters: Mapping[str, str], weights: Weights, names: Sequence[str]
) -> tuple[Floats, Floats]:
    """Features and truth of all pairs that are compared and not vetoed."""
    rows: list[list[float]] = []
    truth: list[float] = []
    for key, block in group_blocks(m for m in mentions if is_eligible(m)).items():
        for one, other in pairs_of_block(key, block):
            traits = weights.read(one), weights.read(other)
            if is_vetoed(*traits):
                continue
            features = read_features(*traits)
            rows.append([features.get(name, 0.0) for name in names])
            truth.append(float(clusters[one.article_id] == clusters[other.article_id]))
    return np.array(rows), np.array(truth)


def fit_weights(features: Floats, truth: Floats, prior: Floats) -> Floats:
    """The most likely weights, by Newton's method."""
    precision = 1.0 / PRIOR_DEVIATION**2

    def loss(weights: Floats) -> float:
        odds = features @ weights
        unlikely = np.logaddexp(0.0, odds) - truth * odds
        return float(unlikely.sum() + precision * ((weights - prior) ** 2).sum() / 2.0)

    weights = prior.copy()
    for _ in range(100):
        chance = 1.0 / (1.0 + np.exp(-np.clip(features @ weights, -500.0, 500.0)))
        slope = features.T @ (chance - truth) + precision * (weights - prior)
        curve = (features * (chance * (1.0 - chance))[:, None]).T @ features
        step = np.linalg.solve(curve + precision * np.eye(len(prior)), slope)
        while loss(weights - step) > loss(weights) and np.abs(step).max() > 1e-8:
            step = step / 2.0
        weights = weights - step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def choose_cut(
    mentions: Sequence[Mention], clusters: Mapping[str, str], weights: Weights
) -> tuple[Weights, float]:
    """The weights with the base at which clusters come out best, and their B3 F1.

    All mentions are resolved; an article is in the incident of the one that stands for it.
    """
    tried = []
    for n, shift in enumerate(np.arange(-1.0, 2.01, 0.5)):
        base = weights.features["base"] + float(shift)
        shifted = replace(weights, features={**weights.features, "base": base})
        tried.append((measure(mentions, clusters, shifted), -n, shifted))
    best = max(tried, key=lambda one: one[:2])
    return best[2], best[0]


def measure(mentions: Iterable[Mention], clusters: Mapping[str, str], weights: Weights) -> float:
    """B3 F1 of the articles of some mentions."""
    told = list(mentions)
    stand_ins = main_mentions(told)
    incidents = {
        name: fused.incident.incident_id
        for fused in resolve(told, weights=weights)
        for name in fused.mention_ids
    }
    found = {
        article: incidents[mention.mention_id]
        for article, mention in stand_ins.items()
        if mention.mention_id in incidents
    }
    return b3_f1({article: clusters[article] for article in stand_ins}, found)


def b3_f1(gold: Mapping[str, str], found: Mapping[str, str]) -> float:
    """B-cubed F1 of a clustering; what is not found is alone."""
    pairs = Counter((gold[name], found.get(name, name)) for name in gold)
    golds, founds = Counter[str](), Counter[str]()
    for (one, other), count in pairs.items():
        golds[one] += count
        founds[other] += count
    precision = sum(n * n / founds[other] for (_, other), n in pairs.items()) / len(gold)
    recall = sum(n * n / golds[one] for (one, _), n in pairs.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table under the comment that it had."""
    old = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    comment = [line for line in old if line.startswith("#")]
    lines = ["\t".join(columns), *("\t".join(row) for row in rows)]
    path.write_text("\n".join([*comment, *lines]) + "\n", encoding="utf-8")


def train(gold: Sequence[Mapping[str, Any]], mentions: Iterable[Mention], folder: Path) -> str:
    """Train on gold articles and their mentions; writes both tables and says how it went."""
    clusters = {row["doc_id"]: row["gold_clusters"][0] for row in gold}
    words = count_words(f"{row['title']}\n{row['text']}" for row in gold)
    write_table(
        folder / "words.tsv", WORD_COLUMNS, ((w, str(worth)) for w, worth in sorted(words.items()))
    )
    table: list[Row] = list(read_table("resolve/weights.tsv", WEIGHT_COLUMNS))
    names = [row["feature"] for row in table]
    prior = np.array([float(row["prior"]) for row in table])
    rare = words.pop(RARE_WORD)
    weights = Weights(dict(zip(names, prior.tolist(), strict=True)), words, rare)
    told = sorted(mentions, key=lambda mention: mention.mention_id)
    report = _cross_check(told, clusters, weights, prior)
    best, f1 = choose_cut(told, clusters, _train_on(told, clusters, weights, prior))
    write_table(
        folder / "weights.tsv",
        WEIGHT_COLUMNS,
        (
            (row["feature"], f"{best.features[row['feature']]:.3f}", row["prior"], row["meaning"])
            for row in table
        ),
    )
    return f"{report}\ntrained and measured on all: B3 F1 {f1:.4f}"


def _train_on(
    mentions: Sequence[Mention], clusters: Mapping[str, str], weights: Weights, prior: Floats
) -> Weights:
    """Train on the pairs of the mentions that stand for articles."""
    names = list(weights.features)
    features, truth = read_pairs(main_mentions(mentions).values(), clusters, weights, names)
    fitted = fit_weights(features, truth, prior)
    return replace(weights, features=dict(zip(names, fitted.tolist(), strict=True)))


def _cross_check(
    mentions: Sequence[Mention], clusters: Mapping[str, str], weights: Weights, prior: Floats
) -> str:
    """Train on one half of the incidents and measure on the other, both ways."""
    halves: tuple[list[Mention], list[Mention]] = ([], [])
    for mention in mentions:
        digest = hashlib.blake2b(clusters[mention.article_id].encode(), digest_size=1).digest()
        halves[digest[0] % 2].append(mention)
    scores = []
    for half, other in (halves, halves[::-1]):
        trained, _ = choose_cut(half, clusters, _train_on(half, clusters, weights, prior))
        scores.append(f"{measure(other, clusters, trained):.4f}")
    return f"trained on one half, measured on the other: B3 F1 {', '.join(scores)}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description="Train the pair score.")
    parser.add_argument("gold", type=Path)
    parser.add_argument("mentions", type=Path)
    parser.add_argument("--folder", type=Path, default=DATA)
    options = parser.parse_args(arguments)
    opener = gzip.open if options.gold.suffix == ".gz" else open
    with opener(options.gold, "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines]
    with options.mentions.open(encoding="utf-8") as lines:
        mentions = [from_row(json.loads(line), Mention) for line in lines]
    load_weights.cache_clear()
    sys.stdout.write(train(gold, mentions, options.folder) + "\n")


if __name__ == "__main__":
    main()
