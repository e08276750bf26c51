"""A run that was killed leaves readers in peace, and the next one mends the lake."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import schemas
from pipeline.errors import WorldError
from pipeline.lake import Lake, next_change_seq
from pipeline.lake.commits import commit
from pipeline.lake.layout import Layout
from pipeline.lake.published import views
from pipeline.lake.stored import delta
from pipeline.lake.upkeep.verify import verify
from tests.unit.lake.world import FIRST_DAY, make_edits, publish, tell

DAYS = [FIRST_DAY + timedelta(days=n) for n in range(3)]
#: Healing sets each dataset's link; the next one set is ``current``.
_SWAP = len(schemas.dataset_names())


class _Killed(BaseException):
    """Stands for the end of the process at this point."""


def _kill_at(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, call: int) -> None:
    """Let the process end just before the n-th call of a function."""
    original, calls = getattr(module, name), []

    def killed(*args: Any, **kwargs: Any) -> Any:
        calls.append(name)
        if len(calls) > call:
            raise _Killed
        return original(*args, **kwargs)

    monkeypatch.setattr(module, name, killed)


def _commit(path: Path, killed: int) -> None:
    lake = Lake(path)
    with lake.lock():
        lake.heal()
        told = [tell(n, DAYS[n % 3], killed) for n in range(6)]
        lake.commit(make_edits(told, DAYS, next_change_seq(lake.snapshot())), run="test")


@pytest.mark.parametrize(
    ("module", "name", "call"),
    [
        (delta, "replace_partitions", 0),
        (delta, "replace_partitions", 1),
        (delta, "replace_partitions", 3),
        (commit, "build_tree", 0),
        (commit, "build_tree", 3),
        (views, "publish", 0),
        (views, "write_whole", 0),
        (views, "point", _SWAP),
    ],
)
def test_a_run_killed_anywhere_is_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, call: int
) -> None:
    publish(tmp_path, [tell(n, DAYS[n % 3], 1) for n in range(6)])
    with monkeypatch.context() as patch:
        _kill_at(patch, module, name, call)
        with pytest.raises(_Killed):
            _commit(tmp_path, killed=2)
    assert pd.read_parquet(tmp_path / "incidents")["killed_best"].tolist() == [1] * 6
    _commit(tmp_path, killed=3)
    assert pd.read_parquet(tmp_path / "incidents")["killed_best"].tolist() == [3] * 6
    assert verify(Lake(tmp_path).snapshot()).failures == ()
    with Lake(tmp_path).lock():
        pass


@pytest.mark.parametrize(
    ("module", "name", "call"),
    [(delta, "create", 3), (delta, "replace_partitions", 2), (views, "point", 0)],
)
def test_a_first_run_killed_anywhere_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, call: int
) -> None:
    with monkeypatch.context() as patch:
        _kill_at(patch, module, name, call)
        with pytest.raises(_Killed):
            _commit(tmp_path, killed=2)
    assert Lake(tmp_path).snapshot().records("incidents") == []
    _commit(tmp_path, killed=3)
    assert pd.read_parquet(tmp_path / "incidents")["killed_best"].tolist() == [3] * 6
    assert verify(Lake(tmp_path).snapshot()).failures == ()


def test_healing_says_what_it_mended_and_then_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, [tell(1, DAYS[0], 1)])
    with monkeypatch.context() as patch:
        _kill_at(patch, views, "point", _SWAP)
        with pytest.raises(_Killed):
            _commit(tmp_path, killed=2)
    lake = Lake(tmp_path)
    (lake.staging / "rows.jsonl").write_text("")
    with lake.lock():
        mended = lake.heal()
        assert "removed what an earlier run had staged" in mended
        assert "restored incidents from version 2 to 1" in mended
        assert lake.heal() == []
    assert [incident.killed_best for incident in lake.snapshot().records("incidents")] == [1]


def test_a_table_that_lost_versions_is_not_guessed_at(tmp_path: Path) -> None:
    lake = publish(tmp_path, [tell(1, DAYS[0], 1)])
    for entry in (tmp_path / ".delta" / "incidents" / "_delta_log").glob("*1.json"):
        entry.unlink()
    with lake.lock(), pytest.raises(WorldError, match="version 1 is missing"):
        lake.heal()


def test_a_view_of_which_only_a_part_was_removed_stops_no_run(tmp_path: Path) -> None:
    """A run was killed while it pruned: the folder is there, its manifest is not."""
    for killed in (1, 2):
        publish(tmp_path, [tell(1, DAYS[0], killed)])
    layout = Layout(tmp_path)
    old, current = views.list_views(layout)
    (old / "manifest.json").unlink()
    lake = Lake(tmp_path)
    with lake.lock():
        assert f"removed {old.name}, not whole or never published" in lake.heal()
        assert views.list_views(layout) == [current]
        assert lake.maintain(datetime.now(UTC) + timedelta(days=99)).files_removed > 0
    assert [incident.killed_best for incident in lake.snapshot().records("incidents")] == [2]


def test_a_lake_without_the_link_to_its_version_is_not_emptied(tmp_path: Path) -> None:
    """Somebody copied it by a program that leaves links out, or removed one."""
    lake = publish(tmp_path, [tell(1, DAYS[0], 1)])
    link = tmp_path / "current"
    target = link.readlink()
    link.unlink()
    with lake.lock(), pytest.raises(WorldError, match=rf"is gone.* ln -s {target} "):
        lake.heal()
    link.symlink_to(target)
    with lake.lock():
        assert lake.heal() == []
    assert lake.snapshot().count("incidents") == 1


def test_a_copy_of_a_lake_without_any_link_is_not_emptied(tmp_path: Path) -> None:
    for killed in (1, 2):
        publish(tmp_path / "lake", [tell(1, DAYS[0], killed)])
    copy = tmp_path / "copy"
    shutil.copytree(
        tmp_path / "lake",
        copy,
        symlinks=True,
        ignore=lambda folder, names: [name for name in names if Path(folder, name).is_symlink()],
    )
    lake = Lake(copy)
    with lake.lock(), pytest.raises(WorldError, match="a copy of a lake needs its links"):
        lake.heal()
    assert (copy / ".delta" / "incidents").exists()
    (copy / "current").mkdir()
    with lake.lock(), pytest.raises(WorldError, match="is no link to a version"):
        lake.heal()
