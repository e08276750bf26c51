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
#: Shares of right values by language, in percent; lowering one needs a line in the changelog.
FLOORS = {
    "en": {
        "type": 93,
        "extra": 97,
        "status": 97,
        "date": 97,
        "country": 94,
        "killed": 91,
        "injured": 97,
        "trap": 92,
    },
    "es": {
        "type": 97,
        "extra": 97,
        "status": 97,
        "date": 97,
        "country": 94,
        "killed": 92,
        "injured": 97,
        "trap": 97,
    },
}


@pytest.fixture(scope="module")
def results() -> dict[str, object]:
    """The scores of the default extractor, by language."""
    extractor = load_extractor()
    return {name: SCORER.score(SCORER.read_gold(name), extractor) for name in FLOORS}


@pytest.mark.parametrize(
    ("language", "name"), [(code, name) for code, floors in FLOORS.items() for name in floors]
)
def test_a_field_is_right_as_often_as_before(
    results: dict[str, object], language: str, name: str
) -> None:
    """Errors are listed by ``python tests/eval/score_gold.py``."""
    result = results[language]
    errors = [line for line in result.errors if line.startswith(name)]  # type: ignore[attr-defined]
    share = 100 * result.share(name)  # type: ignore[attr-defined]
    assert share >= FLOORS[language][name], "\n".join(errors)


def test_the_gold_has_every_type_of_the_codebook() -> None:
    """A new event type comes with a gold sentence."""
    from pipeline.lexicon.event_types import families

    told = {
        t for row in SCORER.read_gold("en") if row["incident"] for t in row["incident"]["types"]
    }
    assert set(families()) <= told
