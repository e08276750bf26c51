from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pipeline import ids
from pipeline.beam.describe import describe_run, fetch_counts, latencies, split_counters
from pipeline.lake.tables import to_table
from pipeline.records import Article

WINDOW = datetime(2022, 8, 26, 6, 0, tzinfo=UTC)


def test_counters_are_split_into_counts_and_reasons():
    counts, reasons = split_counters(
        {"clean:read": 3, "clean:kept": 2, "clean:rejected": 1, "clean:rejected:paywall": 1}
    )
    assert counts == {"clean": {"read": 3, "kept": 2, "empty": 0, "rejected": 1}}
    assert reasons == {"clean": {"paywall": 1}}


def test_a_run_is_described_by_what_it_computed():
    refused = ids.make_rejection("clean", "paywall", "p")
    run = describe_run(WINDOW, {"extractor": "rules"}, {"clean": {"read": 3}}, [], [refused])
    assert run.clean_read == 3
    assert json.loads(run.rejected_by_reason or "") == {"clean:paywall": 1}
    assert run.run_id == describe_run(WINDOW, {"extractor": "rules"}, {}, [], []).run_id
    assert run.run_id != describe_run(WINDOW, {"extractor": "other"}, {}, [], []).run_id


def test_what_fetching_read_is_kept_gone_or_rejected():
    refused = [
        ids.make_rejection("fetch", "robots_refused", "c"),
        ids.make_rejection("feeds", "feed_empty", "d"),
    ]
    assert fetch_counts(2, 1, refused) == {"read": 3, "kept": 1, "empty": 1, "rejected": 1}


def test_latencies_run_from_publication_and_fetching_to_visible():
    articles = [
        Article("a", "", published_at=WINDOW - timedelta(hours=1), fetched_at=WINDOW),
        Article("b", "", fetched_at=WINDOW),
    ]
    articles = [replace(article, window_start=WINDOW) for article in articles]
    found = latencies(to_table("articles", articles), WINDOW + timedelta(seconds=30))
    assert found["published_to_visible_p50_s"] == 3630.0
    assert found["fetched_to_visible_p95_s"] == 30.0
    assert set(latencies(to_table("articles", []), WINDOW).values()) == {None}
