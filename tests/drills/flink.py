"""A window on Flink, embedded and on a small cluster: bytes, speed, a killed task manager.

    python -m tests.drills.flink --pages 300 [--folder PAGES]

Needs ``make flink`` and Java 11 or 17. The cluster is a job manager and task managers, processes of
Flink 1.19 on loopback; the job is submitted through Beam's job server, and the graph's workers are
another Python process that the task managers call. Prints the seconds of each way, whether the
tables are those of the local runner, and what a killed task manager costs; ends with 1 when
something does not hold.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import click

from tests.drills.engine import build, differing, land_pages, window_pages, worker_pool
from tests.drills.flink_cluster import cluster, on_flink

_PARALLELISM = (1, 2, 4)


@click.command()
@click.option("--pages", default=300, show_default=True, help="How many pages land.")
@click.option("--folder", type=click.Path(path_type=Path, exists=True), help="Real pages.")
def main(pages: int, folder: Path | None) -> None:
    """Build a window here and on Flink, and compare."""
    landed, what = window_pages(pages, folder)
    problems: list[str] = []
    with tempfile.TemporaryDirectory() as home, ExitStack() as stack:
        local, other = Path(home) / "local", Path(home) / "other"

        def try_out(how: str, engine: tuple[str, ...]) -> None:
            land_pages(other, landed)
            click.echo(f"{how}: {build(other, 2, engine).wall_s:.1f} s")
            problems.extend(f"{how}: {name} differs" for name in differing(local, other))

        land_pages(local, landed)
        click.echo(f"{len(landed)} pages ({what})")
        click.echo(f"local runner, 2 worker processes: {build(local, 2).wall_s:.1f} s")
        try_out("embedded Flink, parallelism 2", on_flink(2))
        workers = stack.enter_context(worker_pool())
        flink = stack.enter_context(cluster(task_managers=2))
        for parallelism in _PARALLELISM:
            engine = on_flink(parallelism, flink.master, workers.address)
            try_out(f"cluster, parallelism {parallelism}", engine)
        loss = flink.lose_one_at_work()
        engine = on_flink(2, flink.master, workers.address)
        try_out("cluster, parallelism 2, one of two task managers killed at work", engine)
        if not loss.was_made_good():
            problems.append("no work of the killed task manager was started again")
    for problem in problems:
        click.echo(f"does not hold: {problem}")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
