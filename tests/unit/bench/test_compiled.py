from __future__ import annotations

from pathlib import Path

import pytest

from bench import compiled
from bench.runner import Settings


def test_nothing_is_measured_where_nothing_is_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    said: list[str] = []
    monkeypatch.setattr(compiled, "COMPILED", tmp_path)
    assert list(compiled.measure(Settings(say=said.append))) == []
    assert said == ["left out: no machine code (make compiled)"]
