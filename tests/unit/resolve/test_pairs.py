from __future__ import annotations

from dataclasses import replace

from pipeline.resolve.pairs import pairs_of_block
from tests.unit.resolve.world import DAY_0, DEIR, HOMS, mention


def test_pairs_are_left_out_that_never_can_be_one() -> None:
    told = [
        mention("a"),
        mention("b"),
        mention("c", place=HOMS),
        mention("d", event_type="arrest"),
        mention("e", place=replace(DEIR, admin1=None, admin1_code=None)),
    ]
    key = f"SY|{DAY_0.isoformat()}"
    pairs = {(a.mention_id, b.mention_id) for a, b in pairs_of_block(key, told)}
    assert pairs == {("a", "b"), ("a", "e"), ("b", "e"), ("c", "e")}


def test_only_pairs_with_a_mention_asked_for_are_compared() -> None:
    told = [mention(name) for name in "abcd"]
    key = f"SY|{DAY_0.isoformat()}"
    pairs = {(a.mention_id, b.mention_id) for a, b in pairs_of_block(key, told, {"b", "c"})}
    assert pairs == {("a", "b"), ("a", "c"), ("b", "c"), ("b", "d"), ("c", "d")}


def test_a_large_block_is_compared_in_parts() -> None:
    told = [mention(f"m{n:04}") for n in range(600)]
    key = f"SY|{DAY_0.isoformat()}"
    pairs = sum(1 for _ in pairs_of_block(key, told))
    assert pairs == 600 * 599 // 2
