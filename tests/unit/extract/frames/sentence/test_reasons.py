"""Who died before people marched is no toll of the march."""

from __future__ import annotations

import pytest

from tests.unit.extract.articles import read


def killed(text: str) -> list[int | None]:
    return [c.best for m in read(text) for c in m.casualties if c.outcome == "killed"]


@pytest.mark.parametrize(
    "text",
    [
        "Protesters burned tyres in Karachi on Tuesday over the death of a cleric in custody.",
        "Riots broke out in Karachi on Tuesday after two men died in police custody.",
        "A crowd set fire to an office in Dhaka on Tuesday after news of the death of a student.",
        "Hundreds protested in Karachi on Tuesday to mark the deaths of 12 miners.",
    ],
)
def test_what_a_crowd_is_about_is_no_toll(text: str) -> None:
    assert killed(text) == []


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("A protest in Karachi on Tuesday ended with the death of two students.", 2),
        ("Two students died on Tuesday after protesters clashed with police in Karachi.", 2),
    ],
)
def test_what_befell_it_is(text: str, dead: int) -> None:
    assert killed(text) == [dead]
