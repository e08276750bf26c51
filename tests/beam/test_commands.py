"""The commands that look at a lake, on a small one that a build has made."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import ids
from pipeline.beam.build import BuildSettings, build
from pipeline.cli import main
from pipeline.lake.landed.landing import land
from pipeline.records import Page

pytestmark = pytest.mark.slow

WINDOW = datetime(2022, 8, 26, 6, 0, tzinfo=UTC)
URL = "https://a.example/market"
TEXT = (
    "Rockets hit the vegetable market of Basra, Iraq, on Wednesday and killed five people, the "
    "governor of the province said. Another twelve were wounded and taken to two hospitals in the "
    "city. No group has said that it fired the rockets."
)

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake with one incident from one article."""
    folder = tmp_path_factory.mktemp("commands") / "lake"
    html = f"<html lang='en'><body><article><h1>News</h1><p>{TEXT}</p></article></body></html>"
    page = Page(
        ids.page_id(URL, WINDOW),
        URL,
        WINDOW,
        fetched_at=WINDOW,
        content_type="text/html; charset=utf-8",
        body=html.encode(),
        publisher="Basra Post",
        item_title="News of the day from Basra",
        item_published_at=datetime(2022, 8, 25, tzinfo=UTC),
    )
    land(folder, WINDOW, "fetch-all", "pages", [page])
    build(BuildSettings(folder, WINDOW))
    return folder


@pytest.fixture
def sitrep(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lake: Path) -> Run:
    """Run a command on the lake; gives (exit code, standard output, standard error)."""

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["sitrep", *arguments, "--lake", str(lake)])
        with pytest.raises(SystemExit) as done:
            main()
        out, err = capsys.readouterr()
        return int(str(done.value.code or 0)), out, err

    return run


def test_the_report_shows_the_incident_and_how_to_read_the_tables(sitrep: Run):
    code, out, _ = sitrep("report")
    assert code == 0
    assert "shelling" in out
    assert "Basra Post" in out
    assert "pandas.read_parquet(" in out


def test_show_quotes_the_words_and_tells_the_history(sitrep: Run):
    _, rows, _ = sitrep("changes")
    (change,) = map(json.loads, rows.splitlines())
    code, out, _ = sitrep("show", change["incident_id"])
    assert code == 0
    assert re.search(r"killed_best +5\b", out)
    assert "“Rockets hit the vegetable market of Basra" in out
    assert "insert" in out


def test_an_unknown_incident_is_said_so(sitrep: Run):
    code, _, err = sitrep("show", "nothing")
    assert code == 2
    assert "no incident 'nothing'" in err


def test_the_change_feed_goes_on_after_a_mark(sitrep: Run):
    assert sitrep("changes", "--since", "1")[1] == ""


def test_any_question_in_sql_is_answered(sitrep: Run):
    code, out, _ = sitrep("query", "select country, killed_best from incidents")
    assert code == 0
    assert "IQ" in out
    code, _, err = sitrep("query", "select nothing from nowhere")
    assert code == 2
    assert "nowhere" in err


def test_verify_says_what_it_checked_in_words_and_in_json(sitrep: Run):
    assert "keeps its promises" in sitrep("verify")[1]
    assert json.loads(sitrep("verify", "--json")[1])["ok"] is True


def test_the_daily_chores_leave_the_tables_as_they_are(sitrep: Run):
    before = sitrep("query", "select * from incidents")[1]
    code, out, _ = sitrep("maintain", "--days", "1")
    assert code == 0
    assert "bodies of 1 page dropped" in out
    assert json.loads(sitrep("maintain", "--json")[1])["bodies_dropped"] == 0
    assert sitrep("query", "select * from incidents")[1] == before


def test_a_rebuild_tells_programs_which_tables_and_days_it_has_changed(sitrep: Run):
    code, out, err = sitrep("rebuild", "--from", "mentions", "--json")
    assert code == 0
    told = json.loads(out)
    # the same rules give the same: but for the run itself, nobody has to be told
    assert set(told["tables"]) <= {"runs"}
    assert told["event_dates"] == []
    assert told["published"] is False
    assert "incidents   insert 0" in err
    assert "nothing differs" in err
