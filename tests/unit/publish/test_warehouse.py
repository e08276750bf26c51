"""Addresses of warehouses, and what goes wrong with them."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipeline.errors import UsageError, WorldError
from pipeline.publish import Warehouse, hide_password, open_warehouse


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://u:secret@h/db", r"cannot load 'mysql://u@h/db': write duckdb:///"),
        ("warehouse.duckdb", r"cannot load 'warehouse.duckdb'"),
        ("duckdb://", "name a file"),
        ("duckdb:///nowhere/at/all.duckdb", "no folder nowhere/at/ .* four slashes"),
    ],
)
def test_an_address_that_cannot_be_used_says_how_to_write_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=said), open_warehouse(address):
        pass
    assert list(tmp_path.iterdir()) == []


def test_three_slashes_are_a_relative_path_and_four_an_absolute_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for address in ("duckdb:///here.duckdb", f"duckdb:///{tmp_path}/there%20too.duckdb"):
        with open_warehouse(address) as warehouse:
            assert warehouse.path_of("incidents") == "main.incidents"
    assert {path.name for path in tmp_path.iterdir()} == {"here.duckdb", "there too.duckdb"}


def test_a_file_that_is_no_database_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no database " * 1000)
    with (
        pytest.raises(WorldError, match=r"cannot open .*notes\.txt: "),
        open_warehouse(f"duckdb:///{tmp_path}/notes.txt"),
    ):
        pass


def test_a_file_that_could_not_be_made_is_made_by_the_next_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DuckDB does not open what a full disk, or a kill, has left of its first bytes."""

    def begin(path: Path) -> None:
        path.write_bytes(b"DUCK")
        raise duckdb.IOException("Could not write file: No space left on device")

    address = f"duckdb:///{tmp_path}/w.duckdb"
    with monkeypatch.context() as full:
        full.setattr(duckdb, "connect", begin)
        with pytest.raises(WorldError, match="No space left on device"), open_warehouse(address):
            pass
    assert list(tmp_path.iterdir()) == []
    with open_warehouse(address) as warehouse:
        assert warehouse.fetch("select 1") == [(1,)]
    assert [path.name for path in tmp_path.iterdir()] == ["w.duckdb"]


def make_and_fill_wrongly(warehouse: Warehouse) -> None:
    with warehouse.transaction():
        warehouse.execute("create table one (a integer)")
        warehouse.execute("insert into one values ('x')")


def test_what_fails_in_a_transaction_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    with open_warehouse(f"duckdb:///{path}") as warehouse:
        with pytest.raises(WorldError, match="nothing loaded: "):
            make_and_fill_wrongly(warehouse)
        assert warehouse.fetch("select count(*) from duckdb_tables()") == [(0,)]
    assert duckdb.connect(path).sql("show tables").fetchall() == []


def test_a_password_is_never_printed() -> None:
    assert hide_password("postgresql://ann:s3cret@db:5432/x") == "postgresql://ann@db:5432/x"
    assert hide_password("postgresql://db/x?user=ann&password=s3cret") == "postgresql://db/x"
    assert hide_password("duckdb:///a@b.duckdb") == "duckdb:///a@b.duckdb"
    refused = "postgresql://ann:s3cret@127.0.0.1:9/x"
    with pytest.raises(WorldError, match="cannot connect") as failed, open_warehouse(refused):
        pass
    assert "s3cret" not in str(failed.value)
