"""Fit the weights of ``confidence.tsv`` on judged frames.

    python tests/eval/fit_confidence.py ARTICLES.jsonl JUDGED.jsonl

ARTICLES are what ``sitrep extract`` reads. JUDGED has a row for each mention that the extractor
makes of them when nothing is left out (``--list`` prints those): article_id, n (from 0 in the order
of frames), is_incident, weight. Judgements come from aligning the mentions with gold incidents;
ours are of a third of MUC-4's development articles, the development halves of the modern articles
and of the single sentences (CASE 2021), and 400 articles of local gun violence.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.extract.confidence import features
from pipeline.extract.frame_reading import Reading
from pipeline.extract.frames import Frame
from pipeline.extract.rules import RulesExtractor, date_main_incident, load
from pipeline.records import Article
from pipeline.rows import read_lines

OUT = Path("pipeline/data/lexicon/en/confidence.tsv")
#: Ridge penalty of the weights; the bias is nearly free.
RIDGE, RIDGE_BIAS = 2.0, 0.01
STEPS = 30
HEADER = (
    "# Weights of the logistic sum that rates a frame. Fitted by tests/eval/fit_confidence.py.\n"
    "# Source: own work, Apache-2.0.\nfeature\tweight\n"
)

Row = dict[str, float]


class Listing(RulesExtractor):
    """The rules with nothing left out; notes the features of every frame by article."""

    def __init__(self, rules: RulesExtractor) -> None:
        """Take over the lists of a loaded extractor."""
        super().__init__(rules.words, rules.gazetteer)
        self.rows: dict[str, list[Row]] = {}

    def choose(self, frames: list[Frame], reading: Reading) -> list[Frame]:
        """Keep all frames."""
        date_main_incident(frames, reading)
        name = reading.document.article.article_id
        self.rows[name] = [dict(features(frame, reading)) for frame in frames]
        return frames


def fit(rows: list[Row], is_incident: list[bool], weights: list[float]) -> dict[str, float]:
    """Ridge logistic regression by Newton's method; weights by feature, with the bias."""
    names = [*sorted({name for row in rows for name in row}), "bias"]
    matrix = np.array([[{**row, "bias": 1.0}.get(name, 0.0) for name in names] for row in rows])
    target, weight = np.array(is_incident, float), np.array(weights)
    ridge = np.array([RIDGE] * (len(names) - 1) + [RIDGE_BIAS])
    found = np.zeros(len(names))
    for _ in range(STEPS):
        rating = 1 / (1 + np.exp(-matrix @ found))
        slope = matrix.T @ (weight * (rating - target)) + ridge * found
        curve = (matrix * (weight * rating * (1 - rating))[:, None]).T @ matrix + np.diag(ridge)
        found -= np.linalg.solve(curve, slope)
    return dict(zip(names, (float(value) for value in found), strict=True))


def main(arguments: list[str]) -> None:
    """List the mentions to judge, or fit and write the table."""
    is_listing = "--list" in arguments
    paths = [Path(name) for name in arguments if not name.startswith("--")]
    listing = Listing(load())
    with paths[0].open("rb") as lines:
        for article in read_lines(lines, Article):
            if isinstance(article, ValueError):
                raise article
            found = listing.extract(article)
            if is_listing and isinstance(found, tuple):
                for n, mention in enumerate(found):
                    print(mention.article_id, n, mention.event_type, mention.event_start)  # noqa: T201
    if not is_listing:
        judged = [json.loads(line) for line in paths[1].read_text(encoding="utf-8").splitlines()]
        OUT.write_text(table(listing.rows, judged), encoding="utf-8")


def table(rows: dict[str, list[Row]], judged: list[dict[str, Any]]) -> str:
    """The table of weights."""
    chosen = [rows[row["article_id"]][row["n"]] for row in judged]
    weights = fit(
        chosen,
        [bool(row["is_incident"]) for row in judged],
        [float(row.get("weight", 1.0)) for row in judged],
    )
    return HEADER + "".join(f"{name}\t{value:.3f}\n" for name, value in sorted(weights.items()))


if __name__ == "__main__":
    main(sys.argv[1:])
