"""A window's job on a few pages: the same tables from every runner, and from a broken one none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline import ids
from pipeline.beam.build import BuildReport, BuildSettings, build
from pipeline.errors import LakeBusy
from pipeline.lake import Lake
from pipeline.lake.landed.landing import land
from pipeline.lake.upkeep.verify import verify
from pipeline.records import Page
from pipeline.runners import Running
from schemas import dataset_names

pytestmark = pytest.mark.slow

WINDOW = datetime(2022, 8, 26, 6, 0, tzinfo=UTC)
LATER = datetime(2022, 8, 26, 6, 15, tzinfo=UTC)
PORTABLE = ("--job_endpoint=embed", "--environment_type=LOOPBACK")

TEXTS = {
    "https://a.example/market": (
        "Rockets hit the vegetable market of Basra, Iraq, on Wednesday and killed five people, "
        "the governor of the province said. Another twelve were wounded and taken to two "
        "hospitals in the city. No group has said that it fired the rockets."
    ),
    "https://b.example/council": (
        "The council of Basra will vote next month on a new road along the river, officials said "
        "on Thursday. The plan has been discussed for three years and is to cost less than the "
        "old one. Residents had asked for more trees and for a crossing near the school."
    ),
}


def page(url: str, window: datetime, text: str) -> Page:
    """A landed page with one article."""
    html = f"<html lang='en'><body><article><h1>News</h1><p>{text}</p></article></body></html>"
    return Page(
        ids.page_id(url, window),
        url,
        window,
        final_url=url,
        fetched_at=window,
        http_status=200,
        content_type="text/html; charset=utf-8",
        body=html.encode(),
        publisher=url.split("/")[2],
        item_title="News of the day from Basra",
        item_published_at=datetime(2022, 8, 25, tzinfo=UTC),
    )


def land_and_build(lake: Path, window: datetime, pages: list[Page], **how: object) -> BuildReport:
    """Land pages and build their window."""
    land(lake, window, "fetch-all", "pages", pages)
    return build(BuildSettings(lake, window, Running(**how)))  # type: ignore[arg-type]


def tables(lake: Path) -> dict[str, pa.Table]:
    """Every dataset but the attempts."""
    snapshot = Lake(lake).snapshot()
    return {name: snapshot.read(name) for name in dataset_names() if name != "runs"}


def test_every_runner_gives_the_same_tables(tmp_path: Path):
    pages = [page(url, WINDOW, text) for url, text in TEXTS.items()]
    report = land_and_build(tmp_path / "a", WINDOW, pages)
    land_and_build(
        tmp_path / "b", WINDOW, pages, runner="PortableRunner", runner_arguments=PORTABLE
    )
    ours, theirs = tables(tmp_path / "a"), tables(tmp_path / "b")
    assert {name for name in ours if not ours[name].equals(theirs[name])} == set()
    assert report.counts["clean"] == {"read": 2, "kept": 2, "empty": 0, "rejected": 0}
    assert report.counts["extract"] == {"read": 2, "kept": 1, "empty": 1, "rejected": 0}
    (incident,) = ours["incidents"].to_pylist()
    assert (incident["event_type"], incident["killed_best"]) == ("shelling", 5)


def test_a_changed_toll_updates_the_incident_because_of_the_article(tmp_path: Path):
    url, text = next(iter(TEXTS.items()))
    land_and_build(tmp_path, WINDOW, [page(url, WINDOW, text)])
    land_and_build(tmp_path, LATER, [page(url, LATER, text.replace("killed five", "killed eight"))])
    (incident,) = tables(tmp_path)["incidents"].to_pylist()
    insert, update = tables(tmp_path)["incident_changes"].to_pylist()
    assert (insert["op"], insert["killed_best"]) == ("insert", 5)
    assert (update["op"], update["killed_best"]) == ("update", 8)
    assert incident["killed_best"] == 8
    assert incident["revision"] == 2
    assert update["cause_article_id"] == ids.article_id(url)


def test_a_text_that_no_longer_tells_the_incident_withdraws_it(tmp_path: Path):
    url, text = next(iter(TEXTS.items()))
    land_and_build(tmp_path, WINDOW, [page(url, WINDOW, text)])
    land_and_build(tmp_path, LATER, [page(url, LATER, TEXTS["https://b.example/council"])])
    found = tables(tmp_path)
    assert found["incidents"].num_rows == 0
    assert [row["op"] for row in found["incident_changes"].to_pylist()] == ["insert", "retract"]
    (mention,) = found["mentions"].to_pylist()
    assert mention["withdrawn_at"] == LATER


def test_a_page_that_is_gone_changes_nothing_but_since_when(tmp_path: Path):
    url, text = next(iter(TEXTS.items()))
    land_and_build(tmp_path, WINDOW, [page(url, WINDOW, text)])
    before = tables(tmp_path)
    gone = replace(page(url, LATER, ""), body=None, sha256=None, http_status=410)
    for _ in range(2):
        report = land_and_build(tmp_path, LATER, [gone])
    after = tables(tmp_path)
    changed = {name for name in before if not before[name].equals(after[name])}
    assert changed == {"articles", "pages"}
    (article,) = after["articles"].to_pylist()
    assert article["gone_at"] == LATER
    assert (report.run.fetch_read, report.run.fetch_kept, report.run.fetch_empty) == (1, 0, 1)


def test_windows_built_in_the_other_order_give_the_same_incidents(tmp_path: Path):
    (url_a, text_a), (url_b, _) = TEXTS.items()
    first = [page(url_a, WINDOW, text_a)]
    second = [page(url_b, LATER, text_a.replace("the governor of the province", "a doctor"))]
    land_and_build(tmp_path / "a", WINDOW, first)
    land_and_build(tmp_path / "a", LATER, second)
    land_and_build(tmp_path / "b", LATER, second)
    land_and_build(tmp_path / "b", WINDOW, first)
    for name in ("articles", "mentions", "incident_sources", "incident_claims"):
        assert tables(tmp_path / "a")[name].equals(tables(tmp_path / "b")[name]), name
    a, b = (tables(tmp_path / x)["incidents"].drop_columns("revision") for x in "ab")
    assert a.equals(b)
    assert verify(Lake(tmp_path / "b").snapshot()).failures == ()


def test_a_window_without_pages_is_built_and_changes_nothing(tmp_path: Path):
    report = build(BuildSettings(tmp_path, WINDOW))
    assert report.event_dates == ()
    assert {name: t.num_rows for name, t in tables(tmp_path).items() if t.num_rows} == {}


def test_a_second_writer_is_told_who_holds_the_lake(tmp_path: Path):
    with Lake(tmp_path).lock(), pytest.raises(LakeBusy, match="is being written by process"):
        build(BuildSettings(tmp_path, WINDOW))


DUTCH = (
    "Bij een overval op een juwelier in Antwerpen zijn woensdag twee mensen gewond geraakt. De "
    "daders zijn op de vlucht geslagen met een onbekende buit, zegt de politie van de stad. Het is "
    "niet de eerste keer dat de zaak in de winkelstraat wordt overvallen."
)


@pytest.mark.parametrize("order", [(WINDOW, LATER), (LATER, WINDOW), (WINDOW, LATER, WINDOW)])
def test_an_article_that_cannot_be_read_is_refused_once_a_revision(
    tmp_path: Path, order: tuple[datetime, ...]
):
    url = "https://c.example/juwelier"
    texts = {WINDOW: DUTCH, LATER: DUTCH.replace("twee", "drie")}
    for window in order:
        land_and_build(tmp_path, window, [page(url, window, texts[window])])
    refused = tables(tmp_path)["rejections"].to_pylist()
    assert sorted(row["window_start"] for row in refused) == [WINDOW, LATER]
    assert {row["reason"] for row in refused} == {"language_not_read"}
    assert verify(Lake(tmp_path).snapshot()).failures == ()


def test_an_article_that_was_refused_may_be_gone(tmp_path: Path):
    url = "https://c.example/juwelier"
    land_and_build(tmp_path, WINDOW, [page(url, WINDOW, DUTCH)])
    gone = replace(page(url, LATER, ""), body=None, sha256=None, http_status=404)
    land_and_build(tmp_path, LATER, [gone])
    land_and_build(tmp_path, WINDOW, [page(url, WINDOW, DUTCH)])
    (article,) = tables(tmp_path)["articles"].to_pylist()
    assert article["gone_at"] == LATER
    assert tables(tmp_path)["rejections"].num_rows == 1


def test_an_article_comes_back_after_months_as_its_next_revision(tmp_path: Path):
    url, text = next(iter(TEXTS.items()))
    months_later = datetime(2022, 12, 26, 6, 0, tzinfo=UTC)
    land_and_build(tmp_path, WINDOW, [page(url, WINDOW, text)])
    changed = page(url, months_later, text.replace("killed five", "killed eight"))
    land_and_build(tmp_path, months_later, [changed])
    articles = tables(tmp_path)["articles"].to_pylist()
    assert [row["revision"] for row in articles] == [1, 2]
    assert verify(Lake(tmp_path).snapshot()).failures == ()
