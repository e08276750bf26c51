from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from pipeline.resolve.components import components

NODES = st.lists(st.sampled_from("abcdefgh"), unique=True)
EDGES = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")))


def test_nodes_without_edges_are_alone() -> None:
    assert components("ba", []) == [["a"], ["b"]]


def test_a_chain_is_one_component() -> None:
    assert components("abcd", [("c", "b"), ("a", "b")]) == [["a", "b", "c"], ["d"]]


def test_an_edge_to_a_node_that_is_not_there_joins_nothing() -> None:
    assert components("ab", [("a", "x"), ("x", "b")]) == [["a"], ["b"]]


@given(NODES, EDGES, st.randoms(use_true_random=False))
def test_the_order_of_nodes_and_edges_does_not_matter(
    nodes: list[str], edges: list[tuple[str, str]], chance: random.Random
) -> None:
    shuffled = edges[:]
    chance.shuffle(shuffled)
    assert components(nodes[::-1], shuffled) == components(nodes, edges)


@given(NODES, EDGES)
def test_every_node_is_in_one_component_with_its_neighbours(
    nodes: list[str], edges: list[tuple[str, str]]
) -> None:
    groups = components(nodes, edges)
    assert sorted(node for group in groups for node in group) == sorted(nodes)
    where = {node: n for n, group in enumerate(groups) for node in group}
    assert all(where[a] == where[b] for a, b in edges if a in where and b in where)
