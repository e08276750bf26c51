"""Every warehouse that can be loaded ends as the lake is, whatever happened to the lake before."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from pipeline.errors import WorldError
from pipeline.lake import Lake
from pipeline.publish import LoadReport, Warehouse, load, open_warehouse
from pipeline.publish.memory import Mark
from tests.contract.comparing import Target, load_and_compare, read_warehouse
from tests.contract.histories import (
    History,
    before_the_late_column,
    gain_the_late_column,
    histories,
    write_some,
)

#: Random histories that warehouses go through; SITREP_HISTORIES=200 for the long drill.
_HISTORIES = int(os.environ.get("SITREP_HISTORIES", "2"))

_DATASETS = Path(__file__).parents[2] / "docs" / "datasets.md"


@pytest.mark.slow
@settings(
    max_examples=_HISTORIES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=histories)
def test_every_warehouse_ends_as_the_lake_is_after_any_history(
    history: list[tuple[list[Any], bool]],
    new_warehouses: Callable[[], list[Target]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path, targets = tmp_path_factory.mktemp("lake"), new_warehouses()
    written = History(Lake(path))

    def load_all() -> list[LoadReport]:
        return [load_and_compare(path, target) for target in targets]

    half = len(history) // 2
    with before_the_late_column():
        for steps, is_loaded in history[:half]:
            written.commit(steps)
            if is_loaded:
                load_all()
    gain_the_late_column(path)
    for steps, is_loaded in history[half:]:
        written.commit(steps)
        if is_loaded:
            load_all()
    load_all()
    assert not any(map(changed, load_all()))


def changed(report: LoadReport) -> bool:
    return any(table.inserted or table.deleted for table in report.tables.values())


def test_a_load_in_steps_is_incremental_and_touches_little(
    new_warehouse: Callable[[], Target], tmp_path: Path
) -> None:
    path, target = tmp_path / "lake", new_warehouse()
    history = write_some(path)
    first = load_and_compare(path, target)
    assert (first.full, first.change_seq_before) == ("the first one", 0)
    history.commit([("split", 0, 1), ("retract", 2, 0), ("insert", 0, 1)])
    second = load_and_compare(path, target)
    assert (second.full, second.change_seq_before) == (None, first.change_seq)
    assert second.change_seq > first.change_seq
    assert 0 < second.tables["incidents"].inserted < second.tables["incidents"].rows


def test_a_change_that_the_feed_does_not_tell_arrives_too(
    new_warehouse: Callable[[], Target], tmp_path: Path
) -> None:
    path, target = tmp_path / "lake", new_warehouse()
    history = write_some(path)
    load_and_compare(path, target)
    history.commit([("read again", 1, 0)])
    report = load_and_compare(path, target)
    assert report.full is None
    assert report.tables["articles"].inserted > 0
    assert report.tables["incidents"].inserted == 0


def test_words_that_move_arrive_on_a_day_on_which_another_incident_changes(
    new_warehouse: Callable[[], Target], tmp_path: Path
) -> None:
    """The feed names the one incident; what has become of the other it does not tell."""
    path, target = tmp_path / "lake", new_warehouse()
    history = History(Lake(path))
    history.commit([("insert", 0, 1), ("insert", 0, 1), ("insert", 0, 2)])
    load_and_compare(path, target)
    history.commit([("reword", 0, 0), ("update", 1, 3)])
    report = load_and_compare(path, target)
    assert report.full is None
    assert report.tables["incidents"].inserted == 1
    assert report.tables["incident_sources"].inserted == 2
    assert report.tables["incident_claims"].inserted == 1


def test_words_of_two_incidents_that_move_alike_arrive(
    new_warehouse: Callable[[], Target], tmp_path: Path
) -> None:
    """What two rows come to together is not the same when both change in the same way."""
    path, target = tmp_path / "lake", new_warehouse()
    history = History(Lake(path))
    history.commit([("insert", 0, 1), ("insert", 0, 1)])
    load_and_compare(path, target)
    history.commit([("reword", 0, 0), ("reword", 1, 0)])
    report = load_and_compare(path, target)
    assert (report.full, report.tables["incident_sources"].inserted) == (None, 2)


def test_rows_that_somebody_else_changed_are_loaded_anew(
    new_warehouse: Callable[[], Target], tmp_path: Path
) -> None:
    path, target = tmp_path / "lake", new_warehouse()
    write_some(path)
    load_and_compare(path, target)
    with open_warehouse(*target) as warehouse, warehouse.transaction():
        warehouse.execute(f"delete from {warehouse.path_of('incident_claims')}")
    report = load_and_compare(path, target)
    assert report.full == "the rows of incident_claims were not those of the last load"


def test_another_lake_or_history_is_loaded_in_full(
    new_warehouse: Callable[[], Target], tmp_path: Path
) -> None:
    target = new_warehouse()
    write_some(tmp_path / "one")
    load_and_compare(tmp_path / "one", target)
    History(Lake(tmp_path / "two")).commit([("insert", 0, 2)])
    assert "history" in str(load_and_compare(tmp_path / "two", target).full)
    assert load_and_compare(tmp_path / "two", target, full=True).full == "asked for"


def fail(warehouse: Warehouse, _mark: Mark) -> None:
    warehouse.execute("this is no SQL")


def test_a_load_that_fails_leaves_the_warehouse_as_it_was(
    new_warehouse: Callable[[], Target], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, target = tmp_path / "lake", new_warehouse()
    history = write_some(path)
    load_and_compare(path, target)
    history.commit([("update", 1, 1), ("insert", 0, 3)])
    with monkeypatch.context() as patch, open_warehouse(*target) as warehouse:
        before = read_warehouse(warehouse, "incidents")
        patch.setattr("pipeline.publish.loader.remember_mark", fail)
        with pytest.raises(WorldError, match="nothing loaded: "):
            load(Lake(path), warehouse)
        assert read_warehouse(warehouse, "incidents") == before
    assert load_and_compare(path, target).full is None


def test_the_views_have_a_row_for_each_default_incident(
    new_warehouse: Callable[[], Target], tmp_path: Path
) -> None:
    path, target = tmp_path / "lake", new_warehouse()
    write_some(path)
    load_and_compare(path, target)
    with open_warehouse(*target) as warehouse:
        rows = warehouse.fetch(
            "select event_id_cnty, event_type, sub_event_type, fatalities, time_precision, "
            f"disorder_type, timestamp from {warehouse.path_of('acled_events')} order by 1"
        )
        incidents = Lake(path).snapshot().read("incidents").to_pylist()
        assert rows == [
            (
                incident["incident_id"],
                "Explosions/Remote violence",
                "Shelling/artillery/missile attack",
                incident["killed_best"],
                1,
                "Political violence",
                int(incident["last_recorded_at"].timestamp()),
            )
            for incident in sorted(incidents, key=lambda row: row["incident_id"])
        ]
        lethal = [row for row in incidents if row["killed_best"]]
        for name, count in (("ucdp_events", len(lethal)), ("gdelt_events", len(incidents))):
            assert warehouse.fetch(f"select count(*) from {warehouse.path_of(name)}") == [(count,)]


def test_the_questions_of_the_codebook_can_be_asked(
    new_warehouse: Callable[[], Target], tmp_path: Path
) -> None:
    path, target = tmp_path / "lake", new_warehouse()
    write_some(path)
    load_and_compare(path, target)
    page = _DATASETS.read_text(encoding="utf-8")
    questions = re.findall(r"```sql\n(.*?);\n```", page, flags=re.DOTALL)
    assert len(questions) >= 7
    with open_warehouse(*target) as warehouse:
        warehouse.execute(f"set search_path to {warehouse.schema}")
        answers = [warehouse.fetch(question) for question in questions]
    assert [len(answer[0]) for answer in answers if answer][:3] == [5, 4, 6]


@pytest.mark.slow
def test_a_second_load_waits_for_the_first(postgres: str, tmp_path: Path) -> None:
    path, target = tmp_path / "lake", (postgres, "second_load")
    history = write_some(path)
    load_and_compare(path, target)
    history.commit([("insert", 0, 1)])
    lake = Lake(path)
    with ThreadPoolExecutor() as pool, open_warehouse(*target) as first:
        with first.transaction():
            second = pool.submit(load_and_compare, path, target)
            assert not wait([second], timeout=0.2).done
            history.commit([("update", 0, 1)])
        assert second.result().change_seq == lake.snapshot().change_seq
