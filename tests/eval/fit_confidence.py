"""Fit the weights of confidence on the development halves, and say how calibrated they are.

    python -m tests.eval.fit_confidence ../shared/eval [--write] [--write-telegrams]

A frame counts as an incident when the scorer of that folder aligns it with a gold incident: of
MUC-4 (its DEV split, never TST), of the modern articles, of the single sentences (CASE 2021), of
every fourth report of local gun violence, and of what may be read of the own articles. Those of
``confidence.tsv`` are fitted on all of them, those of ``confidence_telegrams.tsv`` on MUC-4 alone,
with what only telegrams have; no word of them that today's news does not write small is among
these, so no name is. Weights are found by ridge logistic regression; the reliability tables come
from ten folds by article: no frame is rated by weights that have seen it.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.sifted.confidence import TABLES, features, features_of_text
from pipeline.extract.frames.sifted.telegrams import (
    features_of_telegram,
    features_of_telegram_text,
    type_telegram,
)
from pipeline.extract.reading import Reading
from pipeline.extract.rules import RulesExtractor, load
from pipeline.extract.story.lead_day import date_main_incident
from pipeline.lexicon.event_types import family
from pipeline.lexicon.linear import TELEGRAM
from pipeline.lexicon.place_words import load_place_words
from pipeline.records import Article, Mention
from pipeline.rows import to_row
from pipeline.text import read_document
from tests.eval.logistic import Example, fit, rate_held_out, write_table
from tests.eval.own_gold import LONG, WITH_PARTIES, align_own, read_own

DATA = Path("pipeline/data")
#: What writes the weights, of texts in capitals or not.
WRITE = {False: "--write", True: "--write-telegrams"}
COMMAND = "python -m tests.eval.fit_confidence"
#: What a frame of a set weighs: few modern articles, many sentences. At 1 the short own articles
#: cost .7 of CASE's F1, at .3 nothing.
WEIGHTS = {"muc4": 1.0, "articles": 2.0, "case": 0.7, "gva": 1.2, "long": 1.0, "short": 0.3}
#: A feature is learned from so many frames on, the features of a word from so many telegrams on.
LEAST_SEEN, LEAST_TELEGRAMS = 3, 40
#: What the features are called by that are words of a telegram's text and of a frame's sentences.
OF_WORD = (f"{TELEGRAM}text_", f"{TELEGRAM}beside_")
WORD = re.compile("[A-Za-z]{3,}")
#: Every so many articles of gun violence are read.
GVA_STEP = 4


Features = dict[str, float]


class Listing(RulesExtractor):
    """The rules with nothing left out; notes the features of every frame by article."""

    def __init__(self, rules: RulesExtractor) -> None:
        """Take over the lists of a loaded extractor."""
        super().__init__(rules.words, rules.gazetteer)
        self.seen: list[Features] = []

    def choose(self, frames: list[Frame], reading: Reading) -> list[Frame]:
        """Keep all frames."""
        text = dict(features_of_text(reading))
        more = features_of_telegram if reading.document.in_capitals else lambda *_: ()
        if reading.document.in_capitals:
            text |= dict(features_of_telegram_text(reading))
        self.seen = [
            {**dict(features(frame, reading)), **text, **dict(more(frame, reading))}
            for frame in frames
        ]
        date_main_incident(frames, reading)
        if reading.document.in_capitals:
            type_telegram(frames)
        return frames

    def told(self, row: dict[str, Any]) -> tuple[list[Features], list[Mention]]:
        """The frames of an article row of the gold sets, with the mentions made of them."""
        self.seen = []
        found = self.extract(article_of(row))
        return self.seen, list(found) if isinstance(found, tuple) else []

    def reading_of(self, row: dict[str, Any]) -> Reading | None:
        """What is found in an article row of the gold sets."""
        return self.read(read_document(article_of(row)), self.words["en"])


def article_of(row: dict[str, Any]) -> Article:
    """An article row of the gold sets as an article."""
    day = row.get("publish_date")
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    number = str(row.get("id") or row["doc_id"])
    url, title = row.get("url"), row.get("title")
    return Article(number, row["text"], title=title, published_at=moment, url=url)


def judge_templates(
    gold: list[dict[str, Any]], listing: Listing, scorer: ModuleType, is_muc: bool
) -> Iterator[Example]:
    """Frames of articles with gold templates: those that the scorer aligns are incidents."""
    types = scorer.load_types("schemas/event_types.tsv")
    for row in gold:
        seen, mentions = listing.told(row)
        kept, predicted = [], []
        for known, mention in zip(seen, mentions, strict=True):
            if is_muc and family(mention.event_type) == "strike":
                continue  # MUC-4 counts terrorism, so what air forces do is none of its incidents
            told = {**to_row(mention), "salience": "main"}
            (system,) = [scorer.as_system("", [told], types, is_muc)]
            if system["incidents"]:
                kept.append(known)
                predicted.append(system["incidents"][0])
        aligned = _align(row["incidents"], predicted, scorer, is_muc)
        weight = WEIGHTS["muc4" if is_muc else "articles"]
        for n, known in enumerate(kept):
            yield Example(str(row["id"]), known, n in aligned, weight)


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
) -> Iterator[Example]:
    """Frames of labelled sentences: of the label's type they are incidents, of disasters not."""
    types = scorer.load_types("schemas/event_types.tsv")
    for row in gold:
        label = scorer.CASE.get(row["label"], "").lower()
        is_harmless = row["label"] in ("NATURAL_DISASTER", "MAN_MADE_DISASTER", "DIPLO")
        for known, mention in zip(
            *listing.told({**row, "publish_date": "2021-06-01"}), strict=True
        ):
            is_right = types[mention.event_type]["acled"].lower() == label
            if is_right or is_harmless:
                yield Example(str(row["id"]), known, is_right, WEIGHTS["case"])


