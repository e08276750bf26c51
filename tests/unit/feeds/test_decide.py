"""Decisions about feeds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import Reason
from pipeline.feeds.decide import (
    LONGEST,
    Answer,
    FeedState,
    Verdict,
    after_failure,
    after_success,
    conditional_headers,
    is_due,
    judge,
    max_age,
    missed_slots,
    next_poll,
    retry_after,
)

SLOT = datetime(2022, 8, 26, 6, tzinfo=UTC)  # a Friday
NOW = SLOT + timedelta(minutes=16)
QUARTER = timedelta(minutes=15)
FEED = FeedState("f1", "https://example.com/feed")


def _wait(state: FeedState = FEED, interval: timedelta = QUARTER, **headers: str) -> timedelta:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return next_poll(state, sent, interval, SLOT, NOW) - SLOT


def test_a_feed_never_asked_is_due() -> None:
    assert is_due(FEED, SLOT, NOW)


def test_a_feed_is_due_in_the_slot_its_time_has_come() -> None:
    waiting = replace(FEED, next_poll_at=SLOT + QUARTER)
    assert not is_due(waiting, SLOT, NOW)
    assert is_due(waiting, SLOT + QUARTER, NOW)


def test_a_server_that_asked_to_wait_is_not_asked_before() -> None:
    waiting = replace(FEED, retry_at=NOW + timedelta(seconds=1))
    assert not is_due(waiting, SLOT, NOW)
    assert is_due(waiting, SLOT, NOW + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("status", "verdict", "reason"),
    [
        (200, Verdict.OK, None),
        (304, Verdict.NOT_MODIFIED, None),
        (401, Verdict.AUTH, Reason.AUTH_REQUIRED),
        (403, Verdict.AUTH, Reason.AUTH_REQUIRED),
        (404, Verdict.FAILED, Reason.HTTP_ERROR),
        (410, Verdict.GONE, Reason.GONE),
        (429, Verdict.SLOWER, Reason.TOO_MANY_REQUESTS),
        (500, Verdict.FAILED, Reason.HTTP_ERROR),
        (503, Verdict.SLOWER, Reason.HTTP_ERROR),
        (0, Verdict.FAILED, Reason.HTTP_ERROR),
    ],
)
def test_a_status_means(status: int, verdict: Verdict, reason: Reason | None) -> None:
    assert judge(FEED, Answer(status, {}, body_sha256="b")) == (verdict, reason)


def test_the_same_body_again_is_no_modification() -> None:
    seen = replace(FEED, body_sha256="a", etag="x")
    assert judge(seen, Answer(200, {"etag": "y"}, body_sha256="a"))[0] == Verdict.NOT_MODIFIED
    assert judge(seen, Answer(200, {"etag": "x"}, body_sha256="b"))[0] == Verdict.OK


def test_a_failure_below_http_keeps_its_reason() -> None:
    assert judge(FEED, Answer(0, {}, reason=Reason.TIMEOUT)) == (Verdict.FAILED, Reason.TIMEOUT)


def test_validators_are_sent_back_as_they_came() -> None:
    answer = Answer(200, {"etag": 'W/"a-gzip"', "last-modified": "not even a date"}, "b")
    state = after_success(FEED, answer, n_new=1, now=NOW)
    assert conditional_headers(state, NOW + QUARTER) == {
        "if-none-match": 'W/"a-gzip"',
        "if-modified-since": "not even a date",
    }


def test_once_a_day_a_body_is_asked_for_in_full() -> None:
    state = after_success(FEED, Answer(200, {"etag": "x"}, "b"), n_new=1, now=NOW)
    state = after_success(state, Answer(304, {}), n_new=0, now=NOW + timedelta(hours=23))
    assert conditional_headers(state, NOW + timedelta(hours=23, minutes=59))
    assert conditional_headers(state, NOW + timedelta(hours=24)) == {}


def test_a_304_renews_validators_and_keeps_what_it_does_not_name() -> None:
    state = after_success(
        FEED, Answer(200, {"etag": "x", "last-modified": "m"}, "b"), n_new=1, now=NOW
    )
    state = after_success(state, Answer(304, {"etag": "y"}), n_new=0, now=NOW)
    assert (state.etag, state.last_modified, state.body_sha256) == ("y", "m", "b")


def test_a_body_without_validators_forgets_the_old_ones() -> None:
    state = after_success(replace(FEED, etag="x"), Answer(200, {}, "b"), n_new=0, now=NOW)
    assert state.etag is None


def test_a_permanent_move_is_remembered_and_the_identifier_stays() -> None:
    moved = Answer(200, {}, "b", moved_to="https://example.com/new")
    state = after_success(FEED, moved, n_new=0, now=NOW)
    assert (state.address, state.feed_id) == ("https://example.com/new", "f1")


def test_a_gone_feed_is_retired_and_a_missing_one_is_not() -> None:
    gone = after_failure(FEED, Answer(410, {}), Verdict.GONE, Reason.GONE, now=NOW)
    missing = after_failure(FEED, Answer(404, {}), Verdict.FAILED, Reason.HTTP_ERROR, now=NOW)
    later = SLOT + timedelta(days=2)
    assert not is_due(gone, later, later)
    assert is_due(missing, later, later)


def test_a_failure_keeps_the_validators() -> None:
    state = after_failure(
        replace(FEED, etag="x"), Answer(500, {}), Verdict.FAILED, Reason.HTTP_ERROR, now=NOW
    )
    assert (state.etag, state.failures, state.reason) == ("x", 1, "http_error")


def test_the_longest_wish_decides_when_to_ask_again() -> None:
    assert _wait() == QUARTER
    assert _wait(replace(FEED, ttl_minutes=30)) == timedelta(minutes=30)
    assert _wait(cache_control="public, max-age=2400") == timedelta(minutes=40)
    assert _wait(retry_after="1200") == timedelta(minutes=20)


def test_failures_double_the_interval() -> None:
    often = timedelta(minutes=5)
    waits = [_wait(replace(FEED, failures=n), often) for n in (1, 2, 3)]
    assert waits == [timedelta(minutes=m) for m in (5, 10, 20)]


def test_a_quiet_feed_is_asked_less_often_but_not_for_ever() -> None:
    assert _wait(replace(FEED, quiet=4)) == QUARTER
    assert _wait(replace(FEED, quiet=6)) == QUARTER * 2.25
    assert timedelta(hours=2) <= _wait(replace(FEED, quiet=99)) <= timedelta(hours=2.2)


def test_skipped_hours_and_days_are_left_alone() -> None:
    quiet = replace(FEED, skip_hours="6,7,8")
    assert SLOT + _wait(quiet) == datetime(2022, 8, 26, 9, tzinfo=UTC)
    weekend = replace(quiet, skip_days="4,5")
    assert SLOT + _wait(weekend) == datetime(2022, 8, 28, 0, tzinfo=UTC)
    assert _wait(replace(FEED, skip_hours=",".join(map(str, range(24))))) == QUARTER


@given(
    st.integers(0, 50),
    st.integers(0, 50),
    st.integers(5, 2000),
    st.integers(0, 10**7),
    st.text(max_size=20),
)
def test_the_next_poll_is_never_sooner_than_the_interval_nor_later_than_a_day_and_jitter(
    failures: int, quiet: int, minutes: int, seconds: int, junk: str
) -> None:
    interval = timedelta(minutes=minutes)
    state = replace(FEED, failures=failures, quiet=quiet)
    headers = {"retry-after": junk or str(seconds), "cache-control": f"max-age={seconds}, {junk}"}
    wait = next_poll(state, headers, interval, SLOT, NOW) - SLOT
    assert min(interval, LONGEST) <= wait <= LONGEST * 1.1
    assert wait == next_poll(state, headers, interval, SLOT, NOW) - SLOT


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("7", 7),
        ("Fri, 26 Aug 2022 06:16:30 GMT", 30),
        ("Fri, 26 Aug 2022 06:00:00 GMT", 0),
        ("99999999", 86400),
        ("soon", None),
        ("", None),
        ("-5", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(text: str, seconds: int | None) -> None:
    expected = None if seconds is None else timedelta(seconds=seconds)
    assert retry_after({"retry-after": text}, NOW) == expected


@pytest.mark.parametrize(
    ("text", "seconds"), [("no-cache", 0), ("MAX-AGE=60", 60), ('max-age="5"', 5), ("max-age=x", 0)]
)
def test_max_age_is_read_from_cache_control(text: str, seconds: int) -> None:
    assert max_age({"cache-control": text}) == timedelta(seconds=seconds)


def test_slots_without_a_row_are_counted() -> None:
    assert missed_slots(None, SLOT, QUARTER) == 0
    assert missed_slots(SLOT - QUARTER, SLOT, QUARTER) == 0
    assert missed_slots(SLOT - 4 * QUARTER, SLOT, QUARTER) == 3
    assert missed_slots(SLOT + QUARTER, SLOT, QUARTER) == 0
