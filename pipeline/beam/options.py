"""How the job runs: the runner is always named, so that none is chosen for us."""

from __future__ import annotations

from collections.abc import Sequence

from apache_beam.options.pipeline_options import PipelineOptions

#: In-process, downloads nothing; ``DirectRunner`` would pick an engine by the transforms used.
DEFAULT_RUNNER = "FnApiRunner"


def make_options(runner: str = DEFAULT_RUNNER, arguments: Sequence[str] = ()) -> PipelineOptions:
    """Pipeline options for a runner; ``arguments`` are Beam's own, passed on as they are."""
    return PipelineOptions([f"--runner={runner}", *arguments])
