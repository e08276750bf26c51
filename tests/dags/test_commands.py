"""How a task runs a command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowFailException

from sitrep_airflow import commands

pytestmark = pytest.mark.usefixtures("no_variables")


def test_a_call_answers_with_the_json_of_its_last_line(stub: Any) -> None:
    stub.answer({"build": {"event_dates": ["2022-08-23"]}})
    assert commands.call("build", "--lake", "a lake") == {"event_dates": ["2022-08-23"]}
    assert stub.calls == [["build", "--lake", "a lake", "--json"]]


def test_the_options_of_a_runner_follow_last(stub: Any) -> None:
    commands.call("build", rest=("--job_endpoint", "embed"))
    assert stub.calls == [["build", "--json", "--", "--job_endpoint", "embed"]]


@pytest.mark.parametrize(("code", "final"), [(1, False), (2, True), (3, True), (-9, False)])
def test_wrong_settings_and_broken_promises_are_not_tried_again(
    stub: Any, code: int, final: bool
) -> None:
    stub.answer({}, exits={"build": code})
    with pytest.raises(commands.CommandFailed, match="working on it") as caught:
        commands.call("build")
    assert caught.value.code == code % 256
    assert isinstance(caught.value, AirflowFailException) is final


def test_a_task_that_is_stopped_stops_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.getsignal(signal.SIGTERM)
    # the supervisor stops a task as soon as its command has said that it is at work
    stop = SimpleNamespace(info=lambda _line: os.kill(os.getpid(), signal.SIGTERM))
    monkeypatch.setattr(commands, "log", stop)
    script = "import signal, sys; print('at work', file=sys.stderr, flush=True); signal.pause()"
    with subprocess.Popen(
        [sys.executable, "-c", script], stderr=subprocess.PIPE, text=True
    ) as command:
        assert commands.follow(command) == "at work\n"
    assert command.returncode == -signal.SIGTERM
    assert signal.getsignal(signal.SIGTERM) is before
