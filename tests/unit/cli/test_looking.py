"""Looking at a lake as an analyst does: every command, and what it says of mistakes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.lake import Edit, Lake, Snapshot, is_in, next_change_seq
from pipeline.lake.tables import to_table
from pipeline.records import Incident, IncidentChange, Op
from tests.unit.cli.calling import Run
from tests.unit.lake.world import FIRST_DAY, INCIDENT_TABLES, WINDOW, make_edits, publish, tell

LATER = WINDOW + timedelta(minutes=15)


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three incidents; then one is merged into another, and one is retracted."""
    path = tmp_path_factory.mktemp("lake")
    told = [tell(n, FIRST_DAY, killed=n) for n in range(4)]
    placed = replace(told[0]["incidents"][0], country="SY", latitude=35.3, longitude=40.2)
    told[0]["incidents"] = [replace(placed, injured_low=3, injured_best=4, injured_high=None)]
    publish(path, told)
    _end(path, told[2]["incidents"][0], "merge", into="i00001")
    _end(path, told[3]["incidents"][0], "retract")
    return path


def _end(path: Path, incident: Incident, op: Op, into: str | None = None) -> None:
    lake = Lake(path)
    with lake.lock():
        number = next_change_seq(lake.snapshot())
        step = IncidentChange(op, incident.incident_id, LATER, incident, number, merged_into=into)
        drop = is_in("incident_id", [incident.incident_id])
        edits = [
            *(
                Edit(name, to_table(name, []), drop, frozenset([FIRST_DAY]))
                for name in INCIDENT_TABLES
            ),
            Edit("incident_changes", to_table("incident_changes", [step])),
        ]
        lake.commit(edits, run="end")


def test_show_prints_values_words_and_history(sitrep: Run, lake: Path) -> None:
    code, out, _ = sitrep("show", "i00001", "--lake", lake)
    assert code == 0
    for words in (
        "killed_best       1",
        "Militants “fired rockets” at a town",
        "perpetrator Militants        “Militants” fired rockets",
        "2022-08-26 06:00 update  i00001",
        "2022-08-26 06:15 merge   i00002",
    ):
        assert words in out


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("i00002", "i00002 was merged into i00001"),
        ("i00003", "i00003 was retracted in the window 2022-08-26 06:15: nothing tells it any"),
        ("i00003", "killed_best       3"),
    ],
)
def test_show_knows_what_became_of_an_id(sitrep: Run, lake: Path, name: str, said: str) -> None:
    code, out, _ = sitrep("show", name, "--lake", lake)
    assert (code, said in out) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "zzz"], "no incident 'zzz' in"),
        (["show", "i0"], "several ids begin with 'i0': i00000, i00001"),
        (["query", "select * from incident"], 'Did you mean "incidents"?'),
        (["query", " "], "nothing is asked"),
        (["export", "--country", "Syria"], "write two letters, as SY"),
        (["query", "selec 1"], 'syntax error at or near "selec"'),
        (["query", "select nope from incidents", "--format", "csv"], '"nope" not found'),
        (["changes", "--since", "soon"], "'soon' is no number of a change and no time"),
        (["export", "incident_claims", "--format", "geojson"], "only incidents have a place"),
        (["export", "--out", "/dev/null/all.csv"], "cannot write"),
        (["export", "--out", "."], "cannot write .: is a directory"),
        (["forget", " ", "--yes"], "name an address or a publisher"),
        (["rebuild"], "Missing option '--from'"),
    ],
)
def test_mistakes_are_told_in_a_line(
    sitrep: Run, lake: Path, arguments: list[str], said: str
) -> None:
    code, out, err = sitrep(*arguments, "--lake", lake)
    assert code in {1, 2}
    assert said in err
    assert "Traceback" not in out + err


