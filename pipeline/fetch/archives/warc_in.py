"""Read pages from WARC files: CC-NEWS, archives of other crawlers, and our own exports."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import json
import os
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import msgspec
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from pipeline.errors import Reason, UsageError
from pipeline.fetch.archives.imports import Found
from pipeline.fetch.page_rules import require_page, require_type
from pipeline.fetch.web.client import Response
from pipeline.fetch.web.failure import FetchError
from pipeline.fetch.web.unpack import Unpacker
from pipeline.ids import make_rejection
from pipeline.records import Page, Rejection
from pipeline.rows import from_row, require_reckonable
from pipeline.urls import host_of

#: Bytes of one page, packed and unpacked, as for what we fetch.
MAX_PAGE_BYTES = 5_000_000
_MAX_HEADER = 65_536
_GZIP, _RECORD_END = b"\x1f\x8b\x08", b"\r\n\r\n"
#: Bytes of the end of a file that are looked at to see whether it is whole.
_TAIL = 1_000_000
#: A field of ours, on the records of our own exports: what the feed's item said, as JSON.
OWN_FIELD = "Sitrep-Page"
_TYPES = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.revisit


def read_warc(path: Path) -> Iterator[Found]:
    """Read the pages of a WARC file, one record in memory at a time.

    Each response or resource record is a page or a rejection; a revisit, and what was not asked for
    by http(s), is None. A file that ends in the middle, or is broken from some record on, gives
    what stands before and one rejection that says so.

    Raises:
        UsageError: the file cannot be opened, or is no WARC file.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from None
    with file:
        count, found = 0, None
        try:
            for record in _records(file):
                count += 1
                found = _read_record(record, f"{path.name}:{record.stream_pos}")
                yield found
        except OSError as error:
            if count == 0:
                raise UsageError(f"{path} is no WARC file: {error}") from None
            detail = f"broken after {count} records: {error}"
            yield make_rejection("fetch", Reason.BAD_RECORD, path.name, detail=detail)
            return
        if count == 0 and path.stat().st_size == 0:
            raise UsageError(f"{path} is empty")
        is_told = isinstance(found, Rejection) and found.reason == Reason.TRUNCATED
        if not is_told and _is_cut(file):
            detail = f"ends in the middle of what follows {count} records"
            yield make_rejection("fetch", Reason.TRUNCATED, path.name, detail=detail)


def _is_cut(file: IO[bytes]) -> bool:
    """Whether a file ends within the header of a record, which its reader passes over."""
    is_packed = file.seek(0) == 0 and file.read(len(_GZIP)) == _GZIP
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _TAIL))
    tail = file.read()
    return _is_cut_in_member(tail) if is_packed else not tail.endswith(_RECORD_END)


def _is_cut_in_member(tail: bytes) -> bool:
    """Whether the last gzip member of a file, if it begins in its tail, has no end."""
    start = len(tail)
    while (start := tail.rfind(_GZIP, 0, start)) >= 0:
        try:
            with gzip.open(io.BytesIO(tail[start:])) as member:
                while member.read(_TAIL):
                    pass
        except EOFError:
            return True
        except (OSError, zlib.error):  # bytes that only look like the head of a member
            continue
        return False
    return False


def _records(file: IO[bytes]) -> Iterator[Any]:
    # a file object, never a name: names may be addresses, which would be opened over the network
    return ArchiveIterator(
        file,
        record_types=_TYPES,
        parse_http=False,
        max_header_len=_MAX_HEADER,
        fsspec_args=False,
    )


def _read_record(record: WarcRecord, ref: str) -> Found:
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    if record.record_type == WarcRecordType.revisit or not host_of(url):
        return None
    try:
        response = _read_response(record, url)
        require_page(response)
        return _page(record, response)
    except FetchError as error:
        reason, detail = error.reason, error.detail
    except (OSError, ValueError, msgspec.ValidationError) as error:
        reason, detail = Reason.BAD_RECORD, f"{ref}: {error}"[:300]
    return make_rejection("fetch", reason, url, detail=detail, url=url, window_start=_when(record))


def _read_response(record: WarcRecord, url: str) -> Response:
    if record.headers.get("WARC-Truncated"):
        raise FetchError(Reason.TRUNCATED, f"WARC-Truncated: {record.headers['WARC-Truncated']}")
    status, headers = 200, {"content-type": record.headers.get("Content-Type") or ""}
    if record.record_type == WarcRecordType.response:
        record.parse_http(auto_decode="transfer", max_header_len=_MAX_HEADER, quirks_mode=True)
        status = int(record.http_headers.status_code or 0)
        if not status:
            raise FetchError(Reason.BAD_RECORD, "no HTTP headers in the record")
        headers = {name.lower(): value for name, value in record.http_headers}
    if 200 <= status < 300:
        require_type(status, headers)
    return Response(url, url, status, headers, _read_body(record, headers))


def _read_body(record: WarcRecord, headers: dict[str, str]) -> bytes:
    expected = record.content_length
    body: bytes = record.reader.read(MAX_PAGE_BYTES + 1)
    is_chunked = "chunked" in headers.get("transfer-encoding", "").lower()
    if not is_chunked and len(body) < min(expected, MAX_PAGE_BYTES):
        raise FetchError(Reason.TRUNCATED, f"{len(body):,} of {expected:,} bytes")
    unpacker = Unpacker(headers.get("content-encoding", ""), MAX_PAGE_BYTES)
    unpacker.feed(body)
    return unpacker.finish()


def _page(record: WarcRecord, response: Response) -> Page:
    headers = response.headers
    page = Page(
        page_id="",
        url=response.url,
        final_url=response.url,
        fetched_at=_when(record),
        http_status=response.status,
        content_type=headers.get("content-type"),
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
    )
    own = record.headers.get(OWN_FIELD)
    if own:
        row = {**msgspec.to_builtins(page), **json.loads(own)}
        page = from_row(row, Page)
    require_reckonable(page)
    return replace(page, body=response.body, sha256=hashlib.sha256(response.body).hexdigest())


def _when(record: WarcRecord) -> datetime | None:
    found: datetime | None = record.record_date  # None where there is none that can be read
    with contextlib.suppress(OverflowError):  # at an end of the calendar
        return found.astimezone(UTC) if found else None
    return None
