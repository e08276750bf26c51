"""The feeds file, right and wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.feeds.catalog import load_feeds, write_feeds
from pipeline.feeds.feed import Feed, FeedCatalog, FeedSettings


def _load(tmp_path: Path, text: str, name: str = "feeds.toml") -> FeedCatalog:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return load_feeds(path)


def test_settings_and_feeds_are_read(tmp_path: Path) -> None:
    catalog = _load(
        tmp_path,
        """
[settings]
contact = "news@example.org"
pace_s = 2
[[feed]]
url = "https://example.com/feed"
publisher = "The Example"
language = "en"
interval_minutes = 30
[[feed]]
url = "https://example.org/rss"
""",
    )
    assert catalog.settings == FeedSettings(contact="news@example.org", pace_s=2)
    assert catalog.feeds == (
        Feed("https://example.com/feed", "The Example", "en", 30),
        Feed("https://example.org/rss"),
    )


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (
            '[settings]\n# x\nintervall_minutes = 5\n[[feed]]\nurl = "http://a.com"',
            3,
            "unknown setting 'intervall_minutes', did you mean 'interval_minutes'?",
        ),
        (
            '[[feed]]\nurl = "http://a.com"\n\n[[feed]]\nurll = "http://b.com"',
            5,
            "did you mean 'url'",
        ),
        ('[[feeds]]\nurl = "http://a.com"', 1, "unknown table 'feeds', did you mean 'feed'?"),
        ('[[feed]]\npublisher = "x"', 1, "no url"),
        ('[[feed]]\nurl = "ftp://a.com/x"', 2, "not an http"),
        ('[[feed]]\nurl = "http://a.com:99999/x"', 2, "not an http"),
        ("[[feed]]\nurl = 5", 2, "must be a text"),
        ('[[feed]]\nurl = "http://a.com"\nlanguage = "English"', 3, "language code"),
        ('[[feed]]\nurl = "http://a.com"\ninterval_minutes = true', 3, "a whole number from 5"),
        ('[[feed]]\nurl = "http://a.com"\ninterval_minutes = 1.5', 3, "a whole number from 5"),
        ('[settings]\npace_s = 0.1\n[[feed]]\nurl = "http://a.com"', 2, "a number from 1"),
        (
            '[[feed]]\nurl = "http://a.com/x"\n[[feed]]\nurl = "https://www.A.com/x/"',
            4,
            "the same feed as in line 2",
        ),
        ('[[feed]]\nurl = "http://a.com\n', 2, "not TOML"),
        ("[[feed]", 1, "not TOML"),
        ('feed = "http://a.com"', 1, r"write \[settings\] once"),
        ("feed = [1]", 1, r"write \[\[feed\]\] for each"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, what: str
) -> None:
    with pytest.raises(ConfigError, match=rf"feeds\.toml:{line}: .*{what}"):
        _load(tmp_path, text)


def test_a_file_without_feeds_says_how_to_add_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no feeds in it"):
        _load(tmp_path, "")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.toml: there is no such"):
        load_feeds(tmp_path / "nowhere.toml")


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_bytes(b"\xff\x00\xfe")
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_feeds(path)


def test_what_is_written_reads_back_the_same(tmp_path: Path) -> None:
    catalog = FeedCatalog(
        tmp_path / "feeds.toml",
        FeedSettings(contact='a "quoted" name', max_items=7),
        (Feed("https://example.com/ä?x=\\1", "Ünï", "es", 60), Feed("http://127.1.0.1:8/")),
    )
    catalog.path.write_text(write_feeds(catalog), encoding="utf-8")
    assert load_feeds(catalog.path) == catalog


def test_opml_is_known_by_its_content(tmp_path: Path) -> None:
    text = (
        '\ufeff<?xml version="1.0"?>\n<opml><body><outline text="folder">\n'
        '<outline type="rss" text="A" xmlUrl="http://a.com/x"/></outline>\n'
        '<outline type="rss" text="B" xmlurl=" http://b.com/x "/></body></opml>'
    )
    catalog = _load(tmp_path, text, "my.txt")
    assert [feed.url for feed in catalog.feeds] == ["http://a.com/x", "http://b.com/x"]
    with pytest.raises(ConfigError, match=r"my\.txt:3: not an http"):
        _load(tmp_path, text.replace("http://a", "htp://a"), "my.txt")


def test_a_feed_in_two_folders_of_an_opml_file_is_one_feed(tmp_path: Path) -> None:
    outline = '<outline xmlUrl="http://a.com/x"/>'
    text = f'<opml>{outline}<outline xmlUrl="http://b.com/"/><outline>{outline}</outline></opml>'
    urls = [feed.url for feed in _load(tmp_path, text, "my.opml").feeds]
    assert sorted(urls) == ["http://a.com/x", "http://b.com/"]
