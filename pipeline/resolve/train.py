"""Train the pair score: ``python -m pipeline.resolve.train GOLD.jsonl[.gz] MENTIONS.jsonl``.

GOLD has one article a line: ``doc_id``, ``gold_clusters`` (the first counts), ``title``, ``text``.
MENTIONS is what ``sitrep extract`` makes of them; an article's first main mention stands for it.
``--beside TOLD.jsonl`` has mentions of other articles with an ``incident`` each, to learn more from
(``python -m tests.eval.score_coverage read --told TOLD.jsonl`` writes them).
Writes ``words.tsv`` (what is frequent in news says little) and ``weights.tsv``.

A weight is the one that makes the pairs most likely under a normal prior around the value set by
hand, so what the articles do not show (they are a sample, and of shootings) stays as it was set.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

import pipeline
from pipeline.lexicon.tables import Row, read_table
from pipeline.records import Mention
from pipeline.resolve import resolve
from pipeline.resolve.fitting import (
    Crowd,
    Prior,
    crowd_pairs,
    fit_weights,
    hash_of,
    main_mentions,
    read_pairs,
)
from pipeline.resolve.similarity import (
    RARE_WORD,
    WEIGHT_COLUMNS,
    WORD_COLUMNS,
    Weights,
    load_weights,
)
from pipeline.rows import from_row

#: How many pairs are told apart of the mentions beside: a hundred of them tell some 90 true pairs.
CROWD_BESIDE = Crowd(city=100, town=50)
#: A word in this part of all articles is listed with its worth; others are rare.
FREQUENT = 0.004
#: A word that begins with a capital more often than this is a name, and never listed.
CAPITAL_SHARE = 0.5
#: The lowest base within this much of the best B3 F1 is taken: a wrong merge is worse than a split.
TOLERANCE = 0.002
DATA = Path(pipeline.__file__).parent / "data" / "resolve"

_WORD = re.compile(r"\d+-year-old|[^\W_]+(?:['’-][^\W_]+)*")


def count_words(texts: Iterable[str]) -> dict[str, int]:
    """The worth of frequent words: 100 times the logarithm of one in how many articles has them."""
    documents, capitals, total, n_texts = Counter[str](), Counter[str](), Counter[str](), 0
    for text in texts:
        n_texts += 1
        words = _WORD.findall(text)
        documents.update({word.lower() for word in words})
        total.update(word.lower() for word in words)
        capitals.update(word.lower() for word in words if word != word.lower())
    worth = {
        word: round(100 * math.log(n_texts / count))
        for word, count in documents.items()
        if count >= FREQUENT * n_texts and capitals[word] <= CAPITAL_SHARE * total[word]
    }
    return worth | {RARE_WORD: round(-100 * math.log(FREQUENT / 2))}


def choose_cut(
    mentions: Sequence[Mention], clusters: Mapping[str, str], weights: Weights
) -> tuple[Weights, float]:
    """The weights with a careful base at which clusters come out well, and their B3 F1.

    All mentions are resolved; an article is in the incident of the one that stands for it. The base
    of what recurs at a place stays: the articles that are measured tell none of it.
    """
    tried = []
    for n, shift in enumerate(np.arange(-1.0, 2.01, 0.5)):
        base = weights.features["base"] + float(shift)
        recurring = weights.features["recurring"] - float(shift)
        features = {**weights.features, "base": base, "recurring": recurring}
        shifted = replace(weights, features=features)
        tried.append((measure(mentions, clusters, shifted), -n, shifted))
    enough = max(f1 for f1, _, _ in tried) - TOLERANCE
    f1, _, chosen = max((one for one in tried if one[0] >= enough), key=lambda one: one[1])
    return chosen, f1


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


@dataclass(frozen=True, slots=True)
class Beside:
    """Mentions of other articles, and which incident each of them tells, by mention id."""

    mentions: tuple[Mention, ...] = ()
    incidents: Mapping[str, str] = field(default_factory=dict[str, str])


NOBODY = Beside()


def train(
    gold: Sequence[Mapping[str, Any]],
    mentions: Iterable[Mention],
    folder: Path,
    beside: Beside = NOBODY,
) -> str:
    """Train on gold articles and their mentions; writes both tables and says how it went."""
    clusters = {row["doc_id"]: row["gold_clusters"][0] for row in gold}
    words = count_words(f"{row['title']}\n{row['text']}" for row in gold)
    write_table(
        folder / "words.tsv", WORD_COLUMNS, ((w, str(worth)) for w, worth in sorted(words.items()))
    )
    table: list[Row] = list(read_table("resolve/weights.tsv", WEIGHT_COLUMNS))
    prior = Prior(
        tuple(row["feature"] for row in table),
        np.array([float(row["prior"]) for row in table]),
        np.array([float(row["spread"]) for row in table]),
    )
    rare = words.pop(RARE_WORD)
    weights = prior.as_weights(prior.center, Weights({}, words, rare))
    told = sorted(mentions, key=lambda mention: mention.mention_id)
    report = _cross_check(told, clusters, weights, prior, beside)
    best, f1 = choose_cut(told, clusters, _train_on(told, clusters, weights, prior, beside))
    write_table(
        folder / "weights.tsv",
        WEIGHT_COLUMNS,
        (
            [
                f"{best.features[row['feature']]:.3f}" if c == "weight" else row[c]
                for c in WEIGHT_COLUMNS
            ]
            for row in table
        ),
    )
    return f"{report}\ntrained and measured on all: B3 F1 {f1:.4f}"


def _train_on(
    mentions: Sequence[Mention],
    clusters: Mapping[str, str],
    weights: Weights,
    prior: Prior,
    beside: Beside,
) -> Weights:
    """Train on the pairs of the mentions that stand for articles, and of those beside."""
    chosen = main_mentions(mentions).values()
    features, truth = read_pairs(chosen, _by_mention(chosen, clusters), weights, prior.names)
    others, true = read_pairs(beside.mentions, beside.incidents, weights, prior.names)
    crowd = np.vstack(
        (
            crowd_pairs(mentions, _by_mention(mentions, clusters), weights, prior.names, Crowd()),
            crowd_pairs(beside.mentions, beside.incidents, weights, prior.names, CROWD_BESIDE),
        )
    )
    features = np.vstack((features, others, crowd))
    truth = np.concatenate((truth, true, np.zeros(len(crowd))))
    return prior.as_weights(fit_weights(features, truth, prior), weights)


def _by_mention(mentions: Iterable[Mention], clusters: Mapping[str, str]) -> dict[str, str]:
    """The incident of each mention, by that of its article."""
    return {mention.mention_id: clusters[mention.article_id] for mention in mentions}


def _cross_check(
    mentions: Sequence[Mention],
    clusters: Mapping[str, str],
    weights: Weights,
    prior: Prior,
    beside: Beside,
) -> str:
    """Train on one half of the incidents and measure on the other, both ways."""
    halves: tuple[list[Mention], list[Mention]] = ([], [])
    for mention in mentions:
        halves[hash_of(clusters[mention.article_id]) % 2].append(mention)
    scores = []
    for half, other in (halves, halves[::-1]):
        trained, _ = choose_cut(half, clusters, _train_on(half, clusters, weights, prior, beside))
        scores.append(f"{measure(other, clusters, trained):.4f}")
    return f"trained on one half, measured on the other: B3 F1 {', '.join(scores)}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description="Train the pair score.")
    parser.add_argument("gold", type=Path)
    parser.add_argument("mentions", type=Path)
    parser.add_argument("--beside", type=Path, help="mentions with the incident of each")
    parser.add_argument("--folder", type=Path, default=DATA)
    options = parser.parse_args(arguments)
    opener = gzip.open if options.gold.suffix == ".gz" else open
    with opener(options.gold, "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines]
    with options.mentions.open(encoding="utf-8") as lines:
        mentions = [from_row(json.loads(line), Mention) for line in lines]
    load_weights.cache_clear()
    beside = read_beside(options.beside) if options.beside else NOBODY
    sys.stdout.write(train(gold, mentions, options.folder, beside) + "\n")


def read_beside(path: Path) -> Beside:
    """Read mentions that have an ``incident`` each."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    incidents = {row["mention_id"]: row.pop("incident") for row in rows}
    return Beside(tuple(from_row(row, Mention) for row in rows), incidents)


if __name__ == "__main__":
    main()
