"""Resolution as transforms: block, score, join, cluster, fuse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import apache_beam as beam

from pipeline.beam.stages import Together
from pipeline.records import Mention
from pipeline.resolve import Fused, Overrides
from pipeline.resolve.blocking import block_keys
from pipeline.resolve.clustering import cluster
from pipeline.resolve.components import components
from pipeline.resolve.fusion import fuse
from pipeline.resolve.similarity import edges_of_block

Edge = tuple[str, str]


class Resolve(beam.PTransform[Any, Any]):
    """Eligible mentions to fused incidents; the same as ``pipeline.resolve.resolve``."""

    def __init__(self, overrides: Overrides) -> None:
        """Take the human decisions that outrank the scores."""
        super().__init__("Resolve")
        self._overrides = overrides

    def expand(self, mentions: beam.PCollection[Any]) -> beam.PCollection[Any]:
        """Score within blocks, then cluster each connected component."""
        edges = (
            mentions
            | "key by block" >> beam.FlatMap(lambda m: [(key, m) for key in block_keys(m)])
            | "block" >> beam.GroupByKey()
            | "score" >> beam.FlatMapTuple(edges_of_block)
        )
        return (
            (mentions, edges)
            | "mentions and edges" >> beam.Flatten()
            | "join" >> Together(_join)
            | "fuse" >> beam.FlatMap(_fuse, self._overrides)
        )


def _join(records: list[Mention | Edge]) -> Iterator[list[Mention]]:
    """The connected components, each as its mentions."""
    mentions = {r.mention_id: r for r in records if isinstance(r, Mention)}
    edges = [r for r in records if not isinstance(r, Mention)]
    for component in components(mentions, edges):
        yield [mentions[mention_id] for mention_id in sorted(component)]


def _fuse(component: list[Mention], overrides: Overrides) -> Iterator[Fused]:
    for members in cluster(component, overrides):
        fused = fuse(members)
        if fused is not None:
            yield fused
