"""Score the fields of local news of gun violence, and print the errors of a class with their text.

    python -m tests.eval.score_gva ../shared/eval [--half a|b] [--show CLASS]

Each article tells one incident whose day, state, city, killed and injured are known. The figures
are those of the evaluator; ``--half`` takes every second incident, so that what is read in one half
can be checked on the other. Classes: day-wrong, day-none, state, city, killed-wrong, killed-none,
killed-extra, injured-wrong, injured-none, injured-extra, unread.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from pipeline.extract import Extractor, load_extractor
from pipeline.records import Article, Mention, Rejection
from tests.eval.score_gold import toll

_SALIENCE = {"main": 0, "context": 1}
#: How much of an article is printed, in characters.
_SHOWN = 1800


@dataclass(frozen=True, slots=True)
class Judged:
    """An article with its main mention and the classes of its errors."""

    row: dict[str, Any]
    mention: Mention | None
    errors: tuple[str, ...]


def read_gva(folder: Path, half: str | None = None) -> list[dict[str, Any]]:
    """The articles with a known incident; ``half`` "a" or "b" has every second incident."""
    with gzip.open(folder / "data" / "gva_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["incident"]]
    return [row for row in rows if half is None or half_of(row) == half]


def half_of(row: dict[str, Any]) -> str:
    """The half of an article: all articles of an incident are in one."""
    return "ab"[zlib.crc32(row["gold_clusters"][0].encode()) % 2]


def judge(rows: Sequence[dict[str, Any]], extractor: Extractor) -> Iterator[Judged]:
    """Extract every article and compare its main mention."""
    for row in rows:
        day = row["publish_date"]
        article = Article(
            row["doc_id"],
            row["text"],
            title=row["title"],
            url=row.get("url"),
            published_at=datetime.fromisoformat(f"{day}T00:00:00+00:00") if day else None,
        )
        found = extractor.extract(article)
        mentions = () if isinstance(found, Rejection) else found
        main = min(mentions, key=_rank, default=None)
        yield Judged(row, main, tuple(_errors(row, main)))


def _rank(mention: Mention) -> tuple[int, int]:
    start = mention.evidence[0].start if mention.evidence else 0
    return _SALIENCE.get(mention.salience, 2), start


def _errors(row: dict[str, Any], mention: Mention | None) -> Iterator[str]:
    if mention is None:
        yield "unread"
        return
    gold = row["incident"]
    yield from _day_errors(date.fromisoformat(gold["date"]), mention)
    text = f"{row['title']} {row['text']} {row.get('url')}".lower()
    city, state = gold["city"].split(" (")[0].lower(), gold["state"].lower()
    said = f"{mention.place.admin1 or ''} {mention.place.name or ''}".lower()
    if (city in text or state in text) and state not in said:
        yield "state"
    if city in text and city not in said:
        yield "city"
    for outcome in ("killed", "injured"):
        told = toll(mention, outcome)
        if gold[outcome] and told != gold[outcome]:
            yield f"{outcome}-wrong" if told else f"{outcome}-none"
        elif told and not gold[outcome]:
            yield f"{outcome}-extra"


def _day_errors(gold: date, mention: Mention) -> Iterator[str]:
    start = mention.event_start
    if start is None:
        yield "day-none"
        return
    is_day = start == (mention.event_end or start)
    if not is_day or abs(start - gold) > timedelta(days=1):
        yield "day-wrong"


def describe(judged: Judged) -> str:
    """An article and what was read from it, for a person to read."""
    row, mention, gold = judged.row, judged.mention, judged.row["incident"]
    told = "nothing"
    if mention is not None:
        place = mention.place
        tolls = {
            k: [(c.best, c.who) for c in mention.casualties if c.outcome == k]
            for k in ("killed", "injured")
        }
        told = (
            f"{mention.event_type} {mention.event_start}..{mention.event_end} "
            f"{place.name}, {place.admin1} {tolls}"
        )
    names = ("date", "city", "state", "killed", "injured", "address")
    return (
        f"=== {row['doc_id'][:6]} published {row['publish_date']} {row.get('url')}\n"
        f"errors {', '.join(judged.errors)}\ngold {[gold.get(n) for n in names]}\ntold {told}\n"
        f"# {row['title']}\n{row['text'][:_SHOWN]}\n"
    )


def summary(judged: Sequence[Judged]) -> str:
    """The counts of errors by class, and the shares that the evaluator prints."""
    counts = Counter(error for one in judged for error in one.errors)
    n = len(judged)
    undated = counts["day-none"] + counts["unread"]
    lines = [f"{n} articles", *(f"{c:14s} {k:5d}" for c, k in sorted(counts.items()))]
    lines.append(f"day right {100 * (n - undated - counts['day-wrong']) / n:.1f} %")
    lines.append(f"another day {100 * counts['day-wrong'] / n:.1f} %")
    lines.extend(f"{k} F1 {100 * _f1(judged, k):.1f}" for k in ("killed", "injured"))
    return "\n".join(lines)


def _f1(judged: Sequence[Judged], outcome: str) -> float:
    gold = [one.row["incident"][outcome] for one in judged]
    told = [toll(one.mention, outcome) if one.mention else None for one in judged]
    right = sum(bool(g) and g == t for g, t in zip(gold, told, strict=True))
    return 2 * right / max(1, sum(map(bool, gold)) + sum(map(bool, told)))


def main() -> None:
    """Print errors of a class, then the counts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("a", "b"))
    parser.add_argument("--show")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--most", type=int, default=30)
    options = parser.parse_args()
    judged = list(judge(read_gva(options.folder, options.half), load_extractor()))
    if options.show:
        shown = [one for one in judged if options.show in one.errors]
        random.Random(options.seed).shuffle(shown)
        print("\n".join(describe(one) for one in shown[: options.most]))
    print(summary(judged))


if __name__ == "__main__":
    main()
