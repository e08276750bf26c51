"""Where settings come from."""

from __future__ import annotations

from typing import Any

import pytest
from airflow.sdk import Variable
from airflow.sdk.exceptions import AirflowNotFoundException

from sitrep_airflow import settings


@pytest.fixture
def variables(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The Variables of an Airflow."""
    known: dict[str, str] = {}

    def get(name: str, default: str) -> str:
        return known.get(name, default)

    monkeypatch.setattr(Variable, "get", get)
    return known


def connect(monkeypatch: pytest.MonkeyPatch, address: str | None) -> None:
    """Give Airflow a Connection to the warehouse, or none."""

    class Connection:
        @classmethod
        def get(cls, _name: str) -> Any:
            if address is None:
                raise AirflowNotFoundException
            return cls()

        def get_uri(self) -> str:
            assert address
            return address

    monkeypatch.setattr(settings, "Connection", Connection)


def test_the_environment_comes_before_a_variable_and_that_before_the_default(
    variables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SITREP_LAKE", raising=False)
    assert settings.setting("SITREP_LAKE") == "lake"
    variables["SITREP_LAKE"] = "/srv/lake"
    assert settings.setting("SITREP_LAKE") == "/srv/lake"
    monkeypatch.setenv("SITREP_LAKE", "/data/lake")
    assert settings.setting("SITREP_LAKE") == "/data/lake"


def test_commands_find_in_their_environment_what_they_read_there(
    variables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SITREP_RUNNER", raising=False)
    variables["SITREP_RUNNER"] = "FlinkRunner"
    assert settings.environment()["SITREP_RUNNER"] == "FlinkRunner"


def test_a_setting_that_is_set_nowhere_is_not_passed_on_as_empty(
    variables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SITREP_RUNNER", raising=False)
    assert not variables
    assert "SITREP_RUNNER" not in settings.environment()


def test_the_warehouse_is_the_connection_else_the_setting(
    variables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SITREP_WAREHOUSE", raising=False)
    connect(monkeypatch, None)
    assert settings.warehouse() == "duckdb:///warehouse.duckdb"
    variables["SITREP_WAREHOUSE"] = "duckdb:////srv/warehouse.duckdb"
    assert settings.warehouse() == "duckdb:////srv/warehouse.duckdb"
    connect(monkeypatch, "postgres://loader:secret@db/news")
    assert settings.warehouse() == "postgresql://loader:secret@db/news"
