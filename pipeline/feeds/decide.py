"""What to do about a feed: pure decisions, taken from what is known and what was answered.

    is_due? -> ask -> judge the answer -> what is known from now on, and when to ask again

Polling is planned in *slots*: a slot is the start of the window that owns it, so that a run that is
repeated or late decides the same. Only what a server forbids until a moment (Retry-After) is told
in the time of the clock.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum

from pipeline.errors import Reason
from pipeline.feeds.item import ParsedFeed
from pipeline.urls import with_login

#: However quiet or broken a feed is, or whatever it asks for, it is asked once a day.
LONGEST = timedelta(hours=24)
#: A feed that brings no news is asked less often, up to this: news comes when it comes.
QUIET_LONGEST = timedelta(hours=2)
#: Answers without news before the interval begins to grow, and by how much at each.
QUIET_ANSWERS = 4
QUIET_GROWTH = 1.5
#: Failures: the interval doubles with each.
FAILURE_GROWTH = 2.0
#: A share of a longer wait is added by chance (the same at every attempt), to spread the feeds;
#: shorter ones are of one or a few slots, which the pace within a run spreads.
JITTER_SHARE = 0.1
JITTER_FROM = timedelta(hours=1)
#: Why a duplicate is not asked, in its rows of ``feed_polls``.
DUPLICATE = "feed_duplicate"
#: Some servers answer 304 for ever: after this long without a body, one is asked for in full.
FULL_EVERY = timedelta(hours=24)


class Verdict(StrEnum):
    """What an answer means for the feed."""

    OK = "ok"
    NOT_MODIFIED = "not_modified"
    GONE = "gone"
    AUTH = "auth"
    SLOWER = "slower"
    FAILED = "failed"


_REFUSALS = {
    401: (Verdict.AUTH, Reason.AUTH_REQUIRED),
    402: (Verdict.AUTH, Reason.AUTH_REQUIRED),
    403: (Verdict.AUTH, Reason.AUTH_REQUIRED),
    407: (Verdict.AUTH, Reason.AUTH_REQUIRED),
    410: (Verdict.GONE, Reason.GONE),
    429: (Verdict.SLOWER, Reason.TOO_MANY_REQUESTS),
    503: (Verdict.SLOWER, Reason.HTTP_ERROR),
}


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of a feed from its past answers; kept between runs."""

    feed_id: str
    url: str
    #: where it is now, after permanent moves
    current_url: str = ""
    #: opaque validators, sent back as they came
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None
    next_poll_at: datetime | None = None
    retry_at: datetime | None = None
    retired_at: datetime | None = None
    failures: int = 0
    quiet: int = 0
    reason: str | None = None
    title: str | None = None
    #: what the publisher asks for in the feed: minutes to keep it, hours (UTC) and days (Monday is
    #: 0) to leave it alone, as numbers with commas between
    ttl_minutes: int = 0
    skip_hours: str = ""
    skip_days: str = ""
    last_slot: datetime | None = None
    last_asked_at: datetime | None = None
    last_ok_at: datetime | None = None
    last_full_at: datetime | None = None
    last_new_at: datetime | None = None
    #: the address that the feed gives itself, a sketch of its items, and the feed_id of the feed
    #: that tells the same and is asked instead (see `pipeline.feeds.duplicates`)
    self_url: str | None = None
    items_sketch: str = ""
    duplicate_of: str | None = None

    @property
    def address(self) -> str:
        """Where to ask, with the login of the feeds file."""
        return with_login(self.current_url, self.url) if self.current_url else self.url


@dataclass(frozen=True, slots=True)
class Answer:
    """A response as far as decisions need it; ``status`` 0 when there was none."""

    status: int
    headers: Mapping[str, str]
    body_sha256: str | None = None
    reason: Reason | None = None
    #: where a chain of only permanent redirects led to
    moved_to: str | None = None


def is_due(state: FeedState, slot: datetime, now: datetime) -> bool:
    """Whether a feed is to be asked in a slot."""
    if state.retired_at is not None:
        return False
    if state.retry_at is not None and now < state.retry_at:
        return False
    if state.duplicate_of and state.last_ok_at and now < state.last_ok_at + LONGEST:
        return False
    return state.next_poll_at is None or state.next_poll_at <= slot


def conditional_headers(state: FeedState, now: datetime) -> dict[str, str]:
    """The validators to send; none once a day, in case the server's 304 is a lie."""
    if state.last_full_at is None or now - state.last_full_at >= FULL_EVERY:
        return {}
    headers = {}
    if state.etag:
        headers["if-none-match"] = state.etag
    if state.last_modified:
        headers["if-modified-since"] = state.last_modified
    return headers


def judge(state: FeedState, answer: Answer) -> tuple[Verdict, Reason | None]:
    """What an answer means; the same body again is no modification, whatever the validators say."""
    if answer.reason is not None:
        return Verdict.FAILED, answer.reason
    if answer.status == 304:
        return Verdict.NOT_MODIFIED, None
    if 200 <= answer.status < 300:
        same = answer.body_sha256 is not None and answer.body_sha256 == state.body_sha256
        return (Verdict.NOT_MODIFIED if same else Verdict.OK), None
    return _REFUSALS.get(answer.status, (Verdict.FAILED, Reason.HTTP_ERROR))


