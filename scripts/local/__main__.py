"""`make airflow` and `make airflow-stop`: a running Airflow on this machine, and its clean end."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from pipeline.sample import NETWORKS
from scripts.local import airflow
from scripts.local.place import (
    AIRFLOW_PORT,
    BIN,
    CHECKOUT,
    NEWSWIRE_PORT,
    POSTGRES_PORT,
    Place,
    choose_port,
)
from scripts.local.processes import Processes

ROOT = CHECKOUT / "local"


def main() -> None:
    """Read the arguments and do what they say."""
    parser = argparse.ArgumentParser(prog="python -m scripts.local", description=__doc__)
    parser.add_argument("verb", choices=["start", "stop"])
    parser.add_argument("--root", type=Path, default=ROOT, help="folder of everything")
    parser.add_argument("--db", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--feeds", type=Path, help="a feeds file, in place of the sample newswire")
    parser.add_argument("--port", type=int, default=AIRFLOW_PORT, help="of the screens")
    given = parser.parse_args()
    processes = Processes(given.root / "logs")
    if given.verb == "stop":
        stop(given.root, processes)
    elif processes.running():
        sys.exit("Airflow is running already; end it with: make airflow-stop")
    else:
        start(given, processes)


def start(given: argparse.Namespace, processes: Processes) -> None:
    """Start everything, or nothing."""
    root: Path = given.root.resolve()
    postgres_port = choose_port(POSTGRES_PORT) if given.db == "postgres" else None
    place = Place(root, choose_port(given.port), postgres_port)
    root.mkdir(parents=True, exist_ok=True)
    (root / "place.json").write_text(json.dumps({"postgres_port": postgres_port}), "utf-8")
    try:
        if place.postgres:
            say("starting PostgreSQL")
            place.postgres.start(("airflow", "state", "warehouse"))
        feeds, environment = choose_feeds(given.feeds, place, processes)
        say("preparing Airflow's database")
        airflow.prepare(place.home, environment)
        say("starting Airflow (half a minute or so)")
        airflow.start(place, processes, environment)
    except BaseException:
        stop(root, processes)
        raise
    introduce(place, feeds)


def choose_feeds(
    own: Path | None, place: Place, processes: Processes
) -> tuple[Path, dict[str, str]]:
    """The feeds to pull: the user's own, else the sample newswire, which is served."""
    if own:
        return own, place.environment(own.resolve())
    feeds = place.root / "feeds.toml"
    feeds.unlink(missing_ok=True)
    environment = place.environment(feeds) | {"SITREP_ALLOW_NETWORKS": NETWORKS}
    port = str(choose_port(NEWSWIRE_PORT))
    line = [str(BIN / "sitrep"), "sample", "serve", "--port", port, "--feeds", str(feeds)]
    say(f"serving the sample newswire on port {port}")
    processes.start("newswire", [*line, "--idle-minutes", "0"], environment)
    airflow.wait_until(processes, feeds.exists, "the sample newswire", within_s=60)
    return feeds, environment


def introduce(place: Place, feeds: Path) -> None:
    """Say where everything is, and what to look at first."""
    print(f"""
Airflow is running:   {place.base}      user admin, password {airflow.password(place.home)}

  look at             {place.base}/dags/ingest    the first window is running
                      {place.base}/assets         which tables have changed
  feeds               {feeds}
  tables              {place.root}/lake         sitrep report --lake {place.root}/lake
  logs                {place.root}/logs
  end it              make airflow-stop""")


def stop(root: Path, processes: Processes) -> None:
    """End everything that was started from a folder."""
    ended = processes.stop()
    file = root / "place.json"
    port = json.loads(file.read_text("utf-8"))["postgres_port"] if file.exists() else None
    postgres = Place(root.resolve(), 0, port).postgres
    if postgres and postgres.stop():
        ended.append("PostgreSQL")
    say(f"ended: {', '.join(ended)}" if ended else "nothing was running")


def say(text: str) -> None:
    """Tell the user what happens."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
