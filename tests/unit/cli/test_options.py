from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from pipeline.cli.options import WindowType, allow_networks, require_lake
from pipeline.errors import UsageError
from pipeline.lake.landed.landing import land


@pytest.mark.parametrize(
    ("written", "start"),
    [
        ("2022-08-26T06:00Z", (6, 0)),
        ("2022-08-26T06:14:59Z", (6, 0)),
        ("2022-08-26T06:15", (6, 15)),
        ("2022-08-26T08:20+02:00", (6, 15)),
    ],
)
def test_a_window_is_named_by_any_moment_of_it(written: str, start: tuple[int, int]):
    window = WindowType().convert(written, None, None)
    assert window == datetime(2022, 8, 26, *start, tzinfo=UTC)


def test_what_is_no_time_is_refused_with_an_example():
    with pytest.raises(click.BadParameter, match="write it as 2022-08-26T06:00Z"):
        WindowType().convert("yesterday", None, None)


def test_networks_are_a_list_with_commas(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SITREP_ALLOW_NETWORKS", "127.0.0.0/8, 10.0.0.0/8,")
    assert allow_networks() == ("127.0.0.0/8", "10.0.0.0/8")
    monkeypatch.delenv("SITREP_ALLOW_NETWORKS")
    assert allow_networks() == ()


def test_a_missing_lake_is_one_line_that_says_how_to_make_one(tmp_path: Path):
    with pytest.raises(UsageError, match="make one with: sitrep run"):
        require_lake(tmp_path)


def test_a_lake_that_waits_for_its_first_build_says_how_to_build_it(tmp_path: Path):
    for quarter in (15, 0):
        land(tmp_path, datetime(2022, 8, 26, 6, quarter, tzinfo=UTC), "fetch-all", "pages", [])
    with pytest.raises(UsageError, match=r"2 windows .* sitrep build --unbuilt"):
        require_lake(tmp_path)
    assert require_lake(tmp_path, or_landed=True) == tmp_path
