"""Resolution as transforms: block, score, join, cluster, fuse."""

from __future__ import annotations

from functools import partial
from typing import Any

import apache_beam as beam

from pipeline.beam.stages import Together
from pipeline.records import Mention
from pipeline.resolve import Overrides
from pipeline.resolve.blocking import block_keys
from pipeline.resolve.clustering import connect, incidents_of_component
from pipeline.resolve.components import Edge
from pipeline.resolve.similarity import edges_of_block


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
            | "join" >> Together(partial(_join, overrides=self._overrides))
            | "fuse" >> beam.FlatMap(incidents_of_component, self._overrides)
        )


def _join(records: list[Mention | Edge], overrides: Overrides) -> list[list[Mention]]:
    """The connected components, each as its mentions."""
    mentions = {r.mention_id: r for r in records if isinstance(r, Mention)}
    edges = [r for r in records if not isinstance(r, Mention)]
    return connect(mentions, edges, overrides)
