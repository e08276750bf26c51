"""Pages as the stage command takes them: one JSON object each."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import msgspec

from pipeline import ids
from pipeline.errors import Reason
from pipeline.records import Page, Rejection
from pipeline.rows import from_row, require_reckonable

_ITEM_FIELDS = ("id", "title", "published_at", "language")
_GIVEN = (
    "url",
    "window_start",
    "final_url",
    "fetched_at",
    "content_type",
    "publisher",
    "feed_id",
    *(f"item_{name}" for name in _ITEM_FIELDS),
)


def page_from_input(row: dict[str, Any]) -> Page | Rejection:
    """Make a page of an input object, or say what is wrong with it.

    Args:
        row: ``url`` and ``html`` or ``html_base64``; as may be known ``fetched_at``,
            ``window_start``, ``final_url``, ``content_type``, ``publisher``, ``feed_id`` and
            ``item`` (an object with ``id``, ``title``, ``published_at``, ``language``; also
            flat, as ``item_title``). A page without a url keeps the ones it names itself.
    """
    url = row.get("url") or ""
    if not isinstance(url, str):
        return _reject("", "url is no text")
    body = _body(row)
    if isinstance(body, str):
        return _reject(url, body)
    if body is None:
        return ids.make_rejection("clean", Reason.NO_BODY, url, url=url or None)
    given = {name: row[name] for name in _GIVEN if row.get(name) is not None}
    item = row.get("item")
    if isinstance(item, dict):
        given |= {f"item_{n}": item[n] for n in _ITEM_FIELDS if item.get(n) is not None}
    if isinstance(row.get("html"), str):
        given["content_type"] = "text/html; charset=utf-8"
    try:
        page = from_row({**given, "page_id": "", "url": url}, Page)
        require_reckonable(page)
    except (msgspec.ValidationError, ValueError) as error:
        return _reject(url, str(error))
    window_start = _aware(page.window_start)
    return replace(
        page,
        page_id=ids.page_id(url or hashlib.sha256(body).hexdigest(), window_start),
        body=body,
        window_start=window_start,
        fetched_at=_aware(page.fetched_at),
        item_published_at=_aware(page.item_published_at),
    )


def _aware(time: datetime | None) -> datetime | None:
    """A time in UTC; one without a zone is taken as UTC."""
    if time is None:
        return None
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)


def _body(row: dict[str, Any]) -> bytes | str | None:
    """The bytes of a page, what is wrong with them, or None when there are none."""
    html, encoded = row.get("html"), row.get("html_base64")
    if isinstance(html, str):
        return html.encode("utf-8", "replace")
    if isinstance(encoded, str):
        try:
            return base64.b64decode(encoded, validate=True)
        except (binascii.Error, ValueError) as error:
            return f"html_base64: {error}"
    if html is None and encoded is None:
        return None
    return "html is no text"


def _reject(url: str, detail: str) -> Rejection:
    return ids.make_rejection("clean", Reason.BAD_RECORD, url, detail=detail, url=url or None)
