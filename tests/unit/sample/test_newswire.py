from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.errors import ConfigError
from pipeline.sample import WINDOWS
from pipeline.sample.newswire import Block, Newswire, load, read_manuscript

HEADING = """+++
title = "A title"
path = "/a"
published = 2022-08-24T08:00:00Z
byline = "Somebody"
section = "World"
+++
"""


@pytest.fixture
def newswire() -> Newswire:
    return load()


def test_it_has_publishers_articles_and_formats_enough(newswire: Newswire) -> None:
    feeds = [publisher.feed for publisher in newswire.publishers.values() if publisher.feed]
    served = {m.key for m in newswire.manuscripts if m.fault not in ("dead_link", "robots")}
    assert len(feeds) >= 6
    assert {feed.format for feed in feeds} == {"rss", "atom"}
    assert len(served) >= 32
    assert len({publisher.template for publisher in newswire.publishers.values()}) >= 6


def test_articles_are_as_long_as_news_is(newswire: Newswire) -> None:
    excerpts = {"harbour/us-strikes-third-day-excerpt"}
    unread = {"login_wall", "dead_link", "robots"}
    for manuscript in newswire.manuscripts:
        if manuscript.fault in unread or manuscript.key in excerpts:
            continue
        paragraphs = [b.text for b in manuscript.blocks if b.kind == "paragraph"]
        assert 5 <= len(paragraphs) <= 12, manuscript.key
        assert 190 <= sum(len(p.split()) for p in paragraphs) <= 450, manuscript.key


def test_every_article_is_published_before_the_window_that_shows_it_ends(
    newswire: Newswire,
) -> None:
    for manuscript in newswire.manuscripts:
        start = WINDOWS[manuscript.window - 1]
        assert datetime(2022, 8, 22, tzinfo=UTC) <= manuscript.published
        assert manuscript.modified < start + timedelta(minutes=15), manuscript.key
        if manuscript.window == 2:
            assert manuscript.modified > WINDOWS[0], manuscript.key


def test_windows_follow_each_other() -> None:
    assert (
        datetime(2022, 8, 26, 6, 0, tzinfo=UTC),
        datetime(2022, 8, 26, 6, 15, tzinfo=UTC),
    ) == WINDOWS


def test_no_two_articles_of_a_publisher_share_a_path(newswire: Newswire) -> None:
    paths = {(m.publisher, m.path): m.key for m in newswire.manuscripts}
    assert len(paths) == len({m.key for m in newswire.manuscripts})


def test_a_later_revision_replaces_the_first_from_its_window_on(newswire: Newswire) -> None:
    key = "meridian/chaplyne-station"
    first, second = newswire.revisions(key)
    assert first in newswire.visible("meridian", 1)
    assert second not in newswire.visible("meridian", 1)
    assert first not in newswire.visible("meridian", 2)
    assert second in newswire.visible("meridian", 2)
    assert (first.path, first.byline) == (second.path, second.byline)


def test_publishers_have_addresses_of_their_own(newswire: Newswire) -> None:
    addresses = [newswire.address(key) for key in newswire.publishers]
    assert len(set(addresses)) == len(addresses)
    assert addresses[0] == "127.26.8.10"


def test_blocks_are_read_by_their_marks() -> None:
    body = HEADING + "One.\n\n## Two\n\n[photo] Three\n\n[more] Four\n\n[note] Five\n"
    assert read_manuscript("x/a.md", body).blocks == (
        Block("paragraph", "One."),
        Block("subhead", "Two"),
        Block("photo", "Three"),
        Block("more", "Four"),
        Block("note", "Five"),
    )


def test_photos_and_links_are_no_part_of_the_text() -> None:
    body = HEADING + "One.\n\n[photo] Three\n\n[more] Four\n\n[note] Five\n"
    assert read_manuscript("x/a.md", body).text == "A title\nOne.\nFive"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('colour = "red"', "x/a.md: unknown field 'colour'"),
        ('fault = "gremlins"', "x/a.md: unknown fault 'gremlins'"),
        ("window = ", "x/a.md: Invalid value"),
    ],
)
def test_a_wrong_heading_is_named_with_its_file(line: str, complaint: str) -> None:
    body = HEADING.replace('section = "World"', f'section = "World"\n{line}') + "One."
    with pytest.raises(ConfigError, match=complaint):
        read_manuscript("x/a.md", body)


def test_a_missing_field_is_named_with_its_file() -> None:
    with pytest.raises(ConfigError, match=r"x/a\.md: .*'title'"):
        read_manuscript("x/a.md", HEADING.replace('title = "A title"\n', "") + "One.")
