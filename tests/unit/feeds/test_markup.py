"""Markup to plain text, and broken markup to XML."""

from __future__ import annotations

from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.feeds.markup import mend_xml, scrub, to_plain


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("  a\n b ", "a b"),
        ("<b>a</b><br/>b", "a b"),
        ("a &amp;amp; b", "a & b"),
        ("1 < 2 > 0", "1 < 2 > 0"),
        ("<script>alert(1)</script>x", "x"),
        ("x<style>b{}", "x"),
        ("&lt;i&gt;x&lt;/i&gt;", "x"),
        ("", None),
        ("<img src=x>", None),
    ],
)
def test_markup_is_read_as_one_line(markup: str, plain: str | None) -> None:
    assert to_plain(markup, 100) == plain


@given(st.text(), st.integers(1, 50))
def test_plain_text_fits_and_can_be_stored(text: str, limit: int) -> None:
    plain = to_plain(text + "\ud800<b>", limit)
    assert plain is None or (0 < len(plain) <= limit and plain.encode("utf-8"))


@given(st.text(alphabet=st.sampled_from("&#x;a1<![CDATA]> \0\ud800é")))
def test_mended_text_is_text_that_xml_takes(text: str) -> None:
    mended = mend_xml(text.replace("<", ""))
    expat.ParserCreate().Parse(f"<a>{mended.replace(']]>', '')}</a>".encode(), True)


def test_cdata_is_left_alone() -> None:
    assert mend_xml("<![CDATA[a & b]]> & c &nbsp; &amp; &lt;") == (
        "<![CDATA[a & b]]> &amp; c &#160; &amp; &lt;"
    )


def test_addresses_lose_what_is_no_text() -> None:
    assert scrub(" http://a\x00b\ud800/ \n") == "http://ab/"
