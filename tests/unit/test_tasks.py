"""What worker processes do: pages to articles, articles to mentions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.errors import ConfigError
from pipeline.readings import Reading
from pipeline.records import Article, Mention, Page, Rejection
from pipeline.revisions import History
from pipeline.syndication import shingles
from pipeline.tasks import run

WINDOW = datetime(2022, 8, 26, 6, tzinfo=UTC)
LATER = WINDOW + timedelta(minutes=15)
TEXT = (
    "Rockets hit the vegetable market of Basra, Iraq, on Wednesday and killed five people, the "
    "governor of the province said. Another twelve were wounded and taken to two hospitals."
)


def _article(text: str, revision: int = 1, language: str = "en") -> Article:
    window = WINDOW if revision == 1 else LATER
    published = datetime(2022, 8, 25, tzinfo=UTC)
    return Article(
        "a", text, revision, published_at=published, language=language, window_start=window
    )


def _read(*revisions: Article, window: datetime | None = WINDOW) -> tuple[Mention | Rejection, ...]:
    outcome = run(Reading("rules", History("a", revisions), window))
    assert isinstance(outcome, tuple)
    return outcome  # type: ignore[return-value]


def test_a_page_gives_its_article_with_the_sketch_of_its_text():
    html = f"<html lang='en'><body><article><h1>News</h1><p>{TEXT}</p></article></body></html>"
    outcome = run(Page("p", "https://a.example/1", WINDOW, body=html.encode()))
    assert isinstance(outcome, tuple)
    (article,) = outcome
    assert isinstance(article, Article)
    assert article.shingles == shingles(article.text)


def test_a_page_without_an_article_is_refused_with_the_reason():
    outcome = run(Page("p", "https://a.example/1", WINDOW, body=b"%PDF-1.7"))
    assert isinstance(outcome, Rejection)
    assert outcome.reason == "not_html"


def test_the_revisions_of_an_article_are_read_together():
    (mention,) = _read(_article(TEXT), _article(TEXT.replace("five", "eight"), 2))
    assert isinstance(mention, Mention)
    assert (mention.article_revision, mention.recorded_at) == (2, WINDOW)


def test_a_language_that_nobody_reads_is_refused_in_its_own_window_alone():
    finnish = _article(TEXT, 2, "fi")
    assert _read(finnish, window=WINDOW) == ()
    for window in (LATER, None):
        (refused,) = _read(finnish, window=window)
        assert isinstance(refused, Rejection)
        assert refused.reason == "language_not_read"


def test_an_article_that_is_no_more_tells_nothing():
    assert _read() == ()


def test_an_unknown_extractor_is_no_fault_of_the_article():
    with pytest.raises(ConfigError, match="unknown extractor 'magic'"):
        run(Reading("magic", History("a", (replace(_article(TEXT)),))))