def test_query_prints_a_table_records_or_lines_for_programs(sitrep: Run, lake: Path) -> None:
    sql = "select incident_id, killed_best from incidents order by 1;"
    assert "i00001" in sitrep("query", sql, "--lake", lake)[1]
    assert sitrep("query", sql, "--lake", lake, "--format", "csv")[1].splitlines() == [
        "incident_id,killed_best",
        "i00000,0",
        "i00001,1",
    ]
    noted = sitrep("query", "select 1 as n -- one", "--lake", lake, "--format", "csv")[1]
    assert noted.splitlines() == ["n", "1"]
    lines = sitrep("query", sql, "--lake", lake, "--format", "jsonl")[1].splitlines()
    assert json.loads(lines[1]) == {"incident_id": "i00001", "killed_best": 1}
    wide = sitrep("query", "select * from incidents limit 1", "--lake", lake)[1]
    assert "  event_type        shelling" in wide
    assert sitrep("query", "select 1 where false", "--lake", lake)[1] == "no rows\n"


def test_a_report_that_was_cut_says_of_how_many(sitrep: Run, lake: Path) -> None:
    _, counted, _ = sitrep(
        "query", "select count(*) from incidents", "--lake", lake, "--format", "csv"
    )
    n_all = int(counted.split()[-1])
    cut, whole = (
        sitrep("report", "--all", "--limit", limit, "--lake", lake)[1] for limit in (1, n_all)
    )
    assert cut.startswith(f"the newest 1 of {n_all} incidents in ")
    assert whole.startswith(f"{n_all} incidents in ")


def test_words_of_pages_are_shown_as_they_are(sitrep: Run, lake: Path) -> None:
    """A table once took "[live]" for a style and ":x:" for a picture."""
    _, out, _ = sitrep("query", "select '[live] root:x:0 [/b]' as said", "--lake", lake)
    assert "[live] root:x:0 [/b]" in out


@pytest.mark.parametrize("command", [["query", "select '\udcff'"], ["show", "\udcff"]])
def test_bytes_that_are_no_text_are_one_line(sitrep: Run, lake: Path, command: list[str]) -> None:
    code, _, err = sitrep(*command, "--lake", lake)
    assert (code, err) == (2, "sitrep: what is asked is not UTF-8 text\n")


def test_who_looks_waits_for_nothing_that_writes(lake: Path) -> None:
    """The check that there is a lake once brought in all that reads and writes one."""
    program = "import sys\nfrom pipeline.cli import main\ntry:\n    main()\nfinally:\n    "
    program += "print('deltalake' in sys.modules)"
    asked = ["query", "select 1", "--lake", str(lake)]
    command = [sys.executable, "-c", program, *asked]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "False"


