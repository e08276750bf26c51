"""The time of publication and its witness."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from htmldate import extractors

from pipeline.clean.published import DATE_LANGUAGES, choose_published, date_parser

FEED = datetime(2022, 8, 26, 8, tzinfo=UTC)
LATEST = datetime(2022, 8, 27, tzinfo=UTC)
JSON_LD = '{"@type": "NewsArticle", "datePublished": "2022-08-26T05:00:00Z"}'
META = "<meta property='article:published_time' content='2022-08-26T06:00:00Z'>"


def published(
    web, head="", body="<p>Text</p>", *, item=None, latest=LATEST, url="https://example.org/a"
):
    html = web.html(body, head)
    return choose_published(web.head(html), web.tree(html), url, item, latest)


def at(hour: int) -> datetime:
    return datetime(2022, 8, 26, hour, tzinfo=UTC)


def test_the_best_witness_is_asked_first(web, script):
    assert published(web, META + script(JSON_LD), item=FEED) == (at(5), "json_ld")
    assert published(web, META, item=FEED) == (at(6), "meta")
    assert published(web, item=FEED) == (FEED, "feed")


def test_without_a_declared_date_the_address_and_the_page_are_read(web):
    body = "<time datetime='2022-08-25T07:00:00Z'>yesterday</time><p>Text</p>"
    dated = "https://example.org/2022/08/24/blast"
    assert published(web, "", body, url=dated) == (datetime(2022, 8, 24, tzinfo=UTC), "url")
    assert published(web, "", body) == (datetime(2022, 8, 25, 7, tzinfo=UTC), "page")


def test_words_of_the_page_are_the_last_resort(web):
    body = "<p class='date'>Published on August 23, 2022</p><p>Text of the page.</p>"
    assert published(web, "", body) == (datetime(2022, 8, 23, tzinfo=UTC), "htmldate")


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2022/8/4/blast", "2022-08-04"),
        ("https://example.org/news/2022-08-04-blast", "2022-08-04"),
        ("https://example.org/news/blast-20220804.html", "2022-08-04"),
    ],
)
def test_dates_in_addresses_have_many_forms(web, url: str, day: str):
    found, source = published(web, url=url)
    assert (found.date().isoformat(), source) == (day, "url")


def test_a_number_in_an_address_is_no_date(web):
    assert published(web, url="https://example.org/article/20229904567")[1] is None


def test_the_future_is_not_believed(web, script):
    future = script('{"@type": "NewsArticle", "datePublished": "2099-01-01"}')
    assert published(web, future, item=FEED) == (FEED, "feed")
    assert published(web, future) == (None, "future")
    assert published(web, future, latest=None)[1] == "json_ld"
    assert published(web, item=LATEST + timedelta(seconds=1)) == (None, "future")


def test_a_copyright_year_is_no_date(web):
    assert published(web, "", "<p>Text of the page.</p><p>© 2021 Example News</p>") == (None, None)


@pytest.mark.parametrize(
    ("line", "day"),
    [("Viernes, 22 de abril de 2022", 22), ("22 Nisan 2022, Cuma", 22), ("3 avril 2022, lundi", 3)],
)
def test_dates_in_the_words_of_the_worlds_news_are_read(line: str, day: int):
    found = date_parser().get_date_data(line).date_obj
    assert (found.year, found.month, found.day) == (2022, 4, day)


def test_htmldate_asks_for_no_more_languages_than_ours():
    assert extractors.get_external_parser() is date_parser()
    assert date_parser().languages == DATE_LANGUAGES
