"""What is forgotten is nowhere any more, and what others tell is whole."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from pipeline import ids
from pipeline.beam.build import BuildSettings, build
from pipeline.beam.forget import ForgetReport, forget
from pipeline.beam.rebuild import RebuildSettings, rebuild
from pipeline.cli.keeping import forget as forget_command
from pipeline.lake import Lake
from pipeline.lake.landed.landing import land
from pipeline.lake.upkeep.verify import verify
from pipeline.resolve.ledger import fold
from tests.beam.test_jobs import LATER, TEXTS, WINDOW, land_and_build, page, tables

pytestmark = pytest.mark.slow

NOW = LATER.replace(hour=12)
TEXT = TEXTS["https://a.example/market"]
#: A first report, a copy of it, one in other words, and an incident that only this publisher tells.
FIRST, COPY, OTHER, ALONE = (
    "https://a.example/market",
    "https://b.example/market-copy",
    "https://c.example/market",
    "https://a.example/raid",
)
SECRET = "Quixotania"
PAGES = {
    FIRST: f"{TEXT} So wrote {SECRET}.",
    COPY: f"{TEXT} So wrote another.",
    OTHER: "Five people were killed in Basra, Iraq, on Wednesday when rockets hit a market there. "
    "A doctor said that twelve more had been wounded and were being looked after. It was the "
    "third time in a month that rockets fell on this city, and nobody claimed to have fired.",
    ALONE: f"Gunmen shot dead two farmers in Lima, Peru, on Tuesday, said {SECRET}, an officer of "
    "the police there. The two had been on their way home from a field. It is not known who the "
    "gunmen were, and nobody has been arrested so far, the officer said of the search for them.",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of them in one window, and the first with another toll in the next."""
    tmp_path = tmp_path_factory.mktemp("built")
    land_and_build(tmp_path, WINDOW, [page(u, WINDOW, t) for u, t in PAGES.items()])
    changed = PAGES[FIRST].replace("killed five", "killed eight")
    land_and_build(tmp_path, LATER, [page(FIRST, LATER, changed)])
    assert find_files_with(SECRET, tmp_path)
    return tmp_path


@pytest.fixture
def lake(built: Path, tmp_path: Path) -> Path:
    """A copy of it to change."""
    return Path(shutil.copytree(built, tmp_path / "lake", symlinks=True))


def find_files_with(word: str, lake: Path) -> list[str]:
    """Every file below a lake that has a word in it, inside of Parquet too."""
    found = []
    for path in (path for path in lake.rglob("*") if path.is_file()):
        content = path.read_bytes()
        if path.suffix == ".parquet":
            content += str(pq.ParquetFile(path).read().to_pylist()).encode()
        if word.encode() in content:
            found.append(str(path.relative_to(lake)))
    return found


def run(lake: Path, name: str) -> ForgetReport:
    report = forget(lake, name, NOW)
    assert verify(Lake(lake).snapshot()).failures == ()
    return report


def test_an_article_is_gone_and_its_incident_rests_on_the_others(lake: Path) -> None:
    report = run(lake, FIRST + "?utm_source=feed")
    found = tables(lake)
    assert (report.n_articles, report.n_landed) == (1, 2)
    gone = ids.article_id(FIRST)
    for name in ("articles", "mentions", "incident_sources", "incident_claims"):
        assert gone not in found[name]["article_id"].to_pylist()
    (market,) = [row for row in found["incidents"].to_pylist() if row["country"] == "IQ"]
    assert (market["killed_best"], market["n_articles"]) == (5, 2)
    origins = dict(
        zip(
            found["articles"]["article_id"].to_pylist(),
            found["articles"]["origin_article_id"].to_pylist(),
            strict=True,
        )
    )
    assert origins[ids.article_id(COPY)] == ids.article_id(COPY)


def test_no_file_has_a_word_of_a_forgotten_publisher(lake: Path) -> None:
    report = run(lake, "A.example")
    assert find_files_with(SECRET, lake) == []
    assert report.ops["retract"] == 1
    (incident,) = Lake(lake).snapshot().records("incidents")
    changes = Lake(lake).snapshot().records("incident_changes")
    assert fold(changes) == {incident.incident_id: incident}


def test_what_is_forgotten_stays_away(lake: Path) -> None:
    run(lake, "a.example")
    before = tables(lake)
    land_and_build(lake, LATER, [page(ALONE, LATER, PAGES[ALONE])])
    after = tables(lake)
    assert [row["reason"] for row in after["rejections"].to_pylist()] == ["forgotten"]
    assert before["incidents"].equals(after["incidents"])
    assert after["pages"]["body"].to_pylist().count(None) >= 1
    rebuild(RebuildSettings(lake, "pages", NOW), lambda *_: None)
    assert before["incidents"].equals(tables(lake)["incidents"])
    build(BuildSettings(lake, WINDOW))
    assert before["incidents"].equals(tables(lake)["incidents"])


def test_forgetting_twice_or_nothing_is_no_fault(lake: Path) -> None:
    run(lake, "a.example")
    before = tables(lake)
    report = run(lake, "a.example")
    assert (report.n_articles, report.n_pages, report.n_landed, report.ops) == (0, 0, 0, {})
    assert run(lake, "https://nowhere.example/x").n_articles == 0
    after = tables(lake)
    assert {name for name in before if not before[name].equals(after[name])} == set()


def test_what_has_landed_is_forgotten_before_any_build(tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    land(lake, WINDOW, "fetch-all", "pages", [page(u, WINDOW, PAGES[u]) for u in (FIRST, OTHER)])
    assert find_files_with(SECRET, lake)
    state = f"sqlite:///{tmp_path}/state.db"
    command = [FIRST, "--yes", "--lake", str(lake), "--state", state]
    done = CliRunner().invoke(forget_command, command)
    assert done.exit_code == 0, done.output
    assert find_files_with(SECRET, lake) == []
    build(BuildSettings(lake, WINDOW))
    assert {row.url for row in Lake(lake).snapshot().records("articles")} == {OTHER}
    assert verify(Lake(lake).snapshot()).failures == ()


#: What only its text says of an article: its own address and its publisher.
HEAD = (
    "<head><link rel='canonical' href='https://a.example/the-raid'>"
    "<meta property='og:site_name' content='Daily Example'></head><body>"
)


@pytest.mark.parametrize("name", ["https://www.a.example/landing/7", "Daily Example"])
def test_an_article_is_forgotten_by_any_of_its_names(tmp_path: Path, name: str) -> None:
    plain = page("https://a.example/item?id=7", WINDOW, PAGES[ALONE])
    body = (plain.body or b"").replace(b"<body>", HEAD.encode())
    led = replace(plain, body=body, publisher=None, final_url="https://www.a.example/landing/7")
    land_and_build(tmp_path, WINDOW, [led, page(OTHER, WINDOW, PAGES[OTHER])])
    report = run(tmp_path, name)
    assert (report.n_articles, report.n_pages, report.n_landed) == (1, 1, 1)
    assert find_files_with(SECRET, tmp_path) == []
    before = tables(tmp_path)["incidents"]
    # the same text comes again, at an address that nobody knew
    other = replace(led, page_id="0" * 20, url="https://a.example/x?id=8", final_url=None)
    land_and_build(tmp_path, LATER, [replace(other, window_start=LATER)])
    assert [row["reason"] for row in tables(tmp_path)["rejections"].to_pylist()] == ["forgotten"]
    rebuild(RebuildSettings(tmp_path, "pages", NOW), lambda *_: None)
    assert before.equals(tables(tmp_path)["incidents"])
