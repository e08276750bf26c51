"""Cut a component of linked mentions into incidents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from pipeline import ids
from pipeline.records import Incident, Mention
from pipeline.resolve.components import Edge, components
from pipeline.resolve.fusion import Fused, fuse
from pipeline.resolve.linkage import Floats, agglomerate
from pipeline.resolve.overrides import NO_OVERRIDES, Overrides
from pipeline.resolve.similarity import VETO, Weights, load_weights, score_traits
from pipeline.resolve.traits import Traits

Cluster = tuple[Mention, ...]


def cluster(
    component: Iterable[Mention],
    overrides: Overrides = NO_OVERRIDES,
    weights: Weights | None = None,
) -> list[Cluster]:
    """The incidents of one connected component, as groups of mentions.

    Live mentions are joined by average linkage (see ``linkage``). A withdrawn one then goes to the
    incident that it fits best, and counts for its identity alone; it brings nothing together. What
    a human has merged is merged last, and what a human keeps apart is a veto.
    """
    ordered = sorted(component, key=lambda m: m.mention_id)
    if len(ordered) == 1:
        return [tuple(ordered)]
    anchors = overrides.anchors(ordered)
    chosen = weights or load_weights()
    traits = [chosen.read(mention) for mention in ordered]
    scores = score_matrix(traits, chosen)
    places = {mention.mention_id: n for n, mention in enumerate(ordered)}
    for one, other in overrides.gaps(anchors):
        scores[places[one], places[other]] = scores[places[other], places[one]] = VETO
    groups = _join_live(ordered, scores, traits)
    _add_withdrawn(groups, ordered, scores)
    groups = _merge_linked(groups, [(places[a], places[b]) for a, b in overrides.links(anchors)])
    return [tuple(ordered[n] for n in group) for group in groups]


def connect(
    mentions: Mapping[str, Mention], edges: Iterable[Edge], overrides: Overrides = NO_OVERRIDES
) -> list[list[Mention]]:
    """The connected components of mentions (by id), with what a human has merged in one."""
    links = overrides.links(overrides.anchors(mentions.values()))
    joined = components(mentions, [*edges, *links])
    return [[mentions[name] for name in names] for names in joined]


def fuse_cluster(members: Cluster, overrides: Overrides = NO_OVERRIDES) -> Fused | None:
    """Fuse one incident, with what a human decided; None when nothing of it is to be shown."""
    fused = fuse(members)
    if fused is None or overrides == NO_OVERRIDES:
        return fused
    names = {ids.incident_id(mention.mention_id) for mention in members}
    if overrides.is_dropped(names):
        return None
    return _move_to(fused, overrides.fix(fused.incident, names))


def incidents_of_component(
    component: Iterable[Mention],
    overrides: Overrides = NO_OVERRIDES,
    weights: Weights | None = None,
) -> Iterator[Fused]:
    """The incidents of one connected component: what every way of resolving ends in."""
    for members in cluster(component, overrides, weights):
        fused = fuse_cluster(members, overrides)
        if fused is not None:
            yield fused


def _move_to(fused: Fused, incident: Incident) -> Fused:
    """An incident with other values: its rows lie in the partition of its day."""
    day = incident.event_date
    return replace(
        fused,
        incident=incident,
        sources=tuple(replace(row, event_date=day) for row in fused.sources),
        participants=tuple(replace(row, event_date=day) for row in fused.participants),
        claims=tuple(replace(row, event_date=day) for row in fused.claims),
    )


def score_matrix(traits: Sequence[Traits], weights: Weights) -> Floats:
    """The scores of all pairs."""
    scores = np.zeros((len(traits), len(traits)))
    for row, one in enumerate(traits):
        for column in range(row):
            scores[row, column] = scores[column, row] = score_traits(traits[column], one, weights)
    return scores


def _join_live(
    ordered: Sequence[Mention], scores: Floats, traits: Sequence[Traits]
) -> list[list[int]]:
    live = np.array([n for n, m in enumerate(ordered) if m.withdrawn_at is None], dtype=np.int64)
    is_vague = np.array([traits[n].is_vague for n in live], dtype=np.bool_)
    # a matrix of thousands is copied only where a withdrawn mention makes it necessary
    among = scores if len(live) == len(ordered) else scores[np.ix_(live, live)]
    groups = agglomerate(among, is_vague)
    return [[int(live[n]) for n in group] for group in groups]


def _add_withdrawn(groups: list[list[int]], ordered: Sequence[Mention], scores: Floats) -> None:
    """Put each withdrawn mention into the live group it fits best, or on its own."""
    live = [group[:] for group in groups]
    for n, mention in enumerate(ordered):
        if mention.withdrawn_at is None:
            continue
        means = [float(scores[n, group].mean()) for group in live]
        best = max(range(len(live)), key=means.__getitem__, default=None)
        if best is not None and means[best] >= 0:
            groups[best].append(n)
        else:
            groups.append([n])


def _merge_linked(groups: list[list[int]], links: Sequence[tuple[int, int]]) -> list[list[int]]:
    if not links:
        return groups
    where: Mapping[int, int] = {item: n for n, group in enumerate(groups) for item in group}
    edges = [(f"{where[one]:09}", f"{where[other]:09}") for one, other in links]
    joined = components([f"{n:09}" for n in range(len(groups))], edges)
    return [sorted(item for name in names for item in groups[int(name)]) for names in joined]