def judge_reports(
    gold: list[dict[str, Any]], listing: Listing, scorer: ModuleType
) -> Iterator[Example]:
    """The main frame of each report of gun violence is an incident."""
    for row in gold[::GVA_STEP]:
        seen, mentions = listing.told(row)
        if mentions:
            rows = [to_row(mention) for mention in mentions]
            main = rows.index(scorer.main_mention(rows))
            yield Example(row["doc_id"], seen[main], True, WEIGHTS["gva"])


def judge_own(listing: Listing, names: Sequence[str], weight: float) -> Iterator[Example]:
    """Frames of own articles; one that tells an optional incident teaches nothing."""
    for row in read_own(names):
        seen, mentions = listing.told(row)
        aligned = {told: number for number, told in align_own(row["incidents"], mentions).items()}
        for n, known in enumerate(seen):
            number = aligned.get(n)
            if number is None or not row["incidents"][number]["optional"]:
                yield Example(row["id"], known, number is not None, weight)


def judge_all(folder: Path, listing: Listing) -> list[Example]:
    """All judged frames of the development halves."""
    scorer = load_scorer(folder)
    find = lambda name: scorer.find(str(folder / "data"), name, "dev")  # noqa: E731
    return [
        *judge_telegrams(folder, listing),
        *judge_templates(find("articles"), listing, scorer, False),
        *judge_sentences(find("case"), listing, scorer),
        *judge_reports(find("gva"), listing, scorer),
        *judge_own(listing, LONG, WEIGHTS["long"]),
        *judge_own(listing, WITH_PARTIES, WEIGHTS["short"]),
    ]


def judge_telegrams(folder: Path, listing: Listing) -> list[Example]:
    """The judged frames of MUC-4 DEV."""
    scorer = load_scorer(folder)
    rows = scorer.find(str(folder / "data"), "muc4", "dev")
    dev = [row for row in rows if row["split"] == "DEV"]
    judged = list(judge_templates(dev, listing, scorer, True))
    known = well_known(judged) - rare_or_named(judged, written_small(folder, scorer))
    return [
        replace(e, features={k: v for k, v in e.features.items() if k in known}) for e in judged
    ]


def well_known(judged: Iterable[Example]) -> set[str]:
    """The features that are not of a frame or two alone."""
    seen = Counter(name for e in judged for name, value in e.features.items() if value)
    return {name for name, count in seen.items() if count >= LEAST_SEEN}


def rare_or_named(judged: Iterable[Example], small: Collection[str]) -> set[str]:
    """The features of words that few telegrams have, or that today's news writes large."""
    articles: dict[str, set[str]] = {}
    for example in judged:
        for name in example.features:
            if name.startswith(OF_WORD):
                articles.setdefault(name.split("_", 2)[2], set()).add(example.article_id)
    plain = {word for word, own in articles.items() if len(own) >= LEAST_TELEGRAMS} & set(small)
    return {prefix + word for prefix in OF_WORD for word in articles.keys() - plain}


def written_small(folder: Path, scorer: ModuleType) -> set[str]:
    """The words that news of today writes small at least twice as often as large: no names."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for name in ("gva", "articles"):
        for row in scorer.find(str(folder / "data"), name, "dev"):
            for word in set(WORD.findall(row["text"])):
                (small if word.islower() else large)[word.lower()] += 1
    plain = {w for w, n in small.items() if n >= LEAST_SEEN and n >= 2 * large[w]}
    return plain - load_place_words().given_names


def without_telegrams(judged: Iterable[Example]) -> list[Example]:
    """Examples without what only telegrams have."""
    return [replace(e, features=_common(e.features)) for e in judged]


def _common(known: Mapping[str, float]) -> Features:
    return {name: value for name, value in known.items() if not name.startswith(TELEGRAM)}


def load_scorer(folder: Path) -> ModuleType:
    """The scorer of the evaluation folder."""
    spec = importlib.util.spec_from_file_location("evaluate", folder / "evaluate.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no evaluate.py in {folder}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def reliability(judged: list[Example]) -> list[tuple[str, int, float, float]]:
    """(bin, frames, mean confidence, share of incidents), each rated by weights of other folds."""
    rated = [(rating, example.is_so) for rating, example in rate_held_out(judged)]
    table = []
    for low in range(0, 100, 10):
        inside = [pair for pair in rated if low <= 100 * pair[0] < low + 10]
        if inside:
            sure, right = (float(np.mean(column)) for column in zip(*inside, strict=True))
            table.append((f"{low / 100:.1f}-{low / 100 + 0.1:.1f}", len(inside), sure, right))
    return table


def main(arguments: list[str]) -> None:
    """Print the reliability tables; write the weights when asked to."""
    folder, listing = Path(arguments[0]), Listing(load())
    for in_capitals, judged in (
        (False, without_telegrams(judge_all(folder, listing))),
        (True, judge_telegrams(folder, listing)),
    ):
        print("| confidence | frames | mean confidence | share that are incidents |")
        print("|---|---|---|---|")
        for name, count, sure, right in reliability(judged):
            print(f"| {name} | {count} | {sure:.2f} | {right:.2f} |")
        if WRITE[in_capitals] in arguments:
            write_table(DATA / TABLES[in_capitals], COMMAND, fit(judged))


if __name__ == "__main__":
    main(sys.argv[1:])
