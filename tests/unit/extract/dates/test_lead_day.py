"""The day of a story's first incident."""

from __future__ import annotations

from datetime import UTC, date, datetime

from pipeline.extract import load_extractor
from pipeline.records import Article, Rejection


def test_the_day_told_next_is_the_events_where_the_lead_says_when_it_was_reported() -> None:
    text = (
        "Gunmen have abducted 14 passengers near Kaduna in Nigeria, relatives said on Wednesday. "
        "They came out of the bush on Tuesday afternoon near a bridge."
    )
    published = datetime(2022, 8, 24, 10, tzinfo=UTC)
    found = load_extractor().extract(Article("a", text=text, published_at=published))
    assert not isinstance(found, Rejection)
    assert [m.event_start for m in found] == [date(2022, 8, 23)]
