"""Empty warehouses of each kind, and the server that one of them needs."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.contract.comparing import Target
from tests.postgres import find_programs, serve_postgres

_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (initdb and pg_ctl are not on PATH)")
    with serve_postgres(programs) as address:
        yield address


@pytest.fixture(params=["duckdb", pytest.param("postgresql", marks=pytest.mark.slow)])
def new_warehouse(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Target]:
    """Gives (address, schema) of an empty warehouse of each kind, as often as asked."""
    if request.param == "postgresql":
        address = request.getfixturevalue("postgres")
        return lambda: (address, f"history{next(_numbers)}")
    return lambda: (f"duckdb:///{tmp_path}/{next(_numbers)}.duckdb", "main")


@pytest.fixture
def new_warehouses(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], list[Target]]:
    """Gives (address, schema) of empty warehouses, one of each kind that is installed."""
    postgres = [request.getfixturevalue("postgres")] if find_programs() else []

    def make() -> list[Target]:
        name = f"history{next(_numbers)}"
        inside = [(address, name) for address in postgres]
        return [(f"duckdb:///{tmp_path}/{name}.duckdb", "main"), *inside]

    return make
