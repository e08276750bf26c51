from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from pipeline import ids

WINDOW = datetime(2022, 8, 26, 6, 0, tzinfo=UTC)


def test_an_id_is_twenty_hexadecimal_digits():
    assert len(ids.feed_id("https://example.org/feed")) == 20
    assert int(ids.feed_id("https://example.org/feed"), 16) >= 0


def test_ids_are_the_same_on_every_machine():
    assert ids.make_id("article", "https://example.org/a", "") == "ca9f368c0c8ff8c36d02"


@given(st.lists(st.text(), min_size=1), st.lists(st.text(), min_size=1))
def test_different_parts_give_different_ids(a: list[str], b: list[str]):
    clean = [[part.replace("\x1f", "") for part in parts] for parts in (a, b)]
    assert (ids.make_id(*clean[0]) == ids.make_id(*clean[1])) == (clean[0] == clean[1])


def test_a_page_is_asked_for_once_a_window():
    url = "https://example.org/a"
    assert ids.page_id(url, WINDOW) == ids.page_id(url, WINDOW)
    assert ids.page_id(url, WINDOW) != ids.page_id(url, WINDOW.replace(minute=15))


def test_a_post_of_a_live_blog_is_an_article_of_its_own():
    blog = "https://example.org/live"
    assert ids.article_id(blog) == ids.article_id(blog, None) == ids.article_id(blog, "")
    assert ids.article_id(blog, "post-1") != ids.article_id(blog, "post-2")


def test_attempts_at_the_same_run_share_its_id():
    assert ids.run_id(WINDOW, "c", "1") == ids.run_id(WINDOW, "c", "1")
    assert ids.run_id(WINDOW, "c", "1") != ids.run_id(WINDOW, "c", "2")


def test_a_rejection_names_its_stage_reason_and_record():
    rejection = ids.make_rejection("clean", "paywall", "p1", window_start=WINDOW)
    assert (rejection.stage, rejection.reason, rejection.ref) == ("clean", "paywall", "p1")
    assert rejection != ids.make_rejection("clean", "captcha", "p1", window_start=WINDOW)
