"""Bodies, packed in every way."""

from __future__ import annotations

import contextlib
import gzip
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import Reason
from pipeline.fetch.web.failure import FetchError
from pipeline.fetch.web.unpack import Unpacker


def _unpack(encoding: str, body: bytes, cap: int = 10**6, step: int = 7) -> bytes:
    unpacker = Unpacker(encoding, cap)
    for at in range(0, len(body), step):
        unpacker.feed(body[at : at + step])
    return unpacker.finish()


def _raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "identity": bytes,
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "deflate, gzip": lambda body: gzip.compress(zlib.compress(body)),
}


@given(st.sampled_from(sorted(PACKERS)), st.binary(max_size=3000), st.integers(1, 500))
def test_what_was_packed_is_unpacked_whatever_the_pieces(
    encoding: str, body: bytes, step: int
) -> None:
    assert _unpack(encoding, PACKERS[encoding](body), step=step) == body


def test_deflate_without_its_wrapper_is_understood() -> None:
    body = b"some text that is long enough" * 9
    assert _unpack("deflate", _raw_deflate(body)) == body


def test_a_file_of_several_members_is_read_to_its_end() -> None:
    assert _unpack("gzip", gzip.compress(b"one ") + gzip.compress(b"two")) == b"one two"


def test_a_plain_body_that_claims_to_be_gzip_is_taken_as_it_is() -> None:
    assert _unpack("gzip", b"<rss/>") == b"<rss/>"
    assert _unpack("gzip", b"") == b""


def test_a_bomb_is_stopped_before_it_grows() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    unpacker = Unpacker("gzip", 100_000)
    with pytest.raises(FetchError) as caught:
        unpacker.feed(bomb)
    assert caught.value.reason == Reason.TOO_LARGE
    assert sum(map(len, unpacker._parts)) <= 100_001


def test_a_bomb_in_a_bomb_is_stopped_too() -> None:
    bomb = gzip.compress(gzip.compress(b"\0" * 50_000_000))
    with pytest.raises(FetchError) as caught:
        _unpack("gzip, gzip", bomb, cap=20_000)
    assert caught.value.reason == Reason.TOO_LARGE


@pytest.mark.parametrize(
    ("encoding", "body", "reason"),
    [
        ("", b"x" * 11, Reason.TOO_LARGE),
        ("br", b"x", Reason.WRONG_CONTENT_TYPE),
        ("gzip, gzip, gzip", b"x", Reason.WRONG_CONTENT_TYPE),
        # a fixed time: the name of a test is the same wherever it is collected
        ("gzip", gzip.compress(b"y" * 10, mtime=0)[:12], Reason.TRUNCATED),
        ("gzip", b"\x1f\x8bnot", Reason.WRONG_CONTENT_TYPE),
        ("deflate", b"\xff\xff\xff\xff", Reason.WRONG_CONTENT_TYPE),
    ],
)
def test_what_cannot_be_unpacked_has_a_reason(encoding: str, body: bytes, reason: Reason) -> None:
    with pytest.raises(FetchError) as caught:
        _unpack(encoding, body, cap=10 if not encoding else 1000)
    assert caught.value.reason == reason


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "gzip, deflate"]))
def test_garbage_is_refused_or_taken_but_never_breaks(body: bytes, encoding: str) -> None:
    with contextlib.suppress(FetchError):
        assert len(_unpack(encoding, body, cap=5000)) <= 5000
