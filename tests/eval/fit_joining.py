"""Fit the weights of joining: which frames of an article tell one incident.

    python -m tests.eval.fit_joining ../shared/eval [--write] [--write-telegrams]

The frames of sentences are matched with the gold incidents of their article, by the gold words for
who was hit and who did it, the day and the place; an unclear one is left out. Then the article is
read on as the extractor does, joined as the gold says: each frame with each incident told before it
is an example. Read are MUC-4 (its DEV split, never TST), the modern articles and the own ones, for
the weights of ``joining_telegrams.tsv`` MUC-4 alone, with what only telegrams have. Printed is the
share of right decisions, folds by article.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.joining import TABLES, features, likely_people
from pipeline.extract.frames.gathered.vetoes import may_be_called
from pipeline.extract.frames.merging import join_frames
from pipeline.extract.frames.sentence.reading import read_frames
from pipeline.extract.reading import Reading
from pipeline.extract.rules import load
from pipeline.lexicon.event_types import are_one_story
from tests.eval.fit_confidence import DATA, WRITE, Listing, load_scorer, without_telegrams
from tests.eval.logistic import Example, fit, rate_held_out, write_table
from tests.eval.own_gold import read_own

COMMAND = "python -m tests.eval.fit_joining"
#: What speaks for a gold incident, and against: a frame is its from LEAST on, by MARGIN.
NO_WORD, SUFFERER, PERPETRATOR, DAY, OTHER_DAY, PLACE, OTHER_PLACE = (
    0.1,
    2.0,
    0.7,
    0.8,
    -1.2,
    0.6,
    -0.6,
)
LEAST, MARGIN = 0.55, 0.5
#: What an example of a set weighs where all are read: few articles are modern.
WEIGHTS = {"muc4": 1.0, "articles": 2.0, "own": 2.0}
#: Types that MUC-4 calls attacks, though ACLED does not.
FIGHTS = frozenset({"armed_clash", "riot", "crackdown", "protest_with_intervention"})


class Matcher:
    """Finds the gold incident of a frame."""

    def __init__(self, scorer: ModuleType, is_muc: bool) -> None:
        """Take the scorer of the evaluation folder."""
        self.scorer, self.match, self.is_muc = scorer, scorer.SI, is_muc
        self.types = scorer.load_types("schemas/event_types.tsv")

    def incident_of(self, frame: Frame, reading: Reading, gold: list[dict[str, Any]]) -> int | None:
        """The number of the gold incident that a frame tells; None when that is unclear."""
        sentences = sorted({trigger.sentence for trigger in frame.triggers})
        told = " ".join(reading.document.sentences[n].text for n in sentences)
        text = f" {self.match.norm(told)} "
        rated = sorted(
            ((self._rate(frame, text, incident), n) for n, incident in enumerate(gold)),
            reverse=True,
        )
        if not rated or rated[0][0] < LEAST:
            return None
        is_clear = len(rated) == 1 or rated[0][0] - rated[1][0] >= MARGIN
        return rated[0][1] if is_clear else None

    def _rate(self, frame: Frame, text: str, incident: dict[str, Any]) -> float:
        if self._types(frame).isdisjoint(name.upper() for name in incident["type"]):
            return 0.0
        rating = NO_WORD
        rating += SUFFERER * self._names(frame, text, incident, "tgt_any", ("target", "victim"))
        rating += PERPETRATOR * self._names(frame, text, incident, "perpetrators", ("perpetrator",))
        return rating + self._rate_day(frame, incident) + self._rate_place(frame, text, incident)

    def _types(self, frame: Frame) -> set[str]:
        code = frame.event_type
        names = set(self.scorer.muc_types(code, self.types))
        if not self.is_muc:
            names.update(self.scorer.acled_names(code, self.types))
        elif code in FIGHTS:
            names.add("ATTACK")
        return {name.upper() for name in names}

    def _names(
        self, frame: Frame, text: str, incident: dict[str, Any], slot: str, roles: Sequence[str]
    ) -> bool:
        fillers = self.match.gset(incident, slot)
        spelled = {self.match.norm(name) for filler in fillers for name in filler["alts"]}
        if any(len(name) > 2 and f" {name} " in text for name in spelled):
            return True
        told = [person.name for person in likely_people(frame) if person.role in roles]
        return any(self.match.amatch(f["alts"], name) for f in fillers for name in told)

    def _rate_day(self, frame: Frame, incident: dict[str, Any]) -> float:
        own = frame.own_interval
        if own is None or not incident["date"]:
            return 0.0
        told = {"event_date_start": str(own.start), "event_date_end": str(own.end)}
        if self.match.date_ok(incident["date"], told):
            return DAY
        return OTHER_DAY if own.precision == "day" else 0.0

    def _rate_place(self, frame: Frame, text: str, incident: dict[str, Any]) -> float:
        names = [self.match.norm(name) for name in self.match.place_names(incident)]
        if any(f" {name} " in text for name in names):
            return PLACE
        own = frame.own_place
        is_fine = own is not None and own.place.place_precision in ("site", "town")
        return OTHER_PLACE if is_fine and names else 0.0


def read_examples(folder: Path) -> Iterator[tuple[str, Example]]:
    """The pairs of all articles, with the name of their set."""
    scorer, listing = load_scorer(folder), Listing(load())
    muc4 = [r for r in scorer.find(str(folder / "data"), "muc4", "dev") if r["split"] == "DEV"]
    articles = scorer.find(str(folder / "data"), "articles", "dev")
    for name, gold in (("muc4", muc4), ("articles", articles), ("own", [*read_own()])):
        matcher = Matcher(scorer, name == "muc4")
        for row in gold:
            reading = listing.reading_of(row) if row["incidents"] else None
            if reading is not None:
                for example in _pairs(row, reading, matcher):
                    yield name, example


def _pairs(row: dict[str, Any], reading: Reading, matcher: Matcher) -> Iterator[Example]:
    incidents: dict[int, Frame] = {}
    for frame in read_frames(reading):
        number = matcher.incident_of(frame, reading, row["incidents"])
        if number is None:
            continue
        last = max(incidents.values(), key=lambda f: f.last_sentence, default=None)
        for other, earlier in incidents.items():
            if _may_be_one(earlier, frame):
                known = dict(features(earlier, frame, reading, earlier is last))
                yield Example(str(row["id"]), known, other == number)
        if number in incidents:
            join_frames(incidents[number], frame)
        else:
            incidents[number] = frame


def _may_be_one(earlier: Frame, frame: Frame) -> bool:
    types = (earlier.event_type, frame.event_type)
    return are_one_story(*types) or may_be_called(*types)


def main(arguments: list[str]) -> None:
    """Print how well held-out pairs are told apart; write the weights when asked to."""
    named = list(read_examples(Path(arguments[0])))
    plain = without_telegrams(example for _, example in named)
    everywhere = [
        (name, replace(example, weight=WEIGHTS[name]))
        for (name, _), example in zip(named, plain, strict=True)
    ]
    telegrams = [(name, example) for name, example in named if name == "muc4"]
    for in_capitals, judged in ((False, everywhere), (True, telegrams)):
        print(f"{TABLES[in_capitals]}: {', '.join(rate(judged))}")
        if WRITE[in_capitals] in arguments:
            write_table(DATA / TABLES[in_capitals], COMMAND, fit([e for _, e in judged]))


def rate(named: Sequence[tuple[str, Example]]) -> Iterator[str]:
    """How many pairs of each set are decided rightly by weights that have not seen them."""
    right: dict[str, list[bool]] = {name: [] for name, _ in named}
    sets = {id(example): name for name, example in named}
    for rating, example in rate_held_out([example for _, example in named]):
        right[sets[id(example)]].append((rating >= 0.5) == example.is_so)
    for name, told in right.items():
        yield f"{len(told)} pairs of {name} {100 * sum(told) / len(told):.1f} % right"


if __name__ == "__main__":
    main(sys.argv[1:])
