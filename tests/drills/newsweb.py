"""Pull the news web with all its faults on, and compare each fault's end with what is right.

    python -m tests.drills.newsweb [--feeds 40] [--folder /tmp/drill]

Three windows a quarter of an hour apart, one after a day and one after a week. Every feed fault and
article fault has its right end in the tables below; the news web's own `check` judges the manners.
"""

from __future__ import annotations

import argparse
import re
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import select

from pipeline.feeds.feed import Feed, FeedCatalog, FeedSettings
from pipeline.fetch.pages import fetch
from pipeline.fetch.poll import poll
from pipeline.fetch.state.database import State
from pipeline.fetch.state.tables import feeds as feed_table
from pipeline.fetch.state.tables import items as item_table
from pipeline.lake.landed.landing import landed, read_landed
from pipeline.records import Article, FeedPoll, Page, Rejection
from pipeline.workers import WorkerFailure, WorkerPool
from tests.drills.newsweb_ends import ARTICLE_ENDS, FEED_ENDS, OK, ROBOTS_ENDS, ROBOTS_PAGES
from tests.drills.stand import NETWORK, WINDOW, Clock, Newsweb, newsweb, verdict

#: What a page may cost in the end: its request's total, a wait that the server asks for, and turns.
LONGEST_ARTICLE_S = 60.0
#: What drips does so once in so many seconds, more on a busy machine.
_NOTICED_S = 2.0
MOST_MEMORY_MB = 400


@dataclass(slots=True)
class Pull:
    """What a few windows brought, by window."""

    web: Newsweb
    folder: Path
    clock: Clock = field(default_factory=Clock)
    windows: list[datetime] = field(default_factory=list)
    peak_mb: float = 0.0

    @property
    def state_url(self) -> str:
        """The state database."""
        return f"sqlite:///{self.folder / 'state.db'}"

    def run(self, ahead: timedelta) -> None:
        """Poll and fetch one window, so long after the one before."""
        self.clock.ahead += ahead
        self.web.control(f"tick?seconds={int(ahead.total_seconds())}")
        window = self.clock.window()
        while window in self.windows:
            window += WINDOW
        self.windows.append(window)
        settings = FeedSettings(contact="drill@example.org")
        catalog = FeedCatalog(
            Path("drill"), settings, tuple(Feed(f["url"]) for f in self.web.feeds())
        )
        common: Any = {"allow_networks": (NETWORK,), "now": self.clock.now}
        lake = self.folder / "lake"
        began = time.perf_counter()
        polled = poll(catalog, self.state_url, lake, window, **common)
        then, after_poll = time.perf_counter(), _peak_mb()
        fetched = fetch(self.state_url, lake, window, settings=settings, **common)
        ended = time.perf_counter()
        print(
            f"{window:%d %H:%M}  poll {then - began:5.1f} s: {polled.kept} with news, "
            f"{polled.empty} without, {polled.rejected} failed; fetch {ended - then:5.1f} s: "
            f"{fetched.kept} pages, {fetched.empty} unchanged, {fetched.rejected} rejected, "
            f"{fetched.waiting} waiting; peak {after_poll:.0f}, {_peak_mb():.0f} MB",
            flush=True,
        )
        self.peak_mb = _peak_mb()

    def rows(self, kind: type[Any], n: int | None = None) -> Iterator[Any]:
        """What has landed, in one window or in all."""
        dataset = {FeedPoll: "feed_polls", Page: "pages", Rejection: "rejections"}[kind]
        for window in self.windows if n is None else [self.windows[n]]:
            for path in landed(self.folder / "lake", window).get(dataset, []):
                yield from read_landed(path, kind)


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Run the drill."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=40)
    parser.add_argument("--folder", type=Path, default=None)
    arguments = parser.parse_args()
    folder = arguments.folder or Path(tempfile.mkdtemp(prefix="drill-"))
    with newsweb(folder, "--feeds", str(arguments.feeds), "--lang", "en") as web:
        pull = Pull(web, folder)
        for ahead in (timedelta(0), WINDOW, WINDOW, timedelta(days=1), timedelta(days=6)):
            pull.run(ahead)
        failures = [
            *_feed_failures(pull),
            *_robots_failures(pull),
            *_article_failures(pull),
            *_manners(pull),
        ]
    verdict(failures)


