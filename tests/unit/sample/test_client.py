from __future__ import annotations

import pytest

from pipeline.errors import UsageError, WorldError
from pipeline.sample import Newsstand, feeds, set_window


def test_the_feeds_file_comes_from_the_steering_host(newsstand: Newsstand) -> None:
    assert f"{newsstand.stand.edition.bases['levant']}/feed/" in feeds(newsstand.base)


def test_turning_the_window_says_when_it_begins(newsstand: Newsstand) -> None:
    assert set_window(2, newsstand.base) == "2022-08-26T06:15Z"
    assert newsstand.stand.edition.window == 2


def test_a_window_that_is_none_is_wrong_use(newsstand: Newsstand) -> None:
    with pytest.raises(UsageError, match="windows 1 to 2"):
        set_window(7, newsstand.base)


def test_a_proxy_is_not_asked_for_loopback(
    newsstand: Newsstand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert feeds(newsstand.base)


def test_nobody_there_is_a_broken_world() -> None:
    with Newsstand(port=0) as newsstand:
        base = newsstand.base
    with pytest.raises(WorldError, match="no sample newswire is served there"):
        feeds(base)
