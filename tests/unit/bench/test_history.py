"""The made-up history is the same however its rows are made."""

from __future__ import annotations

from datetime import UTC, datetime, time

from bench.history import FIRST_DAY, draw_day, to_mentions, to_mentions_table
from pipeline.lake.tables import to_table


def test_the_table_of_a_day_has_the_rows_of_its_mentions() -> None:
    moment = datetime.combine(FIRST_DAY, time(12), UTC)
    drawn = draw_day(FIRST_DAY, 200)
    made = to_mentions_table(drawn, moment)
    assert made.combine_chunks() == to_table("mentions", to_mentions(drawn, moment))
