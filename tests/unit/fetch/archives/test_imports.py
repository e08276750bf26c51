"""Pages that somebody else has fetched land as if we had."""

from __future__ import annotations

import gzip
import io
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import WarcRecord, WarcRecordType

from pipeline.errors import UsageError
from pipeline.fetch.archives import imports as module
from pipeline.fetch.archives.warc_in import MAX_PAGE_BYTES, read_warc
from pipeline.fetch.archives.warc_out import Days, export_warc
from pipeline.fetch.takedown import take_down
from pipeline.lake import Edit, Lake
from pipeline.lake.landed.landing import landed
from pipeline.lake.landed.retention import expire_landed
from pipeline.lake.tables import to_table
from pipeline.records import Page, Rejection
from tests.unit.fetch.door import NOW, PAGE, WINDOW, Door


def _record(
    url: str = "http://example.com/a",
    body: bytes = PAGE,
    head: str = "HTTP/1.1 200 OK\r\nContent-Type: text/html",
    kind: Any = WarcRecordType.response,
    **fields: str,
) -> bytes:
    record = WarcRecord()
    record.init_headers(record_type=kind)
    record.headers["WARC-Target-URI"] = url
    record.headers["WARC-Date"] = "2022-08-26T06:14:59Z"
    for name, value in fields.items():
        record.headers[name.replace("_", "-")] = value
    if kind != WarcRecordType.resource:
        record.headers["Content-Type"] = "application/http; msgtype=response"
        body = f"{head}\r\n\r\n".encode() + body
    record.set_bytes_content(body)
    out = io.BytesIO()
    record.write(out)
    return out.getvalue()


def _warc(folder: Path, *records: bytes, packed: bool = True) -> Path:
    path = folder / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(b"".join(gzip.compress(r) if packed else r for r in records))
    return path


@pytest.mark.parametrize("packed", [True, False])
def test_a_response_of_a_warc_file_lands_in_the_window_of_its_date(
    door: Door, tmp_path: Path, packed: bool
) -> None:
    head = 'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=x\r\nETag: "v"'
    summary = door.take(read_warc(_warc(tmp_path, _record(head=head), packed=packed)))
    assert (summary.read, summary.kept, summary.windows) == (1, 1, {WINDOW})
    (page,) = door.rows(Page)
    assert (page.url, page.body, page.window_start) == ("http://example.com/a", PAGE, WINDOW)
    assert page.fetched_at == datetime(2022, 8, 26, 6, 14, 59, tzinfo=UTC)
    assert (page.http_status, page.content_type, page.etag) == (200, "text/html; charset=x", '"v"')
    assert page.publisher == "example.com"


def test_one_window_may_take_everything(door: Door, tmp_path: Path) -> None:
    window = WINDOW + timedelta(days=3)
    summary = door.take(read_warc(_warc(tmp_path, _record())), window)
    assert summary.windows == {window}
    assert [page.window_start for page in door.rows(Page)] == [window]


@pytest.mark.parametrize(
    ("record", "outcome"),
    [
        (_record(head="HTTP/1.1 404 Not Found\r\nContent-Type: text/html"), "gone"),
        (_record(head="HTTP/1.1 500 Oops\r\nContent-Type: text/html"), "http_error"),
        (_record(head="HTTP/1.1 200 OK\r\nContent-Type: image/png"), "wrong_content_type"),
        (_record(WARC_Truncated="length"), "truncated"),
        (_record(body=b"<p>" + b"x" * MAX_PAGE_BYTES), "too_large"),
        (
            _record(
                body=gzip.compress(b"<p>" + b"x" * 9_000_000),
                head="HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip",
            ),
            "too_large",
        ),
        (_record(head="nonsense"), "bad_record"),
        (_record(Sitrep_Page='{"item_published_at": "no date"}'), "bad_record"),
        (_record(kind=WarcRecordType.revisit), "empty"),
        (_record(url="dns:example.com"), "empty"),
        (_record(url="<http://example.com/a>"), "kept"),
        (_record(kind=WarcRecordType.resource, Content_Type="text/html"), "kept"),
        (
            _record(
                body=gzip.compress(PAGE),
                head="HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip",
            ),
            "kept",
        ),
        (
            _record(
                body=b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE),
                head="HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked",
            ),
            "kept",
        ),
    ],
)
def test_each_record_is_a_page_or_has_a_reason(
    door: Door, tmp_path: Path, record: bytes, outcome: str
) -> None:
    summary = door.take(read_warc(_warc(tmp_path, record, _record("http://example.com/z"))))
    assert summary.read == 2
    assert summary.read == summary.kept + summary.empty + summary.rejected
    if outcome == "kept":
        assert {page.body for page in door.rows(Page)} == {PAGE}
        assert summary.kept == 2
    elif outcome == "empty":
        assert summary.empty == 1
    else:
        assert summary.reasons == Counter({outcome: 1})
        (rejection,) = door.rows(Rejection)
        assert (rejection.stage, rejection.window_start) == ("fetch", WINDOW)


