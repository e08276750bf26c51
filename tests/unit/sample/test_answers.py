from __future__ import annotations

import gzip

import pytest

from pipeline.sample.answers import Answer, answer, negotiate
from pipeline.sample.edition import Edition

STATION = "/world/europe/missile-strike-ukrainian-railway-station-2022-08-25"
VAN = "/south-asia/fourth-policeman-dies-dera-ismail-khan-5112"


def ask(edition: Edition, key: str, path: str, n_earlier: int = 0) -> Answer:
    return answer(edition, edition.publisher(key), path, n_earlier)


def test_an_article_is_a_page_with_its_date(first: Edition) -> None:
    found = ask(first, "meridian", STATION)
    assert found.status == 200
    assert found.content_type == "text/html; charset=utf-8"
    assert found.modified == first.newswire.revisions("meridian/chaplyne-station")[0].published


def test_an_article_of_the_second_window_is_not_there_yet(first: Edition, second: Edition) -> None:
    path = "/south-east-asia/grenade-thrown-tax-office-cotabato-5126"
    assert ask(first, "dispatch", path).status == 404
    assert ask(second, "dispatch", path).status == 200


def test_one_page_fails_at_the_first_attempt_only(first: Edition) -> None:
    assert ask(first, "dispatch", VAN).status == 500
    assert ask(first, "dispatch", VAN, n_earlier=1).status == 200


def test_a_dead_link_is_dead_however_often_one_asks(first: Edition) -> None:
    path = "/2022/08/23/opinion-a-bridge-that-nobody-wants-to-repair/"
    assert [ask(first, "levant", path, n).status for n in range(3)] == [404, 404, 404]


@pytest.mark.parametrize(
    ("key", "status", "line"),
    [
        ("northgate", 200, "Disallow: /subscribers/"),
        ("meridian", 200, "Crawl-delay: 1"),
        ("sahel", 404, "no robots file"),
    ],
)
def test_robots_files_say_what_each_publisher_allows(
    first: Edition, key: str, status: int, line: str
) -> None:
    found = ask(first, key, "/robots.txt")
    assert found.status == status
    assert line in found.body.decode()


def test_a_path_that_robots_may_not_read_is_in_the_feed(first: Edition) -> None:
    (closed,) = first.newswire.revisions("northgate/inside-the-ministry")
    assert closed.path.startswith("/subscribers/")
    assert closed in first.visible("northgate")


@pytest.mark.parametrize(
    ("path", "content_type", "words"),
    [
        ("/feed", "text/html; charset=utf-8", b"<!DOCTYPE html>"),
        ("/empty.xml", "application/rss+xml; charset=utf-8", b""),
        ("/quiet.xml", "application/rss+xml; charset=utf-8", b"</channel></rss>"),
        ("/malformed.xml", "application/rss+xml; charset=utf-8", b"</titel>"),
    ],
)
def test_feeds_of_one_host_bring_nothing(
    first: Edition, path: str, content_type: str, words: bytes
) -> None:
    found = ask(first, "broken", path)
    assert (found.status, found.content_type) == (200, content_type)
    assert words in found.body
    assert b"<item>" not in found.body
    assert (found.body == b"") == (path == "/empty.xml")


def test_charsets_in_headers_can_be_wrong(first: Edition) -> None:
    path = "/world/earthquake-rattles-strait-ferry-passengers-stranded"
    assert ask(first, "harbour", path).content_type == "text/html; charset=utf8mb4"
    path = "/news/ghana/4483-kumasi-blast-was-gas.html"
    assert ask(first, "sahel", path).content_type == "text/html; charset=iso-8859-1"


def test_a_reader_that_has_the_page_gets_304(first: Edition) -> None:
    found = negotiate(ask(first, "meridian", STATION), {})
    sent = dict(found.headers)
    for condition in (
        {"if-none-match": sent["ETag"]},
        {"if-none-match": f'"other", W/{sent["ETag"]}'},
        {"if-modified-since": sent["Last-Modified"]},
    ):
        again = negotiate(ask(first, "meridian", STATION), condition)
        assert (again.status, again.body) == (304, b"")
        assert dict(again.headers)["ETag"] == sent["ETag"]


def test_a_corrected_page_is_sent_again(first: Edition, second: Edition) -> None:
    sent = dict(negotiate(ask(first, "meridian", STATION), {}).headers)
    for condition in (
        {"if-none-match": sent["ETag"]},
        {"if-modified-since": sent["Last-Modified"]},
    ):
        assert negotiate(ask(second, "meridian", STATION), condition).status == 200


def test_an_entity_tag_outweighs_a_date(first: Edition) -> None:
    found = ask(first, "meridian", STATION)
    date = dict(negotiate(found, {}).headers)["Last-Modified"]
    headers = {"if-none-match": '"other"', "if-modified-since": date}
    assert negotiate(found, headers).status == 200


def test_a_date_that_is_none_is_ignored(first: Edition) -> None:
    found = ask(first, "meridian", STATION)
    assert negotiate(found, {"if-modified-since": "yesterday"}).status == 200


def test_one_host_knows_no_entity_tags(first: Edition) -> None:
    path = "/south-asia/three-militants-killed-gun-battle-uri-5120"
    found = negotiate(ask(first, "dispatch", path), {}, "last_modified")
    names = dict(found.headers)
    assert "ETag" not in names
    again = negotiate(
        ask(first, "dispatch", path), {"if-modified-since": names["Last-Modified"]}, "last_modified"
    )
    assert again.status == 304


def test_pages_are_compressed_for_who_can_read_it(first: Edition) -> None:
    plain = ask(first, "meridian", STATION)
    found = negotiate(plain, {"accept-encoding": "br, gzip"})
    assert ("Content-Encoding", "gzip") in found.headers
    assert gzip.decompress(found.body) == plain.body
    assert negotiate(plain, {}).body == plain.body


def test_errors_carry_no_validators(first: Edition) -> None:
    found = negotiate(ask(first, "meridian", "/nothing"), {"if-none-match": "*"})
    assert (found.status, found.headers) == (404, ())
