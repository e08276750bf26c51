"""What the log of a failed task says to do."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from sitrep_airflow import alerts
from sitrep_airflow.commands import CommandFailed, CommandRefused


def context(error: BaseException | None) -> Any:
    """What a callback is told."""
    task = SimpleNamespace(
        dag_id="ingest", task_id="build", execution_timeout=timedelta(minutes=30)
    )
    return {"exception": error, "ti": SimpleNamespace(try_number=4), "task": task}


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        (CommandFailed("sitrep build", 1, ""), "failed, 4 times in a row"),
        (
            CommandRefused("sitrep build", 2, ""),
            "A setting, the feeds file or",
        ),
        (CommandRefused("sitrep build", 3, ""), "readers keep the last good version"),
        (CommandRefused("sitrep verify --lake lake", 3, ""), "What is published breaks a promise"),
        (ConnectionError("no route"), "failed, 4 times in a row"),
        (None, "ran out of time (0:30:00)"),
        (KeyboardInterrupt(), "ran out of time (0:30:00)"),
    ],
)
def test_each_kind_of_failure_has_its_advice(error: BaseException | None, advice: str) -> None:
    text = alerts.advise(context(error))
    assert text.startswith("WHAT TO DO about ingest.build\n")
    assert advice in text
    assert "lear this " in text


def test_mail_is_sent_only_when_an_address_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITREP_ALERT_MAIL", raising=False)
    assert alerts.notifiers() == []


def test_mail_goes_to_all_who_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITREP_ALERT_MAIL", "a@example.org, b@example.org")
    (notifier,) = alerts.notifiers()
    assert notifier.to == ["a@example.org", "b@example.org"]
    assert "dag_run.dag_id" in notifier.html_content
