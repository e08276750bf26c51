"""Groups of feeds for several processes."""

from __future__ import annotations

from pathlib import Path
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ConfigError
from pipeline.feeds.feed import Feed, FeedCatalog
from pipeline.feeds.groups import group_label, in_group, plan_groups

NAMES = st.text(ascii_lowercase, min_size=1, max_size=8)
HOSTS = st.lists(
    st.tuples(NAMES, st.sampled_from([".com", ".org"])).map("".join), min_size=1, max_size=30
)


@given(HOSTS, HOSTS, st.integers(1, 9))
def test_every_host_of_feeds_and_of_articles_is_in_exactly_one_group_that_is_planned(
    hosts: list[str], others: list[str], n: int
) -> None:
    feeds = tuple(Feed(f"http://{host}/feed") for host in hosts)
    planned = plan_groups(FeedCatalog(Path("f"), feeds=feeds), n)
    for host in (*hosts, *others):
        assert sum(in_group(host, group) for group in planned) == 1


@given(st.integers(1, 9))
def test_hosts_of_one_site_are_in_one_group(n: int) -> None:
    groups = [f"{k}/{n}" for k in range(1, n + 1)]
    for group in groups:
        assert in_group("feeds.news.co.uk", group) == in_group("www.news.co.uk", group)


def test_there_are_no_more_groups_than_sites() -> None:
    feeds = tuple(Feed(f"http://{host}.org/feed") for host in ("a", "b", "rss.a"))
    assert plan_groups(FeedCatalog(Path("f"), feeds=feeds), 4) == ["1/2", "2/2"]
    assert plan_groups(FeedCatalog(Path("f")), 4) == ["1/1"]


def test_without_a_group_every_host_is_meant() -> None:
    assert in_group("example.com", None)


@pytest.mark.parametrize("group", ["0/4", "5/4", "2", "a/b", "2/4/8", ""])
def test_a_wrong_group_says_how_it_is_written(group: str) -> None:
    with pytest.raises(ConfigError, match="2/4"):
        in_group("example.com", group)


def test_a_group_has_a_label_for_file_names() -> None:
    assert (group_label(None), group_label("2/4")) == ("all", "2-of-4")
