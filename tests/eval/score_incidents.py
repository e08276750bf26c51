"""Score resolving on the gun violence articles, and print wrong merges and splits with a cause.

    python -m tests.eval.score_incidents ../shared/eval [--mentions MENTIONS.jsonl] [--show 10]

The folder is the evaluator's; MENTIONS is what ``sitrep extract`` makes of its articles (without
it they are read first). An article counts with the mention that stands for it.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

from pipeline.extract import load_extractor
from pipeline.records import Article, Mention, Rejection
from pipeline.resolve import is_eligible, resolve
from pipeline.resolve.evidence import read_features
from pipeline.resolve.fitting import hash_of, main_mentions
from pipeline.resolve.kinship import kinship
from pipeline.resolve.place_fit import agree, fit
from pipeline.resolve.similarity import load_weights, squash
from pipeline.resolve.vetoes import stand
from pipeline.rows import from_row

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Outcome:
    """The gold articles, the mention that stands for each, and the incident it ended in."""

    gold: Sequence[Row]
    mentions: Mapping[str, Mention]
    found: Mapping[str, str]

    @cached_property
    def clusters(self) -> dict[str, str]:
        """Article -> true incident."""
        return {row["doc_id"]: row["gold_clusters"][0] for row in self.gold}

    @cached_property
    def rows(self) -> dict[str, Row]:
        """Article -> its gold."""
        return {row["doc_id"]: row for row in self.gold}

    def wrong_pairs(self, groups: Mapping[str, str], others: Mapping[str, str]) -> Iterator[Pair]:
        """The pairs of articles that are together in one clustering and not in the other."""
        members = defaultdict(list)
        for article, group in groups.items():
            members[group].append(article)
        for _, articles in sorted(members.items(), key=lambda item: hash_of(item[0])):
            for one, other in combinations(sorted(articles), 2):
                if others[one] != others[other]:
                    yield Pair(self, one, other)


@dataclass(frozen=True)
class Pair:
    """Two articles that are wrongly together, or wrongly apart."""

    outcome: Outcome
    one: str
    other: str

    @cached_property
    def cause(self) -> str:
        """What brings them together or keeps them apart, in few words."""
        for article in (self.one, self.other):
            mention = self.outcome.mentions.get(article)
            if mention is None:
                return "one article tells no incident"
            if not is_eligible(mention):
                return f"one is {mention.status}, {mention.salience}"
        return self._compare()

    @cached_property
    def score(self) -> float:
        """How near to a link the pair is."""
        told = [self.outcome.mentions.get(article) for article in (self.one, self.other)]
        one, other = (None if m is None else load_weights().read(m) for m in told)
        if one is None or other is None:
            return -2.0
        return squash(load_weights().weigh(one, other)) if stand(one, other) == "open" else -1.0

    def _compare(self) -> str:
        weights = load_weights()
        told = self.outcome.mentions[self.one], self.outcome.mentions[self.other]
        one, other = map(weights.read, told)
        how = stand(one, other)
        if how != "open":
            reasons = {
                "type": kinship(one.event_type, other.event_type) == "never",
                "country": not agree(one.place.country, other.place.country),
                "admin1": fit(one.place, other.place) == "never",
                "day": not one.span.meets(other.span),
                "one article": one.article_id == other.article_id,
                "recurs": one.is_recurring or other.is_recurring,
            }
            return f"{how}: " + ", ".join(name for name, holds in reasons.items() if holds)
        weighed = {
            k: weights.features.get(k, 0.0) * v for k, v in read_features(one, other).items() if v
        }
        heavy = sorted(weighed.items(), key=lambda item: -abs(item[1]))[:5]
        side = "alike" if self.score >= 0 else "unlike"
        return f"{side} {self.score:+.2f}: " + ", ".join(f"{k} {v:+.1f}" for k, v in heavy)

    def describe(self) -> str:
        """Both articles with what was read of them and what is true, and the cause."""
        return f"{self.cause}\n" + "\n".join(map(self._describe, (self.one, self.other)))

    def _describe(self, article: str) -> str:
        row, mention = self.outcome.rows[article], self.outcome.mentions.get(article)
        truth = row["incident"] or {}
        read = "nothing"
        if mention is not None:
            place = mention.place
            days = mention.event_start, mention.event_end
            read = f"{mention.event_type} {days[0]}..{days[1]} {place.name}, {place.admin1_code}"
        return (
            f"    {row['publish_date']} {row['title'][:70]!r}\n"
            f"      read {read}; true {truth.get('date')} {truth.get('city')}, {truth.get('state')}"
        )


def read_mentions(gold: Sequence[Row]) -> list[Mention]:
    """What the default extractor reads in the articles."""
    reader = load_extractor()
    told: list[Mention] = []
    for row in gold:
        at = datetime.fromisoformat(f"{row['publish_date'][:10]}T12:00:00+00:00")
        found = reader.extract(
            Article(row["doc_id"], row["text"], title=row["title"], published_at=at, url=row["url"])
        )
        if not isinstance(found, Rejection):
            told.extend(found)
    return told


def settle(gold: Sequence[Row], told: Sequence[Mention]) -> Outcome:
    """Resolve, and give each article the incident of the mention that stands for it."""
    incidents = {
        mention_id: fused.incident.incident_id
        for fused in resolve(told)
        for mention_id in fused.mention_ids
    }
    chosen = main_mentions(told)
    found = {
        row["doc_id"]: incidents.get(chosen[row["doc_id"]].mention_id, f"none {row['doc_id']}")
        if row["doc_id"] in chosen
        else f"none {row['doc_id']}"
        for row in gold
    }
    return Outcome(gold, chosen, found)


def report(title: str, pairs: Sequence[Pair], show: int) -> Iterator[str]:
    """The causes of wrong pairs by how many they make, and one pair of each of some clusters."""
    yield f"\n{title}: {len(pairs)} pairs"
    causes = Counter(pair.cause.partition(" +")[0].partition(" -")[0] for pair in pairs)
    yield from (f"  {count:5d}  {cause}" for cause, count in causes.most_common())
    nearest: dict[str, Pair] = {}
    for pair in pairs:
        group = pair.outcome.clusters[pair.one]
        if group not in nearest or pair.score > nearest[group].score:
            nearest[group] = pair
    for n, pair in enumerate(list(nearest.values())[:show], start=1):
        yield f"  {n}. {pair.describe()}"


def score(folder: Path, outcome: Outcome) -> str:
    """The evaluator's figures."""
    spec = importlib.util.spec_from_file_location("score_clusters", folder / "score_clusters.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    values = scorer.score(outcome.clusters, dict(outcome.found))
    names = ("b3_f1", "b3_p", "b3_r", "conll_f1", "ari")
    return "  ".join(f"{name} {values[name]:.4f}" for name in names)


def main() -> None:
    """Read the command line and print."""
    parser = argparse.ArgumentParser(description="Score incidents over reports.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mentions", type=Path)
    parser.add_argument("--show", type=int, default=10)
    options = parser.parse_args()
    with gzip.open(options.folder / "data" / "gva_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines]
    if options.mentions:
        with options.mentions.open(encoding="utf-8") as lines:
            told = [from_row(json.loads(line), Mention) for line in lines]
    else:
        told = read_mentions(gold)
    outcome = settle(gold, told)
    merges = list(outcome.wrong_pairs(outcome.found, outcome.clusters))
    splits = list(outcome.wrong_pairs(outcome.clusters, outcome.found))
    printed = [
        score(options.folder, outcome),
        *report("wrongly together", merges, options.show),
        *report("wrongly apart", splits, options.show),
    ]
    sys.stdout.write("\n".join(printed) + "\n")


if __name__ == "__main__":
    main()
