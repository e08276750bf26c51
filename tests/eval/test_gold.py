"""The quality of extraction on own gold sentences never falls below what it has reached."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.extract import load_extractor


def _load() -> ModuleType:
    path = Path(__file__).with_name("score_gold.py")
    spec = importlib.util.spec_from_file_location("score_gold", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_gold"] = module
    spec.loader.exec_module(module)
    return module


SCORER = _load()
#: Shares of right values, in percent; lowering one needs a line in the changelog.
FLOORS = {
    "type": 95,
    "extra": 97,
    "status": 97,
    "date": 92,
    "country": 95,
    "killed": 88,
    "injured": 95,
    "trap": 95,
}


@pytest.fixture(scope="module")
def result() -> object:
    """The score of the default extractor."""
    return SCORER.score(SCORER.read_gold(), load_extractor())


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_a_field_is_right_as_often_as_before(result: object, name: str) -> None:
    """Errors are listed by ``python tests/eval/score_gold.py``."""
    errors = [line for line in result.errors if line.startswith(name)]  # type: ignore[attr-defined]
    assert 100 * result.share(name) >= FLOORS[name], "\n".join(errors)  # type: ignore[attr-defined]


def test_the_gold_has_every_type_of_the_codebook() -> None:
    """A new event type comes with a gold sentence."""
    from pipeline.lexicon.event_types import families

    told = {t for row in SCORER.read_gold() if row["incident"] for t in row["incident"]["types"]}
    assert set(families()) <= told
