"""Fit the weights of ``story_days.tsv``: which of an article's days is that of its incident.

    python -m tests.eval.fit_days ../shared/eval [--write]

Read are the articles of local gun violence, each with one incident of a known day, and the first
frames of MUC-4 (its DEV split, never TST) and of the modern articles that the scorer aligns with a
gold incident. Softmax regression over the candidate days of an article, with a ridge; the figures
come from folds by incident: no article is judged by weights that have seen its incident.
"""

from __future__ import annotations

import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pipeline.extract.dates.interval import Interval
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.responses import crimes_first
from pipeline.extract.frames.sifted.confidence import is_likely, rate_frames
from pipeline.extract.reading import Reading
from pipeline.extract.rules import load
from pipeline.extract.story.days import Candidate, list_days
from pipeline.extract.story.lead_day import date_by_rules, is_story
from pipeline.extract.story.ranking import Cue, rank
from tests.eval.fit_confidence import Listing, load_scorer
from tests.eval.fit_ranking import Choice, fit_ranking, gold_of_main, write_weights

FOLDS = 5
#: What an example of a set weighs.
WEIGHTS = {"gva": 1.0, "muc4": 1.0, "articles": 2.0}


@dataclass(frozen=True, slots=True)
class Example:
    """The candidate days of an article, and which are right: the nearest to the gold days."""

    source: str
    fold: int
    candidates: tuple[Candidate, ...]
    gold: tuple[date, date]
    right: tuple[bool, ...]


class DayListing(Listing):
    """The rules with their own choice of frames; notes the candidate days of the first frame."""

    days: tuple[Candidate, ...] = ()
    keeps_all = False

    def choose(self, frames: list[Frame], reading: Reading) -> list[Frame]:
        """Choose as the rules do, or keep all frames."""
        rate_frames(frames, reading)
        chosen = [f for f in frames if self.keeps_all or is_likely(f, reading.document.in_capitals)]
        self.days = ()
        if not reading.document.in_capitals:
            chosen = crimes_first(chosen)
        if is_story(chosen, reading):
            date_by_rules(chosen, reading)
            self.days = tuple(list_days(chosen[0], chosen[1:], reading))
        return chosen


def examples(folder: Path) -> Iterator[Example]:
    """The examples of all sets."""
    scorer, listing = load_scorer(folder), DayListing(load())
    find = lambda name: scorer.find(str(folder / "data"), name, "dev")  # noqa: E731
    for row in find("gva"):
        if row["incident"]:
            listing.told(row)
            if listing.days:
                day = date.fromisoformat(row["incident"]["date"])
                yield _example("gva", row["gold_clusters"][0], listing.days, (day, day))
    muc4 = [row for row in find("muc4") if row["split"] == "DEV"]
    yield from _of_templates("muc4", muc4, listing, scorer)
    yield from _of_templates("articles", find("articles"), listing, scorer)


def _of_templates(
    name: str, rows: list[dict[str, Any]], listing: DayListing, scorer: Any
) -> Iterator[Example]:
    types, is_muc = scorer.load_types("schemas/event_types.tsv"), name == "muc4"
    for row in rows:
        _, mentions = listing.told(row)
        gold = gold_of_main(row["incidents"], mentions, scorer, types, is_muc=is_muc)
        if gold is None or not listing.days:
            continue
        for told_date in (gold["date"] or [])[:1]:
            if told_date["kind"] != "on_or_before":
                start, end = (date.fromisoformat(told_date[k]) for k in ("start", "end"))
                yield _example(name, str(row["id"]), listing.days, (start, end))


def _example(name: str, key: str, days: tuple[Candidate, ...], gold: tuple[date, date]) -> Example:
    for fits in (_is_exact, _is_near, _is_around):
        right = tuple(c.date is not None and fits(c.date.interval, gold) for c in days)
        if any(right):
            break
    else:
        right = tuple(c.date is None for c in days)
    return Example(name, zlib.crc32(key.encode()) % FOLDS, days, gold, right)


def _is_exact(told: Interval, gold: tuple[date, date]) -> bool:
    return (told.start, told.end) == gold


def _is_near(told: Interval, gold: tuple[date, date]) -> bool:
    margin = timedelta(days=1)
    return told.precision == "day" and gold[0] - margin <= told.start <= gold[1] + margin


def _is_around(told: Interval, gold: tuple[date, date]) -> bool:
    return told.precision != "day" and told.start <= gold[0] and gold[1] <= told.end


def fit(found: Sequence[Example]) -> dict[Cue, float]:
    """The weights of the cues."""
    return fit_ranking(
        [Choice([c.cues for c in e.candidates], e.right, WEIGHTS[e.source]) for e in found]
    )


def cross_validate(found: Sequence[Example]) -> None:
    """Print how many days are right, wrong and not told, by set and least probability."""
    rated: list[tuple[Example, float, Candidate]] = []
    for fold in range(FOLDS):
        weights = fit([e for e in found if e.fold != fold])
        for example in found:
            if example.fold == fold:
                probability, best = max(_rated(example, weights), key=lambda r: r[0])
                rated.append((example, probability, best))
    for source in WEIGHTS:
        of_it = [r for r in rated if r[0].source == source]
        reach = sum(_may_be_right(e) for e, _, _ in of_it)
        before = Counter(_verdict(e, _by_rule(e)) for e, _, _ in of_it)
        print(f"{source}: {len(of_it)} articles, {reach} with the right day; rules {dict(before)}")
        for least in (0.0, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.58, 0.6):
            after = Counter(_verdict(e, c if p >= least else None) for e, p, c in of_it)
            print(f"  {least:.2f} {dict(after)}")


def _rated(example: Example, weights: dict[Cue, float]) -> Iterator[tuple[float, Candidate]]:
    rated = rank([c.cues for c in example.candidates], weights)
    return zip(rated, example.candidates, strict=True)


def _by_rule(example: Example) -> Candidate | None:
    return next((c for c in example.candidates if any(n == "rule" for n, _ in c.cues)), None)


def _may_be_right(example: Example) -> bool:
    return any(_verdict(example, c) == "right" for c in example.candidates)


def _verdict(example: Example, told: Candidate | None) -> str:
    if told is None or told.date is None:
        return "none"
    if _is_near(told.date.interval, example.gold) or _is_exact(told.date.interval, example.gold):
        return "right"
    return "around" if _is_around(told.date.interval, example.gold) else "wrong"


def main(arguments: list[str]) -> None:
    """Print the figures of the folds; write the weights when asked to."""
    found = list(examples(Path(arguments[0])))
    cross_validate(found)
    if "--write" in arguments:
        write_weights("story_days", "fit_days", fit(found))


if __name__ == "__main__":
    main(sys.argv[1:])
