"""Items that are due, host by host."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.fetch.state.database import State
from pipeline.fetch.state.item_store import load_due
from pipeline.fetch.state.tables import items

WINDOW = datetime(2022, 8, 26, 6, tzinfo=UTC)


def steps_of_a_host(path: Path, n_hosts: int) -> int:
    """What SQLite does, in hundreds of its steps, to find what is due at one host of many."""
    rows = [
        {
            "item_id": f"{host}-{n}",
            "feed_id": f"f{host}",
            "host": f"host-{host}.example",
            "url": f"https://host-{host}.example/{n}",
            "guid": f"{n}",
            "status": "pending",
            "due_window": WINDOW,
            "first_window": WINDOW,
            "seen_window": WINDOW,
        }
        for host in range(n_hosts)
        for n in range(4)
    ]
    steps: list[None] = []
    with State(f"sqlite:///{path}") as state:
        with state.write() as connection:
            connection.execute(items.insert(), rows)
        with state.read() as connection:
            driver: Any = connection.connection.dbapi_connection
            driver.set_progress_handler(lambda: steps.append(None), 100)
            found = load_due(connection, "host-1.example", WINDOW, 500)
            driver.set_progress_handler(None, 0)
    assert [item.item_id for item in found] == ["1-0", "1-1", "1-2", "1-3"]
    return len(steps)


def test_what_is_due_at_a_host_is_found_past_all_that_is_due_elsewhere(tmp_path: Path) -> None:
    few, many = steps_of_a_host(tmp_path / "few.db", 3), steps_of_a_host(tmp_path / "many.db", 900)
    assert many <= few + 2
