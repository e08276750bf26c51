"""Trees: the live files of one table version, as ``<partition>=<day>/part-....parquet``.

The files are hard links, so a tree costs no space. A path always has the same content: a reader
that has listed one version through ``lake/<dataset>`` and opens a file after a swap finds the same
file or none. (Names that stay while their content changes were tried: DuckDB, which opens a file
once for its footer and again for its rows, then reads garbage.)
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

import schemas
from pipeline.lake.layout import Layout

#: A table without rows is one file without rows, so that every reader sees its columns.
_EMPTY_FILE = "empty.parquet"
_EMPTY_DAY = date(1970, 1, 1)


def build_tree(layout: Layout, dataset: str, version: int, files: Iterable[str]) -> Path:
    """Link the live files of a table version into a folder of their own.

    Args:
        layout: the lake's folders.
        dataset: the table.
        version: its version; names the tree.
        files: its live files, as paths below the table's folder.
    """
    tree = layout.trees / dataset / f"{version:08}"
    # a version has thousands of files: paths as text cost a third of what objects do
    source, target = str(layout.delta(dataset)), str(tree)
    made: set[str] = set()
    for file in files:
        folder = file.rpartition("/")[0]
        if folder not in made:
            (tree / folder).mkdir(parents=True)
            made.add(folder)
        os.link(f"{source}/{file}", f"{target}/{file}")
    if not made:
        _write_empty(tree, dataset)
    return tree


def _write_empty(tree: Path, dataset: str) -> None:
    partition = schemas.load(dataset).partition.name
    folder = tree / f"{partition}={_EMPTY_DAY}"
    folder.mkdir(parents=True)
    table = schemas.arrow_schema(dataset).empty_table().drop_columns([partition])
    pq.write_table(table, folder / _EMPTY_FILE)


def day_of(folder: str) -> date:
    """The day that a folder ``<partition>=<day>`` is named by."""
    return date.fromisoformat(folder.partition("=")[2])


def list_days(tree: Path) -> frozenset[date]:
    """The partitions of a tree that have rows; one folder is read (a partition has files)."""
    names = [entry.name for entry in os.scandir(tree)]
    days = frozenset(map(day_of, names))
    is_empty = days == {_EMPTY_DAY} and (tree / names[0] / _EMPTY_FILE).exists()
    return frozenset() if is_empty else days


def list_files(folders: Iterable[Path]) -> list[Path]:
    """The files with rows of some partitions, sorted; a partition that is not there has none."""
    files: list[str] = []  # sorting paths as text costs a fraction of sorting objects
    for folder in folders:
        try:
            entries = os.scandir(folder)
        except FileNotFoundError:
            continue
        with entries:
            files += [entry.path for entry in entries if entry.name != _EMPTY_FILE]
    return list(map(Path, sorted(files)))
