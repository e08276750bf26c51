"""Landed pages lose their words; everything else of them stays, and other pages stay whole."""

from __future__ import annotations

from pathlib import Path

from pipeline.lake.erase import erase_landed
from pipeline.lake.forgotten import Forgotten
from pipeline.lake.landing import land, landed, read_landed
from pipeline.records import Page, Rejection
from tests.unit.lake.world import WINDOW

NEWS, OTHER = "https://news.example/story", "https://other.example/story"


def test_only_what_is_covered_loses_its_words_and_only_once(tmp_path: Path) -> None:
    pages = [
        Page(url[8:12], url, WINDOW, body=b"<p>words", item_title="Words", sha256="5")
        for url in (NEWS, OTHER)
    ]
    refused = [
        Rejection(
            url[8:12], "fetch", "http_error", url, detail="words", url=url, window_start=WINDOW
        )
        for url in (NEWS, OTHER)
    ]
    land(tmp_path, WINDOW, "fetch-1", "pages", pages)
    land(tmp_path, WINDOW, "fetch-1", "rejections", refused)
    forgotten = Forgotten.of("news.example")
    assert erase_landed(tmp_path, forgotten) == 2
    files = landed(tmp_path, WINDOW)
    news, other = read_landed(files["pages"][0], Page)
    assert (news.body, news.item_title, news.url, news.sha256) == (None, None, NEWS, "5")
    assert other == pages[1]
    silenced, told = read_landed(files["rejections"][0], Rejection)
    assert (silenced.detail, told) == (None, refused[1])
    assert erase_landed(tmp_path, forgotten) == 0
