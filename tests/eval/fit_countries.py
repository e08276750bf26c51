"""Fit the weights of ``story_countries.tsv``: in which of its countries a telegram's incident was.

    python -m tests.eval.fit_countries ../shared/eval [--write]

Read are the frames of MUC-4 (its DEV split, never TST) that the scorer aligns with a gold incident
and that their own words put nowhere; no other is asked.
Right is a candidate that the gold names. The figures come from folds by article.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pipeline.extract import choosing, rules
from pipeline.extract.frames.frame import Frame
from pipeline.extract.reading import Reading
from pipeline.extract.story.countries import LEAST, TABLE, countries_of, is_put_somewhere
from pipeline.extract.story.ranking import Cue, rank
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.rows import to_row
from tests.eval.fit_confidence import align_all, article_of, load_scorer
from tests.eval.fit_ranking import Choice, fit_ranking, write_weights
from tests.eval.logistic import FOLDS, fold

#: Ridge penalty of the weights: of 365 countries 352, 350 and 349 are right with 1, 2 and 4.
RIDGE = 1.0


@dataclass(frozen=True, slots=True)
class Example:
    """The countries that a telegram names, which of them are right, and whether the rules are."""

    article_id: str
    choice: Choice
    is_rule_right: bool


class CountryListing(rules.RulesExtractor):
    """The rules without the choice; notes the countries of every frame, and that of the rules."""

    seen: Sequence[tuple[Mapping[str, set[Cue]], str | None] | None] = ()

    def choose(self, frames: list[Frame], reading: Reading) -> list[Frame]:
        """Choose as the rules do; what is put somewhere has nothing to be chosen."""
        with patch.object(choosing, "settle_countries"):
            told = super().choose(frames, reading)
        self.seen = [
            None
            if is_put_somewhere(f)
            else (countries_of(f, reading), f.place.place.country if f.place else None)
            for f in told
        ]
        return told


def examples(folder: Path) -> Iterator[Example]:
    """The frames of MUC-4 DEV that are incidents."""
    scorer, extractor = load_scorer(folder), rules.load()
    listing = CountryListing(extractor.words, extractor.gazetteer)
    types = scorer.load_types("schemas/event_types.tsv")
    for row in scorer.find(str(folder / "data"), "muc4", "dev"):
        if row["split"] != "DEV" or not row["incidents"]:
            continue
        found = listing.extract(article_of(row))
        mentions = found if isinstance(found, tuple) else ()
        told = [{**to_row(mention), "salience": "main"} for mention in mentions]
        systems = [scorer.as_system("", [one], types, True)["incidents"] for one in told]
        numbers = [n for n, one in enumerate(systems) if one]
        predicted = [systems[n][0] for n in numbers]
        for i, j in align_all(row["incidents"], predicted, scorer, True).items():
            gold, seen = row["incidents"][i], listing.seen[numbers[j]]
            if seen is not None and gold["country"]:
                named = _countries_of(gold, {*seen[0], seen[1]}, scorer, extractor.gazetteer)
                choice = Choice(list(seen[0].values()), [code in named for code in seen[0]])
                yield Example(str(row["id"]), choice, seen[1] in named)


def _countries_of(
    gold: dict[str, Any], codes: set[str | None], scorer: Any, gazetteer: Gazetteer
) -> set[str | None]:
    """The countries (alpha-2) among some that a gold incident names."""
    named = ((code, gazetteer.country(code)) for code in codes if code is not None)
    return {
        code
        for code, country in named
        if country is not None and scorer.SI.country_ok(gold, {"country": country.name})
    }


def cross_validate(found: Sequence[Example]) -> None:
    """Print how many countries are right by the rules, and by the choice."""
    right = 0
    for number in range(FOLDS):
        weights = fit([e for e in found if fold(e.article_id) != number])
        right += sum(_is_right(e, weights) for e in found if fold(e.article_id) == number)
    by_rules = sum(e.is_rule_right for e in found)
    print(f"{len(found)} frames; right by rules {by_rules}, by choice {right}")


def _is_right(example: Example, weights: Mapping[Cue, float]) -> bool:
    shares = rank(example.choice.cues, weights)
    best = max(range(len(shares)), key=shares.__getitem__, default=None)
    if best is None or shares[best] < LEAST:
        return example.is_rule_right
    return example.choice.right[best]


def fit(found: Sequence[Example]) -> dict[Cue, float]:
    """The weights of the cues."""
    return fit_ranking([e.choice for e in found], RIDGE)


def main(arguments: list[str]) -> None:
    """Print the figures of the folds; write the weights when asked to."""
    found = list(examples(Path(arguments[0])))
    cross_validate(found)
    if "--write" in arguments:
        write_weights(TABLE, "fit_countries", fit(found))


if __name__ == "__main__":
    main(sys.argv[1:])
