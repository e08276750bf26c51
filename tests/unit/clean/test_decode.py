"""Charsets by rule, and what is no HTML."""

from __future__ import annotations

import codecs

import pytest

from pipeline.clean.decode import Unreadable, read_html
from pipeline.errors import Reason
from pipeline.records import Page

FRENCH = (
    "<html><body><p>Les autorités ont déclaré que l’attaque a tué trois élèves.</p></body></html>"
)


def read(body: bytes | None, content_type: str | None = None) -> str | Reason:
    found = read_html(Page("p", "https://example.org/a", body=body, content_type=content_type))
    return found.reason if isinstance(found, Unreadable) else found.decode("utf-8")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        pytest.param(FRENCH.encode("utf-8"), None, id="undeclared UTF-8"),
        pytest.param(FRENCH.encode("cp1252"), None, id="undeclared Windows-1252"),
        pytest.param(FRENCH.encode("cp1252"), "text/html; charset=utf-8", id="declared wrongly"),
        pytest.param(
            FRENCH.encode("cp1252"), "text/html; charset=iso-8859-1", id="Latin-1 is 1252"
        ),
        pytest.param(
            FRENCH.encode("utf-8"), "text/html; charset=iso-8859-1", id="UTF-8 all the same"
        ),
        pytest.param(codecs.BOM_UTF8 + FRENCH.encode("utf-8"), None, id="mark of UTF-8"),
        pytest.param(FRENCH.encode("utf-16"), None, id="mark of UTF-16"),
        pytest.param(
            FRENCH.encode("utf-16-le"), "text/html; charset=utf-16le", id="UTF-16 unmarked"
        ),
        pytest.param(FRENCH.encode("utf-8"), 'text/html; charset="klingon-8"', id="UTF-8 is seen"),
    ],
)
def test_a_page_is_read_in_its_charset(body: bytes, content_type: str | None):
    assert read(body, content_type) == FRENCH


def test_the_meta_tag_names_the_charset():
    page = (
        '<html><head><meta charset="windows-1251"></head><body><p>Обстрел города</p></body></html>'
    )
    assert read(page.encode("cp1251")) == page
    http_equiv = page.replace('charset="windows-1251"', 'content="text/html; charset=windows-1251"')
    assert read(http_equiv.encode("cp1251"), "text/html") == http_equiv


def test_a_seven_bit_charset_is_no_utf8():
    page = "<html><body><p>東京で爆発</p></body></html>"
    assert read(page.encode("iso-2022-jp"), "text/html; charset=iso-2022-jp") == page


def test_a_little_damage_does_not_change_the_charset():
    body = FRENCH.encode("utf-8").replace(b"trois", b"tro\xe9is")
    text = read(body, "text/html; charset=utf-8")
    assert isinstance(text, str)
    assert "autorités" in text
    assert "élèves" in text


def test_a_charset_that_nobody_knows_is_a_rejection():
    body = FRENCH.encode("cp1252").replace(b"<html>", b'<html><meta charset="klingon-8">')
    assert read(body) is Reason.UNKNOWN_CHARSET
    assert read(body, "text/html; charset=rot13") is Reason.UNKNOWN_CHARSET


def test_control_characters_are_taken_out():
    text = read(b"<html><body><p>Three \x00men\x08 were\x0b killed.</p></body></html>")
    assert text == "<html><body><p>Three men were killed.</p></body></html>"


@pytest.mark.parametrize("body", [None, b"", b"  \n", b"\x00\x00"])
def test_an_empty_body_is_named(body: bytes | None):
    assert read(body) is Reason.NO_BODY


@pytest.mark.parametrize(
    "body",
    [
        b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj",
        b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)),
        b'{"headline": "x", "html": "none"}',
        b"Plain words without any markup.",
        b'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title></channel></rss>',
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title></feed>',
    ],
)
def test_what_is_no_html_is_refused(body: bytes):
    assert read(body, "text/html") is Reason.NOT_HTML
