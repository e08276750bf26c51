"""A rebuild gives what today's rules give, says what differs, and continues the change feed."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline import tasks
from pipeline.beam import crew, reread
from pipeline.beam.build import BuildSettings
from pipeline.beam.builder import build_in, open_builder
from pipeline.beam.rebuild import Origin, RebuildReport, RebuildSettings, rebuild
from pipeline.beam.replay import Asked, replay
from pipeline.errors import GateError, UsageError, WorldError
from pipeline.extract import load_extractor
from pipeline.lake import Lake
from pipeline.lake.upkeep.verify import verify
from pipeline.records import Article, Mention, Rejection
from tests.beam.test_jobs import DUTCH, LATER, TEXTS, WINDOW, land_and_build, page, tables
from tests.beam.test_laws import TABLES, newsroom
from tests.beam.test_laws import build as build_from_mentions
from tests.unit.resolve.world import window

pytestmark = pytest.mark.slow

NOW = LATER.replace(hour=12)
MARKET, COUNCIL = TEXTS


class _OtherRules:
    """Rules that read another toll, and nothing of what the first ones read in some articles."""

    def __init__(self, blind_to: str = "-") -> None:
        self._rules = load_extractor("rules")
        self._blind_to = blind_to

    def extract(self, article: Article) -> tuple[Mention, ...] | Rejection:
        told = self._rules.extract(article)
        if isinstance(told, Rejection):
            return told
        if self._blind_to in article.text:
            return ()
        return tuple(replace(m, casualties=m.casualties[:1]) for m in told)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two windows: an incident, and another with a page that nobody can read."""
    tmp_path = tmp_path_factory.mktemp("built")
    land_and_build(tmp_path, WINDOW, [page(u, WINDOW, t) for u, t in TEXTS.items()])
    raid = page("https://c.example/raid", LATER, TEXTS[MARKET].replace("Basra, Iraq", "Lima, Peru"))
    land_and_build(tmp_path, LATER, [raid, page("https://d.example/juwelier", LATER, DUTCH)])
    return tmp_path


@pytest.fixture
def lake(built: Path, tmp_path: Path) -> Path:
    """A copy of it to change."""
    return Path(shutil.copytree(built, tmp_path / "lake", symlinks=True))


def run(lake: Path, origin: Origin, **how: Any) -> RebuildReport:
    return rebuild(RebuildSettings(lake, origin, NOW, **how), lambda *_: None)


