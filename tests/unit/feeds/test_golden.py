"""Feeds with one oddity each, and what is read of them.

`pytest tests/unit/feeds/test_golden.py --update-golden` writes the expectations anew: the change is
to be reviewed like code.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.feeds.item import ParsedFeed, UnreadableFeed
from pipeline.feeds.parse import parse_feed

FOLDER = Path(__file__).parents[2] / "golden" / "feeds"
CASES = sorted(path for path in FOLDER.iterdir() if not path.name.endswith(".expected.json"))
URL = "http://example.com/news/feed"
NOW = datetime(2022, 8, 26, 12, tzinfo=UTC)


def _plain(feed: ParsedFeed | UnreadableFeed) -> dict[str, Any]:
    """What there is to say, without what is not there and the parser's own words."""
    if isinstance(feed, UnreadableFeed):
        return {"reason": feed.reason}
    told = asdict(feed)
    told["problems"] = [problem.partition(":")[0] for problem in feed.problems]
    for item in told["items"]:
        del item["signature"]
        for name in ("published_at", "updated_at"):
            item[name] = item[name].isoformat() if item[name] else None
    told["skip_hours"], told["skip_days"] = sorted(feed.skip_hours), sorted(feed.skip_days)
    return dict(json.loads(json.dumps(_without_nothing(told))))


def _without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nothing(v) for key, v in value.items() if v not in (None, [], ())}
    return [_without_nothing(v) for v in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_feed_with_an_oddity_is_read_as_expected(
    path: Path, request: pytest.FixtureRequest
) -> None:
    found = _plain(parse_feed(path.read_bytes(), URL, {"content-type": "text/xml"}, now=NOW))
    expected = path.with_name(f"{path.name}.expected.json")
    if request.config.getoption("--update-golden"):
        text = json.dumps(found, indent=1, ensure_ascii=False, sort_keys=True)
        expected.write_text(text + "\n", encoding="utf-8")
    assert found == json.loads(expected.read_text("utf-8"))