def is_read_again(state: FeedState, now: datetime) -> bool:
    """Whether the same body is read all the same: the first of a day.

    A feed may list the same items for months; being seen each day, they are not forgotten.
    """
    return state.last_full_at is None or state.last_full_at.date() != now.date()


def why_not_due(state: FeedState) -> str | None:
    """Why a feed is not asked for longer than its interval says; None when that is all."""
    if state.retired_at is not None:
        return str(Reason.GONE)
    return DUPLICATE if state.duplicate_of else None


def with_contents(state: FeedState, feed: ParsedFeed, sketch: str) -> FeedState:
    """What is known of a feed with what its publisher says and asks for in it."""
    return replace(
        state,
        title=feed.title or state.title,
        self_url=feed.self_url,
        items_sketch=sketch,
        ttl_minutes=feed.ttl_minutes or 0,
        skip_hours=",".join(map(str, sorted(feed.skip_hours))),
        skip_days=",".join(map(str, sorted(feed.skip_days))),
    )


def after_success(state: FeedState, answer: Answer, *, n_new: int, now: datetime) -> FeedState:
    """What is known after an answer that was understood; a 304 may renew the validators."""
    full = answer.status != 304
    headers = answer.headers
    return replace(
        state,
        current_url=answer.moved_to or state.current_url,
        etag=headers.get("etag") or (None if full else state.etag),
        last_modified=headers.get("last-modified") or (None if full else state.last_modified),
        body_sha256=answer.body_sha256 if full else state.body_sha256,
        retry_at=None,
        failures=0,
        reason=None,
        quiet=0 if n_new else state.quiet + 1,
        last_asked_at=now,
        last_ok_at=now,
        last_full_at=now if full else state.last_full_at,
        last_new_at=now if n_new else state.last_new_at,
    )


def after_failure(
    state: FeedState, answer: Answer, verdict: Verdict, reason: Reason, *, now: datetime
) -> FeedState:
    """What is known after a failure: what was good before is kept, one failure kills nothing."""
    wait = retry_after(answer.headers, now)
    return replace(
        state,
        failures=state.failures + 1,
        reason=str(reason),
        last_asked_at=now,
        retired_at=now if verdict is Verdict.GONE else state.retired_at,
        retry_at=now + min(wait, LONGEST) if wait is not None else None,
    )


def next_poll(
    state: FeedState,
    headers: Mapping[str, str],
    interval: timedelta,
    slot: datetime,
    now: datetime,
) -> datetime:
    """When a feed may be asked again, in the time of slots.

    The longest of the owner's interval (grown by quiet or failing answers), the feed's ttl, the
    response's max-age and Retry-After; at most a day; a little later by chance; not in the hours
    and days that the publisher wants to be left alone.
    """
    bounds = [_grown(state, interval), timedelta(minutes=state.ttl_minutes), max_age(headers)]
    bounds.append(retry_after(headers, now) or timedelta(0))
    wait = min(max(bounds), LONGEST)
    if wait >= JITTER_FROM:
        wait += wait * JITTER_SHARE * _chance(state.feed_id, slot)
    return _outside_skipped(slot + wait, state)


def _grown(state: FeedState, interval: timedelta) -> timedelta:
    if state.failures:
        return min(interval * FAILURE_GROWTH ** min(state.failures - 1, 16), LONGEST)
    steps = min(max(0, state.quiet - QUIET_ANSWERS), 16)
    return max(interval, min(interval * QUIET_GROWTH**steps, QUIET_LONGEST))


def max_age(headers: Mapping[str, str]) -> timedelta:
    """How long a response may be reused (Cache-Control: max-age); zero when it does not say."""
    for directive in headers.get("cache-control", "").split(","):
        name, _, value = directive.strip().partition("=")
        if name.lower() == "max-age" and value.strip('" ').isdecimal():
            return timedelta(seconds=min(int(value.strip('" ')), int(LONGEST.total_seconds())))
    return timedelta(0)


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long the server asks to be left alone: seconds or an HTTP date; None if it does not."""
    text = headers.get("retry-after", "").strip()
    if text.isdecimal():
        return timedelta(seconds=min(int(text), int(LONGEST.total_seconds())))
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(moment - now, timedelta(0)), LONGEST)


def missed_slots(last: datetime | None, slot: datetime, window: timedelta) -> int:
    """How many slots between the last one written and this one have no row."""
    if last is None or slot <= last:
        return 0
    return max(0, math.ceil((slot - last) / window) - 1)


def _chance(feed_id: str, slot: datetime) -> float:
    digest = hashlib.blake2b(f"{feed_id}{slot.isoformat()}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


def _outside_skipped(moment: datetime, state: FeedState) -> datetime:
    hours, days = state.skip_hours.split(","), state.skip_days.split(",")
    later = moment
    for _ in range(24 * 7):
        if str(later.hour) not in hours and str(later.weekday()) not in days:
            return later
        later = later.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return moment  # every hour of every day is skipped: that cannot be meant
