"""An Airflow of its own for the tests, and a `sitrep` that only writes down how it was called."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Airflow puts the folder of the DAGs on the path, so that they find their package beside them
sys.path.append(str(ROOT / "dags"))

# Airflow reads its settings when it is imported, and writes into its home: not into the user's.
_home = TemporaryDirectory(prefix="airflow-home-")
os.environ.update(
    AIRFLOW_HOME=_home.name,
    AIRFLOW__CORE__DAGS_FOLDER=str(ROOT / "dags"),
    AIRFLOW__CORE__LOAD_EXAMPLES="False",
    AIRFLOW__LOGGING__LOGGING_LEVEL="WARNING",
)

STUB = """#!{python}
import json, os, sys
arguments = sys.argv[1:]
with open(os.environ["STUB_CALLS"], "a") as calls:
    calls.write(json.dumps(arguments) + "\\n")
print("working on it", file=sys.stderr)
for argument, code in json.loads(os.environ["STUB_EXITS"]).items():
    if argument in arguments:
        sys.exit(code)
print("a line before the answer")
print(json.dumps(json.loads(os.environ["STUB_ANSWERS"]).get(arguments[0], {{}})))
"""


class Stub:
    """A `sitrep` in front on the PATH that does nothing but answer as told."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._calls = folder / "calls.jsonl"
        self._monkeypatch = monkeypatch
        command = folder / "sitrep"
        command.write_text(STUB.format(python=sys.executable), encoding="utf-8")
        command.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:{Path(sys.executable).parent}:{os.environ['PATH']}")
        monkeypatch.setenv("STUB_CALLS", str(self._calls))
        self.answer({})

    def answer(self, answers: Mapping[str, Any], exits: Mapping[str, int] | None = None) -> None:
        """Set what each command prints, and the exit code of a call in which an argument occurs."""
        self._monkeypatch.setenv("STUB_ANSWERS", json.dumps(answers))
        self._monkeypatch.setenv("STUB_EXITS", json.dumps(exits or {}))

    @property
    def calls(self) -> list[list[str]]:
        """The arguments of each call so far, in order."""
        if not self._calls.exists():
            return []
        return [json.loads(line) for line in self._calls.read_text("utf-8").splitlines()]


@pytest.fixture
def stub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stub:
    """A `sitrep` in front on the PATH that does nothing but answer as told."""
    for name in [name for name in os.environ if name.startswith("SITREP_")]:
        monkeypatch.delenv(name)
    return Stub(tmp_path, monkeypatch)


@pytest.fixture
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Airflow without Variables: a setting is what the environment says, or the default."""
    from airflow.sdk import Variable

    monkeypatch.setattr(Variable, "get", lambda _name, default: default)
