"""Finding copies alone: articles to origins, beside libraries for near-duplicates.

A third of the articles are copies: cut short, or with a new first and last paragraph.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bench.articles import load_articles
from bench.findings import Comparison
from bench.runner import Contender, Settings, Work, compare, has_module
from pipeline.records import Article
from pipeline.syndication import assign_origins, shingles

_WORD = re.compile(r"\w+")
_WORDS_IN_SHINGLE = 5
_PERMUTATIONS = 128
_THRESHOLD = 0.5
_COPIES = 0.5
_NOON = datetime(2022, 8, 26, 12, tzinfo=UTC)


def measure(settings: Settings) -> Iterator[Comparison]:
    """Compare from texts to groups."""
    articles, what = load_articles(settings)
    articles = with_copies(articles)
    work = Work(
        "Syndication",
        f"Origins of {len(articles)} articles, a third of them copies ({what}), in one process.",
        len(articles),
        "articles",
    )
    yield compare(work, tuple(_contenders(articles, settings)), settings)


def with_copies(articles: Sequence[Article]) -> list[Article]:
    """Articles and, for each second one, a copy; a minute apart."""
    draw = random.Random(1)
    copied = []
    for article in draw.sample(list(articles), int(len(articles) * _COPIES)):
        lines = article.text.split("\n")
        text = "\n".join(lines[: max(2, len(lines) * 2 // 3)])
        if draw.random() < 0.5:
            text = f"Our correspondent reports.\n{article.text}\nThis story is being updated."
        copied.append(replace(article, article_id=f"copy-{article.article_id}", text=text))
    return [
        replace(article, recorded_at=_NOON + timedelta(minutes=n))
        for n, article in enumerate([*articles, *copied])
    ]


def _contenders(articles: Sequence[Article], settings: Settings) -> Iterator[Contender]:
    if has_module("datasketch", settings.say):
        yield Contender("datasketch", lambda: _datasketch(articles), "MinHash and LSH")
    yield Contender("sitrep syndication", lambda: _ours(articles), "counts shared shingles exactly")
    if has_module("rensa", settings.say):
        yield Contender("rensa", lambda: _rensa(articles), "R-MinHash and LSH")


def _ours(articles: Sequence[Article]) -> object:
    return assign_origins([replace(a, shingles=shingles(a.text)) for a in articles])


def _shingle(text: str) -> list[str]:
    words = _WORD.findall(text.lower())
    return [
        " ".join(words[n : n + _WORDS_IN_SHINGLE])
        for n in range(max(1, len(words) - _WORDS_IN_SHINGLE + 1))
    ]


def _datasketch(articles: Sequence[Article]) -> object:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=_THRESHOLD, num_perm=_PERMUTATIONS)
    found = []
    for article in articles:
        sketch = MinHash(num_perm=_PERMUTATIONS)
        sketch.update_batch([s.encode() for s in _shingle(article.text)])
        found.append(index.query(sketch))
        index.insert(article.article_id, sketch, check_duplication=False)
    return found


def _rensa(articles: Sequence[Article]) -> object:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=_THRESHOLD, num_perm=_PERMUTATIONS, num_bands=32)
    found = []
    for number, article in enumerate(articles):
        sketch = RMinHash(num_perm=_PERMUTATIONS, seed=42)
        sketch.update(_shingle(article.text))
        found.append(index.query(sketch))
        index.insert(number, sketch)
    return found
