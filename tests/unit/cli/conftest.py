"""The command line as tests call it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.cli import main
from tests.unit.cli.calling import Run


@pytest.fixture
def sitrep(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process; gives (exit code, standard output, standard error)."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["sitrep", *map(str, arguments)])
        code: object = 0
        try:
            main()
        except SystemExit as done:
            code = done.code
        out, err = capfd.readouterr()
        return int(str(code or 0)), out, err

    return run


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder that commands are called in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
