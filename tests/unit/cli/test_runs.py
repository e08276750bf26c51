"""A window of news from the command line: how it ends when feeds lead nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.runs import poll
from pipeline.errors import ConfigError

#: An address that is not public, and one that no name server knows.
INSIDE, NOWHERE = "http://10.1.2.3/rss", "http://wire.invalid/rss"


def ask(folder: Path, feeds: list[str], *options: str) -> Result:
    """Poll some feeds, of which nobody may enter a private network."""
    lines = "\n".join(f'[[feed]]\nurl = "{url}"' for url in feeds)
    (folder / "feeds.toml").write_text(lines)
    places = ["--feeds", f"{folder}/feeds.toml", "--lake", f"{folder}/lake"]
    state = ["--state", f"sqlite:///{folder}/state.db"]
    return CliRunner().invoke(poll, [*places, *state, *options])


@pytest.fixture(autouse=True)
def _no_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITREP_ALLOW_NETWORKS", raising=False)


def test_feeds_that_are_all_in_private_networks_are_a_wrong_setting(tmp_path: Path):
    for _ in ("first", "again"):  # the second run finds that the window has been polled
        done = ask(tmp_path, [INSIDE], "--window", "2022-08-26T06:00Z")
        assert isinstance(done.exception, ConfigError)
        assert "SITREP_ALLOW_NETWORKS" in str(done.exception)


def test_a_group_of_such_feeds_is_told_as_failed_feeds(tmp_path: Path):
    assert ask(tmp_path, [INSIDE], "--group", "1/1").exit_code == 0


def test_some_of_such_feeds_are_told_as_failed_feeds(tmp_path: Path):
    done = ask(tmp_path, [INSIDE, NOWHERE])
    assert done.exit_code == 0, done.output
    assert "1  address_refused" in done.output
