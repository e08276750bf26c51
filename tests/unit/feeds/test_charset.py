"""Bytes to text by rule; more in test_parse, on whole feeds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.feeds.charset import decode


@given(st.text(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_unicode_is_read_back_whatever_is_declared(text: str, encoding: str) -> None:
    # a NUL after the mark of UTF-16 is the mark of UTF-32; no feed begins with one
    if not text.startswith(("\ufeff", "\0")) and "\x1b" not in text:
        body = text.encode(encoding)
        if encoding != "utf-8" or not body.startswith((b"<\0", b"{\0", b"\0<", b"\0{")):
            assert decode(body, "text/xml; charset=iso-8859-1") == text


@given(st.binary(), st.text(max_size=30))
def test_any_bytes_become_text(body: bytes, content_type: str) -> None:
    assert isinstance(decode(body, f"text/xml; charset={content_type}"), str)


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("ż".encode("iso8859-2"), "text/xml; charset=ISO-8859-2", "ż"),
        ("’".encode("cp1252"), "text/xml; charset=iso-8859-1", "’"),
        ("中文".encode("gbk"), 'text/xml; charset="gb2312"', "中文"),
        (b"<?xml version='1.0' encoding='koi8-r'?>" + "да".encode("koi8-r"), "", "да"),
        (b"\xe9", "text/xml; charset=rot13", "é"),
        (b"\xe9", "", "é"),
    ],
)
def test_what_is_not_utf_8_is_read_as_declared_and_else_as_windows_1252(
    body: bytes, content_type: str, text: str
) -> None:
    assert decode(body, content_type).endswith(text)