def _feed_failures(pull: Pull) -> Iterator[str]:
    polls = [{row.feed_url: row for row in pull.rows(FeedPoll, n)} for n in (0, 1)]
    with State(pull.state_url) as state, state.read() as connection:
        known = {row.url: row for row in connection.execute(select(feed_table))}
        items: dict[str, list[Any]] = {}
        for item in connection.execute(select(item_table)):
            items.setdefault(item.feed_id, []).append(item)
    for feed in pull.web.feeds():
        url, fault = feed["url"], feed["fault"]
        if feed["kind"] != "feedfault":
            continue
        ends = tuple(_end_of(rows.get(url)) for rows in polls)
        expected = FEED_ENDS.get(fault, (OK, "304"))
        mark = "  " if ends == expected else "!!"
        print(f"{mark} {fault:<24} {ends[0]:<20} {ends[1]:<20} {feed['expect']}")
        if ends != expected:
            yield f"feed {fault}: ended as {ends}, expected {expected}"
        yield from _odd_items(fault, known.get(url), items.get(feed["url"] and _id(url), []))


def _id(url: str) -> str:
    return Feed(url).feed_id


def _end_of(row: FeedPoll | None) -> str:
    if row is None:
        return "no row"
    if row.status == "ok":
        return f"ok {row.n_items}/{row.n_new}"
    if row.status == "not_modified":
        return "304"
    return row.reason if row.status == "failed" and row.reason else row.status


#: fault -> what must be true of what is known of the feed and of its items
_ABOUT_FEED: dict[str, Callable[[Any], bool]] = {
    "r301": lambda feed: feed.current_url.endswith("/moved.rss"),
    "r308": lambda feed: feed.current_url.endswith("/moved.rss"),
    "r302": lambda feed: not feed.current_url,
    "r307": lambda feed: not feed.current_url,
    "h410": lambda feed: feed.retired_at is not None,
    "h404": lambda feed: feed.retired_at is None,
}
_ABOUT_ITEMS: dict[str, Callable[[Any], bool]] = {
    "c_no_dates": lambda item: item.published_at is None,
    "c_relative_links": lambda item: item.url.startswith("http://127.1."),
    "c_tracking_links": lambda item: item.status in ("landed", "pending"),
    "c_html_titles": lambda item: "<" not in item.title and "&amp;" not in item.title,
    "c_script_content": lambda item: "alert" not in item.title and "<" not in item.title,
    "c_offsite_links": lambda item: item.status in ("failed", "unusable"),
    "x_xxe_file": lambda item: "root:" not in item.title,
    "x_xxe_http": lambda item: "CANARY" not in item.title,
    "x_control_chars": lambda item: item.title.isprintable(),
    "e_latin1_as_utf8": lambda item: item.title.startswith("Café Übergrößen"),
    "e_utf8_as_latin1": lambda item: item.title.startswith("Café Übergrößen"),
    "e_cp1251": lambda item: item.title.startswith("Новости"),
}


def _odd_items(fault: str, feed: Any, items: list[Any]) -> Iterator[str]:
    about_feed = _ABOUT_FEED.get(fault)
    if about_feed and not about_feed(feed):
        yield f"feed {fault}: what is kept of it is wrong: {feed}"
    about_items = _ABOUT_ITEMS.get(fault)
    for item in items:
        if about_items and not about_items(item):
            yield f"feed {fault}: item {item.title!r} {item.url} {item.status}"


def _robots_failures(pull: Pull) -> Iterator[str]:
    polls = {row.feed_url: row for row in pull.rows(FeedPoll, 0)}
    pages = Counter(page.feed_id for page in pull.rows(Page) if page.body)
    for feed in pull.web.feeds():
        if feed["kind"] != "robots":
            continue
        end = _end_of(polls.get(feed["url"]))
        fetched = len({p.url for p in pull.rows(Page) if p.feed_id == _id(feed["url"])})
        kind = feed["robots"]
        print(f"   robots {kind:<17} {end:<20} {fetched} pages   {feed['expect']}")
        if not end.startswith(ROBOTS_ENDS.get(kind, "ok")):
            yield f"robots {kind}: the feed ended as {end}"
        if (fetched == 0) != (ROBOTS_PAGES.get(kind) == 0):
            yield f"robots {kind}: {fetched} pages, {pages}"


