"""Ask one feed, and understand what it answers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from pipeline.errors import Reason
from pipeline.feeds.decide import (
    Answer,
    FeedState,
    Verdict,
    conditional_headers,
    is_read_again,
    judge,
)
from pipeline.feeds.feed import FeedSettings
from pipeline.feeds.item import ParsedFeed, UnreadableFeed
from pipeline.feeds.parse import parse_feed
from pipeline.fetch.reading import FeedReader
from pipeline.fetch.session import Session
from pipeline.fetch.web.client import Ask, Limits, Response
from pipeline.fetch.web.failure import FetchError
from pipeline.fetch.web.unpack import Unpacker

_MB = 1_000_000
_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a feed answered and what that means; ``parsed`` when its body was read."""

    answer: Answer
    verdict: Verdict
    at: datetime
    reason: Reason | None = None
    detail: str | None = None
    parsed: ParsedFeed | None = None
    n_bytes: int | None = None
    final_url: str = ""
    body: bytes = b""


async def ask_feed(session: Session, reader: FeedReader, known: FeedState, deadline: float) -> Told:
    """Ask a feed, and read what it answers with the reader.

    Raises:
        NoTimeLeft: its host's turn would come after the deadline (seconds since 1970).
    """
    limits = Limits(session.settings.max_feed_mb * _MB, deadline=deadline)
    headers = {"accept": _ACCEPT, **conditional_headers(known, session.now())}
    try:
        response = await session.ask(Ask(known.address, headers, limits, session.robots.admit))
    except FetchError as error:
        reason = Reason.FEED_TOO_LARGE if error.reason is Reason.TOO_LARGE else error.reason
        answer = Answer(0, {}, reason=reason)
        return Told(answer, Verdict.FAILED, session.now(), reason, error.detail)
    told = _judge(known, response, session.settings, session.now())
    if not _is_to_read(told, known):
        return told
    parsed = await reader.read(
        partial(
            parse_feed,
            told.body,
            response.final_url,
            response.headers,
            now=told.at,
            max_items=session.settings.max_items,
        )
    )
    if isinstance(parsed, UnreadableFeed):
        return replace(told, verdict=Verdict.FAILED, reason=parsed.reason, detail=parsed.detail)
    return replace(told, parsed=parsed)


def _is_to_read(told: Told, known: FeedState) -> bool:
    if told.verdict is Verdict.NOT_MODIFIED:
        return told.answer.status != 304 and is_read_again(known, told.at)
    return told.verdict is Verdict.OK


def _judge(known: FeedState, response: Response, settings: FeedSettings, now: datetime) -> Told:
    body = _unpack_file(response.body, settings.max_feed_mb * _MB)
    body_sha256 = hashlib.sha256(body).hexdigest() if response.status == 200 else None
    answer = Answer(
        response.status, response.headers, body_sha256=body_sha256, moved_to=response.moved_to
    )
    verdict, reason = judge(known, answer)
    return Told(
        answer,
        verdict,
        now,
        reason,
        f"status {response.status}" if reason else None,
        n_bytes=response.n_bytes,
        final_url=response.final_url,
        body=body,
    )


def _unpack_file(body: bytes, cap: int) -> bytes:
    """Unpack a feed that is itself a gzip file (sitemaps often are), or was packed twice."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    unpacker = Unpacker("gzip", cap)
    try:
        unpacker.feed(body)
        return unpacker.finish()
    except FetchError:
        return body  # and so no feed
