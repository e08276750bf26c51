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
    names = [entry.name for entry in os.scandir(tree) if "=" in entry.name]
    days = frozenset(map(day_of, names))
    is_empty = days == {_EMPTY_DAY} and (tree / names[0] / _EMPTY_FILE).exists()
    return frozenset() if is_empty else days


def list_files(folders: Iterable[Path]) -> list[Path]:
    """The files with rows of some partitions, sorted; a partition that is not there has none.

    What others have put beside them, as file managers do, is left out.
    """
    files: list[str] = []  # sorting paths as text costs a fraction of sorting objects
    for folder in folders:
        try:
            entries = os.scandir(folder)
        except (FileNotFoundError, NotADirectoryError):
            continue
        with entries:
            named = ((entry.name, entry.path) for entry in entries)
            files += [path for name, path in named if _has_rows(name)]
    return list(map(Path, sorted(files)))


def _has_rows(name: str) -> bool:
    return name.endswith(".parquet") and name != _EMPTY_FILE


def list_strange(tree: Path) -> list[str]:
    """The files of a tree that are no table's, as paths below it, which may confuse readers.

    Hidden ones (``.`` and ``_``) do not: readers pass over them.
    """
    files = (path.relative_to(tree) for path in tree.rglob("*") if path.is_file())
    return sorted(
        path.as_posix()
        for path in files
        if not any(part.startswith((".", "_")) for part in path.parts)
        and path.name != _EMPTY_FILE
        and not (_has_rows(path.name) and "=" in path.parts[0])
    )
