"""All of resolving in one call: mentions to incidents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.records import Mention
from pipeline.resolve.blocking import group_blocks, is_eligible
from pipeline.resolve.clustering import connect, incidents_of_component
from pipeline.resolve.components import Edge
from pipeline.resolve.fusion import Fused
from pipeline.resolve.overrides import NO_OVERRIDES, Overrides
from pipeline.resolve.rows import nested_row
from pipeline.resolve.similarity import Weights, edges_of_block


def resolve(
    mentions: Iterable[Mention],
    overrides: Overrides = NO_OVERRIDES,
    weights: Weights | None = None,
) -> tuple[Fused, ...]:
    """The incidents of a set of mentions, by incident id; those that make none are left out.

    A mention id that comes twice counts once (the newest revision).
    """
    by_id = _newest(mention for mention in mentions if is_eligible(mention))
    fused = (
        one
        for component in connect(by_id, find_edges(by_id.values(), weights), overrides)
        for one in incidents_of_component(component, overrides, weights)
    )
    return tuple(sorted(fused, key=lambda f: f.incident.incident_id))


def find_edges(mentions: Iterable[Mention], weights: Weights | None = None) -> Iterator[Edge]:
    """The pairs of mentions that score 0 or more, block by block."""
    for key, block in group_blocks(mentions).items():
        if len(block) > 1:
            yield from edges_of_block(key, block, weights=weights)


def stage_row(fused: Fused) -> dict[str, Any]:
    """An incident as the stage command prints it."""
    return nested_row(fused.incident, fused.mention_ids)


def _newest(mentions: Iterable[Mention]) -> dict[str, Mention]:
    newest: dict[str, Mention] = {}
    for mention in mentions:
        known = newest.get(mention.mention_id)
        if known is None or _revision(known) < _revision(mention):
            newest[mention.mention_id] = mention
    return newest


def _revision(mention: Mention) -> tuple[int, bool, str]:
    """Later revisions first; the text of the rest decides between rows that should not be two."""
    return (mention.article_revision, mention.withdrawn_at is not None, repr(mention))
