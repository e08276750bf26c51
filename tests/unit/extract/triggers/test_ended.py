"""What ends who attacked is none of what the attack was."""

from __future__ import annotations

import pytest

from tests.unit.extract.triggers.test_tellings import types


@pytest.mark.parametrize(
    "text",
    [
        "A man rammed a van into a queue in Bern, killing two, before he was shot dead by police.",
        "A knifeman wounded two pensioners in Bern before officers shot him dead.",
        "A man stabbed three people in Bern and was shot dead by officers.",
        "Driver kills five in Bern, dies in shootout with police",
    ],
)
def test_the_death_of_an_attacker_says_nothing_of_his_attack(text: str) -> None:
    assert not {"shooting", "armed_clash"} & set(types(text))


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Two rebels were shot dead by soldiers in Bambari on Monday.", "shooting"),
        ("Police stabbed a man and two boys were shot dead by officers in Lima.", "shooting"),
        ("Rebels killed a guard and a shootout with police followed in Lima.", "armed_clash"),
    ],
)
def test_whom_else_police_shoot_is_told(text: str, event_type: str) -> None:
    assert event_type in types(text)