class _Here:
    """Does the tasks of workers in this process, where the rules can be others."""

    def start(self) -> None:
        """There is no process to wait for."""

    def map(self, given: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
        for task in given:
            yield task, tasks.run(task)

    def close(self) -> None:
        """There is no process to end."""


def _die(_: BuildSettings) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def use(monkeypatch: pytest.MonkeyPatch, rules: _OtherRules) -> None:
    monkeypatch.setattr(crew, "_IDLE", crew._Idle())  # the pools of others know no such rules
    monkeypatch.setattr(crew, "_make_pool", lambda _: _Here())
    monkeypatch.setattr(tasks, "_load", lambda _: rules)


@pytest.mark.parametrize("origin", ["pages", "articles", "mentions"])
def test_the_same_rules_change_nothing(lake: Path, origin: Origin) -> None:
    before = tables(lake)
    report = run(lake, origin)
    after = tables(lake)
    assert {name for name in before if not before[name].equals(after[name])} == set()
    assert report.changes == ()
    assert verify(Lake(lake).snapshot()).failures == ()


def test_a_process_that_has_built_its_windows_is_replaced(
    lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.beam.builder.WINDOWS_A_PROCESS", 1)
    report = run(lake, "pages")
    assert (report.n_windows, report.changes) == (2, ())


def test_windows_of_one_process_share_its_workers(lake: Path) -> None:
    with open_builder() as builder:
        build_in(builder, BuildSettings(lake, WINDOW))
        first = builder.submit(_workers).result()
        build_in(builder, BuildSettings(lake, LATER))
        assert first
        assert set(first) <= set(builder.submit(_workers).result())


def _workers() -> list[int]:
    """The processes that wait for the next job of this one."""
    pools = (pool for idle in crew._IDLE._pools.values() for pool in idle)
    return [worker.pid for pool in pools for worker in pool._workers]


def test_a_process_that_builds_ends_when_the_rebuild_is_killed() -> None:
    script = (
        "import os, signal\n"
        "from pipeline.beam.builder import open_builder\n"
        "with open_builder() as builder:\n"
        "    builder.submit(os.getpid).result()\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    # what it prints is read to the end, which comes when the last of its processes has ended
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, timeout=120, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert b"WARNING" not in done.stderr


def test_a_process_that_is_killed_is_told_in_one_line(
    lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.beam.builder.build", _die)
    before = Lake(lake).snapshot()
    with pytest.raises(WorldError, match="the process that built 2022-08-26T06:00Z was killed"):
        run(lake, "pages")
    assert Lake(lake).snapshot() == before


def test_parts_of_a_history_come_to_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = Lake(tmp_path)
    told = newsroom(random.Random(7))
    build_from_mentions(lake, told[:9], window(0))
    build_from_mentions(lake, told[9:], window(1))
    before = {name: lake.snapshot().read(name) for name in TABLES}
    monkeypatch.setattr(reread, "PART_ROWS", 8)
    parts: list[int] = []
    settings = RebuildSettings(tmp_path, "mentions", NOW)
    report = rebuild(settings, lambda done, *_: parts.append(done))
    assert parts == [*range(len(parts))]
    assert len(parts) > 1
    assert report.changes == ()
    after = {name: lake.snapshot().read(name) for name in TABLES}
    assert {name for name in TABLES if not before[name].equals(after[name])} == set()


def test_other_rules_update_incidents_and_the_change_feed_leads_there(
    lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, _OtherRules())
    report = run(lake, "articles")
    incidents = tables(lake)["incidents"].to_pylist()
    assert {(row["killed_best"], row["injured_best"], row["revision"]) for row in incidents} == {
        (5, None, 2)
    }
    assert [(c.op, c.window_start, c.cause_article_id) for c in report.changes] == [
        ("update", NOW, None)
    ] * 2
    assert None not in {before.injured_best for before in report.images.values()}
    assert verify(Lake(lake).snapshot()).failures == ()
    assert not (lake / ".shadow").exists()


def test_what_other_rules_do_not_read_is_retracted(
    lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, _OtherRules(blind_to="Lima"))
    report = run(lake, "articles")
    assert sorted(change.op for change in report.changes) == ["retract", "update"]
    assert tables(lake)["mentions"].num_rows == 1
    assert verify(Lake(lake).snapshot()).failures == ()


def test_only_what_landed_since_a_day_is_read_again(
    lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, _OtherRules())
    assert run(lake, "articles", since=date(2022, 8, 27)).changes == ()
    assert len(run(lake, "articles", since=date(2022, 8, 26)).changes) == 2


def test_a_dry_run_leaves_a_shadow_to_look_at(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, _OtherRules())
    before = Lake(lake).snapshot()
    report = run(lake, "articles", swap=False)
    assert Lake(lake).snapshot() == before
    assert "incident_changes" not in {name for name, *_ in report.rows}
    shadow = Lake(report.shadow).snapshot()
    assert {i.injured_best for i in shadow.records("incidents")} == {None}
    assert None not in {i.injured_best for i in before.records("incidents")}
    assert verify(shadow).failures == verify(before).failures == ()


def test_a_rebuild_that_would_lose_much_is_refused_unless_it_is_meant(
    lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, _OtherRules(blind_to="Lima"))
    monkeypatch.setattr("pipeline.lake.commits.checks.MANY_ROWS", 1)
    with pytest.raises(GateError, match="incidents: would lose 1 of 2 rows at once"):
        run(lake, "articles")
    assert tables(lake)["incidents"].num_rows == 2
    run(lake, "articles", may_shrink=True)
    assert tables(lake)["incidents"].num_rows == 1


def test_without_landed_pages_it_says_what_else_there_is(lake: Path) -> None:
    with pytest.raises(UsageError, match=r"no landed pages are left .*--from articles"):
        run(lake, "pages", since=date(2022, 9, 1))


def test_a_replay_takes_in_what_can_be_read_now(
    lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Dutch(_OtherRules):
        def extract(self, article: Article) -> tuple[Mention, ...] | Rejection:
            return () if article.text.startswith("Bij") else self._rules.extract(article)

    settings = BuildSettings(lake, WINDOW)
    report = replay(settings, Asked(), lambda *_: None)
    assert report.before == report.after == {"extract: language_not_read": 1}
    use(monkeypatch, Dutch())
    report = replay(settings, Asked(stage="extract"), lambda *_: None)
    assert (report.windows, report.after) == ((LATER,), {})
    assert tables(lake)["rejections"].num_rows == 0
    assert replay(settings, Asked(), lambda *_: None).windows == ()
    with pytest.raises(UsageError, match="cannot replay what 'fetch' refused"):
        replay(settings, Asked(stage="fetch"), lambda *_: None)
    with pytest.raises(UsageError, match=r"the reasons are .*paywall"):
        replay(settings, Asked(reason="paywal"), lambda *_: None)
