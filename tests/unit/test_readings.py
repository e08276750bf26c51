from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pipeline.clean import clean
from pipeline.readings import read_again, reading_key
from pipeline.records import Page, Rejection

WINDOW = datetime(2022, 8, 26, 6, tzinfo=UTC)
TEXT = "The council of the town met on Thursday and spoke about a new road along the river. " * 3
HTML = f"<html lang='en'><body><article><h1>News</h1><p>{TEXT}</p></article></body></html>"
FIRST = Page("p1", "https://a.example/1", WINDOW, body=HTML.encode(), sha256="h", fetched_at=WINDOW)
SECOND = replace(FIRST, page_id="p2", feed_id="f", fetched_at=WINDOW + timedelta(minutes=9))


def test_a_page_like_another_has_the_same_key_and_is_read_the_same():
    assert reading_key(FIRST) == reading_key(SECOND)
    assert read_again(SECOND, clean(FIRST)) == clean(SECOND)


def test_a_refusal_is_told_of_the_page_itself():
    first, second = (replace(page, body=b"%PDF-1.7") for page in (FIRST, SECOND))
    refused = clean(first)
    assert isinstance(refused, Rejection)
    assert read_again(second, refused) == clean(second)


def test_what_the_feed_says_of_a_page_makes_another_reading():
    others = (
        replace(FIRST, item_title="T"),
        replace(FIRST, item_language="es"),
        replace(FIRST, publisher="P"),
    )
    assert len({reading_key(page) for page in (FIRST, *others)}) == 4
