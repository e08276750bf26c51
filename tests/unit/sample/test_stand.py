from __future__ import annotations

import pytest

from pipeline.errors import UsageError
from pipeline.sample.newswire import WINDOWS, load
from pipeline.sample.stand import Seen, Stand


@pytest.fixture
def stand() -> Stand:
    return Stand(load(), 1, {})


def test_requests_are_counted_by_publisher_and_path(stand: Stand) -> None:
    asked = [("a", "/x"), ("a", "/x"), ("b", "/x"), ("a", "/y"), ("a", "/x")]
    assert [stand.count(*each) for each in asked] == [0, 1, 0, 0, 2]


def test_turning_to_a_window_forgets_the_counts(stand: Stand) -> None:
    stand.count("a", "/x")
    assert stand.turn_to(2) == WINDOWS[1]
    assert stand.edition.window == 2
    assert stand.count("a", "/x") == 0


@pytest.mark.parametrize("window", [0, 3, -1])
def test_there_are_two_windows(stand: Stand, window: int) -> None:
    with pytest.raises(UsageError, match="windows 1 to 2"):
        stand.turn_to(window)
    assert stand.edition.window == 1


def test_what_was_answered_is_kept_in_order(stand: Stand) -> None:
    seen = [Seen(float(n), "a", f"/{n}", "me", 200) for n in range(3)]
    for each in seen:
        stand.note(each)
    assert stand.requests == seen
