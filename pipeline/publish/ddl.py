"""The statements that make the tables of a warehouse, with what each column means."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.publish.dialects import Dialect
from pipeline.publish.tables import Table, describe
from schemas import Column


def create_schema(dialect: Dialect, schema: str) -> str:
    """The statement that makes the place for the tables."""
    return dialect.create_schema.format(schema=schema)


def create_table(dialect: Dialect, schema: str, table: Table) -> list[str]:
    """The statements that make a table unless it is there."""
    name = f"{schema}.{table.name}"
    return [
        f"CREATE TABLE IF NOT EXISTS {name} (\n{_body(dialect, table)}\n){_tail(dialect, table)}",
        *_index(dialect, name, table),
        *(_comments(dialect, name, table) if dialect.comments == "statement" else ()),
    ]


def _comments(dialect: Dialect, name: str, table: Table) -> list[str]:
    return [
        f"COMMENT ON TABLE {name} IS {quote(table.doc)}",
        *comment_on(dialect, name, table.columns),
    ]


def comment_on(dialect: Dialect, name: str, columns: Iterable[Column]) -> list[str]:
    """The statements that keep the meaning of columns, where these are statements."""
    return [
        f"COMMENT ON COLUMN {name}.{dialect.name_of(column.name)} IS {quote(describe(column))}"
        for column in columns
    ]


def add_column(dialect: Dialect, name: str, column: Column) -> str:
    """The statement that adds a column that a schema has gained (it may be null)."""
    kind = dialect.nullable.format(type=dialect.type_of(column))
    return f"ALTER TABLE {name} ADD COLUMN {dialect.name_of(column.name)} {kind}"


def quote(text: str) -> str:
    """A text as an SQL literal that reads the same in every dialect: no backslashes in it."""
    return "'" + text.replace("\\", "/").replace("'", "’") + "'"


def _body(dialect: Dialect, table: Table) -> str:
    lines = [_column(dialect, column, column.name in table.key) for column in table.columns]
    if dialect.key:
        lines.append(dialect.key.format(key=_names(dialect, table.key)))
    return ",\n".join(f"  {line}" for line in lines)


def _column(dialect: Dialect, column: Column, is_key: bool) -> str:
    kind = dialect.type_of(column)
    if column.is_nullable and not is_key:
        kind = dialect.nullable.format(type=kind)
    required = "" if column.is_nullable else " NOT NULL"
    comment = ""
    if dialect.comments == "inline":
        comment = f" COMMENT {quote(describe(column))}"
    elif dialect.comments == "options":
        comment = f" OPTIONS (description = {quote(describe(column))})"
    return f"{dialect.name_of(column.name)} {kind}{required}{comment}"


def _tail(dialect: Dialect, table: Table) -> str:
    tail = dialect.tail if table.partition else dialect.tail_without_partition
    names = {"key": _names(dialect, table.key), "first": table.key[0], "partition": table.partition}
    return "\n" + tail.format(**names) if tail else ""


def _index(dialect: Dialect, name: str, table: Table) -> list[str]:
    if not dialect.index or not table.partition:
        return []
    return [dialect.index.format(table=name, name=table.name, partition=table.partition)]


def _names(dialect: Dialect, names: Iterable[str]) -> str:
    return ", ".join(dialect.name_of(name) for name in names)
