"""Articles of one Friday, and where their words stand."""

from __future__ import annotations

from datetime import UTC, date, datetime

from pipeline.extract.dates.find import Interval
from pipeline.records import Article
from pipeline.text import Document, read_document

FRIDAY = date(2022, 8, 26)


def day(text: str) -> Interval:
    return Interval(date.fromisoformat(text), date.fromisoformat(text), "day")


def document(text: str, title: str | None = None) -> Document:
    at = datetime.combine(FRIDAY, datetime.min.time(), UTC)
    return read_document(Article("a", text, title=title, published_at=at))


def locate(doc: Document, word: str, n: int = 0) -> tuple[int, int, int]:
    """The n-th occurrence of a word: (sentence, start, end)."""
    start = -1
    for _ in range(n + 1):
        start = doc.article.text.index(word, start + 1)
    for sentence in doc.sentences:
        if sentence.field == "text" and sentence.start <= start < sentence.end:
            return sentence.index, start, start + len(word)
    raise AssertionError(word)
