import gzip
from pathlib import Path

from bench.pages import load_pages, repeat_pages
from bench.runner import Settings


def test_given_pages_are_read_packed_or_not_up_to_the_limit(tmp_path: Path):
    (tmp_path / "a.html").write_bytes(b"<p>one")
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(b"<p>two"))
    (tmp_path / "c.html").write_bytes(b"<p>three")
    pages, what = load_pages(Settings(tmp_path, limit=2))
    assert [page.html for page in pages] == [b"<p>one", b"<p>two"]
    assert "2 real" in what


def test_a_table_of_pages_gives_the_english_ones(tmp_path: Path):
    (tmp_path / "a.html").write_bytes(b"<p>one")
    (tmp_path / "dev.jsonl").write_text(
        '{"id": "1", "lang": "en", "url": null, "html": "a.html"}\n{"id": "2", "lang": "de"}\n'
    )
    pages, _ = load_pages(Settings(tmp_path))
    assert [page.html for page in pages] == [b"<p>one"]


def test_repeated_pages_differ_in_address_and_bytes():
    pages, _ = load_pages(Settings(limit=2))
    repeated = list(repeat_pages(pages, 5))
    assert len({page.url for page in repeated}) == len({page.html for page in repeated}) == 5
