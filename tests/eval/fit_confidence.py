"""Fit the weights of ``confidence.tsv`` on the development halves, and say how calibrated they are.

    python -m tests.eval.fit_confidence ../shared/eval [--write]

A frame counts as an incident when the scorer of that folder aligns it with a gold incident: of
MUC-4 (its DEV split, never TST), of the modern articles, of the single sentences (CASE 2021) and of
every fourth report of local gun violence. Weights are found by ridge logistic regression; the
reliability table comes from ten folds by article: no frame is rated by weights that have seen it.
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from pipeline.extract.dates.lead_day import date_main_incident
from pipeline.extract.frames.confidence import features
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.reading import Reading
from pipeline.extract.rules import RulesExtractor, load
from pipeline.records import Article, Mention
from pipeline.rows import to_row

OUT = Path("pipeline/data/lexicon/en/confidence.tsv")
#: Ridge penalty of the weights; the bias is nearly free.
RIDGE, RIDGE_BIAS = 2.0, 0.01
STEPS = 30
FOLDS = 10
#: What a frame of a set weighs: few modern articles, many sentences.
WEIGHTS = {"muc4": 1.0, "articles": 2.0, "case": 0.7, "gva": 0.5}
#: Every so many articles of gun violence are read.
GVA_STEP = 4
HEADER = (
    "# Weights of the logistic sum that rates a frame, written by tests/eval/fit_confidence.py.\n"
    "# Source: own work, Apache-2.0.\nfeature\tweight\n"
)

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Judged:
    """One frame: what is known of it, whether it is an incident, and what it weighs."""

    article_id: str
    features: Features
    is_incident: bool
    weight: float


class Listing(RulesExtractor):
    """The rules with nothing left out; notes the features of every frame by article."""

    def __init__(self, rules: RulesExtractor) -> None:
        """Take over the lists of a loaded extractor."""
        super().__init__(rules.words, rules.gazetteer)
        self.seen: list[Features] = []

    def choose(self, frames: list[Frame], reading: Reading) -> list[Frame]:
        """Keep all frames."""
        date_main_incident(frames, reading)
        self.seen = [dict(features(frame, reading)) for frame in frames]
        return frames

    def read(self, row: dict[str, Any]) -> tuple[list[Features], list[Mention]]:
        """The frames of an article row of the gold sets."""
        day = row.get("publish_date")
        moment = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
        article = Article(
            str(row.get("id") or row["doc_id"]),
            row["text"],
            title=row.get("title"),
            published_at=moment,
            url=row.get("url"),
        )
        self.seen = []
        found = self.extract(article)
        return self.seen, list(found) if isinstance(found, tuple) else []


def judge_templates(
    gold: list[dict[str, Any]], listing: Listing, scorer: ModuleType, is_muc: bool
) -> Iterator[Judged]:
    """Frames of articles with gold templates: those that the scorer aligns are incidents."""
    types = scorer.load_types("schemas/event_types.tsv")
    for row in gold:
        seen, mentions = listing.read(row)
        kept, predicted = [], []
        for known, mention in zip(seen, mentions, strict=True):
            told = {**to_row(mention), "salience": "main"}
            (system,) = [scorer.as_system("", [told], types, is_muc)]
            if system["incidents"]:
                kept.append(known)
                predicted.append(system["incidents"][0])
        aligned = _align(row["incidents"], predicted, scorer, is_muc)
        weight = WEIGHTS["muc4" if is_muc else "articles"]
        for n, known in enumerate(kept):
            yield Judged(str(row["id"]), known, n in aligned, weight)


def _align(
    gold: list[dict[str, Any]], predicted: list[dict[str, Any]], scorer: ModuleType, is_muc: bool
) -> set[int]:
    return set(align_all(gold, predicted, scorer, is_muc).values())


def align_all(
    gold: list[dict[str, Any]], predicted: list[dict[str, Any]], scorer: ModuleType, is_muc: bool
) -> dict[int, int]:
    """Which gold incident is which predicted one, by their numbers."""
    if not gold or not predicted:
        return {}
    if not is_muc:
        gold = [{**g, "type": [name.upper() for name in g["type"]]} for g in gold]
    grid = [[scorer.SI.sim(g, s) for s in predicted] for g in gold]
    return dict(scorer.SI.hungarian(grid))


def judge_sentences(
    gold: list[dict[str, Any]], listing: Listing, scorer: ModuleType
) -> Iterator[Judged]:
    """Frames of labelled sentences: of the label's type they are incidents, of disasters not."""
    types = scorer.load_types("schemas/event_types.tsv")
    for row in gold:
        label = scorer.CASE.get(row["label"], "").lower()
        is_harmless = row["label"] in ("NATURAL_DISASTER", "MAN_MADE_DISASTER", "DIPLO")
        for known, mention in zip(
            *listing.read({**row, "publish_date": "2021-06-01"}), strict=True
        ):
            is_right = types[mention.event_type]["acled"].lower() == label
            if is_right or is_harmless:
                yield Judged(str(row["id"]), known, is_right, WEIGHTS["case"])


