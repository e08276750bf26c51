"""What the scripts for other warehouses do, tried on those that can be started here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.compute as pc
import pytest

from pipeline.lake import Snapshot
from pipeline.publish import Warehouse, ddl, follow, open_warehouse
from pipeline.publish.tables import INCIDENT_TABLES, all_tables, table_of
from tests.contract.comparing import TABLES, Target, read_lake, read_warehouse
from tests.contract.histories import Step, write_some

CHANGES = "incident_changes"


@pytest.mark.parametrize("has_merge", [True, False])
def test_the_script_for_other_warehouses_ends_as_the_lake_is(
    new_warehouse: Callable[[], Target], tmp_path: Path, has_merge: bool
) -> None:
    """MERGE, and DELETE with INSERT: what the scripts of all dialects do."""
    path, target = tmp_path / "lake", new_warehouse()
    history = write_some(path)
    commits: list[list[Step]] = [
        [("insert", 0, 1)],
        [("split", 0, 2), ("update", 1, 3), ("merge", 2, 0)],
        [("retract", 0, 0), ("move", 1, 4)],
        [("merge", 0, 1), ("insert", 0, 1), ("read again", 1, 1)],
        [("reword", 0, 0), ("update", 1, 1)],
        [("reword", 1, 0)],
    ]
    with open_warehouse(*target) as warehouse:
        dialect = replace(warehouse.dialect, has_merge=has_merge)
        run_script(warehouse, [ddl.create_schema(dialect, warehouse.schema)])
        for table in all_tables():
            run_script(warehouse, ddl.create_table(dialect, warehouse.schema, table))
        run_script(warehouse, follow.make_stages(dialect, warehouse.schema))
        known: set[str] = set()
        for steps in [*commits, []]:
            history.commit(steps)
            for _ in range(1 if steps else 2):
                known = stage(warehouse, history.lake.snapshot(), known)
                run_script(warehouse, follow.follow_changes(dialect, warehouse.schema))
                run_script(warehouse, follow.empty_stages(warehouse.schema))
        for dataset in set(TABLES) - {"mentions"}:
            assert read_warehouse(warehouse, dataset) == read_lake(history.lake.snapshot(), dataset)


def run_script(warehouse: Warehouse, statements: list[str]) -> None:
    with warehouse.transaction():
        for statement in statements:
            warehouse.execute(statement)


def stage(warehouse: Warehouse, snapshot: Snapshot, known: set[str]) -> set[str]:
    """Stage what the script's head asks for: days of new files, and those that changes name.

    Returns:
        The names of all files of now.
    """
    there: set[str] = set()
    ((mark,),) = warehouse.fetch(f"select max(change_seq) from {warehouse.path_of(CHANGES)}")
    changes = snapshot.read(CHANGES, where=pc.field("change_seq") > (mark or 0)).to_pylist()
    named = {change[name] for change in changes for name in ("event_date", "old_event_date")}
    with warehouse.transaction():
        for name in follow.STAGED:
            files = snapshot.files(name, None)
            new = [file.parent.name for file in files if file.name not in known]
            days = {date.fromisoformat(folder.partition("=")[2]) for folder in new}
            days |= named - {None} if name in INCIDENT_TABLES else set()
            path = warehouse.path_of(f"stage_{name}")
            warehouse.insert(
                path, table_of(name).columns, snapshot.read(name, days=days).to_reader()
            )
            there.update(file.name for file in files)
    return there
