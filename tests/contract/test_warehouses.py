"""Every warehouse that can be loaded ends as the lake is, whatever happened to the lake before."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from pipeline.errors import WorldError
from pipeline.lake import Lake, Snapshot
from pipeline.publish import LoadReport, Warehouse, ddl, follow, load, open_warehouse
from pipeline.publish.memory import Mark
from pipeline.publish.tables import all_tables, table_of
from tests.contract.comparing import TABLES, load_and_compare, read_lake, read_warehouse
from tests.contract.histories import (
    History,
    Step,
    before_the_late_column,
    gain_the_late_column,
    histories,
)
from tests.postgres import find_programs, serve_postgres

#: Random histories that warehouses go through; SITREP_HISTORIES=200 for the long drill.
_HISTORIES = int(os.environ.get("SITREP_HISTORIES", "2"))

#: An address and a schema.
Target = tuple[str, str]
Addresses = Callable[[], Target]
_DATASETS = Path(__file__).parents[2] / "docs" / "datasets.md"
_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (initdb and pg_ctl are not on PATH)")
    with serve_postgres(programs) as address:
        yield address


@pytest.fixture(params=["duckdb", pytest.param("postgresql", marks=pytest.mark.slow)])
def new_warehouse(request: pytest.FixtureRequest, tmp_path: Path) -> Addresses:
    """Gives (address, schema) of an empty warehouse of each kind, as often as asked."""
    if request.param == "postgresql":
        address = request.getfixturevalue("postgres")
        return lambda: (address, f"history{next(_numbers)}")
    return lambda: (f"duckdb:///{tmp_path}/{next(_numbers)}.duckdb", "main")


@pytest.fixture
def new_warehouses(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], list[Target]]:
    """Gives (address, schema) of empty warehouses, one of each kind that is installed."""
    postgres = [request.getfixturevalue("postgres")] if find_programs() else []

    def make() -> list[Target]:
        name = f"history{next(_numbers)}"
        inside = [(address, name) for address in postgres]
        return [(f"duckdb:///{tmp_path}/{name}.duckdb", "main"), *inside]

    return make


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


def write_some(path: Path) -> History:
    """A lake with a little of everything in it."""
    history = History(Lake(path))
    history.commit([("insert", 0, day % 4) for day in range(6)])
    history.commit([("merge", 0, 0), ("update", 3, 2), ("move", 4, 5)])
    return history


def test_a_load_in_steps_is_incremental_and_touches_little(
    new_warehouse: Addresses, tmp_path: Path
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
    new_warehouse: Addresses, tmp_path: Path
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
    new_warehouse: Addresses, tmp_path: Path
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
    new_warehouse: Addresses, tmp_path: Path
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
    new_warehouse: Addresses, tmp_path: Path
) -> None:
    path, target = tmp_path / "lake", new_warehouse()
    write_some(path)
    load_and_compare(path, target)
    with open_warehouse(*target) as warehouse, warehouse.transaction():
        warehouse.execute(f"delete from {warehouse.path_of('incident_claims')}")
    report = load_and_compare(path, target)
    assert report.full == "the rows of incident_claims were not those of the last load"


def test_another_lake_or_history_is_loaded_in_full(
    new_warehouse: Addresses, tmp_path: Path
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
    new_warehouse: Addresses, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
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
    new_warehouse: Addresses, tmp_path: Path
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
    new_warehouse: Addresses, tmp_path: Path
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


@pytest.mark.parametrize("has_merge", [True, False])
def test_the_script_for_other_warehouses_ends_as_the_lake_is(
    new_warehouse: Addresses, tmp_path: Path, has_merge: bool
) -> None:
    """MERGE, and DELETE with INSERT: what the scripts of all dialects do."""
    path, target = tmp_path / "lake", new_warehouse()
    history = write_some(path)
    commits: list[list[Step]] = [
        [("insert", 0, 1)],
        [("split", 0, 2), ("update", 1, 3), ("merge", 2, 0)],
        [("retract", 0, 0), ("move", 1, 4)],
        [("merge", 0, 1), ("insert", 0, 1), ("read again", 1, 1)],
    ]
    with open_warehouse(*target) as warehouse:
        dialect = replace(warehouse.dialect, has_merge=has_merge)
        run_script(warehouse, [ddl.create_schema(dialect, warehouse.schema)])
        for table in all_tables():
            run_script(warehouse, ddl.create_table(dialect, warehouse.schema, table))
        run_script(warehouse, follow.make_stages(dialect, warehouse.schema))
        for steps in [*commits, []]:
            history.commit(steps)
            for _ in range(1 if steps else 2):
                stage(warehouse, history.lake.snapshot())
                run_script(warehouse, follow.follow_changes(dialect, warehouse.schema))
                run_script(warehouse, follow.empty_stages(warehouse.schema))
        for dataset in set(TABLES) - {"mentions"}:
            assert read_warehouse(warehouse, dataset) == read_lake(history.lake.snapshot(), dataset)


def run_script(warehouse: Warehouse, statements: list[str]) -> None:
    with warehouse.transaction():
        for statement in statements:
            warehouse.execute(statement)


def stage(warehouse: Warehouse, snapshot: Snapshot) -> None:
    with warehouse.transaction():
        for name in follow.STAGED:
            table = table_of(name)
            path = warehouse.path_of(f"stage_{name}")
            warehouse.insert(path, table.columns, snapshot.read(name).to_reader())


@pytest.mark.slow
def test_a_second_load_waits_for_the_first(postgres: str, tmp_path: Path) -> None:
    path, target = tmp_path / "lake", (postgres, f"history{next(_numbers)}")
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
