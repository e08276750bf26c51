"""The command line as a newcomer meets it: help, exit codes, one clear line for wrong use."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import COMMANDS, exit_code
from pipeline.errors import ConfigError, GateError, LakeBusy, UsageError, WorldError
from tests.unit.cli.calling import Run


@pytest.mark.parametrize("command", [[], *[[name] for name in COMMANDS], ["feeds", "check"]])
def test_every_command_has_help(sitrep: Run, command: list[str]):
    code, out, _ = sitrep(*command, "--help")
    assert code == 0
    assert "Usage: " in out
    described = out.split("\n\n")[1]
    assert described.strip().endswith(".") or "\n" in described


def test_who_asks_for_help_waits_for_no_library():
    """A table of the tables' columns once brought pyarrow in: 70 MB and twice the time."""
    program = (
        "import sys\nfrom pipeline.cli import main\ntry:\n    main()\nfinally:\n    "
        "print(sorted({'pyarrow', 'numpy', 'apache_beam', 'duckdb', 'lxml'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", program, "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["rnu"], "No such command 'rnu'. Did you mean 'run'?"),
        (["no-such-thing"], "No such command 'no-such-thing'."),
        (["run", "--fed", "x"], "No such option"),
        (["build", "--window", "soon"], "'soon' is no time; write it as 2022-08-26T06:00Z"),
        (["build", "--window", "9999-12-31T23:00-14:00"], "is no time; write it as"),
        (["run", "--window", "2222-01-01"], "the window 2222-01-01T00:00Z has not begun"),
        (["poll", "--window", "2222-01-01"], "the window 2222-01-01T00:00Z has not begun"),
        (["fetch", "--window", "2222-01-01"], "the window 2222-01-01T00:00Z has not begun"),
        (["extract", "nowhere.jsonl"], "cannot read nowhere.jsonl: No such file or directory"),
        (["report", "--lake", "nowhere"], "there is no lake at nowhere/ yet"),
        (["windows", "--lake", "nowhere"], "there is no lake at nowhere/ yet"),
        (["build", "--unbuilt", "--lake", "nowhere"], "there is no lake at nowhere/ yet"),
        (["run"], "feeds.toml: there is no such feeds file; make it with: sitrep feeds add URL"),
        (["run", "mine.opml"], "unexpected argument 'mine.opml'"),
        (["build", "--lak", "x"], "No such option '--lak'"),
        (["import-pages", "x", "--base-url", "a.org"], "--base-url is not an http(s) address"),
        (["maintain", "--days", "-3"], "-3 is not in the range x>=0"),
        (["build", "--workers", "0"], "0 is not in the range x>=1"),
        (["report", "--limit", "-1"], "-1 is not in the range x>=1"),
        (["feeds", "plan", "--groups", "0"], "0 is not in the range x>=1"),
        (["sample", "serve", "--window", "3"], "3 is not in the range 1<=x<=2"),
        (["extract", "-", "--extractor", "magic"], "unknown extractor 'magic' (there is: rules)"),
    ],
)
def test_wrong_use_is_one_clear_line_and_exit_code_2(
    sitrep: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: list[str],
    said: str,
):
    monkeypatch.chdir(tmp_path)
    code, out, err = sitrep(*arguments)
    assert code == 2
    assert said in err
    assert "Traceback" not in err
    assert out == ""


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ConfigError("x"), 2),
        (UsageError("x"), 2),
        (GateError("x"), 3),
        (WorldError("x"), 1),
        (LakeBusy("x"), 1),
    ],
)
def test_each_fate_has_its_exit_code(error: Exception, code: int):
    assert exit_code(error) == code  # type: ignore[arg-type]


def test_a_disk_that_fails_where_nobody_foresaw_it_is_one_line(
    monkeypatch: pytest.MonkeyPatch, sitrep: Run
):
    def fail(**_: object) -> None:
        raise OSError(28, "No space left on device", "state.db")

    monkeypatch.setattr("pipeline.cli.sitrep", fail)
    assert sitrep("run") == (1, "", "sitrep: [Errno 28] No space left on device: 'state.db'\n")


