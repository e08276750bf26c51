"""Look at one address as a feed, and say in plain words what is seen."""

from __future__ import annotations

import tempfile
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypeVar, Unpack

from pipeline.errors import Reason, UsageError
from pipeline.feeds.decide import FeedState, after_success, next_poll, with_contents
from pipeline.feeds.discovery import named_feeds
from pipeline.feeds.duplicates import sketch_items
from pipeline.feeds.feed import FeedSettings
from pipeline.feeds.item import FeedItem, ParsedFeed
from pipeline.fetch.feed_visit import Told, ask_feed
from pipeline.fetch.landings import run_job
from pipeline.fetch.reading import FeedReader
from pipeline.fetch.session import PullOptions, Session, open_session
from pipeline.fetch.state.database import State
from pipeline.fetch.web.pace import NoTimeLeft
from pipeline.ids import feed_id
from pipeline.urls import host_of, without_login

T = TypeVar("T")

_LONGEST_S = 60.0
_SHOWN_ITEMS = 5
_KINDS = {
    "rss": "RSS",
    "rdf": "RSS 1.0 (RDF)",
    "atom": "Atom",
    "json": "JSON Feed",
    "sitemap": "news sitemap",
}

#: What a reason means for someone who adds a feed.
_WORDS = {
    Reason.ADDRESS_REFUSED: "this address is not on the public internet; set SITREP_ALLOW_NETWORKS "
    "to the network if it is meant",
    Reason.ROBOTS_REFUSED: "the site's robots.txt does not want it read by programs",
    Reason.HTTP_ERROR: "the server answered with an error",
    Reason.GONE: "the server says that the feed is gone for good",
    Reason.AUTH_REQUIRED: "the server wants a login, or does not like programs",
    Reason.TOO_MANY_REQUESTS: "the server wants to be asked less often; try again later",
    Reason.TIMEOUT: "the server took too long",
    Reason.CONNECTION_FAILED: "no connection: is the address right, and the network there?",
    Reason.TLS_FAILED: "the server's certificate cannot be trusted",
    Reason.TOO_MANY_REDIRECTS: "the address leads on and on",
    Reason.FEED_NOT_A_FEED: "what comes back is no feed",
    Reason.FEED_EMPTY: "nothing comes back",
    Reason.FEED_MALFORMED: "it is broken beyond reading",
    Reason.FEED_TOO_LARGE: "it is larger than the limit",
}


@dataclass(frozen=True, slots=True)
class FeedReport:
    """What is seen at an address."""

    ok: bool
    url: str
    final_url: str = ""
    kind: str = ""
    title: str | None = None
    n_items: int = 0
    next_poll: str = ""
    items: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    #: what is known of it now, to tell it from feeds that we have
    known: FeedState | None = None

    @property
    def address(self) -> str:
        """Where to ask from now on."""
        return self.known.address if self.known else self.url

    def lines(self) -> list[str]:
        """The report for people."""
        return list(_lines(self))


def check_feed(
    url: str, *, settings: FeedSettings | None = None, **options: Unpack[PullOptions]
) -> FeedReport:
    """Ask an address once, keeping nothing, and say what it is.

    Raises:
        UsageError: it is no http(s) address.
        ConfigError: an allowed network is not written like one.
    """
    if not host_of(url):
        raise UsageError(f"not an http(s) address: {url!r}")
    (report,) = look_at([url], settings or FeedSettings(), options)
    return report


def look_at(urls: Sequence[str], settings: FeedSettings, options: PullOptions) -> list[FeedReport]:
    """Ask addresses one after the other, keeping nothing.

    Raises:
        ConfigError: an allowed network is not written like one.
    """

    async def ask_all(session: Session) -> list[FeedReport]:
        return [await look(session, url) for url in urls]

    return in_passing(ask_all, settings, options)


def in_passing(
    job: Callable[[Session], Awaitable[T]], settings: FeedSettings, options: PullOptions
) -> T:
    """Run a job in a session whose state nobody keeps."""

    async def run(state: State) -> T:
        async with open_session(state, settings, options, ()) as session:
            return await job(session)

    with (
        tempfile.TemporaryDirectory() as folder,
        State(f"sqlite:///{Path(folder) / 'state.db'}") as state,
    ):
        return run_job(run(state))


async def look(session: Session, url: str) -> FeedReport:
    """Ask an address, and say what is seen."""
    told = await ask(session, url)
    if told is None:
        return FeedReport(False, url, problems=("robots.txt asks for a longer wait than a minute",))
    if told.parsed is None:
        return FeedReport(False, url, told.final_url, problems=tuple(_why(url, told)))
    return _report(FeedState(feed_id(without_login(url)), url), told, told.parsed, session.settings)


async def ask(session: Session, url: str) -> Told | None:
    """Ask an address as a feed; None when its turn is too far away."""
    deadline = session.now().timestamp() + _LONGEST_S
    known = FeedState(feed_id(without_login(url)), url)
    try:
        async with FeedReader(1) as reader:
            return await ask_feed(session, reader, known, deadline)
    except NoTimeLeft:
        return None


def _report(known: FeedState, told: Told, parsed: ParsedFeed, settings: FeedSettings) -> FeedReport:
    problems = list(parsed.problems)
    if told.answer.moved_to:
        problems.append(f"it has moved for good: use {told.answer.moved_to}")
    if not parsed.items:
        problems.append("no items in it now")
    if not {"etag", "last-modified"} & set(told.answer.headers):
        problems.append(
            "the server gives neither ETag nor Last-Modified: every poll is a whole copy"
        )
    known = with_contents(known, parsed, sketch_items(parsed.items))
    after = after_success(known, told.answer, n_new=len(parsed.items), now=told.at)
    wait = next_poll(
        after, told.answer.headers, timedelta(minutes=settings.interval_minutes), told.at, told.at
    )
    return FeedReport(
        ok=bool(parsed.items) or not parsed.unusable,
        url=known.url,
        final_url=told.final_url,
        kind=_KINDS[parsed.kind],
        title=parsed.title,
        n_items=len(parsed.items),
        next_poll=f"every {round((wait - told.at).total_seconds() / 60)} minutes",
        items=tuple(_item_line(item) for item in parsed.items[:_SHOWN_ITEMS]),
        problems=tuple(problems),
        known=after,
    )


def _item_line(item: FeedItem) -> str:
    day = f"{item.published_at:%Y-%m-%d %H:%M}" if item.published_at else "no date        "
    return f"{day}  {item.title or '(no title)'}"


def _why(url: str, told: Told) -> Iterator[str]:
    reason = told.reason or Reason.FEED_NOT_A_FEED
    detail = f" ({told.detail})" if told.detail else ""
    yield f"{_WORDS.get(reason, str(reason).replace('_', ' '))}{detail}"
    for found in named_feeds(told.body.decode("utf-8", "replace"), told.final_url or url):
        yield f"the page names this feed, try it: {found}"


def _lines(report: FeedReport) -> Iterator[str]:
    url = without_login(report.url)
    yield url
    if report.final_url and report.final_url != url:
        yield f"  leads to    {report.final_url}"
    if report.kind:
        yield f'  it is       {report.kind}, "{report.title or "without a title"}"'
        yield f"  items       {report.n_items}"
        yield from (f"              {item}" for item in report.items)
        yield f"  next poll   {report.next_poll}"
    for problem in report.problems:
        yield f"  {'note' if report.ok else 'problem':<10}  {problem}"
    yield "  It can be used." if report.ok else "  It cannot be used."
