"""Short items stay right among others, as often as they have been."""

from __future__ import annotations

import pytest

from pipeline.extract import load_extractor
from tests.eval.score_gold import Score
from tests.eval.score_roundups import score_roundups

#: Before a paragraph had a place of its own 91 and 88 of 100 places were right.
FLOORS = {
    "read": {"found": 97, "none extra": 95, "day": 96, "place": 96, "killed": 96, "injured": 92},
    "held": {"found": 96, "none extra": 87, "day": 98, "place": 95, "killed": 95, "injured": 94},
}
SIZE, COUNT = 5, 100


@pytest.fixture(scope="module")
def results() -> dict[str, Score]:
    """The scores of round-ups, by what may be read of their items."""
    extractor = load_extractor()
    return {part: score_roundups(part, SIZE, COUNT, extractor) for part in FLOORS}


@pytest.mark.parametrize(
    ("part", "name"), [(part, name) for part, floors in FLOORS.items() for name in floors]
)
def test_an_item_among_others_is_right_as_often_as_before(
    results: dict[str, Score], part: str, name: str
) -> None:
    """Errors are listed by ``python -m tests.eval.score_roundups --show``."""
    assert 100 * results[part].share(name) >= FLOORS[part][name]
