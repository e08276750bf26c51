"""The three fates of what goes wrong.

* A bad *record* becomes a :class:`pipeline.records.Rejection` with a :class:`Reason`; the run goes
  on.
* Bad *configuration* or data files stop the run before it starts: :class:`ConfigError`.
* A broken *world* (network, disk) raises: :class:`WorldError`; the scheduler retries.

::

    SitrepError
    ├── ConfigError     wrong settings, feeds file, word list: names file and line
    ├── UsageError      wrong input of a command: names what and where
    ├── GateError       a published table broke one of its promises
    └── WorldError      disk, network, database
        └── LakeBusy    another writer holds the lake
"""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a stage could not use a record; every stage owns some of them."""

    # feeds
    FEED_NOT_A_FEED = "feed_not_a_feed"
    FEED_EMPTY = "feed_empty"
    FEED_MALFORMED = "feed_malformed"
    FEED_TOO_LARGE = "feed_too_large"
    ITEM_WITHOUT_LINK = "item_without_link"
    # feeds and fetch
    ADDRESS_REFUSED = "address_refused"
    ROBOTS_REFUSED = "robots_refused"
    BAD_URL = "bad_url"
    HTTP_ERROR = "http_error"
    GONE = "gone"
    AUTH_REQUIRED = "auth_required"
    TOO_MANY_REQUESTS = "too_many_requests"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    TOO_LARGE = "too_large"
    TRUNCATED = "truncated"
    TIMEOUT = "timeout"
    CONNECTION_FAILED = "connection_failed"
    TLS_FAILED = "tls_failed"
    WRONG_CONTENT_TYPE = "wrong_content_type"
    # clean
    NO_BODY = "no_body"
    NOT_HTML = "not_html"
    UNKNOWN_CHARSET = "unknown_charset"
    NO_TEXT = "no_text"
    TOO_SHORT = "too_short"
    PAYWALL = "paywall"
    LOGIN_WALL = "login_wall"
    CONSENT_WALL = "consent_wall"
    CAPTCHA = "captcha"
    DEADLINE = "deadline"
    WORKER_DIED = "worker_died"
    FUTURE_DATE = "future_date"
    FORGOTTEN = "forgotten"
    # extract
    LANGUAGE_NOT_READ = "language_not_read"
    # any stage
    BAD_RECORD = "bad_record"


class SitrepError(Exception):
    """Every error this project raises on purpose; its text is one line that says what to do."""


class ConfigError(SitrepError):
    """A setting, feeds file or word list is wrong: ``file:line: what``."""


class UsageError(SitrepError):
    """A command was given something that it cannot use."""


class GateError(SitrepError):
    """A table that should be published breaks a promise; the old version stays."""


class WorldError(SitrepError):
    """The network, the disk or the database failed; worth a retry."""


class LakeBusy(WorldError):
    """Another writer holds the lake."""


def first_line(error: BaseException) -> str:
    """What an error of another library says first, at most 300 characters, or what it is called."""
    lines = str(error).strip().splitlines()
    return lines[0][:300] if lines else type(error).__name__
