"""What is done before workers are forked reaches what it is there for, and leaves no thread."""

from __future__ import annotations

import sys

import pytest
from htmldate import extractors

from pipeline.clean import published
from pipeline.examples import MANY_PAGES, make_examples
from pipeline.readings import Reading
from pipeline.records import Article, Mention, Page, Rejection
from pipeline.tasks import run
from pipeline.workers import WorkerPool


def outcome_of(task: Page | Reading) -> tuple[Article | Mention | Rejection, ...]:
    outcome = run(task)
    assert not isinstance(outcome, Rejection)
    return outcome


def test_a_page_and_an_article_tell_something() -> None:
    page, reading = make_examples("rules", 1)
    assert isinstance(page, Page)
    assert isinstance(reading, Reading)
    (article,) = outcome_of(page)
    assert isinstance(article, Article)
    assert article.published_at is not None
    told = outcome_of(reading)
    assert told
    assert all(isinstance(mention, Mention) for mention in told)


def test_before_many_pages_a_line_that_is_no_date_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def parse(line: str) -> None:
        asked.append(line)

    monkeypatch.setattr(extractors, "_external_date", parse)
    extractors.try_date_expr.cache_clear()
    for task in make_examples("rules", MANY_PAGES):
        run(task)
    assert set(asked) == {"The best 3 of August talent 2010"}
    assert published.date_parser().get_date_data(asked[0]).date_obj is None


def test_without_pages_only_an_article_is_read() -> None:
    assert [type(task) for task in make_examples("rules", 0)] == [Reading]


@pytest.mark.skipif(sys.platform != "linux", reason="threads are counted in /proc")
def test_what_workers_are_forked_from_has_no_thread_of_its_own() -> None:
    n_threads = "len(__import__('os').listdir('/proc/%d/task' % __import__('os').getppid()))"
    for_all = "list(map(__import__('pipeline.tasks').tasks.run, {0}))"
    load = for_all.format("__import__('pipeline.examples').examples.make_examples('rules', 1)")
    with WorkerPool[str, object]("builtins:eval", workers=1, examples=[load]) as pool:
        assert [result for _, result in pool.map([n_threads])] == [1]
