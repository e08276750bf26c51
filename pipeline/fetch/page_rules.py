"""Which answers are pages: the same rules for what is fetched and for what is imported."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.errors import Reason
from pipeline.fetch.web.client import Response
from pipeline.fetch.web.failure import FetchError
from pipeline.lake.landed.landing import GONE_STATUSES

_PAGE_TYPES = ("text/html", "application/xhtml+xml", "application/xml", "text/xml")
#: Types that some servers send with pages; the body tells.
_VAGUE_TYPES = ("", "text/plain", "application/octet-stream", "application/json", "unknown/unknown")
_LOOKS_LIKE_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article)\b", re.IGNORECASE)
_LOOKED_AT = 2_048
_AUTH = (401, 402, 403, 407)


def require_type(status: int, headers: Mapping[str, str]) -> None:
    """Stop before the body of what is no page.

    Raises:
        FetchError: its type is none of a page.
    """
    kind = _type_of(headers)
    if kind not in (*_PAGE_TYPES, *_VAGUE_TYPES):
        raise FetchError(Reason.WRONG_CONTENT_TYPE, kind[:100])


def require_page(response: Response) -> None:
    """Make sure that an answer is a page.

    Raises:
        FetchError: it is none, or was refused.
    """
    _require_success(response.status)
    kind, start = _type_of(response.headers), response.body[:_LOOKED_AT]
    if kind in _VAGUE_TYPES and start and not _LOOKS_LIKE_HTML.search(start):
        raise FetchError(Reason.WRONG_CONTENT_TYPE, kind or "no content type")


def _require_success(status: int) -> None:
    if 200 <= status < 300:
        return
    detail = f"status {status}"
    if status in GONE_STATUSES:
        raise FetchError(Reason.GONE, detail)
    if status in _AUTH:
        raise FetchError(Reason.AUTH_REQUIRED, detail)
    if status == 429:
        raise FetchError(Reason.TOO_MANY_REQUESTS, detail)
    raise FetchError(Reason.HTTP_ERROR, detail, is_transient=status >= 500)


def _type_of(headers: Mapping[str, str]) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()
