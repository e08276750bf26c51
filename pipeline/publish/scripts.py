"""Whole scripts for a warehouse: its tables, its views, and how to follow the change feed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.publish import ddl, follow, shapes
from pipeline.publish.dialects import DIALECTS, Dialect, check_schema
from pipeline.publish.tables import Table, all_tables, event_types_rows, event_types_table

#: Names of the scripts, in the order in which they are run.
SCRIPTS = ("tables", "views", "follow")


def write_script(dialect: Dialect, name: str, schema: str | None = None) -> str:
    """One script.

    Args:
        dialect: the warehouse.
        name: one of ``SCRIPTS``.
        schema: where the tables go; by default the dialect's.

    Raises:
        UsageError: the schema's name cannot be used.
    """
    place = check_schema(schema) if schema else dialect.schema
    parts = {"tables": _tables, "views": _views, "follow": _follow}
    return f"-- Made by: sitrep ddl --dialect {dialect.name} --script {name}\n" + parts[name](
        dialect, place
    )


def _tables(dialect: Dialect, schema: str) -> str:
    made = [
        f"-- {table.doc}\n" + _end(ddl.create_table(dialect, schema, table))
        for table in all_tables()
    ]
    return "\n".join(
        [
            f"-- The tables of sitrep in {dialect.title}, with what each column means.\n",
            _end([ddl.create_schema(dialect, schema)]),
            *made,
            "-- The codebook's rows: run these again when a new version brings more types.",
            _end(_fill_event_types(schema, event_types_table())),
        ]
    )


def _fill_event_types(schema: str, table: Table) -> list[str]:
    path = f"{schema}.{table.name}"
    rows = ",\n".join(
        f"  ({', '.join(ddl.quote(value) for value in row.values())})"
        for row in event_types_rows().to_pylist()
    )
    return [
        f"DELETE FROM {path} WHERE 1 = 1",
        f"INSERT INTO {path} ({', '.join(table.names)}) VALUES\n{rows}",
    ]


def _views(dialect: Dialect, schema: str) -> str:
    made = [
        "".join(f"-- {line}\n" for line in shapes.notes_of(name).splitlines())
        + _end([shapes.create_view(dialect, schema, name)])
        for name in shapes.VIEWS
    ]
    return (
        f"-- Incidents in the shape of other event datasets, in {dialect.title}.\n\n"
        + "\n".join(made)
    )


_FOLLOW_HEAD = """\
-- Bring the tables up to date from staged files, in {title}.
--
-- 1. Copy the folder that `realpath lake/current` names to where {title} reads from (it does not
--    change while you copy, and links must be followed: rsync -L, or aws s3 sync).
-- 2. Fill the staging tables. At first with everything; later it is enough to stage, of every
--    table, the days (folders) that have a file whose name was not there at the last load, and of
--    incident_sources, incident_participants and incident_claims also the days that event_date and
--    old_event_date of the new changes name. A day is staged whole, and once: empty the staging
--    tables first when something may be left in them. More days than needed do no harm.
-- 3. Run the statements below, in this order. Changes are numbered without gaps; the largest
--    number that the table incident_changes has is the high-water mark. Running it twice, or again
--    after it was broken off, gives the same tables.
--
-- After a change of sitrep's schemas add the new columns first (compare with the script `tables`);
-- after `sitrep rebuild` or `sitrep forget` empty the tables and stage everything.

"""


def _follow(dialect: Dialect, schema: str) -> str:
    patterns = follow.fill_stages(dialect, schema)
    return "\n".join(
        [
            _FOLLOW_HEAD.format(title=dialect.title)
            + "-- Staging tables.\n"
            + _end(follow.make_stages(dialect, schema)),
            *(f"-- {line}" for line in ("Fill them:", *patterns) if patterns),
            "",
            _end(
                [
                    *([dialect.begin] if dialect.begin else []),
                    *follow.follow_changes(dialect, schema),
                    *([dialect.commit] if dialect.commit else []),
                ]
            ),
            "-- Empty the staging tables for the next time.",
            _end(follow.empty_stages(schema)),
        ]
    )


def _end(statements: Iterable[str]) -> str:
    return "".join(f"{statement};\n" for statement in statements)


def write_all(folder: Path) -> None:
    """Write every script of every dialect as ``<folder>/<dialect>/<script>.sql``."""
    for dialect in DIALECTS.values():
        (folder / dialect.name).mkdir(parents=True, exist_ok=True)
        for name in SCRIPTS:
            path = folder / dialect.name / f"{name}.sql"
            path.write_text(write_script(dialect, name), encoding="utf-8")
