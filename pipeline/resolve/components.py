"""Connected components by union-find."""

from __future__ import annotations

from collections.abc import Iterable

Edge = tuple[str, str]


def components(nodes: Iterable[str], edges: Iterable[Edge]) -> list[list[str]]:
    """The connected components of a graph, each sorted, in the order of their first nodes.

    Edges that name a node which is not there are left out.
    """
    parents = {node: node for node in nodes}
    for one, other in edges:
        if one in parents and other in parents:
            _join(parents, one, other)
    groups: dict[str, list[str]] = {}
    for node in sorted(parents):
        groups.setdefault(_root(parents, node), []).append(node)
    return list(groups.values())


def _root(parents: dict[str, str], node: str) -> str:
    while parents[node] != node:
        parents[node] = parents[parents[node]]
        node = parents[node]
    return node


def _join(parents: dict[str, str], one: str, other: str) -> None:
    """Join two trees; the smaller name becomes the root, whatever the order of edges."""
    roots = sorted((_root(parents, one), _root(parents, other)))
    parents[roots[1]] = roots[0]