@pytest.mark.parametrize("command", [["--help"], ["syndication", "articles.jsonl"]])
def test_output_that_nobody_reads_ends_a_command_quietly_as_it_ends_cat(
    tmp_path: Path, command: list[str]
):
    row = {"article_id": "a", "text": "Gunmen killed two men in Lima on Monday."}
    (tmp_path / "articles.jsonl").write_text(json.dumps(row), encoding="utf-8")
    unread, pipe = os.pipe()
    os.close(unread)
    program = [sys.executable, "-c", "from pipeline.cli import main; main()", *command]
    done = subprocess.run(
        program, cwd=tmp_path, stdout=pipe, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(pipe)
    assert (done.returncode, done.stderr) == (141, "")


def test_a_line_that_is_no_article_is_refused_and_the_others_are_read(sitrep: Run, tmp_path: Path):
    articles, refused = tmp_path / "articles.jsonl", tmp_path / "refused.jsonl"
    good = {"article_id": "a", "text": "Gunmen killed two men in Lima on Monday."}
    articles.write_text(json.dumps(good) + "\n{not json\n", encoding="utf-8")
    code, out, err = sitrep("extract", articles, "--rejections", refused)
    assert code == 0
    assert {json.loads(line)["article_id"] for line in out.splitlines()} == {"a"}
    assert json.loads(refused.read_text(encoding="utf-8"))["reason"] == "bad_record"
    assert "read      2   kept      1   empty      0   rejected      1" in err


def test_an_article_of_an_odd_time_is_refused_and_the_others_are_read(sitrep: Run, tmp_path: Path):
    articles = tmp_path / "articles.jsonl"
    text = "Gunmen killed two men in Lima yesterday."
    days = {"a": "9999-12-31T23:59:59Z", "b": "2022-08-26T12:00:00Z"}
    rows = [{"article_id": key, "text": text, "published_at": at} for key, at in days.items()]
    articles.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    code, out, err = sitrep("extract", articles)
    assert (code, [json.loads(line)["article_id"] for line in out.splitlines()]) == (0, ["b"])
    assert "rejected line 1: bad_record: published_at is beyond what can be reckoned with" in err


def test_a_page_without_an_address_is_refused_by_its_line(sitrep: Run, tmp_path: Path):
    pages = tmp_path / "pages.jsonl"
    pages.write_text('{"html": 5}\n{"url": 1}\n', encoding="utf-8")
    _, _, err = sitrep("clean", pages)
    assert "rejected line 1: bad_record: html is no text" in err
    assert "rejected line 2: bad_record: url is no text" in err


def test_a_mention_of_an_unknown_type_is_refused_and_the_others_are_resolved(
    sitrep: Run, tmp_path: Path
):
    mentions = tmp_path / "mentions.jsonl"
    told = [
        {"mention_id": kind, "article_id": kind, "event_type": kind, "event_start": "2022-08-23"}
        for kind in ("airstrik", "air_strike")
    ]
    mentions.write_text("\n".join(map(json.dumps, told)), encoding="utf-8")
    code, out, err = sitrep("resolve", mentions)
    assert code == 0
    assert [json.loads(line)["mention_ids"] for line in out.splitlines()] == [["air_strike"]]
    assert "rejected airstrik: bad_record: unknown event type 'airstrik'" in err
    assert "read      2   kept      1   empty      0   rejected      1" in err


def test_an_article_in_a_language_without_a_lexicon_is_counted_with_the_reason(
    sitrep: Run, tmp_path: Path
):
    articles = tmp_path / "articles.jsonl"
    row = {"article_id": "a", "text": "Twee mannen gedood in Gent.", "language": "nl"}
    articles.write_text(json.dumps(row), encoding="utf-8")
    code, out, err = sitrep("extract", articles)
    assert (code, out) == (0, "")
    assert "language_not_read" in err
