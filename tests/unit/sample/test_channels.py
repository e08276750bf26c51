from __future__ import annotations

import io
import tomllib
from typing import Any

import feedparser
import lxml.etree
import pytest

from pipeline.sample.channels import latest, write_feed, write_feeds_opml, write_feeds_toml
from pipeline.sample.edition import Edition
from pipeline.sample.newswire import load

PUBLISHERS = [key for key, publisher in load().publishers.items() if publisher.feed]


def parse(edition: Edition, key: str) -> Any:
    publisher = edition.publisher(key)
    assert publisher.feed is not None
    body, content_type = write_feed(edition, publisher, publisher.feed)
    return feedparser.parse(io.BytesIO(body), response_headers={"content-type": content_type})


@pytest.mark.parametrize("key", PUBLISHERS)
def test_a_feed_brings_every_article_on_show(second: Edition, key: str) -> None:
    entries = parse(second, key).entries
    shown = second.visible(key)
    assert [entry.title for entry in entries] == [m.title for m in shown]
    assert [entry.link.partition("?")[0] for entry in entries] == [second.address(m) for m in shown]


def test_links_of_one_publisher_carry_tracking_parameters(first: Edition) -> None:
    assert all("utm_source=rss" in entry.link for entry in parse(first, "northgate").entries)


def test_one_feed_holds_an_entity_that_strict_readers_stumble_over(first: Edition) -> None:
    found = parse(first, "sahel")
    assert found.bozo
    assert len(found.entries) == 5


def test_local_time_is_the_same_moment(first: Edition) -> None:
    entry = next(e for e in parse(first, "levant").entries if "Al-Bab buries" in e.title)
    assert entry.published == "Mon, 22 Aug 2022 17:20:00 +0300"
    assert entry.published_parsed[:5] == (2022, 8, 22, 14, 20)


def test_one_item_is_dated_in_the_future(first: Edition) -> None:
    years = {entry.published_parsed[0] for entry in parse(first, "harbour").entries}
    assert years == {2022, 2032}


def test_a_corrected_article_keeps_its_id_and_changes_its_date(
    first: Edition, second: Edition
) -> None:
    link = first.address(first.newswire.revisions("meridian/chaplyne-station")[0])
    before = next(e for e in parse(first, "meridian").entries if e.link == link)
    after = next(e for e in parse(second, "meridian").entries if e.link == link)
    assert before.id == after.id
    assert before.published == after.published
    assert before.updated < after.updated
    assert (before.title, after.title) == (
        "Missile strike on Ukrainian railway station kills 22 on Independence Day",
        "Toll of missile strike on Ukrainian railway station rises to 25",
    )


def test_feeds_of_publishers_without_news_stay_as_they_were(
    first: Edition, second: Edition
) -> None:
    changed = set()
    for key in PUBLISHERS:
        publisher = first.publisher(key)
        assert publisher.feed is not None
        if write_feed(first, publisher, publisher.feed) != write_feed(
            second, publisher, publisher.feed
        ):
            changed.add(key)
    assert changed == {"levant", "meridian", "dispatch"}


def test_nothing_on_show_has_no_latest_date() -> None:
    assert latest(()) is None


def test_the_feeds_file_lists_every_feed(first: Edition) -> None:
    data = tomllib.loads(write_feeds_toml(first))
    assert [row["url"] for row in data["feed"]] == [a for _, a in first.feed_addresses()]
    assert data["feed"][5]["publisher"] == "Diario del Bajío"
    assert data["settings"]["contact"]


def test_the_opml_lists_the_same_feeds(first: Edition) -> None:
    tree = lxml.etree.fromstring(write_feeds_opml(first).encode())
    urls = [outline.get("xmlUrl") for outline in tree.iter("outline")]
    assert urls == [address for _, address in first.feed_addresses()]
