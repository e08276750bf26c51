"""Break feeds and responses by chance: a number gives the same broken thing every time."""

from __future__ import annotations

import gzip
import json
import random
import zlib
from collections.abc import Callable

_ITEM = (
    "<item><title>Blast &amp; fire in {n}</title><link>http://example.com/{n}?utm_source=x</link>"
    "<guid isPermaLink='false'>g{n}</guid><pubDate>Fri, 26 Aug 2022 06:0{n}:00 GMT</pubDate>"
    "<description><![CDATA[<p>Four <b>dead</b>]]></description></item>"
)
_RSS = (
    '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE rss><rss version="2.0"><channel>'
    "<title>Wire</title><ttl>30</ttl><skipHours><hour>3</hour></skipHours>{items}</channel></rss>"
)
_ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://example.com/" xml:lang="en">'
    '<title>Wire</title><link rel="self" href="/atom"/><entry><id>tag:x,1</id><title type="html">'
    '&lt;b&gt;A&lt;/b&gt;</title><link href="a"/><updated>2022-08-26T06:00:00+02:00</updated>'
    "</entry></feed>"
)
_RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns="http://purl.org/rss/1.0/"><channel><title>T</title></channel>'
    "<item><title>A</title><link>http://example.com/a</link></item></rdf:RDF>"
)
_SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>http://example.com/1'
    "</loc><news:news><news:publication_date>2022-08-26</news:publication_date>"
    "<news:title>T</news:title></news:news></url></urlset>"
)
_JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "J",
    "items": [{"id": n, "url": f"/{n}", "title": "A", "tags": [None, 1.5]} for n in range(3)],
}
FEEDS = tuple(
    text.encode()
    for text in (
        _RSS.format(items="".join(_ITEM.format(n=n) for n in range(5))),
        _ATOM,
        _RDF,
        _SITEMAP,
        json.dumps(_JSON),
    )
)
#: What breaks parsers.
_TOKENS = (
    b"<![CDATA[",
    b"]]>",
    b"<item>",
    b"</item>",
    b"<!--",
    b"-->",
    b"&#0;",
    b"&#xD800;",
    b"&l9;",
    b'<!ENTITY a "&b;&b;">',
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"<?xml encoding='utf-16'?>",
    b"\x1b$B",
    b"http://[",
    b"//\\",
    b"1e999",
    b"9" * 400,
    b"\\ud800",
    b"[" * 50,
)
_CODECS = ("utf-16", "utf-32", "cp1252", "utf-7", "cp037", "iso-2022-jp")


def mutate_feed(number: int) -> bytes:
    """A broken feed, of a few bytes up to a few megabytes."""
    chance = random.Random(number)
    body = chance.choice(FEEDS)
    for _ in range(chance.randint(1, 8)):
        body = chance.choice(_MUTATIONS)(chance, body)
    return body[:4_000_000]


def _cut(chance: random.Random, body: bytes) -> bytes:
    return body[: chance.randint(0, len(body))]


def _flip(chance: random.Random, body: bytes) -> bytes:
    broken = bytearray(body)
    for _ in range(chance.randint(1, 20) if broken else 0):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    return bytes(broken)


def _insert(chance: random.Random, body: bytes) -> bytes:
    at = chance.randint(0, len(body))
    return body[:at] + chance.choice(_TOKENS) * chance.choice((1, 1, 1, 50)) + body[at:]


def _repeat(chance: random.Random, body: bytes) -> bytes:
    start = chance.randint(0, len(body))
    piece = body[start : start + chance.randint(1, 200)]
    return body[:start] + piece * chance.choice((2, 10, 1000, 10_000)) + body[start:]


def _splice(chance: random.Random, body: bytes) -> bytes:
    other = chance.choice(FEEDS)
    return body[: chance.randint(0, len(body))] + other[chance.randint(0, len(other)) :]


def _recode(chance: random.Random, body: bytes) -> bytes:
    return body[:200_000].decode("utf-8", "replace").encode(chance.choice(_CODECS), "replace")


_MUTATIONS: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    _cut,
    _flip,
    _flip,
    _insert,
    _insert,
    _insert,
    _repeat,
    _splice,
    _recode,
)

_HEADERS = (
    b"Content-Length: 70",
    b"Content-Length: -1",
    b"Content-Length: 99999999999999999999",
    b"Content-Length: 7, 7",
    b"Transfer-Encoding: chunked",
    b"Transfer-Encoding: gzip, chunked",
    b"Content-Encoding: gzip",
    b"Content-Encoding: deflate",
    b"Content-Encoding: br",
    b"Content-Encoding: gzip, gzip, gzip",
    b"Location: /again",
    b"Location: http://[::1]:x/",
    b"Location: //169.254.169.254/",
    b"Retry-After: soon",
    b"Content-Type: text/html",
    b"Connection: close",
    b"ETag: " + b"x" * 70_000,
    b"X: \xff\x00\x80",
    b": no name",
    b" folded",
)
_STATUSES = (b"200 OK", b"200", b"206 Part", b"301 Moved", b"304 Same", b"100 Continue", b"999 ?")


def mutate_response(number: int) -> bytes:
    """A broken answer, as it goes over the wire."""
    chance = random.Random(number)
    head = [b"HTTP/1.1 " + chance.choice(_STATUSES)]
    head += chance.sample(_HEADERS, chance.randint(0, 4))
    body = _response_body(chance)
    if chance.random() < 0.3:
        body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    answer = b"\r\n".join(head) + b"\r\n\r\n" + body
    for _ in range(chance.choice((0, 0, 1, 3))):
        answer = chance.choice((_cut, _flip, _insert))(chance, answer)
    return answer


def _response_body(chance: random.Random) -> bytes:
    plain = b"<html><p>text" * chance.choice((0, 1, 6, 300_000))
    pack = chance.choice((bytes, gzip.compress, zlib.compress, _twice))
    return pack(plain)


def _twice(body: bytes) -> bytes:
    return gzip.compress(gzip.compress(body))
