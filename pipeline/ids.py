"""Every identifier, made here and nowhere else: short hashes of meaning.

Ids are 20 hexadecimal digits (80 bits) of BLAKE2b over the parts joined by a separator that cannot
occur in them, so the same input gives the same id on every machine, run and order.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from pipeline.records import Page, Rejection, Stage
from pipeline.windows import format_window

_SEPARATOR = "\x1f"


def make_id(*parts: str) -> str:
    """Hash the parts to 20 hexadecimal digits."""
    joined = _SEPARATOR.join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(joined, digest_size=10).hexdigest()


def feed_id(feed_url: str) -> str:
    """Identify a feed by its address."""
    return make_id("feed", feed_url)


def page_id(url: str, window_start: datetime | None) -> str:
    """Identify a response by the address asked for and the window that asked."""
    return make_id("page", url, format_window(window_start))


def article_id(canonical_url: str, post_id: str | None = None) -> str:
    """Identify an article by its canonical address and, in a live blog, its post."""
    return make_id("article", canonical_url, post_id or "")


def mention_id(article_id: str, family: str, n: int) -> str:
    """Identify the n-th (from 0) mention of a type family in an article."""
    return make_id("mention", article_id, family, str(n))


def incident_id(first_mention_id: str) -> str:
    """Identify an incident by its first recorded mention."""
    return make_id("incident", first_mention_id)


def run_id(window_start: datetime, configuration: str, code_version: str) -> str:
    """Identify a run by what it computes: attempts at the same run share the id."""
    return make_id("run", format_window(window_start), configuration, code_version)


def make_rejection(  # noqa: PLR0913 - a constructor: each is a column of the row
    stage: Stage,
    reason: str,
    ref: str,
    *,
    detail: str | None = None,
    url: str | None = None,
    window_start: datetime | None = None,
) -> Rejection:
    """Make the rejection of the record that ``ref`` names."""
    key = make_id("rejection", stage, reason, ref, format_window(window_start))
    return Rejection(key, stage, reason, ref, detail, url, window_start)


def reject_page(page: Page, reason: str, detail: str | None = None) -> Rejection:
    """Reject a page in the clean stage."""
    return make_rejection(
        "clean",
        reason,
        page.page_id,
        detail=detail,
        url=page.url,
        window_start=page.window_start,
    )
