from functools import partial

from bench.runner import Contender, Settings, Work, compare, has_module


def test_contenders_take_turns_and_each_runs_once_a_round():
    order: list[str] = []
    contenders = [Contender(n, partial(order.append, n)) for n in ("a", "b")]
    settings = Settings(rounds=2, say=lambda _: None)
    found = compare(Work("Order", "nothing", 1, "calls"), contenders, settings)
    assert order == ["a", "b", "b", "a"]
    assert found.base == "a"
    assert [len(reading.seconds) for reading in found.readings] == [2, 2]


def test_a_peer_that_is_missing_is_left_out_and_named():
    said: list[str] = []
    assert not has_module("no_such_peer", said.append)
    assert "no_such_peer" in said[0]
