"""What landed and could not be built is built by the next run."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.lake import Lake
from pipeline.lake.landed.landing import land
from tests.beam.test_jobs import LATER, TEXTS, WINDOW, page

pytestmark = pytest.mark.slow

Run = Callable[..., tuple[str, str]]


@pytest.fixture
def sitrep(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command that ends well; gives standard output and standard error."""

    def run(*arguments: str | Path) -> tuple[str, str]:
        monkeypatch.setattr(sys, "argv", ["sitrep", *map(str, arguments)])
        with pytest.raises(SystemExit) as done:
            main()
        assert not done.value.code
        out, err = capsys.readouterr()
        return out, err

    return run


def test_all_windows_that_wait_are_built_at_once(sitrep: Run, tmp_path: Path) -> None:
    windows = (WINDOW.replace(month=7), WINDOW)
    for window, (url, text) in zip(windows, TEXTS.items(), strict=False):
        land(tmp_path, window, "import-x", "pages", [page(url, window, text)])
    out, err = sitrep("build", "--unbuilt", "--lake", tmp_path, "--json")
    built = [json.loads(line)["window"] for line in out.splitlines()]
    assert built == ["2022-07-26T06:00Z", "2022-08-26T06:00Z"]
    assert "window      2022-08-26T06:00Z (2 of 2)" in err
    assert Lake(tmp_path).snapshot().count("pages") == 2
    out, err = sitrep("build", "--unbuilt", "--lake", tmp_path)
    assert (out, err.splitlines()[0]) == ("", f"no window of {tmp_path}/ waits for a build")


def test_a_run_builds_what_an_earlier_one_has_landed_and_could_not(
    sitrep: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake, feeds = tmp_path / "lake", tmp_path / "feeds.toml"
    (url, text), (more, more_text) = list(TEXTS.items())[:2]
    land(lake, WINDOW, "fetch-all", "pages", [page(url, WINDOW, text)])
    old = WINDOW.replace(month=7)
    land(lake, old, "import-x", "pages", [page(url, old, text)])
    feeds.write_text('[[feed]]\nurl = "http://127.0.0.1:9/rss"\n')

    # nobody answers there, which is no fault of the settings
    monkeypatch.setenv("SITREP_ALLOW_NETWORKS", "127.0.0.0/8")

    def run(lake: Path = lake) -> str:
        options = {
            "--feeds": feeds,
            "--lake": lake,
            "--state": f"sqlite:///{tmp_path}/state.db",
            "--window": LATER.isoformat(),
        }
        out, err = sitrep("run", *(word for option in options.items() for word in option), "--json")
        assert json.loads(out)["window"] == "2022-08-26T06:15Z"
        return err

    told = run()
    assert "which feeds: sitrep feeds list" in told
    assert "earlier     2022-08-26T06:00Z has not been built whole" in told
    (article,) = Lake(lake).snapshot().records("articles")
    assert (article.url, article.window_start) == (url, WINDOW)
    assert "earlier" not in run()
    # what a killed run had fetched of it comes after its build
    land(lake, WINDOW, "fetch-all.2", "pages", [page(more, WINDOW, more_text)])
    assert "earlier     2022-08-26T06:00Z has not been built whole" in run()
    assert {row.url for row in Lake(lake).snapshot().records("articles")} == {url, more}
    assert "earlier" not in run()
    assert "polled before\n" in run()
    elsewhere = tmp_path / "elsewhere"
    assert f"polled before, for another lake than {elsewhere}/" in run(elsewhere)
