from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Article
from pipeline.revisions import revise, revise_window

WINDOWS = [datetime(2022, 8, 26, 6, tzinfo=UTC) + timedelta(minutes=15 * n) for n in range(4)]


def article(window: int, sha256: str, article_id: str = "a", page_id: str = "p") -> Article:
    return Article(
        article_id,
        f"text {sha256}",
        sha256=sha256,
        page_id=page_id,
        window_start=WINDOWS[window],
        recorded_at=WINDOWS[window],
        fetched_at=WINDOWS[window],
    )


def test_the_first_landing_is_revision_one():
    (only,) = revise([], [article(0, "x")], WINDOWS[0])
    assert (only.revision, only.recorded_at) == (1, WINDOWS[0])


def test_a_changed_text_makes_a_revision_that_keeps_when_it_was_first_recorded():
    first = revise([], [article(0, "x")], WINDOWS[0])
    both = revise(first, [article(1, "y")], WINDOWS[1])
    assert [(a.revision, a.sha256) for a in both] == [(1, "x"), (2, "y")]
    assert both[1].recorded_at == WINDOWS[0]
    assert both[1].window_start == WINDOWS[1]


def test_the_same_text_again_makes_no_revision():
    first = revise([], [article(0, "x")], WINDOWS[0])
    assert revise(first, [article(1, "x")], WINDOWS[1]) == first


def test_building_a_window_again_replaces_what_it_said():
    first = revise([], [article(0, "x")], WINDOWS[0])
    (only,) = revise(first, [article(0, "z")], WINDOWS[0])
    assert (only.revision, only.sha256) == (1, "z")


def test_of_two_pages_of_one_article_in_a_window_the_first_counts():
    pages = [article(0, "x", page_id="q"), article(0, "y", page_id="p")]
    assert revise([], pages, WINDOWS[0]) == revise([], pages[::-1], WINDOWS[0])
    assert revise([], pages, WINDOWS[0])[0].sha256 == "y"


@given(st.lists(st.sampled_from("xyz"), min_size=1, max_size=4))
def test_windows_built_in_any_order_give_the_same_revisions(texts: list[str]):
    landed = [article(n, sha256) for n, sha256 in enumerate(texts)]
    results = set()
    for order in permutations(landed):
        known: tuple[Article, ...] = ()
        said: dict[datetime | None, Article] = {}
        for page in order:
            said[page.window_start] = page
            # the lake keeps every landed text of a window that was a revision when it was built
            known = revise(list(said.values()), [page], page.window_start or WINDOWS[0])
        results.add(known)
    assert len(results) == 1


def test_a_window_touches_only_what_it_adds_to():
    known = [article(0, "x"), article(0, "x", "b")]
    landed = [article(1, "y"), article(1, "x", "b"), article(1, "x", "c")]
    histories = revise_window(known, landed, WINDOWS[1])
    assert [history.article_id for history in histories] == ["a", "c"]


def test_what_a_window_no_longer_says_is_left_without_revisions():
    (history,) = revise_window([article(1, "x")], [], WINDOWS[1])
    assert history.revisions == ()
