"""A feeds file is changed where it is meant to be, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.feeds.catalog import parse_feeds
from pipeline.feeds.edit import add_feed, remove_feed
from pipeline.feeds.feed import Feed

PATH = Path("feeds.toml")
TEXT = """# my feeds
[settings]
contact = "me@example.org"  # that is me

# the first
[[feed]]
url = "http://a.com/feed"
publisher = "A"

# the second,
# with a long comment
[[feed]]
url = "http://b.com/feed"

[[feed]]
url = "http://c.com/feed"
"""


def _urls(text: str) -> list[str]:
    return [feed.url for feed in parse_feeds(text.encode(), PATH).feeds]


def test_a_feed_is_added_at_the_end_and_the_rest_stays() -> None:
    after = add_feed(TEXT, Feed("http://d.com/feed", 'D "quoted"', "en", 30), PATH)
    assert after.startswith(TEXT)
    feed = parse_feeds(after.encode(), PATH).feeds[-1]
    assert feed == Feed("http://d.com/feed", 'D "quoted"', "en", 30)


def test_what_is_no_address_is_refused_before_the_file_is_looked_at() -> None:
    with pytest.raises(UsageError, match="not an http"):
        add_feed(TEXT, Feed("ftp://x"), PATH)


def test_a_feed_is_added_to_a_file_that_has_settings_alone() -> None:
    assert _urls(add_feed("[settings]\n", Feed("http://a.com/feed"), PATH)) == ["http://a.com/feed"]


def test_the_first_feed_makes_the_file() -> None:
    assert _urls(add_feed("", Feed("http://a.com/feed"), PATH)) == ["http://a.com/feed"]


@pytest.mark.parametrize("url", ["http://a.com/feed", "https://www.a.com/feed/"])
def test_the_same_feed_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match=r"feeds\.toml has this feed already: http"):
        add_feed(TEXT, Feed(url), PATH)


@pytest.mark.parametrize("host", ["a", "b", "c"])
def test_a_feed_is_removed_with_its_comments_and_the_others_stay(host: str) -> None:
    after, feed = remove_feed(TEXT, f"https://{host}.com/feed/", PATH)
    assert feed.url == f"http://{host}.com/feed"
    assert _urls(after) == [u for u in _urls(TEXT) if u != feed.url]
    assert ("# the second,\n# with a long" in after) == (host != "b")
    assert ("# the first" in after) == (host != "a")
    assert 'contact = "me@example.org"  # that is me' in after


def test_adding_and_removing_a_feed_leaves_the_file_as_it_was() -> None:
    added = add_feed(TEXT, Feed("http://d.com/feed"), PATH)
    assert remove_feed(added, "http://d.com/feed", PATH)[0] == TEXT


def test_a_feed_that_is_not_there_is_said_so() -> None:
    with pytest.raises(UsageError, match="no feed http://z"):
        remove_feed(TEXT, "http://z.com/feed", PATH)


def test_an_opml_file_is_to_be_imported_first() -> None:
    with pytest.raises(UsageError, match="sitrep feeds import"):
        add_feed("<opml/>", Feed("http://a.com/feed"), PATH)
