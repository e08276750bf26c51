"""The script that brings a warehouse up to date from staged files, for warehouses without a loader.

It does what ``load`` does, in SQL alone: incidents follow the change feed, the other tables are
replaced by the days that are staged, those that hang on incidents also lose what incidents of the
feed had on days that are no more, and the changes themselves come last, so that their largest
number is the high-water mark and a script that was broken off is simply run again.
"""

from __future__ import annotations

from pipeline.publish.dialects import Dialect
from pipeline.publish.tables import INCIDENT_TABLES, Table, table_of

_CHANGES = "incident_changes"
#: Steps after which the incident is no more.
_ENDING = "('merge', 'retract')"
#: Tables without a change feed: their staged days replace the same days of the table.
BY_DAY = ("feed_polls", "articles", "rejections", "runs")
#: The tables that are staged.
STAGED = (_CHANGES, *INCIDENT_TABLES[1:], *BY_DAY)


def make_stages(dialect: Dialect, schema: str) -> list[str]:
    """The statements that make the tables to load files into."""
    return [
        dialect.stage.format(stage=_stage(schema, name), table=f"{schema}.{name}")
        for name in STAGED
    ]


def fill_stages(dialect: Dialect, schema: str) -> list[str]:
    """How files reach the staging tables, one line each, as a pattern to adapt."""
    if not dialect.fill_stage:
        return []
    return [_fill(dialect, schema, table_of(name)) for name in STAGED]


def _fill(dialect: Dialect, schema: str, table: Table) -> str:
    in_files = [column for column in table.columns if column.name != table.partition]
    names = [dialect.name_of(column.name) for column in in_files]
    return dialect.fill_stage.format(
        stage=_stage(schema, table.name),
        dataset=table.name,
        partition=table.partition,
        names=", ".join([*names, table.partition or ""]),
        files=", ".join(
            dialect.file_column.format(
                in_file=column.name, name=name, type=dialect.type_in_files(column)
            )
            for name, column in zip(names, in_files, strict=True)
        ),
    )


def follow_changes(dialect: Dialect, schema: str) -> list[str]:
    """The statements that apply what is staged, to be run in this order."""
    incidents = _merge(dialect, schema) if dialect.has_merge else _replace(dialect, schema)
    children = [
        statement
        for name in INCIDENT_TABLES[1:]
        for statement in _replace_children(dialect, schema, table_of(name))
    ]
    others = [
        statement for name in BY_DAY for statement in _replace_days(dialect, schema, table_of(name))
    ]
    changes = _insert_staged(dialect, schema, table_of(_CHANGES))
    return [_drop_applied(schema), *incidents, *children, *others, changes]


def empty_stages(schema: str) -> list[str]:
    """The statements that empty the staging tables for the next time."""
    return [f"DELETE FROM {_stage(schema, name)} WHERE 1 = 1" for name in STAGED]


def _stage(schema: str, name: str) -> str:
    return f"{schema}.stage_{name}"


def _drop_applied(schema: str) -> str:
    """Leave only new changes staged, so that no later statement has to ask for the mark."""
    return (
        f"DELETE FROM {_stage(schema, _CHANGES)}\n"
        f"WHERE change_seq <= (SELECT COALESCE(MAX(change_seq), 0) FROM {schema}.{_CHANGES})"
    )


def _touched(schema: str) -> str:
    """The incidents that new changes name."""
    return f"SELECT incident_id FROM {_stage(schema, _CHANGES)}"


def _latest(schema: str) -> str:
    """The last new change of each incident."""
    return (
        "SELECT * FROM (\n"
        "    SELECT c.*,\n"
        "      ROW_NUMBER() OVER (PARTITION BY c.incident_id ORDER BY c.change_seq DESC)"
        " AS recency\n"
        f"    FROM {_stage(schema, _CHANGES)} AS c\n"
        "  ) AS numbered\n"
        "  WHERE recency = 1"
    )


def _merge(dialect: Dialect, schema: str) -> list[str]:
    names = [dialect.name_of(name) for name in table_of("incidents").names]
    updates = ",\n    ".join(f"{name} = c.{name}" for name in names if name != "incident_id")
    return [
        (
            f"MERGE INTO {schema}.incidents AS i\n"
            f"USING (\n  {_latest(schema)}\n) AS c\n"
            "ON i.incident_id = c.incident_id\n"
            f"WHEN MATCHED AND c.op IN {_ENDING} THEN DELETE\n"
            f"WHEN MATCHED THEN UPDATE SET\n    {updates}\n"
            f"WHEN NOT MATCHED AND c.op NOT IN {_ENDING} THEN INSERT (\n"
            f"    {', '.join(names)}\n  )\n"
            f"  VALUES (\n    {', '.join(f'c.{name}' for name in names)}\n  )"
        )
    ]


def _replace(dialect: Dialect, schema: str) -> list[str]:
    names = ", ".join(dialect.name_of(name) for name in table_of("incidents").names)
    return [
        f"DELETE FROM {schema}.incidents\nWHERE incident_id IN ({_touched(schema)})",
        (
            f"INSERT INTO {schema}.incidents ({names})\n"
            f"SELECT {names} FROM (\n  {_latest(schema)}\n) AS latest\nWHERE op NOT IN {_ENDING}"
        ),
    ]


def _replace_children(dialect: Dialect, schema: str, table: Table) -> list[str]:
    """Staged days in place of the same days, and nothing of touched incidents on any other day."""
    gone = f"DELETE FROM {schema}.{table.name}\nWHERE incident_id IN ({_touched(schema)})"
    return [gone, *_replace_days(dialect, schema, table)]


def _replace_days(dialect: Dialect, schema: str, table: Table) -> list[str]:
    staged = f"SELECT {table.partition} FROM {_stage(schema, table.name)}"
    return [
        f"DELETE FROM {schema}.{table.name}\nWHERE {table.partition} IN ({staged})",
        _insert_staged(dialect, schema, table),
    ]


def _insert_staged(dialect: Dialect, schema: str, table: Table) -> str:
    names = ", ".join(dialect.name_of(name) for name in table.names)
    return (
        f"INSERT INTO {schema}.{table.name} ({names})\n"
        f"SELECT {names} FROM {_stage(schema, table.name)}"
    )
