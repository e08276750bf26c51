"""What is caught before it hits tells of no strike."""

from __future__ import annotations

import pytest

from tests.unit.extract.told import types


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army said it had intercepted a missile fired from Yemen on Sunday.", "interception"),
        ("The army shot down three drones launched by rebels on Khartoum.", "interception"),
        ("Iran fired 30 missiles at Tel Aviv on Sunday and most were intercepted.", "shelling"),
    ],
)
def test_what_is_caught_in_flight_is_no_shelling(text: str, expected: str) -> None:
    assert types(text) == [expected]