def test_words_that_a_terminal_cannot_show_are_told_by_their_numbers(lake: Path) -> None:
    program = "from pipeline.cli import main; main()"
    asked = ["query", "select 'Łódź' as place", "--lake", str(lake)]
    command = [sys.executable, "-c", program, *asked]
    environment = os.environ | {"PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    assert rb"\u0141\xf3d\u017a" in done.stdout.replace("ó".encode("latin-1"), rb"\xf3")
    assert done.returncode == 0


@pytest.mark.parametrize("name", ["my lake", "[old]*", "it's"])
def test_a_lake_may_be_called_as_one_likes(sitrep: Run, tmp_path: Path, name: str) -> None:
    publish(tmp_path / name, [tell(n, FIRST_DAY) for n in range(3)])
    sql = "select count(*) from incidents"
    code, out, _ = sitrep("query", sql, "--lake", tmp_path / name, "--format", "csv")
    assert (code, out.splitlines()[1:]) == (0, ["3"])


def test_columns_of_one_name_are_told_apart(sitrep: Run, lake: Path) -> None:
    _, out, _ = sitrep("query", "select 1 as n, 2 as n, 3 as m, 4 as n", "--lake", lake)
    assert all(f" {name} " in out for name in ("n", "n_1", "m", "n_2"))
    assert all(f" {value} " in out for value in (1, 2, 3, 4))


def test_export_writes_what_other_programs_read(sitrep: Run, lake: Path, tmp_path: Path) -> None:
    out = tmp_path / "incidents.geojson"
    code, _, err = sitrep("export", "--format", "geojson", "--out", out, "--lake", lake)
    assert (code, err) == (0, f"2 rows of incidents written to {out}\n")
    placed, elsewhere = json.loads(out.read_text())["features"]
    assert placed["geometry"] == {"type": "Point", "coordinates": [40.2, 35.3]}
    assert elsewhere["geometry"] is None
    assert elsewhere["properties"]["last_recorded_at"] == "2022-08-26T06:00:00Z"
    csv = sitrep("export", "--country", "sy", "--lake", lake)[1].splitlines()
    assert len(csv) == 2
    assert sitrep("export", "--since", "2022-08-02", "--lake", lake)[1].count("\n") == 1
    claims = sitrep("export", "incident_claims", "--format", "jsonl", "--lake", lake)[1]
    assert [json.loads(line)["best"] for line in claims.splitlines()] == [0, 1]


def test_changes_go_on_from_a_number_or_a_time(sitrep: Run, lake: Path) -> None:
    def read(since: str) -> list[int]:
        lines = sitrep("changes", "--since", since, "--lake", lake)[1].splitlines()
        return [json.loads(line)["change_seq"] for line in lines]

    assert read("0") == [1, 2, 3, 4, 5, 6]
    assert read("4") == read("2022-08-26T06:15Z") == [5, 6]
    assert read("2022-08-27") == []


def test_a_toll_whose_end_is_open_is_told_with_a_plus(sitrep: Run, lake: Path) -> None:
    code, out, _ = sitrep("report", "--lake", lake)
    assert code == 0
    assert "4 (3+)" in out
    assert "None" not in out


def test_a_lake_without_incidents_says_what_it_has(sitrep: Run, tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    with lake.lock():
        lake.commit(make_edits([tell(1, FIRST_DAY)])[:1], run="test")
    code, out, _ = sitrep("report", "--lake", tmp_path)
    assert code == 0
    assert "no incident yet" in out
    assert "1 articles, 0 mentions, 0 incidents" in out


def test_verify_can_be_limited_to_days(sitrep: Run, lake: Path) -> None:
    days = f"{FIRST_DAY},{FIRST_DAY + timedelta(days=1)}"
    code, out, _ = sitrep("verify", "--lake", lake, "--days", days, "--json")
    of_days = json.loads(out)
    _, out, _ = sitrep("verify", "--lake", lake, "--json")
    assert (code, of_days["ok"]) == (0, True)
    assert 0 < of_days["checked"] <= json.loads(out)["checked"]
    code, _, said = sitrep("verify", "--lake", lake, "--days", "yesterday")
    assert code == 2
    assert "'yesterday' is not a list of days such as 2022-08-23,2022-08-24" in said


@pytest.mark.parametrize(
    "command",
    [
        ["show", "i00000"],
        ["report"],
        ["export"],
        ["changes"],
        ["load", "--to", "duckdb:///w.duckdb"],
    ],
    ids=lambda command: command[0],
)
def test_a_broken_file_is_one_line(
    sitrep: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    snapshot = publish(tmp_path / "lake", [tell(0, FIRST_DAY)]).snapshot()
    for dataset in ("incidents", "incident_changes"):
        _break_file(snapshot, dataset)
    code, out, err = sitrep(*command)
    assert (code, out) == (1, "")
    assert ".parquet" in err
    assert len(err.splitlines()) == 1


def test_the_change_feed_is_told_where_a_file_of_another_table_is_broken(
    sitrep: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _break_file(publish(tmp_path / "lake", [tell(0, FIRST_DAY)]).snapshot(), "incidents")
    code, out, err = sitrep("changes")
    assert (code, len(out.splitlines()), err) == (0, 1, "")


def _break_file(snapshot: Snapshot, dataset: str) -> None:
    (file,) = snapshot.files(dataset, None)
    whole = file.read_bytes()
    file.unlink()
    file.write_bytes(whole[:-9])
