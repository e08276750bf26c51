"""Articles for the parts after cleaning: those of the pages that are measured on."""

from __future__ import annotations

from bench.clean import to_page
from bench.pages import load_pages
from bench.runner import Settings
from pipeline.clean import clean
from pipeline.records import Article


def load_articles(settings: Settings) -> tuple[list[Article], str]:
    """Cleaned articles, and what they are in words."""
    pages, what = load_pages(settings)
    outcomes = (clean(to_page(page)) for page in pages)
    articles = [a for outcome in outcomes if isinstance(outcome, tuple) for a in outcome]
    return articles, f"{len(articles)} articles from {what}"
