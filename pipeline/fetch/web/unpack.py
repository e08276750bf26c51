"""Undo a content encoding piece by piece, so that no small answer can grow without bounds."""

from __future__ import annotations

import zlib

from pipeline.errors import Reason
from pipeline.fetch.web.failure import FetchError

#: What is offered to servers. Brotli is not: its decoder cannot be stopped within a chunk.
ACCEPTED = "gzip, deflate"

_GZIP_MAGIC = b"\x1f\x8b"
_GZIP, _ZLIB, _RAW = 31, 15, -15
#: Compressed twice happens by mistake; more often only on purpose.
_MOST_LAYERS = 2


class Unpacker:
    """Takes the chunks of a body and gives it back decoded, at most ``cap`` bytes of it.

    A body that claims to be gzip and is not is taken as it is. Raises `FetchError` with the reasons
    `too_large`, `truncated` (it ends too early) and `wrong_content_type` (an encoding that was not
    offered, or broken data).
    """

    def __init__(self, encoding: str, cap: int) -> None:
        names = [name.strip().lower() for name in encoding.split(",")]
        names = [name.removeprefix("x-") for name in names if name not in ("", "identity")]
        unknown = [name for name in names if name not in ("gzip", "deflate")]
        if unknown or len(names) > _MOST_LAYERS:
            raise FetchError(Reason.WRONG_CONTENT_TYPE, f"content encoding {encoding[:40]}")
        self._cap = cap
        self._received = 0
        self._layers = [_Layer(name, cap) for name in reversed(names)]
        self._parts: list[bytes] = []
        self._size = 0

    @property
    def received(self) -> int:
        """How many bytes came over the wire."""
        return self._received

    def feed(self, chunk: bytes) -> None:
        """Take the next piece."""
        self._received += len(chunk)
        if self._received > self._cap:
            raise FetchError(Reason.TOO_LARGE, f"more than {self._cap:,} bytes")
        for layer in self._layers:
            chunk = layer.decode(chunk)
        self._size += len(chunk)
        if self._size > self._cap:
            raise FetchError(Reason.TOO_LARGE, f"more than {self._cap:,} bytes when unpacked")
        self._parts.append(chunk)

    def finish(self) -> bytes:
        """The whole body."""
        if self._received and not all(layer.is_complete for layer in self._layers):
            raise FetchError(Reason.TRUNCATED, "the compressed body ends too early")
        return b"".join(self._parts)


class _Layer:
    """One encoding; what it is in truth is decided by its first two bytes."""

    def __init__(self, name: str, cap: int) -> None:
        self._name = name
        self._left = cap
        self._head = b""
        self._decoder: zlib._Decompress | None = None
        self._plain = False

    @property
    def is_complete(self) -> bool:
        return self._plain or self._decoder is None or self._decoder.eof

    def decode(self, chunk: bytes) -> bytes:
        if self._plain:
            return chunk
        if self._decoder is None:
            self._head += chunk
            if len(self._head) < len(_GZIP_MAGIC):
                return b""
            chunk, self._head = self._head, b""
            self._decoder = self._choose(chunk)
            if self._decoder is None:
                self._plain = True
                return chunk
        return self._inflate(self._decoder, chunk)

    def _choose(self, start: bytes) -> zlib._Decompress | None:
        if start.startswith(_GZIP_MAGIC):
            return zlib.decompressobj(_GZIP)
        if self._name == "gzip":
            return None
        is_zlib = start[0] & 0x0F == 8 and int.from_bytes(start[:2], "big") % 31 == 0
        return zlib.decompressobj(_ZLIB if is_zlib else _RAW)

    def _inflate(self, decoder: zlib._Decompress, chunk: bytes) -> bytes:
        parts = []
        try:
            while chunk:
                # one byte more than allowed shows that it is too much
                part = decoder.decompress(chunk, self._left + 1)
                self._left -= len(part)
                parts.append(part)
                if self._left < 0:
                    break
                chunk = decoder.unconsumed_tail
                if decoder.eof and decoder.unused_data.startswith(_GZIP_MAGIC):
                    chunk = decoder.unused_data  # the next member of the same file
                    self._decoder = decoder = zlib.decompressobj(_GZIP)
        except zlib.error as error:
            raise FetchError(Reason.WRONG_CONTENT_TYPE, f"broken {self._name}: {error}") from error
        return b"".join(parts)
