"""The tolls of telegrams and of texts in capitals."""

from __future__ import annotations

import pytest

from tests.unit.extract.tolls.claims import counts


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("THE MURDER OF UNION LEADERS PEDRO LEON AND ROSA PAZ SHOCKED THE TOWN.", 2),
        ("THE MURDER IN LIMA OF TWO NUNS SHOCKED THE TOWN.", 2),
        ("THE MURDERS OF PEDRO LEON AND SENATOR AND CANDIDATE JUAN PAZ SHOCKED THE TOWN.", 2),
        ("A MAN FIRED TEN SHOTS KILLING HIM AT ONCE.", 1),
        ("TWO GUARDS WATCHING THE OLD BRIDGE IN LIMA WERE KILLED.", 2),
        ("TEN GUERRILLAS WERE REPORTED DEAD.", 10),
        ("THE DEATH YESTERDAY OF NINE NUNS SHOCKED THE TOWN.", 9),
        ("POLICE ARE LOOKING FOR THE KILLERS OF THE SIX NUNS.", 6),
        ("THE MAYOR, WHO WAS ON HIS WAY FROM THE OLD MARKET TO THE CHURCH AT NOON, WAS KILLED.", 1),
        ("THE ATTACK LEFT A BALANCE OF TWO DEAD.", 2),
        ("THE VICTIM WAS FOUND AT HOME, WHERE HE UNFORTUNATELY PASSED AWAY.", 1),
    ],
)
def test_telegrams_tell_their_dead_in_long_phrases(text: str, killed: int) -> None:
    assert counts(text) == [("killed", killed)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GUERRILLAS KILLED CARLOS PAZ IN LIMA.", [("killed", 1)]),
        ("THREE HAVE BEEN KILLED AND FIVE WERE WOUNDED.", [("killed", 3), ("injured", 5)]),
        ("IT LEFT AT LEAST 8 KILLED AND OVER 20 INJURED.", [("killed", 8), ("injured", 20)]),
        ("THE BOMB CAUSED NO CASUALTIES.", [("killed", 0), ("injured", 0)]),
    ],
)  # fmt: skip
def test_texts_in_capitals_are_read(text: str, expected: list[tuple[str, int]]) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a dateline ends before the dash; a title tells that a name is one person
        ("LIMA, 5 MAY 90 (EFE) -- FORMER MAYOR LUIS PAZ SOLIS, 45, WAS SHOT TO DEATH.", 1),
        ("POLICE INSPECTOR EUDORO TORRES DIED IN THE BLAST.", 1),
        ("REBELS CONDEMNED THE MURDER OF LABOR PARTY CANDIDATE ELIAS ROBLES.", 1),
        # a surname alone is one person, whatever it ends in, where the verb is of one
        ("SOLANDER WAS KILLED IN THE ACTION.", 1),
        ("SOLANDES WAS MURDERED IN QUITO.", 1),
        ("AND SOLANDER WAS LATER FOUND DEAD.", 1),
        # names in a row, and what explains them
        ("PRIESTS ELIAS ROBLES, ARNUFO SOLANDES, AND AMANDO LOBO WERE KILLED.", 3),
        ("ARNUFO SOLANDES, JAVO MONTES, AND AMANDO LOBO, ALL PERUVIANS, WERE KILLED.", 3),
        ("A JUDGE, A PRIEST, AND SENATOR ELIAS ROBLES WERE MURDERED.", 3),
        ("GUNMEN KILLED LEFTIST LEADER ELIAS ROBLES AND UNION LEADER ROSA VEGA.", 2),
        ("ELIAS ROBLES, ROSA VEGA, AND PABLO SOLIS WERE KILLED IN QUITO.", 3),
        ("THE MURDER OF RENE SOLIS, DIRECTOR OF THE PAPER LA HORA, AND ROSA VEGA IS TOLD.", 2),
        # two offices of one man, and who is told with him
        ("THE MURDER OF SENATOR AND LIBERAL CANDIDATE ELIAS ROBLES IS TOLD.", 1),
        ("REBELS KILLED THE MAYOR OF THE SMALL TOWN OF TAPAY, AS WELL AS TWO PEASANTS.", 3),
        ("Gunmen killed a teacher as well as two pupils.", 3),
    ],
)
def test_the_dead_of_telegrams_are_counted_by_titles_and_names(text: str, expected: int) -> None:
    assert [best for outcome, best in counts(text) if outcome == "killed"] == [expected]


@pytest.mark.parametrize("thing", ["THE BUILDING", "TRAFFIC", "ELECTRICITY", "NOTHING"])
def test_what_is_hit_in_capitals_is_nobody(thing: str) -> None:
    assert counts(f"{thing} WAS HIT.") == []
