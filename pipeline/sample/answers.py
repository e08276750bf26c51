"""What a host of the newswire answers to a request: decisions only, no sockets."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from pipeline.sample.channels import latest, write_feed
from pipeline.sample.edition import Edition
from pipeline.sample.newswire import Manuscript, Publisher
from pipeline.sample.pages import write_home, write_page

#: Bodies below this are sent as they are.
_GZIP_FROM_BYTES = 400
_FEED_MAX_AGE_S = 300


@dataclass(frozen=True, slots=True)
class Answer:
    """A response before it goes out."""

    status: int
    body: bytes = b""
    content_type: str = "text/plain; charset=utf-8"
    modified: datetime | None = None
    headers: tuple[tuple[str, str], ...] = ()


def answer(edition: Edition, publisher: Publisher, path: str, n_earlier: int = 0) -> Answer:
    """Answer a path; ``n_earlier`` is how often it was asked for before."""
    if path == "/robots.txt":
        return _answer_robots(publisher)
    feed = _answer_feed(edition, publisher, path)
    if feed is not None:
        return feed
    shown = edition.visible(publisher.key)
    manuscript = next((m for m in shown if m.path == path), None)
    if manuscript is not None:
        return _answer_page(edition, publisher, manuscript, n_earlier)
    if path == "/":
        return Answer(200, write_home(edition, publisher), publisher.content_type)
    return _refuse(404, "This page does not exist")


def negotiate(found: Answer, headers: Mapping[str, str], validators: str = "both") -> Answer:
    """Add validators, answer 304 to a reader that has it already, and compress for who can read it.

    Args:
        found: the answer before the request's conditions.
        headers: the request's, by name in lower case.
        validators: ``both``, or ``last_modified`` for a host that knows no entity tags.
    """
    if found.status != 200:
        return found
    tag = f'"{hashlib.sha256(found.body).hexdigest()[:20]}"' if validators == "both" else None
    sent = list(found.headers)
    sent += [("ETag", tag)] if tag else []
    sent += [("Last-Modified", _http_date(found.modified))] if found.modified else []
    if _has_it(found, headers, tag):
        return Answer(304, headers=tuple(sent))
    body = found.body
    if len(body) >= _GZIP_FROM_BYTES and "gzip" in headers.get("accept-encoding", "").lower():
        body = gzip.compress(body, mtime=0)
        sent += [("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding")]
    return replace(found, body=body, headers=tuple(sent))


def _has_it(found: Answer, headers: Mapping[str, str], tag: str | None) -> bool:
    known = headers.get("if-none-match")
    if known is not None:
        tags = [piece.strip().removeprefix("W/") for piece in known.split(",")]
        return tag is not None and ("*" in tags or tag in tags)
    since = headers.get("if-modified-since")
    if since is None or found.modified is None:
        return False
    try:
        moment = parsedate_to_datetime(since)
    except ValueError:
        return False
    return found.modified <= moment.replace(tzinfo=moment.tzinfo or UTC)


def _answer_robots(publisher: Publisher) -> Answer:
    if publisher.robots is None:
        return _refuse(404, "There is no robots file here")
    return Answer(200, publisher.robots.lstrip().encode())


def _answer_feed(edition: Edition, publisher: Publisher, path: str) -> Answer | None:
    caching = (("Cache-Control", f"max-age={_FEED_MAX_AGE_S}"),)
    for broken in publisher.broken_feeds:
        if broken.path == path:
            return Answer(200, broken.body.encode(), broken.content_type, headers=caching)
    style = publisher.feed
    if style is None or style.path != path:
        return None
    body, content_type = write_feed(edition, publisher, style)
    modified = latest(edition.visible(publisher.key))
    return Answer(200, body, content_type, modified, caching)


def _answer_page(
    edition: Edition, publisher: Publisher, manuscript: Manuscript, n_earlier: int
) -> Answer:
    if manuscript.fault == "dead_link":
        return _refuse(404, "The page that you are looking for has been taken away")
    if manuscript.fault == "500_once" and n_earlier == 0:
        return _refuse(500, "Something went wrong on our side")
    content_type = publisher.content_type
    if manuscript.charset is not None:
        content_type = f"text/html; charset={manuscript.charset}"
    body = write_page(edition, manuscript)
    return Answer(200, body, content_type, manuscript.modified)


def _refuse(status: int, why: str) -> Answer:
    page = f"<!DOCTYPE html><title>{status}</title><h1>{why}</h1>"
    return Answer(status, page.encode(), "text/html; charset=utf-8")


def _http_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)
