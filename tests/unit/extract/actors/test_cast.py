"""Who an incident is about, of all who have a role in its sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.extract.actors.cast import choose_cast
from pipeline.extract.actors.groups import Part, set_stage
from pipeline.extract.rules import RulesExtractor, load
from pipeline.records import Article, Participant, Role


@pytest.fixture(scope="module")
def rules() -> RulesExtractor:
    """The loaded extractor."""
    return load()


def part(name: str, role: Role, chance: float, kind: str = "person", sentence: int = 0) -> Part:
    """A phrase with a role."""
    return Part(Participant(role, name), kind, chance, sentence, "none", False)


def cast(rules: RulesExtractor, text: str) -> dict[str, set[str]]:
    """The names of the first incident of a text by role."""
    told = rules.extract(Article("a", text))
    assert isinstance(told, tuple)
    names: dict[str, set[str]] = {}
    for person in told[0].participants:
        names.setdefault(person.role, set()).add(person.name)
    return names


def test_who_is_surely_a_victim_is_no_perpetrator() -> None:
    """One name has one role in an incident."""
    parts = [part("police officer", "victim", 0.9), part("police officer", "perpetrator", 0.4)]
    chosen = choose_cast(set_stage(parts, [], None, frozenset({0})))
    assert [person.role for person in chosen] == ["victim"]


def test_the_choice_does_not_depend_on_the_order_of_other_roles() -> None:
    """The cast is sorted by place in the text."""
    parts = [part("gunmen", "perpetrator", 0.9, "attacker"), part("two farmers", "victim", 0.9)]
    told = choose_cast(set_stage(parts, [], 2, frozenset({0})))
    assert told == choose_cast(set_stage(parts[::-1], [], 2, frozenset({0})))


def test_who_did_it_is_found_in_another_sentence(rules: RulesExtractor) -> None:
    """The claim stands behind the telling."""
    text = (
        "A car bomb exploded outside a police station in Mosul on Tuesday, killing six officers. "
        "The Islamic State group claimed responsibility for the bombing."
    )
    assert "Islamic State group" in cast(rules, text)["perpetrator"]


def test_a_victim_keeps_the_name_without_the_verb_before_it(rules: RulesExtractor) -> None:
    """The trigger bounds the phrase."""
    text = "Police said the murder of Judge Elena Marin in Cali on Monday was planned."
    assert all("murder" not in name for name in cast(rules, text).get("victim", set()))


def test_of_a_doubtful_incident_only_the_surest_are_told() -> None:
    """A role is worth no more than the incident it is in."""
    stage = set_stage([part("rebels", "perpetrator", 0.4, "attacker")], [], None, frozenset({0}))
    assert choose_cast(stage)
    assert not choose_cast(replace(stage, confidence=0.1))


def test_a_telegram_names_the_surest_of_a_side_that_nobody_is_told_of() -> None:
    """But no second one who is as unsure."""
    told = [part("farmers", "victim", 0.3), part("villagers", "victim", 0.29)]
    stage = replace(set_stage(told, [], None, frozenset({0})), confidence=0.35)
    assert not choose_cast(stage)
    assert [p.name for p in choose_cast(replace(stage, in_capitals=True))] == ["farmers"]
    assert not choose_cast(replace(stage, in_capitals=True, confidence=0.01))


def test_two_who_are_named_are_two(rules: RulesExtractor) -> None:
    """In a row neither says who the other is."""
    told = cast(rules, "LIMA, 3 MAY 90 -- GUNMEN KILLED JUAN GIL, PEDRO RUIZ, AND ANA ROSAS TODAY.")
    assert told["victim"] == {"JUAN GIL", "PEDRO RUIZ", "ANA ROSAS"}
