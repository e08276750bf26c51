"""Answers of servers with one oddity each, and what a window of polling and fetching makes of them.

`pytest tests/unit/fetch/test_golden.py --update-golden` writes the expectations anew: the change is
to be reviewed like code. An address that is answered several times is answered in that order, the
last for ever. Where nothing is said of the feed, it has one item, http://example.com/1.
"""

from __future__ import annotations

import gzip
import json
import tomllib
import zlib
from pathlib import Path
from typing import Any

import pytest

from pipeline.records import FeedPoll, Page, Rejection

FOLDER = Path(__file__).parents[2] / "golden" / "answers"
CASES = sorted(FOLDER.glob("*.toml"))
FEED = "http://example.com/feed"
RSS = b"<rss><channel><item><title>Ferry search ends</title><link>/1</link></item></channel></rss>"
PACKERS = {"gzip": lambda body: gzip.compress(body, mtime=0), "deflate": zlib.compress}


def _answer(told: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
    body = told.get("body", "").encode() * told.get("repeat", 1)
    if "pack" in told:
        body = PACKERS[told["pack"]](body)
    return told.get("status", 200), told.get("headers", {}), body[: told.get("cut")]


def _shown(body: bytes | None) -> str | None:
    return None if body is None else body[:80].decode("utf-8", "replace")


def _run(web: Any, pull: Any, path: Path) -> dict[str, Any]:
    web.pages[FEED] = (200, {"content-type": "application/rss+xml"}, RSS)
    answers: dict[str, list[Any]] = {}
    for told in tomllib.loads(path.read_text("utf-8"))["answers"]:
        answers.setdefault(told["url"], []).append(_answer(told))
    web.pages.update(answers)
    pull.poll(FEED)
    (feed,) = pull.landed(FeedPoll)
    rejections = pull.landed(Rejection)
    pull.fetch()
    rejections += [row for row in pull.landed(Rejection) if row not in rejections]
    return {
        "asked": [url for _, url, _ in web.asked],
        "feed": {"status": feed.status, "reason": feed.reason, "n_new": feed.n_new},
        "pages": [
            {
                "url": page.url,
                "final_url": page.final_url,
                "http_status": page.http_status,
                "etag": page.etag,
                "item_title": page.item_title,
                "body": _shown(page.body),
            }
            for page in pull.landed(Page)
        ],
        "rejections": sorted({f"{row.stage} {row.reason} {row.url}" for row in rejections}),
    }


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_an_answer_with_an_oddity_ends_as_expected(
    web: Any, pull: Any, path: Path, request: pytest.FixtureRequest
) -> None:
    found = json.loads(json.dumps(_run(web, pull, path)))
    expected = path.with_name(f"{path.name}.expected.json")
    if request.config.getoption("--update-golden"):
        text = json.dumps(found, indent=1, ensure_ascii=False)
        expected.write_text(text + "\n", encoding="utf-8")
    assert found == json.loads(expected.read_text("utf-8"))
