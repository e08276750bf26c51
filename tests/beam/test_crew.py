"""Steps that have their tasks done by worker processes, and the shelf for texts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.beam import crew
from pipeline.beam.crew import (
    KNOWING_NOTHING,
    CleanFiles,
    Crew,
    ReadHistories,
    Unread,
    keep_crews,
)
from pipeline.beam.texts import Shelf, Shelved, Texts, shelve_whole
from pipeline.errors import Reason
from pipeline.lake.forgotten import NOTHING, Forgotten
from pipeline.lake.landed.landing import land
from pipeline.lake.landed.overview import find_repeated
from pipeline.readings import Reading
from pipeline.records import Article, Mention, Page, Rejection
from pipeline.revisions import History
from pipeline.syndication import shingles
from pipeline.workers import WorkerFailure

WINDOW = datetime(2022, 8, 26, 6, 0, tzinfo=UTC)
ONE = Crew(workers=1)
TEXT = (
    "Gunmen shot dead four people in Basra, Iraq, on August 24, 2022, police said. The shots were "
    "heard in the whole district, and shops on both sides of the river closed until the evening."
)


def _page(number: int, text: str = TEXT) -> Page:
    html = f"<html lang='en'><body><article><h1>N</h1><p>{text}</p></article></body></html>"
    return Page(f"p{number}", f"https://a.example/{number}", WINDOW, body=html.encode())


def _clean(folder: Path, *groups: list[Page], forgotten: Forgotten = NOTHING) -> list[object]:
    paths = [land(folder, WINDOW, f"g{n}", "pages", pages) for n, pages in enumerate(groups)]
    step = CleanFiles(ONE, str(folder), Unread(forgotten, find_repeated(paths)))
    try:
        outcomes = [outcome for path in paths for outcome in step.outcomes(str(path))]
        return [*outcomes, *step.rest()]
    finally:
        step.close()


def _articles(outcomes: list[object]) -> Iterator[Shelved]:
    for outcome in outcomes:
        assert isinstance(outcome, tuple)
        yield from outcome


def test_a_text_goes_to_the_shelf_and_comes_back(tmp_path: Path):
    (shelved,) = _articles(_clean(tmp_path, [_page(1)]))
    assert (shelved.text, shelved.shingles, shelved.lengths[1]) == ("", None, len(TEXT))
    with closing(Texts(str(tmp_path))) as texts:
        whole = texts.whole(shelved)
        assert texts.sketch(shelved) == whole.shingles == shingles(TEXT)
        assert texts.whole(replace(shelved, revision=2)) == replace(
            whole, revision=2, shingles=None
        )
    assert type(whole) is Article
    assert whole.text == TEXT
    assert whole.url == "https://a.example/1"


def test_texts_of_any_script_come_back_as_they_were(tmp_path: Path):
    shelf = Shelf(str(tmp_path))
    texts = ["Київ", "", "a\nb", "\ud800 alone", "\U0001f4f0 news"]
    shelved = [shelf.put(Article(str(n), text)) for n, text in enumerate(texts)]
    shelf.close()
    shelved.append(shelf.put(Article("next", "in another file")))
    shelf.close()
    with closing(Texts(str(tmp_path))) as reader:
        read = [reader.whole(a).text for a in reversed(shelved)]
    assert read == ["in another file", *texts[::-1]]


def test_an_article_comes_back_with_what_the_job_has_made_of_it(tmp_path: Path):
    article = Article("a", TEXT, title="T", language="en", window_start=WINDOW)
    shelf = Shelf(str(tmp_path))
    shelved = shelf.put(article)
    shelf.close()
    made: dict[str, Any] = {
        "revision": 3,
        "origin_article_id": "o",
        "recorded_at": WINDOW,
        "gone_at": WINDOW,
    }
    with closing(Texts(str(tmp_path))) as texts:
        assert texts.whole(shelved) == article
        assert texts.whole(replace(shelved, **made)) == replace(article, **made)


def test_an_article_with_its_text_needs_no_shelf(tmp_path: Path):
    article = Article("a", "text")
    assert Texts(str(tmp_path)).whole(article) is article
    assert Texts(str(tmp_path)).whole(shelve_whole(article)).text == "text"


def test_what_is_forgotten_is_refused_unread(tmp_path: Path):
    outcomes = _clean(tmp_path, [_page(1), _page(2)], forgotten=Forgotten.of("https://a.example/2"))
    reasons = [outcome.reason for outcome in outcomes if isinstance(outcome, Rejection)]
    assert reasons == ["forgotten"]
    assert len(outcomes) == 2


def test_the_same_bytes_are_read_once(tmp_path: Path, monkeypatch):
    read: list[str] = []
    do = CleanFiles._do

    def watch(step: CleanFiles, tasks: Iterator[Page]) -> Iterator[object]:
        for page, outcome in do(step, tasks):
            read.append(page.page_id)
            yield page, outcome

    monkeypatch.setattr(CleanFiles, "_do", watch)
    address, later = "https://a.example/1", WINDOW + timedelta(minutes=3)
    pages = [replace(_page(n), sha256="same", final_url=address) for n in range(3)]
    pages[2] = replace(pages[2], fetched_at=later, feed_id="f")
    other = replace(_page(9), sha256="same")  # the same bytes elsewhere are another article
    articles = list(_articles(_clean(tmp_path, pages[:2], [other, pages[2]])))
    assert read == ["p0", "p9"]
    by_page = {article.page_id: article for article in articles}
    alike = replace(by_page["p0"], page_id="p2", url=pages[2].url, feed_id="f", fetched_at=later)
    assert by_page["p2"] == alike
    assert len({article.article_id for article in articles}) == 2


def test_articles_are_read_with_the_texts_from_the_shelf(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(crew, "READ_TOGETHER", 2)
    shelved = list(_articles(_clean(tmp_path, [_page(n) for n in range(3)])))
    step = ReadHistories(ONE, str(tmp_path), Reading("rules", History("", ()), WINDOW))
    held = [list(step.outcomes(History(a.article_id, (a,)))) for a in shelved]
    told = [*held[1], *step.rest()]
    step.close()
    assert [len(some) for some in held] == [0, 2, 0]
    mentions = [mention for outcome in told if isinstance(outcome, tuple) for mention in outcome]
    assert {m.event_type for m in mentions if isinstance(m, Mention)} == {"shooting"}
    assert len(mentions) == 3


def test_an_article_that_no_worker_can_read_costs_itself(tmp_path: Path):
    step = ReadHistories(Crew(1, 0.3), str(tmp_path), Reading("rules", History("", ()), WINDOW))
    hostile = Article("slow", "x", url="https://a.example/1", window_start=WINDOW)
    step._do = lambda tasks: iter(  # type: ignore[method-assign]
        [(next(iter(tasks)), WorkerFailure(Reason.DEADLINE, "not done after 0.3 s"))]
    )
    list(step.outcomes(History("slow", (hostile,))))
    (refused,) = step.rest()
    step.close()
    assert isinstance(refused, Rejection)
    assert (refused.stage, refused.reason, refused.ref) == ("extract", "deadline", "slow")
    assert refused.window_start == WINDOW


def test_the_next_bundle_has_the_processes_of_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(crew, "_IDLE", crew._Idle())
    path = str(land(tmp_path, WINDOW, "g", "pages", [_page(1)]))
    first, second = (CleanFiles(ONE, str(tmp_path), KNOWING_NOTHING) for _ in range(2))
    list(first.outcomes(path))
    list(second.outcomes(path))  # beside the first: another pool
    pools = {id(first._pool), id(second._pool)}
    assert len(pools) == 2
    for step in (first, second):
        list(step.rest())
    list(first.outcomes(path))
    assert id(first._pool) in pools
    first.close()
    second.close()
    assert not any(pool._workers for pools in crew._IDLE._pools.values() for pool in pools)


def test_a_block_keeps_the_processes_from_one_step_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(crew, "_IDLE", crew._Idle())
    path = str(land(tmp_path, WINDOW, "g", "pages", [_page(1)]))
    with keep_crews():
        kept = [_pool_of_one_step(path, tmp_path) for _ in range(2)]
        assert kept[0] is kept[1]
        assert kept[0]._workers
    assert not kept[0]._workers


def test_a_pool_that_got_ready_before_the_job_does_its_tasks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(crew, "_IDLE", crew._Idle())
    path = str(land(tmp_path, WINDOW, "g", "pages", [_page(1)]))
    with keep_crews():
        crew.start_crew(ONE)
        (started,) = crew._IDLE._pools[ONE]
        assert _pool_of_one_step(path, tmp_path) is started


def _pool_of_one_step(path: str, folder: Path) -> crew.Pool:
    with closing(CleanFiles(ONE, str(folder), KNOWING_NOTHING)) as step:
        list(step.outcomes(path))
        pool = step._pool
        assert pool is not None
        list(step.rest())
        return pool
