"""Loading a warehouse from the command line, and printing its SQL."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sqlglot

from pipeline.publish import DIALECTS
from tests.unit.cli.calling import Run
from tests.unit.lake.world import FIRST_DAY, publish, tell

pytestmark = pytest.mark.usefixtures("here")


def test_a_load_says_what_it_did_and_what_to_do_next(sitrep: Run, tmp_path: Path) -> None:
    publish(tmp_path / "lake", [tell(1, FIRST_DAY), tell(2, FIRST_DAY)])
    code, out, err = sitrep("load", "--to", "duckdb:///w.duckdb")
    assert (code, out) == (0, "")
    assert "all tables (the first one) into duckdb:///w.duckdb" in err
    assert "incidents              deleted        0   inserted        2   rows         2" in err
    assert "next        select * from main.incidents where is_default" in err
    assert "mentions" not in err


def test_a_load_tells_programs_in_one_line_of_json(
    sitrep: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path / "lake", [tell(1, FIRST_DAY)])
    monkeypatch.setenv("SITREP_WAREHOUSE", "duckdb:///w.duckdb")
    _, out, _ = sitrep("load", "--json", "--with", "mentions", "--schema", "news")
    first = json.loads(out)
    assert (first["full"], first["change_seq"]) == ("the first one", 1)
    assert first["rows"]["mentions"] == 1
    publish(tmp_path / "lake", [tell(2, FIRST_DAY)])
    second = json.loads(sitrep("load", "--json", "--schema", "news")[1])
    assert (second["full"], second["change_seq_before"], second["change_seq"]) == (None, 1, 2)
    assert (second["inserted"]["incidents"], second["rows"]["mentions"]) == (1, 2)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["load"], "Missing option '--to'"),
        (["load", "--to", "duckdb:///w.duckdb", "--lake", "no"], "there is no lake at no/ yet"),
        (["load", "--to", "oracle://u:pw@h/db"], "cannot load 'oracle://u@h/db'"),
        (["load", "--to", "duckdb:///w.duckdb", "--schema", "a b"], "'a b' cannot be the schema"),
        (["ddl", "--dialect", "oracle"], "unknown dialect 'oracle'"),
    ],
)
def test_wrong_use_is_one_clear_line_and_makes_no_file(
    sitrep: Run, tmp_path: Path, arguments: list[str], said: str
) -> None:
    publish(tmp_path / "lake", [tell(1, FIRST_DAY)])
    code, out, err = sitrep(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert [path.name for path in tmp_path.iterdir()] == ["lake"]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_sql_that_is_printed_can_be_run_in_one_go(sitrep: Run, dialect: str) -> None:
    code, out, err = sitrep("ddl", "--dialect", dialect)
    assert (code, err) == (0, "")
    assert out.index("incidents (") < out.index("VIEW ")
    assert len(sqlglot.parse(out, dialect=dialect)) > 10
