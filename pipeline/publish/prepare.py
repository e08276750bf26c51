"""Make what a load needs in a warehouse: schema, tables, columns that have come since, views."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from pipeline.publish import ddl, shapes
from pipeline.publish.memory import TABLES, recall_views, remember_views
from pipeline.publish.tables import Table, event_types_rows, event_types_table
from pipeline.publish.warehouse import Warehouse


def make_schema(warehouse: Warehouse) -> None:
    """Make the schema and the tables that loads remember themselves in."""
    if warehouse.schema not in _schemas(warehouse):
        warehouse.execute(ddl.create_schema(warehouse.dialect, warehouse.schema))
    make_tables(warehouse, TABLES)


def make_tables(warehouse: Warehouse, tables: Iterable[Table]) -> list[str]:
    """Make the tables that are not there, and add the columns that others lack.

    Returns:
        The columns that were added, as ``table.column``.
    """
    added = []
    columns = _columns(warehouse)
    for table in tables:
        there = columns.get(table.name)
        if there is None:
            warehouse.execute(
                ";\n".join(ddl.create_table(warehouse.dialect, warehouse.schema, table))
            )
            continue
        new = [column for column in table.columns if column.name not in there]
        path = warehouse.path_of(table.name)
        for column in new:
            warehouse.execute(ddl.add_column(warehouse.dialect, path, column))
        for statement in ddl.comment_on(warehouse.dialect, path, new):
            warehouse.execute(statement)
        added += [f"{table.name}.{column.name}" for column in new]
    return added


def fill_event_types(warehouse: Warehouse) -> None:
    """Make the codebook's table say what the codebook says."""
    table, rows = event_types_table(), event_types_rows()
    make_tables(warehouse, [table])
    path, names = warehouse.path_of(table.name), ", ".join(table.names)
    there = set(warehouse.fetch(f"select {names} from {path}"))
    if there != {tuple(row.values()) for row in rows.to_pylist()}:
        warehouse.execute(f"delete from {path}")
        warehouse.insert(path, table.columns, rows.to_reader())


def make_views(warehouse: Warehouse) -> None:
    """Make the views that are not there, or that are defined otherwise now.

    A view is left alone when it is as it should be: making it anew waits for those who read it.
    """
    statements = {
        name: shapes.create_view(warehouse.dialect, warehouse.schema, name) for name in shapes.VIEWS
    }
    wanted = {
        name: blake2b(statement.encode(), digest_size=16).hexdigest()
        for name, statement in statements.items()
    }
    there = recall_views(warehouse)
    for name, statement in statements.items():
        if there.get(name) != wanted[name]:
            warehouse.execute(statement)
    if there != wanted:
        remember_views(warehouse, wanted)


def _schemas(warehouse: Warehouse) -> set[str]:
    rows = warehouse.fetch("select schema_name from information_schema.schemata")
    return {name for (name,) in rows}


def _columns(warehouse: Warehouse) -> dict[str, set[str]]:
    """The columns of each table of the schema."""
    columns: dict[str, set[str]] = {}
    for table, column in warehouse.fetch(
        "select table_name, column_name from information_schema.columns "
        f"where table_schema = '{warehouse.schema}'"
    ):
        columns.setdefault(table, set()).add(column)
    return columns
