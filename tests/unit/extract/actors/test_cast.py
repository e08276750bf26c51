"""Who an incident is about, of all who have a role in its sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.extract.actors.cast import Part, choose_cast, group_parts, is_same, set_stage
from pipeline.extract.rules import RulesExtractor, load
from pipeline.records import Article, Participant, Role


@pytest.fixture(scope="module")
def rules() -> RulesExtractor:
    """The loaded extractor."""
    return load()


def anonymous(name: str, chance: float) -> Part:
    """A doer that nobody knows."""
    return replace(part(name, "perpetrator", chance, "attacker"), is_anonymous=True)


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


def test_phrases_that_name_the_same_are_one_group_under_the_longest_name() -> None:
    """A surname alone is of its full name."""
    (group,) = group_parts(
        [part("Ana Ruiz", "victim", 0.5, "name"), part("Ruiz", "victim", 0.9, "name")]
    )
    assert (group.longest.person.name, group.chance) == ("Ana Ruiz", 0.9)


def test_a_doer_told_elsewhere_is_no_second_group_of_one_told_here() -> None:
    """The same name in another sentence of the story adds nothing."""
    own = [part("rebels", "perpetrator", 0.6, "attacker")]
    stage = set_stage(
        own, [part("rebels", "perpetrator", 0.8, "attacker", 5)], None, frozenset({0})
    )
    assert [group.is_own for group in stage.groups] == [True]


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


def test_a_state_is_not_the_same_as_those_its_name_stands_before() -> None:
    """But it is itself under all its names."""
    state = Participant("perpetrator", "Norwegian", "norway", "state")
    assert not is_same(Participant("victim", "Norwegian nurse"), state)
    assert is_same(Participant("perpetrator", "Norway", "norway", "state"), state)


def test_doers_that_nobody_knows_are_one_group() -> None:
    """The hitmen of one sentence are the gunmen of the next; a named group is another."""
    told = [
        anonymous("hitmen", 0.6),
        anonymous("two gunmen", 0.8),
        part("rebels", "perpetrator", 0.5),
    ]
    assert sorted(len(g.parts) for g in group_parts(told)) == [1, 2]


def test_who_stands_behind_a_name_is_the_one_named() -> None:
    """As in "Ana Ruiz, a judge"."""
    named = Part(Participant("victim", "Ana Ruiz", start=10), "name", 0.5, 0, "none", False)
    judge = Part(Participant("victim", "judge", start=22), "person", 0.6, 0, "a", True, apposed=10)
    assert len(group_parts([named, judge])) == 1
    assert len(group_parts([named, replace(judge, apposed=None)])) == 2


def test_words_that_only_count_do_not_make_another_group() -> None:
    """A group of rebels are the rebels."""
    told = [part("group of rebels", "perpetrator", 0.6), part("rebels", "perpetrator", 0.7)]
    assert len(group_parts(told)) == 1


def test_of_a_doubtful_incident_only_the_surest_are_told() -> None:
    """A role is worth no more than the incident it is in."""
    stage = set_stage([part("rebels", "perpetrator", 0.4, "attacker")], [], None, frozenset({0}))
    assert choose_cast(stage)
    assert not choose_cast(replace(stage, confidence=0.1))
