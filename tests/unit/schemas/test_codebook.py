"""The codebook of incident types."""

from __future__ import annotations

import pytest

from pipeline.errors import ConfigError
from schemas.codebook import event_types, read_codebook

_HEADER = "code\tparent\tfamily\tlabel\tdefinition\tacled\tcameo\tplover\n"
_ROW = "arson\tstrategic\tarson\tArson\tSomething is set on fire.\tAttack\t18\tASSAULT\n"
#: ACLED's sub-event types that an incident of ours can be.
_ACLED = {
    "Armed clash",
    "Disrupted weapons use",
    "Peaceful protest",
    "Violent demonstration",
    "Grenade",
    "Suicide bomb",
    "Government regains territory",
    "Chemical weapon",
    "Air/drone strike",
    "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED",
    "Arrests",
    "Agreement",
    "Change to group/activity",
    "Attack",
    "Non-state actor overtakes territory",
    "Excessive force against protesters",
    "Sexual violence",
    "Protest with intervention",
    "Headquarters or base established",
    "Looting/property destruction",
    "Non-violent transfer of territory",
    "Abduction/forced disappearance",
    "Mob violence",
}


def test_every_sub_event_type_of_acled_has_a_code() -> None:
    assert {entry.acled for entry in event_types().values()} == _ACLED


def test_codes_and_labels_are_unique() -> None:
    entries = event_types().values()
    assert len({entry.label for entry in entries}) == len(entries) == 32


def test_the_wanted_types_are_there() -> None:
    wanted = """
        air_strike drone_strike shelling bombing suicide_bombing grenade_attack chemical_attack
        armed_clash territory_regained territory_lost shooting stabbing assassination attack
        abduction sexual_violence protest protest_with_intervention crackdown riot mob_violence
        arrest interception arson looting robbery hijacking sabotage agreement base_established
        group_change territory_transfer
    """.split()
    assert list(event_types()) == wanted


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("code\tname\n", r"event_types\.tsv:1: expected the columns code, parent"),
        ("# a comment\n" + _HEADER + _ROW + _ROW, r"event_types\.tsv:4: 'arson' is there twice"),
        (_HEADER + _ROW.replace("strategic", "odd"), r"event_types\.tsv:2: unknown parent 'odd'"),
        (_HEADER + _ROW.replace("\t18", ""), r"event_types\.tsv:2: expected 8 filled columns"),
        (_HEADER + _ROW.replace("18", ""), r"event_types\.tsv:2: expected 8 filled columns"),
    ],
)
def test_a_wrong_line_names_itself(text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        read_codebook(text)
