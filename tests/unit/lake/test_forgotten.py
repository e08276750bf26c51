"""The list of what is forgotten, and what it covers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import ConfigError, UsageError
from pipeline.lake.forgotten import (
    NOTHING,
    Forgotten,
    add_forgotten,
    blank_page,
    check_name,
    read_forgotten,
)
from pipeline.records import Article, Page

TODAY = date(2022, 8, 26)
URL = "https://news.example/2022/story"


def test_an_address_covers_itself_however_it_is_written() -> None:
    forgotten = Forgotten.of(URL + "?utm_source=feed#top")
    assert forgotten.covers("News", URL)
    assert forgotten.covers(None, None, URL)
    assert not forgotten.covers("News", URL + "-2")


@pytest.mark.parametrize("name", ["The News", "the news ", "news.example"])
def test_a_publisher_is_meant_by_its_name_or_its_host(name: str) -> None:
    forgotten = Forgotten.of(name)
    assert forgotten.covers("The News", URL)
    assert not forgotten.covers("Other News", "https://other.example/story")


@pytest.mark.parametrize(
    ("name", "publisher"),
    [
        ("Cafe\u0301 Welt", "Caf\u00e9 Welt"),  # an accent of its own, as file systems write it
        ("Le  Monde", "Le\u00a0Monde"),
        ("www.news.example", "news.example"),
        ("b\u00fccher.example", "xn--bcher-kva.example"),
        ("A.P. News", "a.p. news"),
    ],
)
def test_a_publisher_is_meant_however_its_name_is_typed(name: str, publisher: str) -> None:
    assert Forgotten.of(name).covers(publisher, "https://x.example/1")


@pytest.mark.parametrize(
    "name", ["", "news.example/2022/story", "news.example?id=7", "htp://news.example/", "http://[x"]
)
def test_an_address_that_is_none_is_refused_and_never_means_its_site(name: str) -> None:
    with pytest.raises(UsageError):
        check_name(name)
    assert not Forgotten.of(name).covers("The News", URL)


@pytest.mark.parametrize("name", [URL, "news.example", "The News", "St. John's / Harbour News"])
def test_an_address_and_the_name_or_host_of_a_publisher_are_taken(name: str) -> None:
    check_name(name)


def test_a_host_within_a_site_does_not_mean_the_site() -> None:
    assert not Forgotten.of("blog.news.example").covers("The News", URL)


def test_an_article_is_meant_by_what_its_text_calls_it() -> None:
    article = Article("a", "text", url="https://x.example/1", canonical_url=URL, publisher="News")
    assert all(Forgotten.of(name).covers_article(article) for name in (URL, "news", "x.example"))
    assert not Forgotten.of("https://x.example/2", "Other").covers_article(article)


def test_nothing_covers_nothing() -> None:
    assert not NOTHING
    assert not NOTHING.covers("The News", URL)


def test_a_page_without_its_words_keeps_its_address() -> None:
    page = Page("p", URL, body=b"<p>", item_title="A story", etag="5", http_status=200)
    assert blank_page(page) == Page("p", URL, http_status=200)


def test_what_is_added_is_read_back_once(tmp_path: Path) -> None:
    assert read_forgotten(tmp_path) == NOTHING
    for names in ([URL], [URL, "The News"], ["The News"]):
        add_forgotten(tmp_path, names, TODAY)
    header, *lines = (tmp_path / "forgotten.tsv").read_text().splitlines()
    assert header == "takedown_id\tsince"
    assert [line.split("\t")[1] for line in lines] == ["2022-08-26"] * 2
    assert "news" not in "".join(lines).casefold()
    forgotten = read_forgotten(tmp_path)
    assert forgotten.covers("the news", "https://x.example/")
    assert forgotten.covers("X", URL)


def test_a_wrong_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "forgotten.tsv").write_text("takedown_id\tsince\nnews.example\t\n")
    with pytest.raises(ConfigError, match=r"forgotten\.tsv:2: not the hash"):
        read_forgotten(tmp_path)


@pytest.mark.parametrize("first", ["", f"{'a' * 20}\t2022-08-26"])
def test_a_list_without_its_header_is_refused(tmp_path: Path, first: str) -> None:
    """The first line is passed over: without a look at it a hash there would be forgotten."""
    (tmp_path / "forgotten.tsv").write_text(f"{first}\n{'b' * 20}\t2022-08-26\n")
    with pytest.raises(ConfigError, match=r"forgotten\.tsv:1: expected the columns takedown_id"):
        read_forgotten(tmp_path)
