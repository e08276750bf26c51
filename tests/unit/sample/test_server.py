from __future__ import annotations

import os
import signal
import threading

import pytest

from pipeline.errors import UsageError
from pipeline.sample import Newsstand, feeds, serve


def test_it_answers_when_it_says_that_it_is_ready() -> None:
    seen = []
    serve(port=0, idle_s=0, ready=lambda base: seen.append(feeds(base)))
    assert "[[feed]]" in seen[0]


def test_it_begins_with_the_window_asked_for() -> None:
    with Newsstand(port=0, window=2) as newsstand:
        assert newsstand.stand.edition.window == 2


def test_it_refuses_a_window_that_is_none() -> None:
    with pytest.raises(UsageError, match="windows 1 to 2"):
        Newsstand(port=0, window=3)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_and_old_handlers_come_back(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    serve(port=0, idle_s=3600, ready=lambda _: os.kill(os.getpid(), number))
    assert signal.getsignal(number) is before


def test_it_can_be_served_from_another_thread() -> None:
    bases: list[str] = []
    thread = threading.Thread(target=serve, kwargs={"port": 0, "idle_s": 0, "ready": bases.append})
    thread.start()
    thread.join(timeout=30)
    assert not thread.is_alive()
    assert bases[0].startswith("http://127.0.0.1:")
