"""Fetch one item, and decide what comes of it.

    answer -> a page (kept), nothing new (empty), or a rejection; and when to look again

Looking again (an item that its feed has changed, or a day and a week after it landed) is asked with
the page's validators. A page that is gone by then lands without a body and changes nothing else.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from pipeline.feeds.feed import FeedSettings
from pipeline.fetch.page_rules import require_page, require_type
from pipeline.fetch.session import Session
from pipeline.fetch.state.item_store import DueItem, Result, count_rechecks, next_recheck
from pipeline.fetch.web.client import Ask, Limits, Response
from pipeline.fetch.web.failure import FetchError
from pipeline.ids import make_rejection, page_id
from pipeline.lake.landed.landing import GONE_STATUSES
from pipeline.records import Page

#: After a failure that may pass, an item is tried again in a later window: after these waits.
RETRY_AFTER = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4))

_MB = 1_000_000
_ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.8, */*;q=0.5"


async def fetch_item(
    session: Session,
    item: DueItem,
    window_start: datetime,
    settings: FeedSettings,
    deadline: float,
) -> Result:
    """Fetch an item.

    Raises:
        NoTimeLeft: its host's turn would come after the deadline (seconds since 1970).
    """
    limits = Limits(settings.max_page_mb * _MB, deadline=deadline)
    ask = Ask(item.url, _headers(item), limits, session.robots.admit, require_type)
    try:
        response = await session.ask(ask)
        return judge_page(item, response, window_start, session.now())
    except FetchError as error:
        return _failed(item, error, window_start)


def judge_page(item: DueItem, response: Response, window_start: datetime, now: datetime) -> Result:
    """What an answer makes of an item.

    Raises:
        FetchError: it is no page.
    """
    if item.has_landed and (response.status == 304 or _is_same(item, response)):
        return _landed(item, window_start, {})
    if response.status in GONE_STATUSES and item.has_landed:
        page = _page(item, response, window_start, now)
        return Result(item, "kept", "gone", None, replace(page, body=None, sha256=None))
    require_page(response)
    page = _page(item, response, window_start, now)
    kept = _landed(
        item,
        window_start,
        {"etag": page.etag, "last_modified": page.last_modified, "sha256": page.sha256},
    )
    return replace(kept, outcome="kept", record=page)


def _headers(item: DueItem) -> dict[str, str]:
    headers = {"accept": _ACCEPT}
    if item.has_landed and item.etag:
        headers["if-none-match"] = item.etag
    if item.has_landed and item.last_modified:
        headers["if-modified-since"] = item.last_modified
    return headers


def _is_same(item: DueItem, response: Response) -> bool:
    return response.status == 200 and item.sha256 == hashlib.sha256(response.body).hexdigest()


def _page(item: DueItem, response: Response, window_start: datetime, now: datetime) -> Page:
    headers = response.headers
    return Page(
        page_id=page_id(item.url, window_start),
        url=item.url,
        window_start=window_start,
        final_url=response.final_url,
        fetched_at=now,
        http_status=response.status,
        content_type=headers.get("content-type"),
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        body=response.body,
        sha256=hashlib.sha256(response.body).hexdigest(),
        publisher=item.publisher,
        feed_id=item.feed_id,
        item_id=item.guid,
        item_title=item.title,
        item_published_at=item.published_at,
        item_language=item.language,
    )


def _landed(item: DueItem, window_start: datetime, changes: dict[str, Any]) -> Result:
    """Landed now or before; when to look at it again."""
    first = item.landed_window or window_start
    rechecks = count_rechecks(first, window_start)
    changes = {**changes, "landed_window": first, "rechecks": rechecks, "attempts": 0}
    return Result(item, "empty", "landed", next_recheck(first, rechecks), changes=changes)


def _failed(item: DueItem, error: FetchError, window_start: datetime) -> Result:
    """Rejected for this window; tried again later if that may help, and not too often."""
    rejection = make_rejection(
        "fetch",
        error.reason,
        item.url,
        detail=error.detail,
        url=item.url,
        window_start=window_start,
    )
    if error.is_transient and item.attempts < len(RETRY_AFTER):
        due = window_start + RETRY_AFTER[item.attempts]
        result = Result(item, "rejected", "pending", due, changes={"attempts": item.attempts + 1})
    elif item.has_landed:
        result = _landed(item, window_start, {})
    else:
        result = Result(item, "rejected", "failed", None)
    return replace(result, outcome="rejected", record=rejection, reason=error.reason)
