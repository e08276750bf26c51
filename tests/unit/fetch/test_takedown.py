"""What was taken down is gone from state and landing, and stays away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from pipeline.fetch.state.database import State
from pipeline.fetch.state.tables import items, takedowns
from pipeline.fetch.takedown import find_taken_down, take_down
from pipeline.records import Page
from tests.unit.fetch.conftest import SLOT
from tests.unit.fetch.polling import FEED, rss

HTML = (200, {"content-type": "text/html"}, b"<html>a secret of a private person</html>")


@pytest.fixture
def pulled(web: Any, pull: Any) -> Any:
    """Three items of one site, fetched; one more waits."""
    web.pages[FEED] = rss(1, 2, 3)
    for n in (1, 2, 3):
        web.pages[f"http://example.com/{n}"] = HTML
    pull.poll(FEED)
    pull.fetch()
    return pull


def _known(pull: Any) -> set[str]:
    with State(pull.state_url) as state, state.read() as connection:
        return set(connection.scalars(select(items.c.url)))


def test_an_article_is_taken_down_whatever_the_spelling_of_its_address(pulled: Any) -> None:
    report = take_down(
        pulled.state_url, pulled.lake, ["http://www.example.com/2?utm_source=x"], pulled.web.now()
    )
    assert (report.items, report.landed_rows) == (1, 1)
    assert _known(pulled) == {"http://example.com/1", "http://example.com/3"}
    bodies = {page.url: page.body for page in pulled.landed(Page)}
    assert bodies["http://example.com/2"] is None
    assert bodies["http://example.com/1"] == HTML[2]
    titles = {page.url: page.item_title for page in pulled.landed(Page)}
    assert titles["http://example.com/2"] is None


def test_where_there_is_no_state_one_is_made_that_remembers(pulled: Any, tmp_path: Path) -> None:
    other = f"sqlite:///{tmp_path / 'other' / 'state.db'}"
    report = take_down(other, pulled.lake, ["http://example.com/2"], pulled.web.now())
    assert (report.items, report.landed_rows) == (0, 1)
    with State(other) as state, state.read() as connection:
        page = ("http://example.com/2", None)
        assert find_taken_down(connection, [page]) == {page}


@pytest.mark.parametrize("name", ["example.com", "Example.COM "])
def test_a_publisher_is_taken_down_with_all_its_articles(pulled: Any, name: str) -> None:
    report = take_down(pulled.state_url, pulled.lake, [name], pulled.web.now())
    assert (report.items, report.landed_rows) == (3, 3)
    assert _known(pulled) == set()
    assert all(page.body is None for page in pulled.landed(Page))


def test_what_was_taken_down_is_not_fetched_again_and_no_word_of_it_is_kept(pulled: Any) -> None:
    take_down(pulled.state_url, pulled.lake, ["http://example.com/2"], pulled.web.now())
    pulled.web.pages[FEED] = rss(1, 2, 3, 4)
    pulled.web.forget()
    later = SLOT.replace(hour=7)
    assert pulled.poll(FEED, slot=later).new_items == 1
    pulled.fetch(later)
    assert "http://example.com/2" not in pulled.web.urls()
    with State(pulled.state_url) as state, state.read() as connection:
        (row,) = connection.execute(select(takedowns)).all()
        assert "example" not in row.takedown_id
        barred = find_taken_down(
            connection, [("http://example.com/2", None), ("http://x.org", "X")]
        )
    assert barred == {("http://example.com/2", None)}


def test_taking_down_twice_changes_nothing_more(pulled: Any) -> None:
    for n_items in (1, 0):
        names = ["http://example.com/2"]
        report = take_down(pulled.state_url, pulled.lake, names, pulled.web.now())
        assert (report.items, report.landed_rows) == (n_items, n_items)
