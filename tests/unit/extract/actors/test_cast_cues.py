"""What is known of a group of phrases that may be who an incident is about."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.actors.cast_cues import cues, cues_of_telegram
from pipeline.extract.actors.groups import Part, set_stage
from pipeline.records import Participant, Role


def part(name: str, role: Role, chance: float, kind: str = "person", sentence: int = 0) -> Part:
    """A phrase with a role."""
    return Part(Participant(role, name), kind, chance, sentence, "none", False)


def cues_of(parts: list[Part], n: int, event_type: str = "attack") -> set[tuple[str, str]]:
    """What is known of the group of the n-th part."""
    stage = replace(set_stage(parts, [], None, frozenset({0})), event_type=event_type)
    group = next(g for g in stage.groups if parts[n] in g.parts)
    return {*cues(stage, group), *cues_of_telegram(stage, group)}


def test_the_same_phrase_is_known_by_the_kind_of_what_happened() -> None:
    told = [part("the bridge", "target", 0.5, "target")]
    assert ("family", "violence own target") in cues_of(told, 0)
    assert ("family", "clash own target") in cues_of(told, 0, "armed_clash")


def test_a_group_knows_whether_a_surer_one_has_the_same_head() -> None:
    told = [part("two farmers", "victim", 0.8), part("unarmed farmer", "victim", 0.4)]
    assert ("twin", "True own") in cues_of(told, 1)
    assert ("twin", "False own") in cues_of(told, 0)


def test_a_group_knows_who_is_surer_and_by_how_much() -> None:
    told = [part("Ana Ruiz", "victim", 0.9, "name"), part("driver", "victim", 0.4)]
    assert {("surer", "person name"), ("gap", "own 2")} <= cues_of(told, 1)
    assert {("surer", "name "), ("gap", "own -2")} <= cues_of(told, 0)


def test_odds_are_told_apart_where_tenths_are_not() -> None:
    sure, surer = (cues_of([part("rebels", "perpetrator", c)], 0) for c in (0.91, 0.985))
    assert ("chance", "own 9") in sure & surer
    assert ("odds", "own 4") in sure
    assert ("odds", "own 6") in surer


def test_a_group_has_the_verdicts_of_grammar_on_all_its_phrases() -> None:
    told = [
        replace(part("Ana Ruiz", "victim", 0.9, "name"), by_grammar="victim"),
        part("Ruiz", "victim", 0.4, "name"),
    ]
    assert {("grammar", "victim"), ("grammar", "-")} <= cues_of(told, 0)
