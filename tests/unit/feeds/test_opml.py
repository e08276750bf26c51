"""Lists of feeds as OPML."""

from __future__ import annotations

import pytest

from pipeline.errors import ConfigError
from pipeline.feeds.feed import Feed
from pipeline.feeds.opml import read_opml, write_opml


def test_what_is_written_reads_back_the_same() -> None:
    feeds = [Feed("https://example.com/f?a=1&b=<2>", 'The "Ex"', "en", 30), Feed("http://b.org/")]
    assert [feed for feed, _ in read_opml(write_opml(feeds), "x")] == feeds


@pytest.mark.parametrize(
    "body",
    [
        b'<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><opml>&b;</opml>',
        b'<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml>&x;</opml>',
        '<!DOCTYPE opml [<!ENTITY a "a">]><opml/>'.encode("utf-16"),
    ],
)
def test_entities_are_refused(body: bytes) -> None:
    with pytest.raises(ConfigError, match="entity"):
        read_opml(body, "my.opml")


def test_broken_markup_is_named_with_its_line() -> None:
    with pytest.raises(ConfigError, match=r"my\.opml:3: not well-formed"):
        read_opml(b"<opml>\n<body>\n</opml>", "my.opml")


def test_an_unreadable_interval_is_left_to_the_settings() -> None:
    body = b'<opml><outline xmlUrl="http://a.com" intervalMinutes="often"/></opml>'
    assert read_opml(body, "x")[0][0] == Feed("http://a.com")
