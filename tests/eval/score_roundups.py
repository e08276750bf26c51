"""Score round-ups made of own short items, and print what goes wrong only among others.

    python -m tests.eval.score_roundups [read|held] [--items 5] [--roundups 150] [--show]

An item is put, as a paragraph, beside others of the same day of the week. What is lost, joined or
misread then, and not where it stands alone, is the fault of what stands around it: of the place
told before, of votes among countries, of who did another deed. ``held`` takes items that are only
ever scored, whose errors are not printed.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from pipeline.extract import Extractor, load_extractor
from tests.eval.score_articles import is_read, read_articles, score_articles
from tests.eval.score_gold import Score

#: Sets of short items, one incident each.
SETS = ("briefs", "items", "notes", "memos", "reports", "shorts", "blind5", "feeds")
#: An item with a month or a year in it cannot be moved to another week.
_DATED = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|\d{4}")
_SEED = 7

Row = dict[str, Any]


def read_items(part: str) -> list[Row]:
    """The items, without a title, that tell one incident and can be moved to another week."""
    rows = (
        {**row, "id": name + row["id"], "title": None}
        for name in SETS
        for row in read_articles(name)
        if is_read(name, row["id"]) == (part == "read")
    )
    return [row for row in rows if _tells_one(row)]


def _tells_one(row: Row) -> bool:
    told = row["incidents"]
    is_one = len(told) == 1 and told[0]["default"] and not told[0].get("optional")
    return is_one and not _DATED.search(row["text"])


def compose(items: Sequence[Row], size: int, count: int) -> Iterator[Row]:
    """Round-ups of so many items each, the days of the gold moved to that of the first."""
    by_weekday: dict[int, list[Row]] = defaultdict(list)
    for item in items:
        by_weekday[date.fromisoformat(item["published"]).weekday()].append(item)
    able = [group for _, group in sorted(by_weekday.items()) if len(group) >= size]
    chance = random.Random(_SEED)
    for number in range(count):
        (group,) = chance.choices(able, [len(g) for g in able])
        chosen = chance.sample(group, size)
        published = chosen[0]["published"]
        yield {
            "id": f"{number}: {', '.join(item['id'] for item in chosen)}",
            "title": None,
            "published": published,
            "text": "\n".join(item["text"].replace("\n", " ") for item in chosen),
            "incidents": [_moved(item, published) for item in chosen],
        }


def _moved(item: Row, published: str) -> dict[str, Any]:
    """The incident of an item, told on another day."""
    gap = date.fromisoformat(published) - date.fromisoformat(item["published"])
    gold = dict(item["incidents"][0])
    for key in ("date", "end"):
        if gold.get(key):
            gold[key] = _shift(gold[key], gap)
    if "days" in gold:
        gold["days"] = [[_shift(day, gap) for day in span] for span in gold["days"]]
    return gold


def _shift(day: str | None, gap: timedelta) -> str | None:
    """A day so much later; "None" and null are none."""
    return day if day in (None, "None") else (date.fromisoformat(str(day)) + gap).isoformat()


def score_roundups(part: str, size: int, count: int, extractor: Extractor) -> Score:
    """Compose and compare."""
    return score_articles(list(compose(read_items(part), size, count)), extractor)


def main() -> None:
    """Print the errors of what may be read, when asked to, and the shares in both."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("part", nargs="?", choices=("read", "held"), default="read")
    parser.add_argument("--items", type=int, default=5)
    parser.add_argument("--roundups", type=int, default=150)
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    extractor = load_extractor()
    alone = score_articles(read_items(given.part), extractor)
    result = score_roundups(given.part, given.items, given.roundups, extractor)
    if given.show and given.part == "read":
        print(*sorted(result.errors), sep="\n")
    for name in result.scored:
        share = 100 * result.share(name)
        told = f"{result.right[name]:4d} of {result.scored[name]:4d}  {share:5.1f} %"
        print(f"{name:11s} {told}, alone {100 * alone.share(name):5.1f} %")


if __name__ == "__main__":
    main()
