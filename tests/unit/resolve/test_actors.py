from __future__ import annotations

from typing import Any

from pipeline.records import Mention, Participant, Role, Weapon
from pipeline.resolve.actors import name_participants, name_weapons
from tests.unit.resolve.world import mention, window

USA = Participant("perpetrator", "United States", "usa", "state", "US")
US_MILITARY = Participant("perpetrator", "US military", "us_military", "military", "US")
CENTCOM = Participant("perpetrator", "CENTCOM forces", "us_military", "military", "US")


def naming(n: int, *participants: Participant, **fields: Any) -> Mention:
    return mention(f"m{n}", recorded_at=window(n), participants=participants, **fields)


def doing(name: str, role: Role = "perpetrator") -> Participant:
    return Participant(role, name)


def test_a_state_and_the_names_of_its_military_are_one() -> None:
    told = naming(0, USA), naming(1, US_MILITARY), naming(2, CENTCOM), naming(3, US_MILITARY)
    assert name_participants(told, "perpetrator") == "US military"


def test_a_state_without_its_military_is_named() -> None:
    told = naming(0, USA), naming(1, Participant("perpetrator", "IRGC", "irgc", "military", "IR"))
    assert name_participants(told, "perpetrator") == "United States; IRGC"


def test_names_that_differ_in_case_dots_and_articles_are_one() -> None:
    told = naming(0, doing("the U.S. Army")), naming(1, doing("US army"))
    assert name_participants(told, "perpetrator") == "the U.S. Army"


def test_the_name_in_most_origins_is_shown() -> None:
    told = (
        naming(0, doing("a Wagner Group"), origin_article_id="wire"),
        naming(1, doing("a Wagner Group"), origin_article_id="wire"),
        naming(2, doing("Wagner group")),
        naming(3, doing("Wagner group")),
    )
    assert name_participants(told, "perpetrator") == "Wagner group"


def test_roles_are_kept_apart() -> None:
    told = [naming(0, doing("gunmen"), doing("a farmer", "victim"))]
    assert name_participants(told, "victim") == "a farmer"
    assert name_participants(told, "target") is None


def test_weapons_are_named_once() -> None:
    told = (
        mention("a", weapons=(Weapon("Rockets"), Weapon("drones"))),
        mention("b", weapons=(Weapon("rockets"),)),
    )
    assert name_weapons(told) == "Rockets; drones"
    assert name_weapons([mention("c")]) is None
