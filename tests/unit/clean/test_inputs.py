"""Pages as the stage command takes them."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import Any

import pytest

from pipeline import ids
from pipeline.clean.inputs import page_from_input
from pipeline.records import Page, Rejection

URL = "https://example.org/a"


def page_of(**row: Any) -> Page:
    page = page_from_input({"url": URL, "html": "<p>x</p>", **row})
    assert isinstance(page, Page), page
    return page


def test_html_is_utf8_whatever_its_meta_tag_says():
    page = page_of(html="<meta charset=latin1>é")
    assert page.body == "<meta charset=latin1>é".encode()
    assert page.content_type == "text/html; charset=utf-8"


def test_bytes_come_in_base64():
    body = b"<p>\xe9</p>"
    row = {"url": URL, "html_base64": base64.b64encode(body).decode(), "content_type": "text/html"}
    page = page_from_input(row)
    assert isinstance(page, Page)
    assert (page.body, page.content_type) == (body, "text/html")


def test_everything_known_of_the_page_is_taken():
    page = page_of(
        fetched_at="2022-08-26T06:00:00+02:00",
        window_start="2022-08-26T04:00:00Z",
        publisher="Example",
        feed_id="f",
        item={"id": "i", "title": "T", "published_at": "2022-08-26T03:00:00", "language": "en"},
    )
    assert page.fetched_at == datetime(2022, 8, 26, 4, tzinfo=UTC)
    assert page.item_published_at == datetime(2022, 8, 26, 3, tzinfo=UTC)
    assert (page.publisher, page.feed_id, page.item_id, page.item_title) == (
        "Example",
        "f",
        "i",
        "T",
    )
    assert page.page_id == ids.page_id(URL, page.window_start)
    assert page_of(item_title="flat").item_title == "flat"


def test_unknown_fields_are_ignored():
    assert page_of(colour="red").url == URL


def test_pages_without_an_address_are_told_apart_by_their_bytes():
    first, second = (page_of(url=None, html=html) for html in ("<p>1</p>", "<p>2</p>"))
    assert first.url == second.url == ""
    assert first.page_id != second.page_id


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"url": URL}, "no_body"),
        ({"url": URL, "html": 7}, "bad_record"),
        ({"url": 7, "html": "<p>"}, "bad_record"),
        ({"url": URL, "html_base64": "***"}, "bad_record"),
        ({"url": URL, "html": "<p>", "fetched_at": "yesterday"}, "bad_record"),
        ({"url": URL, "html": "<p>", "item": {"published_at": []}}, "bad_record"),
        ({"url": URL, "html": "<p>", "fetched_at": "0001-01-01T00:00:00+14:00"}, "bad_record"),
        ({"url": URL, "html": "<p>", "item_published_at": "9999-12-31T23:00:00Z"}, "bad_record"),
    ],
)
def test_what_does_not_fit_is_a_rejection(row: dict[str, Any], reason: str):
    rejection = page_from_input(row)
    assert isinstance(rejection, Rejection)
    assert (rejection.stage, rejection.reason) == ("clean", reason)
