"""What tests of tolls share: the claims of a text."""

from __future__ import annotations

from datetime import UTC, datetime

from pipeline.extract.tolls.find import CasualtyMention, find_casualties
from pipeline.records import Article
from pipeline.text import Document, read_document


def document(text: str, title: str | None = None, language: str = "en") -> Document:
    at = datetime(2022, 8, 26, tzinfo=UTC)
    return read_document(Article("a", text, title=title, published_at=at, language=language))


def claims(text: str, language: str = "en") -> list[CasualtyMention]:
    return list(find_casualties(document(text, language=language)))


def counts(text: str, language: str = "en") -> list[tuple[str, int | None]]:
    return [(c.outcome, c.best) for c in claims(text, language) if c.part_of is None]