def test_a_file_that_ends_in_the_middle_gives_what_stands_before(
    door: Door, tmp_path: Path
) -> None:
    path = _warc(tmp_path, _record(), _record("http://example.com/b"), packed=False)
    path.write_bytes(path.read_bytes()[:-40])
    summary = door.take(read_warc(path))
    assert (summary.kept, summary.reasons) == (1, Counter(truncated=1))


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("missing", [1.0, 0.9, 0.5])
def test_a_file_that_ends_in_a_header_says_so(
    door: Door, tmp_path: Path, packed: bool, missing: float
) -> None:
    whole, last = (_warc(tmp_path, _record(), packed=packed).read_bytes() for _ in range(2))
    header = 40 if packed else last.index(b"\r\n\r\n")
    path = tmp_path / "cut.warc"
    path.write_bytes(whole + last[: int(header * (1 - missing))])
    summary = door.take(read_warc(path))
    is_cut = missing < 1
    assert (summary.kept, summary.reasons) == (1, Counter(truncated=1) if is_cut else Counter())


@pytest.mark.parametrize(
    ("body", "words"), [(b"", "empty"), (b"no warc " * 99, "no WARC file"), (None, "cannot read")]
)
def test_what_is_no_warc_file_is_one_line(
    door: Door, tmp_path: Path, body: bytes | None, words: str
) -> None:
    path = tmp_path / "x.warc"
    if body is not None:
        path.write_bytes(body)
    with pytest.raises(UsageError, match=words):
        door.take(read_warc(path))


def test_importing_again_changes_nothing(door: Door, tmp_path: Path) -> None:
    path = _warc(tmp_path, _record(), _record("http://example.com/b"), _record())
    first, again = door.take(read_warc(path)), door.take(read_warc(path))
    assert first == again
    assert (first.kept, first.empty) == (2, 1)
    assert len(door.rows(Page)) == 2


def test_many_pages_are_landed_in_parts(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BYTES_AT_ONCE", 2 * len(PAGE))
    records = [_record(f"http://example.com/{n}") for n in range(7)]
    assert door.take(read_warc(_warc(tmp_path, *records))).kept == 7
    assert len({page.url for page in door.rows(Page)}) == 7
    assert len(landed(door.lake, WINDOW)["pages"]) == 3


def test_what_was_taken_down_is_not_imported(door: Door, tmp_path: Path) -> None:
    take_down(door.state_url, door.lake, ["http://example.com/a"], NOW)
    path = _warc(tmp_path, _record(), _record("http://example.com/b"))
    assert (summary := door.take(read_warc(path))).kept == 1
    assert summary.empty == 1


def test_nothing_lands_in_a_window_that_is_no_longer_kept(door: Door, tmp_path: Path) -> None:
    path = _warc(tmp_path, _record())
    door.take(read_warc(path))
    expire_landed(door.lake, date(2022, 9, 1))
    with pytest.raises(UsageError, match="no longer kept"):
        door.take(read_warc(path))


def test_what_was_fetched_comes_back_from_our_own_archive(door: Door, tmp_path: Path) -> None:
    pages = [
        Page(
            page_id=f"p{n}",
            url=f"http://example.com/{n}?utm_source=rss",
            window_start=WINDOW + timedelta(days=n),
            final_url=f"http://example.com/{n}",
            fetched_at=WINDOW + timedelta(days=n, seconds=n, microseconds=n),
            http_status=200,
            content_type="text/html; charset=utf-8",
            etag='W/"x"',
            body="Übung ☂".encode() + PAGE,
            publisher="Beispiel \u2014 Blatt",
            feed_id="f",
            item_id="guid",
            item_title="Título: «é»\ud7ff",
            item_published_at=WINDOW,
            item_language="es",
        )
        for n in range(3)
    ]
    gone = Page("gone", "http://example.com/gone", WINDOW, http_status=410)
    lake = Lake(tmp_path / "old")
    with lake.lock():
        lake.commit([Edit("pages", to_table("pages", [*pages, gone]))], run="test")
    out = tmp_path / "out.warc.gz"
    assert export_warc(tmp_path / "old", out) == 3
    assert gzip.decompress(out.read_bytes()).count(b"WARC/1.1\r\n") == 4
    door.take(read_warc(out))
    assert [(p.url, p.final_url, p.body) for p in door.rows(Page)] == [
        (p.url, p.final_url, p.body) for p in pages
    ]
    for name in ("window_start", "fetched_at", "publisher", "feed_id", "etag", "content_type"):
        assert [getattr(p, name) for p in door.rows(Page)] == [getattr(p, name) for p in pages]
    for name in ("item_id", "item_title", "item_published_at", "item_language"):
        assert [getattr(p, name) for p in door.rows(Page)] == [getattr(p, name) for p in pages]
    day = date(2022, 8, 27)
    assert export_warc(tmp_path / "old", tmp_path / "day.warc", Days(day, day)) == 1
