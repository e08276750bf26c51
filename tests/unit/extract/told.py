"""What the default extractor makes of a text of our own."""

from __future__ import annotations

from datetime import UTC, datetime

from pipeline.extract import load_extractor
from pipeline.records import Article, Mention

#: A Thursday.
PUBLISHED = datetime(2024, 3, 14, tzinfo=UTC)


def mentions(text: str, language: str = "en") -> list[Mention]:
    """The mentions of a text published on a Thursday."""
    found = load_extractor().extract(Article("a", text, published_at=PUBLISHED, language=language))
    assert isinstance(found, tuple)
    return list(found)


def types(text: str, language: str = "en") -> list[str]:
    """The event types of a text's mentions."""
    return [mention.event_type for mention in mentions(text, language)]


def told_place(text: str) -> tuple[str | None, str | None]:
    """Name and country of the place of a text's only mention."""
    (mention,) = mentions(text)
    return mention.place.name, mention.place.country


def default_types(text: str) -> list[str]:
    """The event types of a text's mentions that would be default incidents."""
    told = (m for m in mentions(text) if m.status == "occurred" and m.salience != "background")
    return [mention.event_type for mention in told]
