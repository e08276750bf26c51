"""Publish to warehouses: their tables and views as SQL, and loaders for DuckDB and PostgreSQL."""

from __future__ import annotations

from pipeline.publish.dialects import DIALECTS, Dialect, find_dialect
from pipeline.publish.loader import LoadReport, TableReport, load
from pipeline.publish.scripts import SCRIPTS, write_script
from pipeline.publish.tables import ON_REQUEST
from pipeline.publish.warehouse import Warehouse, hide_password, open_warehouse

__all__ = [
    "DIALECTS",
    "ON_REQUEST",
    "SCRIPTS",
    "Dialect",
    "LoadReport",
    "TableReport",
    "Warehouse",
    "find_dialect",
    "hide_password",
    "load",
    "open_warehouse",
    "write_script",
]
