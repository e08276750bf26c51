"""Which phrases of an incident name the same."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.actors.groups import Part, group_parts, is_same, set_stage
from pipeline.records import Participant, Role


def anonymous(name: str, chance: float) -> Part:
    """A doer that nobody knows."""
    return replace(part(name, "perpetrator", chance, "attacker"), is_anonymous=True)


def part(name: str, role: Role, chance: float, kind: str = "person", sentence: int = 0) -> Part:
    """A phrase with a role."""
    return Part(Participant(role, name), kind, chance, sentence, "none", False)


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


def test_a_part_joins_the_first_group_that_names_it() -> None:
    """A surname that two have is taken for that of the longer name."""
    told = [part(name, "victim", 0.5, "name") for name in ("Ruiz", "Ana Ruiz", "Ana Maria Ruiz")]
    told.append(replace(told[0], sentence=3))
    assert [(g.longest.person.name, len(g.parts)) for g in group_parts(told)] == [
        ("Ana Maria Ruiz", 4)
    ]
    others = [part(name, "victim", 0.5, "name") for name in ("Luis Ruiz", "Ana Ruiz", "Ruiz")]
    assert [len(g.parts) for g in group_parts(others)] == [2, 1]
