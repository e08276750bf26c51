"""A small Flink on loopback, to run a window on and to break.

A job manager and task managers, processes of Flink 1.19 from what ``make flink`` has brought; they
are ended with the context. What runs where, and what has been run again, is asked of Flink's REST
interface.
"""

from __future__ import annotations

import json
import socket
import subprocess
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
#: What ``make flink`` makes: Beam's job server, with Flink's own classes beside it.
JOB_SERVER = ROOT / ".flink" / "job-server.jar"
#: A cluster that is not up by then is broken.
_READY_S, _POLL_S = 120.0, 0.2
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
cluster.evenly-spread-out-slots: true
heartbeat.interval: 1000
heartbeat.timeout: 8000
restart-strategy.type: fixed-delay
restart-strategy.fixed-delay.attempts: 3
restart-strategy.fixed-delay.delay: 1 s
"""


class Cluster:
    """A running job manager with task managers, which it knows by their resource ids."""

    def __init__(self, rest: int, task_managers: dict[str, subprocess.Popen[bytes]]) -> None:
        self.master = f"localhost:{rest}"
        self._task_managers = task_managers

    def ask(self, path: str) -> dict[str, Any]:
        """What the job manager answers; empty while it starts."""
        try:
            with urllib.request.urlopen(f"http://{self.master}{path}", timeout=5) as answer:
                return dict(json.load(answer))
        except OSError:
            return {}

    def lose_one_at_work(self) -> Loss:
        """Kill a task manager, as if its host were lost, while a part of the graph runs on it."""
        return Loss(self, self._task_managers)

    def at_work(self) -> Iterator[tuple[str, str]]:
        """Job and task manager of what runs and is more than a source."""
        for job in self.ask("/jobs").get("jobs", ()):
            job_path = f"/jobs/{job['id']}"
            for part in self.ask(job_path).get("vertices", ()):
                if part["status"] != "RUNNING" or part["name"].startswith("DataSource"):
                    continue
                for task in self.ask(f"{job_path}/vertices/{part['id']}").get("subtasks", ()):
                    if task["status"] == "RUNNING":
                        yield job["id"], task["taskmanager-id"]


class Loss(threading.Thread):
    """Waits until something runs on a task manager, and kills that one."""

    def __init__(self, flink: Cluster, task_managers: dict[str, subprocess.Popen[bytes]]) -> None:
        super().__init__(daemon=True)
        self._flink, self._task_managers = flink, task_managers
        self._job, self._lost = "", ""
        self.start()

    def run(self) -> None:
        """Wait and kill."""
        while (at_work := next(self._flink.at_work(), None)) is None:
            time.sleep(_POLL_S)
        self._job, self._lost = at_work
        self._task_managers[self._lost].kill()

    def was_made_good(self) -> bool:
        """Whether Flink noticed what the job had lost and still brought it to its end."""
        self.join()
        noticed = json.dumps(self._flink.ask(f"/jobs/{self._job}/exceptions"))
        return (
            self._lost in noticed and self._flink.ask(f"/jobs/{self._job}")["state"] == "FINISHED"
        )


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
        names = [f"task-manager-{number}" for number in range(task_managers)]
        started = Cluster(
            rest,
            {
                name: stack.enter_context(
                    _running(_TASK_MANAGER, Path(home), f"-Dtaskmanager.resource-id={name}")
                )
                for name in names
            },
        )
        deadline = time.monotonic() + _READY_S
        while started.ask("/overview").get("taskmanagers") != task_managers:
            if time.monotonic() > deadline:
                raise RuntimeError("Flink did not start")
            time.sleep(_POLL_S)
        yield started


@contextmanager
def _running(main_class: str, home: Path, *settings: str) -> Iterator[subprocess.Popen[bytes]]:
    opened = [f"--add-opens={module}=ALL-UNNAMED" for module in _OPEN]
    command = ["java", "-Xmx640m", *opened, "-cp", f"{JOB_SERVER.parent}/lib/*", main_class]
    with (
        (home / f"{main_class.rpartition('.')[2]}.log").open("ab") as log,
        subprocess.Popen(
            [*command, "--configDir", str(home), *settings], stdout=log, stderr=log
        ) as process,
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
