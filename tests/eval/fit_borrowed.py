"""Fit how sure it is that a text tells violence in borrowed words, and say how often that is right.

    python -m tests.eval.fit_borrowed ../shared/eval [--write|--write-items]

A frame is borrowed when its text is a trap of the own gold, which tells no incident; it is not
when it tells a gold incident: of the own articles and sentences, of the modern articles, of every
fourth report of local gun violence, of single sentences of its type (CASE 2021; those of disasters
and diplomacy are borrowed). Items of a feed, short as they are, have a table of their own. Own
articles that are only ever scored are never read here.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.sifted.borrowed import LEAST_BORROWED, TABLES
from pipeline.extract.frames.sifted.borrowed_cues import features, is_item, worlds_of
from pipeline.extract.reading import Reading
from pipeline.extract.rules import RulesExtractor, load
from pipeline.records import Article, Mention
from pipeline.rows import to_row
from tests.eval.fit_confidence import GVA_STEP, article_of, load_scorer
from tests.eval.logistic import Example, fit, rate_held_out, write_table
from tests.eval.score_articles import is_read, read_articles, tells
from tests.eval.score_gold import read_gold

DATA = Path("pipeline/data")
COMMAND = "python -m tests.eval.fit_borrowed"
#: Sets of own articles that teach, as far as they are read.
OWN = (
    "articles blind blind2 blind3 blind4 blind5 traps reports stories worlds accidents shorts "
    "feeds reports_es"
).split()
#: Sets of own sentences that teach.
SENTENCES = ("en", "plain", "verbs", "es")
#: What writes the weights of longer texts and of items. Those of longer texts were fitted before
#: plain items had gold: a new fit won nothing and lost a doer of the long articles of wars.
WRITES = {False: "--write", True: "--write-items"}
#: What a frame of a set weighs: texts of the own gold are few, reports of shootings many alike.
WEIGHTS = {"own": 1.0, "sentences": 0.9, "articles": 2.0, "gva": 0.5, "case": 1.5}
#: Ridge penalty: few frames are borrowed, and few features know them.
RIDGE = 2.0
_HARMLESS = ("NATURAL_DISASTER", "MAN_MADE_DISASTER", "DIPLO")

Features = dict[str, float]


class Noting(RulesExtractor):
    """The rules with nothing sifted; notes the features of every frame that became a mention."""

    def __init__(self, rules: RulesExtractor) -> None:
        """Take over the lists of a loaded extractor."""
        super().__init__(rules.words, rules.gazetteer)
        self.known: dict[int, Features] = {}
        self.told: list[Frame] = []
        self.is_brief = False

    def sift(self, frames: list[Frame], reading: Reading) -> list[Frame]:
        """Keep all frames."""
        self.is_brief = is_item(reading)
        worlds = worlds_of(reading)
        self.known = {id(f): dict(features(f, reading, worlds)) for f in frames}
        return frames

    def choose(self, frames: list[Frame], reading: Reading) -> list[Frame]:
        """Note which frames are told."""
        self.told = super().choose(frames, reading)
        return self.told

    def is_asked(self, mention: Mention) -> bool:
        """Whether the sum is asked of a mention: of an item, if it is told to have happened."""
        return mention.status == "occurred" or not self.is_brief

    def read_article(self, article: Article) -> list[tuple[Features, Mention]]:
        """What became a mention of an article, each with what was known of it."""
        self.told = []
        found = self.extract(article)
        mentions = found if isinstance(found, tuple) else ()
        told = zip(self.told, mentions, strict=True)
        return [(self.known[id(f)], m) for f, m in told if self.is_asked(m)]


def judge_own(noting: Noting) -> Iterator[Example]:
    """Frames of own articles: those of traps are borrowed, those of gold incidents are not."""
    for name in OWN:
        for row in read_articles(name):
            if not is_read(name, row["id"]):
                continue
            moment = datetime.fromisoformat(row["published"] + "T12:00:00+00:00")
            language = row.get("language", "en")
            article = Article(
                row["id"], row["text"], title=row["title"], published_at=moment, language=language
            )
            golds = row["incidents"]
            is_trap = not any(gold["default"] for gold in golds)
            for known, mention in noting.read_article(article):
                is_told = any(tells(mention, gold) for gold in golds)
                if is_told or is_trap:
                    yield Example(row["id"], known, not is_told, WEIGHTS["own"])


def judge_own_sentences(noting: Noting) -> Iterator[Example]:
    """Frames of own sentences: those of traps are borrowed, those of the right type are not."""
    for name in SENTENCES:
        for row in read_gold(name):
            moment = datetime.fromisoformat(row["published"] + "T12:00:00+00:00")
            language, gold = row.get("language", "en"), row["incident"]
            article = Article(row["id"], row["text"], published_at=moment, language=language)
            for known, mention in noting.read_article(article):
                if gold is None or mention.event_type in gold["types"]:
                    yield Example(f"{name} {row['id']}", known, gold is None, WEIGHTS["sentences"])


def judge_templates(
    gold: list[dict[str, Any]], noting: Noting, scorer: ModuleType
) -> Iterator[Example]:
    """Frames of the modern articles of a gold type are none."""
    for row in gold:
        types = {name.lower() for told in row["incidents"] for name in told["type"]}
        for known, mention in noting.read_article(article_of(row)):
            acled = scorer.load_types("schemas/event_types.tsv")[mention.event_type]["acled"]
            if {mention.event_type, acled.lower()} & types:
                yield Example(str(row["id"]), known, False, WEIGHTS["articles"])


def judge_sentences(
    gold: list[dict[str, Any]], noting: Noting, scorer: ModuleType
) -> Iterator[Example]:
    """Frames of sentences of disasters and diplomacy are borrowed, those of the label are not."""
    types = scorer.load_types("schemas/event_types.tsv")
    for row in gold:
        label, is_harmless = scorer.CASE.get(row["label"], "").lower(), row["label"] in _HARMLESS
        for known, mention in noting.read_article(
            article_of({**row, "publish_date": "2021-06-01"})
        ):
            is_right = types[mention.event_type]["acled"].lower() == label
            if is_right or is_harmless:
                yield Example(str(row["id"]), known, not is_right, WEIGHTS["case"])


def judge_reports(
    gold: list[dict[str, Any]], noting: Noting, scorer: ModuleType
) -> Iterator[Example]:
    """The main frame of each report of gun violence is none."""
    for row in gold[::GVA_STEP]:
        told = noting.read_article(article_of(row))
        if told:
            rows = [to_row(mention) for _, mention in told]
            known, _ = told[rows.index(scorer.main_mention(rows))]
            yield Example(row["doc_id"], known, False, WEIGHTS["gva"])


def judge_all(folder: Path, noting: Noting) -> list[Example]:
    """All judged frames."""
    scorer = load_scorer(folder)
    find = lambda name: scorer.find(str(folder / "data"), name, "dev")  # noqa: E731
    return [
        *judge_own(noting),
        *judge_own_sentences(noting),
        *judge_templates(find("articles"), noting, scorer),
        *judge_sentences(find("case"), noting, scorer),
        *judge_reports(find("gva"), noting, scorer),
    ]


def is_of_item(example: Example) -> bool:
    """Whether a frame is of a text as short as an item of a feed."""
    return "news_text_length" in example.features


def main(arguments: list[str]) -> None:
    """Print how held-out frames are judged, by set; write the weights when asked to."""
    judged = judge_all(Path(arguments[0]), Noting(load()))
    for is_brief, table in TABLES.items():
        examples = [e for e in judged if is_of_item(e) == is_brief]
        print(f"{table}: {len(examples)} frames")
        print_rates(list(rate_held_out(examples, RIDGE)), LEAST_BORROWED[is_brief])
        if WRITES[is_brief] in arguments:
            write_table(DATA / table, COMMAND, fit(examples, RIDGE))


def print_rates(rated: list[tuple[float, Example]], least: float) -> None:
    """Print how many of each set's frames are out, of those that are borrowed and those told."""
    for name, weight in WEIGHTS.items():
        for is_so in (True, False):
            ratings = [r for r, e in rated if e.weight == weight and e.is_so == is_so]
            if ratings:
                out = sum(r >= least for r in ratings)
                print(
                    f"{name:9s} {'borrowed' if is_so else 'told    '} {out} of {len(ratings)} out"
                )


if __name__ == "__main__":
    main(sys.argv[1:])
