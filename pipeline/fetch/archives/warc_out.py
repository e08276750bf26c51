"""Write what was fetched as WARC 1.1, for archives and other tools.

Bodies are kept unpacked and headers only as far as they matter, so a record holds the response as
it was understood, not as it came over the wire. What the feed's item said goes with it in a field
of our own, so that importing the file gives the same pages.
"""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from pipeline.errors import WorldError
from pipeline.fetch.archives.warc_in import OWN_FIELD
from pipeline.lake import Lake
from pipeline.lake.files import saying_what_failed, write_whole
from pipeline.lake.tables import to_records
from pipeline.records import Page

_ROWS_AT_ONCE = 64
_FORMAT = "WARC File Format 1.1"
_CONFORMS_TO = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
_PHRASES = {int(status): status.phrase for status in HTTPStatus}
#: Fields that the record does not say by itself.
_OWN = ("url", "window_start", "publisher", "feed_id")
_OF_ITEM = ("item_id", "item_title", "item_published_at", "item_language")


@dataclass(frozen=True, slots=True)
class Days:
    """Days of windows, both included; None is open."""

    since: date | None = None
    until: date | None = None

    def has(self, day: date) -> bool:
        """Whether a day is among them."""
        return (self.since or day) <= day <= (self.until or day)


def export_warc(lake_dir: Path, out: Path, days: Days = Days()) -> int:
    """Write the pages whose bodies are kept to a file; returns how many.

    Args:
        lake_dir: the lake.
        out: the file, packed when its name ends in ``.gz``; it appears whole or not at all.
        days: which days of windows.

    Raises:
        WorldError: the lake cannot be read, or the file not written.
    """
    written = 0

    def write(temporary: Path) -> None:
        nonlocal written
        with temporary.open("wb") as file:
            packed = out.suffix == ".gz"
            sink: Any = GzipWriter(file) if packed else file
            _warcinfo(out.name).write(sink)
            for page in _pages(lake_dir, days):
                _record(page).write(sink, checksum_data=True)
                written += 1
            if packed:
                sink.close()

    with saying_what_failed(f"cannot write {out}"):
        write_whole(out, write)
    return written


def _pages(lake_dir: Path, days: Days) -> Iterator[Page]:
    """The pages with bodies, in the order of their windows; a batch of rows in memory."""
    snapshot = Lake(lake_dir).snapshot()
    for day in sorted(filter(days.has, snapshot.days("pages"))):
        for path in snapshot.files("pages", [day]):
            yield from (page for page in _read(path) if page.body is not None)


def _read(path: Path) -> Iterable[Page]:
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE):
                yield from to_records("pages", pa.Table.from_batches([batch]))
    except (OSError, pa.ArrowException) as error:
        raise WorldError(f"cannot read {path}: {error}") from error


def _warcinfo(name: str) -> WarcRecord:
    version = importlib.metadata.version("sitrep")
    fields = {"software": f"sitrep/{version}", "format": _FORMAT, "conformsTo": _CONFORMS_TO}
    body = "".join(f"{key}: {value}\r\n" for key, value in fields.items()).encode()
    record = _start(WarcRecordType.warcinfo, datetime.now(UTC), "application/warc-fields")
    record.headers["WARC-Filename"] = name
    record.set_bytes_content(body)
    return record


def _record(page: Page) -> WarcRecord:
    record = _start(
        WarcRecordType.response,
        page.fetched_at or page.window_start or datetime.now(UTC),
        "application/http; msgtype=response",
    )
    record.headers["WARC-Target-URI"] = page.final_url or page.url
    record.headers[OWN_FIELD] = _own_fields(page)
    record.set_bytes_content(_http_head(page) + (page.body or b""))
    return record


def _start(kind: Any, at: datetime, content_type: str) -> WarcRecord:
    record = WarcRecord()
    record.init_headers(record_type=kind)
    record.headers.status_line = "WARC/1.1"
    record.headers["WARC-Date"] = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    record.headers["Content-Type"] = content_type
    return record


def _own_fields(page: Page) -> str:
    row = msgspec.to_builtins(page, builtin_types=(bytes,))
    kept = {name: row[name] for name in (*_OWN, *_OF_ITEM) if row[name] is not None}
    if page.final_url and page.final_url != page.url:
        kept["final_url"] = page.final_url
    return json.dumps(kept)  # in ASCII, on one line


def _http_head(page: Page) -> bytes:
    status = page.http_status or 200
    phrase = _PHRASES.get(status, "Unknown")
    headers = {
        "Content-Type": page.content_type,
        "ETag": page.etag,
        "Last-Modified": page.last_modified,
        "Content-Length": str(len(page.body or b"")),
    }
    lines = [f"HTTP/1.1 {status} {phrase}"]
    lines += [f"{name}: {' '.join(value.split())}" for name, value in headers.items() if value]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "replace")