def _article_failures(pull: Pull) -> Iterator[str]:
    pages = [page for page in pull.rows(Page) if "/af/" in page.url]
    ends: dict[str, list[str]] = {}
    for rejection in pull.rows(Rejection):
        if rejection.stage == "fetch" and "/af/" in (rejection.url or ""):
            ends.setdefault(_fault_of(rejection.url or ""), []).append(rejection.reason)
    with WorkerPool[Page, Any]("pipeline.clean:clean", 2) as pool:
        for page, outcome in pool.map(p for p in pages if p.body is not None):
            ends.setdefault(_fault_of(page.url), []).append(_clean_end(outcome))
    for fault, expected in ARTICLE_ENDS.items():
        found = ends.get(fault, ["nothing"])
        first, _, later = expected.partition(", then ")
        good = _matches(first, found[0]) and (not later or _matches(later, found[-1]))
        print(f"{'  ' if good else '!!'} article {fault:<22} {', '.join(found)[:90]}")
        if not good:
            yield f"article {fault}: ended as {found}, expected {expected}"


def _fault_of(url: str) -> str:
    return url.partition("/af/")[2].partition("/")[0]


def _clean_end(outcome: Any) -> str:
    if isinstance(outcome, WorkerFailure | Rejection):
        return str(outcome.reason)
    articles: tuple[Article, ...] = outcome
    return f"ok {articles[0].text[:100]}" if articles else "empty"


def _matches(expected: str, found: str) -> bool:
    if expected.startswith("ok "):
        return found.startswith("ok ") and expected[3:] in found
    return any(found == one or found.startswith(f"{one} ") for one in expected.split("|"))


def _manners(pull: Pull) -> Iterator[str]:
    report = pull.web.check()
    print(report)
    for pattern, what in (
        (r"canary_hits 0 ok", "the canary was asked"),
        (r"gaps < 1.0s: 0 ", "requests too close to each other"),
        (r"hosts fetched without robots.txt first 0", "robots.txt was not asked first"),
        (r"robots violations 0", "robots.txt was not obeyed"),
        (r"requests sooner than 7 s after a 429 0", "Retry-After was not obeyed"),
    ):
        if not re.search(pattern, report):
            yield what
    yield from _unconditional(pull)
    yield from _overlapping(pull)
    print(f"peak memory {pull.peak_mb:.0f} MB")
    if pull.peak_mb > MOST_MEMORY_MB:
        yield f"peak memory {pull.peak_mb:.0f} MB"


def _overlapping(pull: Pull) -> Iterator[str]:
    """Two requests at once to one host, and requests that took too long.

    The news web does not notice that we have hung up on what hangs (it counts 300 s): such a
    request ends for us at the latest when the next one to that host begins. That we have hung up
    on what drips it notices when it writes again.
    """
    by_host: dict[str, list[dict[str, Any]]] = {}
    for row in pull.web.requests():
        by_host.setdefault(row["host"], []).append(row)
    for host, rows in by_host.items():
        for before, after in pairwise(sorted(rows, key=lambda row: row["t"])):
            hangs, took = before.get("dur", 0) > 299, after["t"] - before["t"]
            late_s = _NOTICED_S if before.get("client_closed") else 0.0
            if not hangs and took < before.get("dur", 0) - late_s:
                yield f"two requests at once to {host}: {before['path']} and {after['path']}"
            if hangs and before.get("kind") == "article" and LONGEST_ARTICLE_S < took < 900:
                yield f"{took:.0f} s until the next request after {before['path']}"


#: What has no validators, or was no feed.
_NOTHING_TO_REPEAT = ("f-no-validators", "f-x-html-instead", "f-x-empty")


def _unconditional(pull: Pull) -> Iterator[str]:
    """Second polls within the day that sent no validators though the first answer had some."""
    by_feed: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in pull.web.requests():
        if row.get("kind") == "feed" and "cond" in row:
            by_feed.setdefault((row["host"], row["path"]), []).append(row)
    for (host, path), rows in by_feed.items():
        again = [b for a, b in pairwise(rows) if b["t"] - a["t"] < 3600]
        read = rows[0].get("status") == 200 and not host.startswith(_NOTHING_TO_REPEAT)
        if again and read and not again[0]["cond"]:
            yield f"the second poll of {host}{path} was not conditional"


if __name__ == "__main__":
    main()
