"""Readers who know nothing of us but where the folder is, reading all the while.

They read what ``tests/unit/lake/publisher.py`` publishes: in version n every incident has n dead,
and a third of the incidents is on another day in every version.
"""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq

from tests.unit.lake.publisher import moves

#: incident_id and killed_best of each row
Seen = list[tuple[str, int]]
Reader = Callable[[str], Seen]
Check = Callable[[Reader, Path, int], str | None]

#: How far readers stand back: they take a tenth of what one who does not is given.
_NICE = 10
COLUMNS = ["incident_id", "killed_best"]
SQL = "select incident_id, killed_best from read_parquet('{}', hive_partitioning = true)"


def read_pandas(incidents: str) -> Seen:
    return list(pd.read_parquet(incidents, columns=COLUMNS).itertuples(index=False, name=None))


def read_pyarrow(incidents: str) -> Seen:
    return [tuple(row.values()) for row in pq.read_table(incidents, columns=COLUMNS).to_pylist()]


def read_polars(incidents: str) -> Seen:
    return pl.read_parquet(f"{incidents}/", columns=COLUMNS, hive_partitioning=True).rows()


def _session() -> duckdb.DuckDBPyConnection:
    session = duckdb.connect()
    # it draws bars where it takes a process for somebody at a terminal
    return session.execute("set enable_progress_bar = false")


def read_duckdb(incidents: str) -> Seen:
    with _session() as session:
        return session.execute(SQL.format(f"{incidents}/**/*.parquet")).fetchall()


def join_sources(incidents: str) -> Seen:
    """Incidents with their sources, which lie beside them."""
    sources = incidents.replace("/incidents", "/incident_sources") + "/**/*.parquet"
    with _session() as session:
        return session.execute(
            f"with i as ({SQL.format(incidents + '/**/*.parquet')}), "
            f"s as (select incident_id from read_parquet('{sources}', hive_partitioning = true)) "
            "select incident_id, killed_best from i join s using (incident_id)"
        ).fetchall()


def check_naive(read: Reader, lake: Path, n_incidents: int) -> str | None:
    """Through ``lake/incidents``: every incident that stays on its day is there exactly once."""
    return _describe(
        [row for row in read(f"{lake}/incidents") if not moves(int(row[0][1:]), n_incidents)],
        sum(not moves(n, n_incidents) for n in range(n_incidents)),
        versions=2,  # a read that straddles a swap may see either
    )


def check_resolved(read: Reader, lake: Path, n_incidents: int) -> str | None:
    """Through the resolved view: all incidents exactly once, of one version."""
    view = os.path.realpath(lake / "current")
    return _describe(read(f"{view}/incidents"), n_incidents, versions=1)


def _describe(seen: Seen, expected: int, versions: int) -> str | None:
    incidents, found = {row[0] for row in seen}, {row[1] for row in seen}
    if len(seen) == len(incidents) == expected and len(found) <= versions:
        return None
    return f"{len(seen)} rows of {len(incidents)} incidents of the versions {sorted(found)}"


CHECKS: tuple[tuple[Check, Reader], ...] = (
    (check_naive, read_pandas),
    (check_naive, read_pyarrow),
    (check_naive, read_polars),
    (check_naive, read_duckdb),
    (check_resolved, read_pandas),
    (check_resolved, read_polars),
    (check_resolved, read_duckdb),
    (check_resolved, join_sources),
)


def is_file_gone(error: Exception) -> bool:
    """Whether a reader says that a file that it had listed is not there."""
    return isinstance(error, FileNotFoundError) or "No such file" in str(error)


class Readers:
    """Reads the lake in every way, all the while, and notes what went wrong.

    A naive read that had listed files of the version before a swap may find one gone: an error that
    says so, to be read again; it is counted apart. Through a resolved view that is a fault. (Arrow
    leaves out in silence what goes between its listing and its look: docs/choices.md, "Storage".)

    They are a process of their own, so that none of them holds up who publishes and who kills.
    """

    def __init__(self, lake: Path, n_incidents: int) -> None:
        self.seen = Told()
        self._line, theirs = Pipe()
        arguments = (lake, n_incidents, theirs)
        self._process = get_context("spawn").Process(target=_read_all, args=arguments, daemon=True)

    def __enter__(self) -> Readers:
        self._process.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._line.send("stop")
        self.seen = self._line.recv()
        self._process.join()


@dataclass
class Told:
    """What readers tell: what went wrong; reads, and those that found a file gone, by reader."""

    problems: list[str] = field(default_factory=list)
    reads: Counter[str] = field(default_factory=Counter)
    gone: Counter[str] = field(default_factory=Counter)


def _read_all(lake: Path, n_incidents: int, line: Connection) -> None:
    """Read in all ways side by side until somebody says that it is enough."""
    # readers fill what is idle of a machine, yet what is killed has to get somewhere first
    os.setpriority(os.PRIO_PROCESS, 0, _NICE)
    told, stop = Told(), threading.Event()
    with ThreadPoolExecutor(len(CHECKS)) as threads:
        looks = [partial(check, read, lake, n_incidents) for check, read in CHECKS]
        readers = [threads.submit(_read_on, look, told, stop) for look in looks]
        line.recv()
        stop.set()
        for reader in readers:
            reader.result()
    line.send(told)


def _read_on(look: partial[str | None], told: Told, stop: threading.Event) -> None:
    check, read = look.func, look.args[0]
    name = f"{check.__name__.removeprefix('check_')} {read.__name__}"
    while not stop.is_set():
        told.reads[name] += 1
        try:
            problem = look()
        except Exception as error:
            if check is check_naive and is_file_gone(error):
                told.gone[name] += 1
                continue
            problem = f"{type(error).__name__}: {error}"
        if problem:
            told.problems.append(f"{name}: {problem}")
