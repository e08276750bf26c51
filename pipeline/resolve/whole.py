"""All of resolving in one call: mentions to incidents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from pipeline import ids
from pipeline.records import Mention
from pipeline.resolve.blocking import group_blocks, is_eligible
from pipeline.resolve.clustering import Cluster, cluster
from pipeline.resolve.components import components
from pipeline.resolve.fusion import Fused, fuse
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
    clusters = (
        group
        for component in link_mentions(by_id, overrides, weights)
        for group in cluster(component, overrides, weights)
    )
    fused = (fuse_cluster(group, overrides) for group in clusters)
    return tuple(sorted((f for f in fused if f), key=lambda f: f.incident.incident_id))


def link_mentions(
    by_id: Mapping[str, Mention],
    overrides: Overrides = NO_OVERRIDES,
    weights: Weights | None = None,
) -> list[list[Mention]]:
    """The connected components of mentions whose pairs score 0 or more, or that a human merged."""
    edges = [
        edge
        for key, block in group_blocks(by_id.values()).items()
        if len(block) > 1
        for edge in edges_of_block(key, block, weights=weights)
    ]
    edges += overrides.links(overrides.anchors(by_id.values()))
    return [[by_id[name] for name in names] for names in components(by_id, edges)]


def fuse_cluster(members: Cluster, overrides: Overrides = NO_OVERRIDES) -> Fused | None:
    """Fuse one incident, with what a human decided; None when nothing of it is to be shown."""
    fused = fuse(members)
    if fused is None or overrides == NO_OVERRIDES:
        return fused
    names = {ids.incident_id(mention.mention_id) for mention in members}
    if overrides.is_dropped(names):
        return None
    return replace(fused, incident=overrides.fix(fused.incident, names))


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
