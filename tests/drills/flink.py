"""A window on Flink, embedded and on a small cluster: bytes, speed, a killed task manager.

    python -m tests.drills.flink --pages 300 [--folder PAGES]

Needs ``make flink`` and Java 11 or 17. The cluster is a job manager and task managers, processes of
Flink 1.19 on loopback; the job is submitted through Beam's job server, and the graph's workers are
another Python process that the task managers call. Prints the seconds of each way, whether the
tables are those of the local runner, and what a killed task manager costs; ends with 1 when
something does not hold.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import click

from tests.drills.engine import build, differing, land_pages, window_pages, worker_pool

ROOT = Path(__file__).parents[2]
#: What ``make flink`` makes: Beam's job server, with Flink's own classes beside it.
JOB_SERVER = ROOT / ".flink" / "job-server.jar"
#: A cluster that is not up by then is broken.
_READY_S, _POLL_S = 120.0, 0.2
_PARALLELISM = (1, 2, 4)
#: Flink 1.19 opens these modules of Java 17 for itself in its own start scripts.
_OPEN = (
    "java.base/java.lang",
    "java.base/java.lang.reflect",
    "java.base/java.net",
    "java.base/java.io",
    "java.base/java.nio",
    "java.base/java.text",
    "java.base/java.time",
    "java.base/java.util",
    "java.base/java.util.concurrent",
    "java.base/java.util.concurrent.atomic",
    "java.base/java.util.concurrent.locks",
    "java.base/sun.nio.ch",
)
_JOB_MANAGER = "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint"
_TASK_MANAGER = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner"
#: Of a task manager all parts of its memory are named, as Flink's scripts would work them out.
_SETTINGS = """
jobmanager.rpc.address: localhost
jobmanager.bind-host: localhost
jobmanager.rpc.port: {rpc}
rest.address: localhost
rest.bind-address: localhost
rest.port: {rest}
taskmanager.host: localhost
taskmanager.bind-host: localhost
taskmanager.numberOfTaskSlots: 4
taskmanager.cpu.cores: 1
taskmanager.memory.framework.heap.size: 128m
taskmanager.memory.framework.off-heap.size: 128m
taskmanager.memory.task.heap.size: 384m
taskmanager.memory.task.off-heap.size: 0m
taskmanager.memory.managed.size: 128m
taskmanager.memory.network.min: 384m
taskmanager.memory.network.max: 384m
taskmanager.memory.jvm-metaspace.size: 256m
taskmanager.memory.jvm-overhead.min: 128m
taskmanager.memory.jvm-overhead.max: 128m
heartbeat.interval: 1000
heartbeat.timeout: 8000
restart-strategy.type: fixed-delay
restart-strategy.fixed-delay.attempts: 3
restart-strategy.fixed-delay.delay: 1 s
"""


class Cluster:
    """A running job manager with task managers."""

    def __init__(self, rest: int, task_managers: list[subprocess.Popen[bytes]]) -> None:
        self.master = f"localhost:{rest}"
        self.task_managers = task_managers

    def overview(self) -> dict[str, Any]:
        """What the job manager tells of itself; empty while it starts."""
        try:
            with urllib.request.urlopen(f"http://{self.master}/overview", timeout=5) as answer:
                return dict(json.load(answer))
        except OSError:
            return {}

    def kill_one_when_busy(self) -> threading.Thread:
        """Kill a task manager, as if its host were lost, once a job runs."""
        thread = threading.Thread(target=self._kill_one_when_busy, daemon=True)
        thread.start()
        return thread

    def _kill_one_when_busy(self) -> None:
        while not self.overview().get("jobs-running"):
            time.sleep(_POLL_S)
        time.sleep(1.0)
        self.task_managers[0].kill()


@contextmanager
def cluster(task_managers: int = 1) -> Iterator[Cluster]:
    """A Flink on loopback; its processes end with the context.

    Raises:
        RuntimeError: it was not made yet, or did not start.
    """
    if not JOB_SERVER.exists():
        raise RuntimeError("no .flink/job-server.jar: make flink")
    rpc, rest = _free_port(), _free_port()
    with tempfile.TemporaryDirectory() as home, ExitStack() as stack:
        (Path(home) / "flink-conf.yaml").write_text(_SETTINGS.format(rpc=rpc, rest=rest))
        stack.enter_context(_running(_JOB_MANAGER, Path(home)))
        workers = [
            stack.enter_context(_running(_TASK_MANAGER, Path(home))) for _ in range(task_managers)
        ]
        started = Cluster(rest, workers)
        deadline = time.monotonic() + _READY_S
        while started.overview().get("taskmanagers") != task_managers:
            if time.monotonic() > deadline:
                raise RuntimeError("Flink did not start")
            time.sleep(_POLL_S)
        yield started


@contextmanager
def _running(main_class: str, home: Path) -> Iterator[subprocess.Popen[bytes]]:
    opened = [f"--add-opens={module}=ALL-UNNAMED" for module in _OPEN]
    command = ["java", "-Xmx640m", *opened, "-cp", f"{JOB_SERVER.parent}/lib/*", main_class]
    with (
        (home / f"{main_class.rpartition('.')[2]}.log").open("ab") as log,
        subprocess.Popen([*command, "--configDir", str(home)], stdout=log, stderr=log) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def on_flink(parallelism: int, master: str = "", workers: str = "") -> tuple[str, ...]:
    """The runner and its arguments.

    Args:
        parallelism: how many parts Flink cuts the job into.
        master: host and port of a cluster; without one the job server starts a Flink of its own.
        workers: where the graph's workers wait; without one they live in the process that submits.
    """
    arguments = ["--flink_job_server_jar", str(JOB_SERVER), "--job_server_timeout", "300"]
    arguments += ["--parallelism", str(parallelism)]
    arguments += ["--flink_master", master] if master else []
    if workers:
        arguments += ["--environment_type", "EXTERNAL", "--environment_config", workers]
    else:
        arguments += ["--environment_type", "LOOPBACK"]
    return ("FlinkRunner", *arguments)


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
        killer = flink.kill_one_when_busy()
        engine = on_flink(2, flink.master, workers.address)
        try_out("cluster, parallelism 2, one of two task managers killed", engine)
        killer.join()
        if flink.overview().get("taskmanagers") != 1:
            problems.append("the task manager was not killed while the job ran")
    for problem in problems:
        click.echo(f"does not hold: {problem}")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
