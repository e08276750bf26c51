"""The SQL of every warehouse: fresh, and well formed in its own dialect."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

import schemas
from pipeline.errors import UsageError
from pipeline.publish import DIALECTS, SCRIPTS, find_dialect, follow, write_script
from pipeline.publish.tables import all_tables

_FOLDER = Path(__file__).parents[3] / "schemas" / "ddl"

everywhere = pytest.mark.parametrize("dialect", DIALECTS)


def parse(script: str, dialect: str) -> list[exp.Expr]:
    """The statements of a script; sqlglot takes what it cannot read for a bare command."""
    parsed = sqlglot.parse(script, dialect=dialect)
    found = [one for one in parsed if one is not None and not isinstance(one, exp.Semicolon)]
    assert not [one for one in found if isinstance(one, exp.Command)]
    return found


def test_there_is_a_folder_for_each_dialect() -> None:
    assert {path.name for path in _FOLDER.iterdir()} == set(DIALECTS)


@everywhere
@pytest.mark.parametrize("script", SCRIPTS)
def test_the_committed_scripts_are_fresh_and_can_be_parsed(dialect: str, script: str) -> None:
    text = write_script(DIALECTS[dialect], script)
    path = _FOLDER / dialect / f"{script}.sql"
    assert path.read_text(encoding="utf-8") == text, "run: make docs"
    assert parse(text, dialect)


@everywhere
def test_every_column_is_made_with_its_meaning(dialect: str) -> None:
    script = write_script(DIALECTS[dialect], "tables")
    made = {
        create.this.this.name: {column.name.lower() for column in create.find_all(exp.ColumnDef)}
        for create in parse(script, dialect)
        if isinstance(create, exp.Create) and create.kind == "TABLE"
    }
    assert made == {table.name: set(table.names) for table in all_tables()}
    assert script.count("Least number of dead that the accepted claims allow.") == 2
    assert "Null: no toll is told." in script
    if DIALECTS[dialect].comments == "statement":
        schema = DIALECTS[dialect].schema
        assert f"COMMENT ON TABLE {schema}.incidents IS 'One incident: " in script


@everywhere
def test_a_column_may_be_null_in_the_warehouse_when_it_may_be_in_the_lake(dialect: str) -> None:
    script = write_script(DIALECTS[dialect], "tables")
    creates = [one for one in parse(script, dialect) if isinstance(one, exp.Create)]
    incidents = next(c for c in creates if c.kind == "TABLE" and c.this.this.name == "incidents")
    required = {
        column.name.lower()
        for column in incidents.find_all(exp.ColumnDef)
        if any(isinstance(c.kind, exp.NotNullColumnConstraint) for c in column.constraints)
    }
    columns = schemas.load("incidents").columns
    assert required == {column.name for column in columns if not column.is_nullable}


@everywhere
def test_everything_goes_to_the_schema_that_is_asked_for(dialect: str) -> None:
    for name in SCRIPTS:
        for statement in parse(write_script(DIALECTS[dialect], name, "news"), dialect):
            ctes = {cte.alias for cte in statement.find_all(exp.CTE)}
            tables = [t for t in statement.find_all(exp.Table) if t.name not in {*ctes, "news"}]
            assert {table.db for table in tables} <= {"news"}, statement.sql()


@everywhere
def test_no_row_is_chosen_by_a_query_within_a_query(dialect: str) -> None:
    """Databricks deletes by no such condition."""
    for statement in parse(write_script(DIALECTS[dialect], "follow"), dialect):
        if isinstance(statement, exp.Delete):
            assert len(list(statement.find_all(exp.Select))) <= 1, statement.sql()


@everywhere
def test_files_are_staged_by_the_names_of_their_columns(dialect: str) -> None:
    """Files lack the partition, and tables do not have it last: by place columns would mix up."""
    for pattern in follow.fill_stages(DIALECTS[dialect], "sitrep"):
        assert re.search(r"stage_\w+ \(.+_date\) | BY NAME |LOAD DATA ", pattern), pattern


def test_a_delta_table_is_clustered_by_columns_that_have_statistics() -> None:
    """By default only the first 32 columns have any, and tables have more."""
    script = write_script(DIALECTS["databricks"], "tables")
    tails = re.findall(r"CLUSTER BY \((\w+)\)\n.*StatsColumns' = '(.+)'\)", script)
    assert len(tails) == script.count("CLUSTER BY")
    assert all(column in having.split(", ") for column, having in tails)


def test_an_unknown_dialect_names_those_that_there_are() -> None:
    with pytest.raises(UsageError, match=r"unknown dialect 'oracle' .* snowflake, redshift"):
        find_dialect("oracle")


@pytest.mark.parametrize("name", ["My News", "news;drop", "Ünews", "News", ""])
def test_a_schema_that_would_need_quotes_is_refused(name: str) -> None:
    if name:
        with pytest.raises(UsageError, match="cannot be the schema"):
            write_script(DIALECTS["postgres"], "tables", name)
