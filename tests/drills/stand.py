"""The news web beside the checkout as a server of one's own, and a puller with a clock ahead.

The drills are commands, not tests: they need `../shared/newsweb` or take minutes. CONTRIBUTING.md
names them; each exits with 1 when something does not hold.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

NEWSWEB = Path(__file__).parents[3] / "shared" / "newsweb" / "newsweb.py"
#: The hosts of the news web; its canary at 127.0.0.1 is not among them.
NETWORK = "127.1.0.0/16"
WINDOW = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Newsweb:
    """A running news web."""

    port: int
    log: Path

    def control(self, command: str) -> bytes:
        """Ask its control host."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/__ctl__/{command}") as answer:
            body: bytes = answer.read()
        return body

    def feeds(self) -> list[dict[str, Any]]:
        """The catalogue, with what each feed expects."""
        found: list[dict[str, Any]] = json.loads(self.control("feeds.json"))
        return found

    def check(self) -> str:
        """Its own report on our manners."""
        self.control("stats")  # which writes the log to the end
        command = [sys.executable, str(NEWSWEB), "check", str(self.log), "--max-conc", "1"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def requests(self) -> list[dict[str, Any]]:
        """What it has been asked for, without the control host."""
        self.control("stats")
        rows = [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]
        return [row for row in rows if row.get("host") != "CTL"]


@contextmanager
def newsweb(folder: Path, *options: str) -> Iterator[Newsweb]:
    """Serve the news web while the block runs."""
    if not NEWSWEB.exists():
        sys.exit(f"this drill needs {NEWSWEB}")
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "requests.jsonl"
    log.unlink(missing_ok=True)
    port = _free_port()
    command = [sys.executable, str(NEWSWEB), "serve", "--port", str(port), "--log", str(log)]
    server = subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        print(server.stdout.readline().strip(), flush=True)
        yield Newsweb(port, log)
    finally:
        server.terminate()
        server.wait(10)


def _free_port() -> int:
    """A port that is free, and so is the next one, where the canary sits."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


@dataclass(slots=True)
class Clock:
    """The machine's clock, some windows ahead."""

    ahead: timedelta = timedelta(0)

    def now(self) -> datetime:
        """The time that the puller is told."""
        return datetime.now(UTC) + self.ahead

    def window(self) -> datetime:
        """The window that it is in."""
        midnight = self.now().replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight + (self.now() - midnight) // WINDOW * WINDOW


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Say how long a block takes."""
    began = time.perf_counter()
    yield
    print(f"{what:<44} {time.perf_counter() - began:8.2f} s", flush=True)


def verdict(failures: Iterable[str]) -> None:
    """Print what does not hold and end the program."""
    found = list(failures)
    for failure in found:
        print(f"  DOES NOT HOLD  {failure}")
    print(f"{len(found)} failures" if found else "all holds")
    sys.exit(1 if found else 0)


def cpu_s() -> float:
    """Seconds of CPU of this process, and of those that it started and that have ended."""
    return sum(os.times()[:4])
