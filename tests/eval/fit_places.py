"""Fit the weights of ``story_places.tsv``: which of an article's places is that of its incident.

    python -m tests.eval.fit_places ../shared/eval [--write]

Read are the articles of local gun violence, each with one incident of a known town, and the first
frames of MUC-4 (its DEV split, never TST) and of the modern articles that the scorer aligns with a
gold incident. Right is a candidate that the gold names, the finest of them; where the gold town is
none, the state. The figures come from folds by incident.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.sifted.confidence import is_likely, rate_frames
from pipeline.extract.reading import Reading
from pipeline.extract.rules import load
from pipeline.extract.story.lead_day import is_story
from pipeline.extract.story.places import Candidate, list_places
from pipeline.extract.story.ranking import Cue, rank
from pipeline.records import Place
from tests.eval.fit_confidence import Listing, load_scorer
from tests.eval.fit_ranking import Choice, fit_ranking, gold_of_main, write_weights

FOLDS = 5
WEIGHTS = {"gva": 1.0, "muc4": 1.0, "articles": 2.0}
_FINE, _COARSE = ("site", "town"), ("admin1", "admin2")


@dataclass(frozen=True, slots=True)
class Example:
    """The candidate places of an article, which are right, and the one of the rules."""

    source: str
    fold: int
    candidates: tuple[Candidate, ...]
    right: tuple[bool, ...]


class PlaceListing(Listing):
    """The rules with their own choice of frames; notes the places of the first frame."""

    places: tuple[Candidate, ...] = ()

    def choose(self, frames: list[Frame], reading: Reading) -> list[Frame]:
        """Choose as the rules do."""
        rate_frames(frames, reading)
        chosen = [f for f in frames if is_likely(f, reading.document.in_capitals)]
        self.places = ()
        if is_story(chosen, reading):
            self.places = tuple(list_places(chosen[0], chosen[1:], reading))
        return chosen


def examples(folder: Path) -> Iterator[Example]:
    """The examples of all sets."""
    scorer, listing = load_scorer(folder), PlaceListing(load())
    find = lambda name: scorer.find(str(folder / "data"), name, "dev")  # noqa: E731
    for row in find("gva"):
        if row["incident"]:
            listing.told(row)
            right = _right_in_state(listing.places, row["incident"])
            yield _example("gva", row["gold_clusters"][0], listing.places, right)
    muc4 = [row for row in find("muc4") if row["split"] == "DEV"]
    yield from _of_templates("muc4", muc4, listing, scorer)
    yield from _of_templates("articles", find("articles"), listing, scorer)


def _example(
    name: str, key: str, places: tuple[Candidate, ...], right: tuple[bool, ...]
) -> Example:
    return Example(name, zlib.crc32(key.encode()) % FOLDS, places, right)


def _right_in_state(places: Sequence[Candidate], gold: dict[str, Any]) -> tuple[bool, ...]:
    city, state = gold["city"].split(" (")[0].lower(), gold["state"].lower()
    inside = [state in _said(c.mention.place) for c in places]
    named = [i and city in _said(c.mention.place) for i, c in zip(inside, places, strict=True)]
    if any(named):
        return tuple(named)
    coarse = [c.mention.place.place_precision in _COARSE for c in places]
    return tuple(i and c for i, c in zip(inside, coarse, strict=True))


def _said(place: Place) -> str:
    return f"{place.admin1 or ''} {place.name or ''}".lower()


def _of_templates(
    name: str, rows: list[dict[str, Any]], listing: PlaceListing, scorer: Any
) -> Iterator[Example]:
    types, is_muc = scorer.load_types("schemas/event_types.tsv"), name == "muc4"
    for row in rows:
        _, mentions = listing.told(row)
        gold = gold_of_main(row["incidents"], mentions, scorer, types, is_muc=is_muc)
        if gold is not None and listing.places:
            names = scorer.SI.place_names(gold)
            right = _right_by_name(listing.places, names, scorer)
            yield _example(name, str(row["id"]), listing.places, right)


def _right_by_name(
    places: Sequence[Candidate], names: Sequence[str], scorer: Any
) -> tuple[bool, ...]:
    """The places that the gold names; only the towns among them, if any."""
    named = [any(scorer.SI.smatch(n, c.mention.place.name or "") for n in names) for c in places]
    fine = [c.mention.place.place_precision in _FINE for c in places]
    towns = [n and f for n, f in zip(named, fine, strict=True)]
    return tuple(towns if any(towns) else named)


def fit(found: Sequence[Example]) -> dict[Cue, float]:
    """The weights of the cues."""
    return fit_ranking(
        [Choice([c.cues for c in e.candidates], e.right, WEIGHTS[e.source]) for e in found]
    )


def cross_validate(found: Sequence[Example]) -> None:
    """Print how many places are right, by set and least probability."""
    rated: list[tuple[Example, float, int]] = []
    for fold in range(FOLDS):
        weights = fit([e for e in found if e.fold != fold])
        for example in found:
            if example.fold == fold and any(example.right):
                shares = rank([c.cues for c in example.candidates], weights)
                best = max(range(len(shares)), key=shares.__getitem__)
                rated.append((example, shares[best], best))
    for source in WEIGHTS:
        of_it = [r for r in rated if r[0].source == source]
        rules = sum(_is_rule_right(e) for e, _, _ in of_it)
        print(f"{source}: {len(of_it)} articles that name the place; rules right in {rules}")
        for least in (0.0, 0.3, 0.4, 0.5, 0.6, 0.7):
            right = sum(e.right[b] if p >= least else _is_rule_right(e) for e, p, b in of_it)
            print(f"  {least:.2f} {right}")


def _is_rule_right(example: Example) -> bool:
    pairs = zip(example.candidates, example.right, strict=True)
    return any(right and any(n == "rule" for n, _ in c.cues) for c, right in pairs)


def main(arguments: list[str]) -> None:
    """Print the figures of the folds; write the weights when asked to."""
    found = list(examples(Path(arguments[0])))
    cross_validate(found)
    if "--write" in arguments:
        write_weights("story_places", "fit_places", fit(found))


if __name__ == "__main__":
    main(sys.argv[1:])
