"""What tests of whole articles share: their mentions, and the default ones."""

from __future__ import annotations

from datetime import UTC, datetime

from pipeline.extract import load_extractor
from pipeline.records import Article, Mention, Rejection

EXTRACTOR = load_extractor()


def read(text: str, title: str | None = None) -> tuple[Mention, ...]:
    """The mentions of an article published on Thursday 14 March 2024."""
    published = datetime(2024, 3, 14, 12, tzinfo=UTC)
    found = EXTRACTOR.extract(Article("a", text, title=title, published_at=published))
    assert not isinstance(found, Rejection)
    return found


def default(text: str, title: str | None = None) -> list[Mention]:
    """Those that happened and are news."""
    return [m for m in read(text, title) if m.status == "occurred" and m.salience != "background"]
