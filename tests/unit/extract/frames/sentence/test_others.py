"""Which sentences tell another incident, and which one more person of the same."""

from __future__ import annotations

import pytest

from tests.unit.extract.told import mentions

LEAD = "Two gunmen opened fire at a bar in Erie, Pennsylvania, on Tuesday and killed two people. "


@pytest.mark.parametrize(
    ("text", "incidents"),
    [
        ("A third man is wanted for the shooting that killed two.", 1),
        ("In addition to the two killed, three others were wounded.", 1),
        ("Their deaths became the city's third homicide of the year.", 1),
        ("In a separate shooting on Monday, a clerk was killed in Akron, Ohio.", 2),
    ],
)
def test_one_more_person_is_no_other_incident(text: str, incidents: int) -> None:
    told = [m for m in mentions(LEAD + text) if m.event_type in ("shooting", "attack")]
    assert len(told) == incidents
