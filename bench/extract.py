"""Extraction alone: articles to mentions, beside two quick ways to spot the same words.

The peers only find trigger words; ours also reads dates, places, tolls and actors of each. They
show what any word-based reading of the same texts costs at least.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bench.articles import load_articles
from bench.findings import Comparison
from bench.newsroom import generate_stories
from bench.runner import Contender, Settings, Work, compare, has_module
from pipeline.extract import load_extractor
from pipeline.lexicon.tables import read_table
from pipeline.lexicon.word_classes import spell_out
from pipeline.records import Article

#: PETRARCH2 and its kin read verb dictionaries of this size.
_COLUMNS = ("form", "pos", "event_type", "strength")


def measure(settings: Settings) -> Iterator[Comparison]:
    """Compare on everyday news, most of which tells no incident, and on news of incidents."""
    articles, what = load_articles(settings)
    yield _compare("Extraction", articles, f"Mentions of {what}", settings)
    stories = tuple(generate_stories(settings.limit))
    told = f"Mentions of {len(stories)} generated articles of incidents, as long as MUC-4's"
    yield _compare("Extraction, incidents in every paragraph", stories, told, settings)


def _compare(title: str, articles: Sequence[Article], what: str, settings: Settings) -> Comparison:
    work = Work(title, f"{what}, in one process.", len(articles), "articles")
    return compare(work, tuple(_contenders(articles, settings)), settings)


def _contenders(articles: Sequence[Article], settings: Settings) -> Iterator[Contender]:
    rows = read_table("lexicon/en/triggers.tsv", _COLUMNS)
    forms = sorted({base for row in rows for base in spell_out(row, "form", "en")})
    yield _regex(articles, forms)
    reader = load_extractor()
    yield Contender("sitrep extract", lambda: [reader.extract(a) for a in articles])
    if has_module("spacy", settings.say):
        yield _phrase_matcher(articles, forms)


def _regex(articles: Sequence[Article], forms: Sequence[str]) -> Contender:
    """Sentence by sentence through one pattern of all words, as dictionary coders do."""
    words = re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\w*", re.IGNORECASE)
    ends = re.compile(r"(?<=[.!?])\s+")

    def run() -> object:
        return [[words.findall(s) for s in ends.split(a.text)] for a in articles]

    return Contender("regex of trigger words", run, "as dictionary coders match; words only")


def _phrase_matcher(articles: Sequence[Article], forms: Sequence[str]) -> Contender:
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("trigger", [nlp.make_doc(form) for form in forms])

    def run() -> object:
        return [matcher(document) for document in nlp.pipe(a.text for a in articles)]

    return Contender("spaCy PhraseMatcher", run, "tokens and sentences; words only")