def judge_reports(
    gold: list[dict[str, Any]], listing: Listing, scorer: ModuleType
) -> Iterator[Judged]:
    """The main frame of each report of gun violence is an incident."""
    for row in gold[::GVA_STEP]:
        seen, mentions = listing.read(row)
        if mentions:
            rows = [to_row(mention) for mention in mentions]
            main = rows.index(scorer.main_mention(rows))
            yield Judged(row["doc_id"], seen[main], True, WEIGHTS["gva"])


def judge_all(folder: Path, listing: Listing) -> list[Judged]:
    """All judged frames of the development halves."""
    scorer = load_scorer(folder)
    find = lambda name: scorer.find(str(folder / "data"), name, "dev")  # noqa: E731
    muc4 = [row for row in find("muc4") if row["split"] == "DEV"]
    return [
        *judge_templates(muc4, listing, scorer, True),
        *judge_templates(find("articles"), listing, scorer, False),
        *judge_sentences(find("case"), listing, scorer),
        *judge_reports(find("gva"), listing, scorer),
    ]


def load_scorer(folder: Path) -> ModuleType:
    """The scorer of the evaluation folder."""
    spec = importlib.util.spec_from_file_location("evaluate", folder / "evaluate.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no evaluate.py in {folder}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fit(judged: list[Judged]) -> Features:
    """Ridge logistic regression by Newton's method; weights by feature, with the bias."""
    names = [*sorted({name for row in judged for name in row.features}), "bias"]
    matrix = _matrix(judged, names)
    target = np.array([row.is_incident for row in judged], float)
    weight = np.array([row.weight for row in judged])
    ridge = np.array([RIDGE] * (len(names) - 1) + [RIDGE_BIAS])
    found = np.zeros(len(names))
    for _ in range(STEPS):
        rating = 1 / (1 + np.exp(-matrix @ found))
        slope = matrix.T @ (weight * (rating - target)) + ridge * found
        curve = (matrix * (weight * rating * (1 - rating))[:, None]).T @ matrix + np.diag(ridge)
        found -= np.linalg.solve(curve, slope)
    return dict(zip(names, (float(value) for value in found), strict=True))


def _matrix(judged: list[Judged], names: list[str]) -> Any:
    rows = ({**row.features, "bias": 1.0} for row in judged)
    return np.array([[row.get(name, 0.0) for name in names] for row in rows])


def reliability(judged: list[Judged]) -> list[tuple[str, int, float, float]]:
    """(bin, frames, mean confidence, share of incidents), each rated by weights of other folds."""
    folds = defaultdict(list)
    for row in judged:
        digest = hashlib.sha256(row.article_id.encode()).digest()
        folds[digest[0] % FOLDS].append(row)
    rated: list[tuple[float, bool]] = []
    for number, held_out in folds.items():
        weights = fit([row for other, rows in folds.items() if other != number for row in rows])
        total = _matrix(held_out, list(weights)) @ np.array(list(weights.values()))
        ratings = 1 / (1 + np.exp(-total))
        rated += zip(map(float, ratings), (row.is_incident for row in held_out), strict=True)
    table = []
    for low in range(0, 100, 10):
        inside = [pair for pair in rated if low <= 100 * pair[0] < low + 10]
        if inside:
            sure, right = (float(np.mean(column)) for column in zip(*inside, strict=True))
            table.append((f"{low / 100:.1f}-{low / 100 + 0.1:.1f}", len(inside), sure, right))
    return table


def main(arguments: list[str]) -> None:
    """Print the reliability table; write the weights when asked to."""
    judged = judge_all(Path(arguments[0]), Listing(load()))
    print("| confidence | frames | mean confidence | share that are incidents |")
    print("|---|---|---|---|")
    for name, count, sure, right in reliability(judged):
        print(f"| {name} | {count} | {sure:.2f} | {right:.2f} |")
    if "--write" in arguments:
        weights = fit(judged)
        rows = (f"{name}\t{value:.3f}\n" for name, value in sorted(weights.items()))
        OUT.write_text(HEADER + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
