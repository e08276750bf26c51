"""Pages that are imported from JSON Lines and from folders of HTML."""

from __future__ import annotations

import io
import json
from collections import Counter
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.fetch.archives.page_files import find_own_url, read_page_folder, read_page_lines
from pipeline.records import Page, Rejection
from tests.unit.fetch.door import NOW, PAGE, WINDOW, Door


def test_lines_land_as_pages(door: Door) -> None:
    lines = [
        json.dumps({"url": "http://a.com/1", "html": "<p>x", "fetched_at": "2022-08-26T06:01:00"}),
        json.dumps({"url": "http://a.com/2", "html": "<p>x"}),
        "{broken",
        json.dumps({"url": "http://a.com/3"}),
        json.dumps({"url": "ftp://a.com/4", "html": "<p>x"}),
    ]
    summary = door.take(read_page_lines(io.BytesIO("\n".join(lines).encode()), "x.jsonl"))
    assert (summary.read, summary.kept, summary.rejected) == (5, 2, 3)
    assert summary.reasons == Counter(bad_record=1, no_body=1, bad_url=1)
    assert summary.windows == {WINDOW, NOW.replace(minute=0)}
    refs = [row.ref for row in door.rows(Rejection)]
    assert "x.jsonl, line 3" in refs


def test_a_folder_of_html_lands_by_the_addresses_that_pages_give_themselves(
    door: Door, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    (folder / "2022").mkdir(parents=True)
    own = b'<head><link rel="canonical" href="https://example.org/own"></head>' + PAGE
    (folder / "2022" / "a.html").write_bytes(own)
    (folder / "b c.HTM").write_bytes(PAGE)
    (folder / "notes.txt").write_text("no page")
    summary = door.take(read_page_folder(folder))
    assert (summary.kept, summary.reasons) == (1, Counter(bad_url=1))
    assert [page.url for page in door.rows(Page)] == ["https://example.org/own"]
    door.take(read_page_folder(folder, "https://mirror.org/x/"))
    assert {page.url for page in door.rows(Page)} == {
        "https://mirror.org/x/2022/a.html",
        "https://mirror.org/x/b%20c.HTM",
    }
    with pytest.raises(UsageError, match=r"no \.html files"):
        door.take(read_page_folder(tmp_path / "lake"))


def test_a_link_that_leads_out_of_a_folder_is_refused(door: Door, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (tmp_path / "secret.html").write_bytes(PAGE)
    (folder / "a.html").write_bytes(PAGE)
    (folder / "out.html").symlink_to(tmp_path / "secret.html")
    (folder / "within.html").symlink_to(folder / "a.html")
    summary = door.take(read_page_folder(folder, "https://mirror.org"))
    assert (summary.kept, summary.reasons) == (2, Counter(bad_record=1))
    assert [row.ref for row in door.rows(Rejection)] == ["out.html"]


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link href="http://a.com/x" rel="canonical">', "http://a.com/x"),
        ('<meta property="og:url" content="http://a.com/y">', "http://a.com/y"),
        ('<link rel="canonical" href="/relative">', None),
        ("", None),
    ],
)
def test_a_page_may_name_its_address(head: str, url: str | None) -> None:
    assert find_own_url(f"<html><head>{head}</head><body>x</body></html>".encode()) == url
    assert find_own_url(b"") is None
