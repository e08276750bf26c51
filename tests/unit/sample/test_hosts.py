from __future__ import annotations

import dataclasses
import json
from email.message import Message
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from pipeline.errors import UsageError
from pipeline.sample import Newsstand
from pipeline.sample.hosts import bind_hosts
from pipeline.sample.newswire import load

VAN = "/south-asia/fourth-policeman-dies-dera-ismail-khan-5112"


def get(url: str, method: str = "GET", **headers: str) -> tuple[int, bytes, Message]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urlopen(Request(url, headers=named, method=method), timeout=10) as response:
            return response.status, response.read(), response.headers
    except HTTPError as error:
        with error:
            return error.code, error.read(), error.headers


def test_every_feed_on_the_list_is_served(newsstand: Newsstand) -> None:
    status, body, _ = get(f"{newsstand.base}/feeds.toml")
    assert status == 200
    for _, address in newsstand.stand.edition.feed_addresses():
        assert address.encode() in body
        assert get(address)[0] == 200


def test_every_item_of_a_feed_leads_somewhere(newsstand: Newsstand) -> None:
    edition = newsstand.stand.edition
    statuses = {
        manuscript.key: get(edition.address(manuscript))[0]
        for key in edition.newswire.publishers
        for manuscript in edition.visible(key)
    }
    failed = {key: status for key, status in statuses.items() if status != 200}
    assert failed == {"levant/opinion-bridge": 404, "dispatch/police-van-bombed": 500}


def test_a_feed_that_did_not_change_is_304_in_the_second_window(newsstand: Newsstand) -> None:
    northgate = f"{newsstand.stand.edition.bases['northgate']}/rss/all.xml"
    levant = f"{newsstand.stand.edition.bases['levant']}/feed/"
    tags = {url: get(url)[2]["ETag"] for url in (northgate, levant)}
    newsstand.stand.turn_to(2)
    assert get(northgate, If_None_Match=tags[northgate])[0] == 304
    assert get(levant, If_None_Match=tags[levant])[0] == 200


def test_the_window_is_turned_over_http(newsstand: Newsstand) -> None:
    status, body, _ = get(f"{newsstand.base}/__ctl__/window?n=2")
    assert (status, body) == (200, b"2022-08-26T06:15Z\n")
    assert newsstand.stand.edition.window == 2


@pytest.mark.parametrize("n", ["3", "x", ""])
def test_a_window_that_is_none_is_refused(newsstand: Newsstand, n: str) -> None:
    assert get(f"{newsstand.base}/__ctl__/window?n={n}")[0] == 400
    assert newsstand.stand.edition.window == 1


def test_a_page_fails_once_and_then_works(newsstand: Newsstand) -> None:
    url = newsstand.stand.edition.bases["dispatch"] + VAN
    assert [get(url)[0] for _ in range(3)] == [500, 200, 200]


def test_requests_are_listed_with_their_agent(newsstand: Newsstand) -> None:
    get(f"{newsstand.stand.edition.bases['levant']}/robots.txt", User_Agent="tester")
    (row,) = json.loads(get(f"{newsstand.base}/__ctl__/requests")[1])
    assert row["publisher"] == "levant"
    assert (row["path"], row["agent"], row["status"]) == ("/robots.txt", "tester", 200)


def test_head_answers_without_a_body(newsstand: Newsstand) -> None:
    url = f"{newsstand.stand.edition.bases['levant']}/feed/"
    status, body, headers = get(url, method="HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) > 0


@pytest.mark.parametrize("path", ["/", "/feeds.opml", "/truth.toml"])
def test_the_steering_host_shows_what_a_visitor_needs(newsstand: Newsstand, path: str) -> None:
    status, body, _ = get(newsstand.base + path)
    assert status == 200
    assert body


def test_the_steering_host_has_nothing_else(newsstand: Newsstand) -> None:
    assert get(f"{newsstand.base}/robots.txt")[0] == 404


def test_a_machine_with_one_loopback_address_gets_ports_instead() -> None:
    # an address of documentation, which no machine has
    newswire = dataclasses.replace(load(), network="192.0.2.0/24")
    hosts = bind_hosts(newswire, "127.0.0.1", 0)
    try:
        assert {host.server_address[0] for host in hosts} == {"127.0.0.1"}
        assert len({host.base for host in hosts}) == len(newswire.publishers) + 1
    finally:
        for host in hosts:
            host.server_close()


def test_a_port_that_is_taken_is_named(newsstand: Newsstand) -> None:
    port = int(newsstand.base.rpartition(":")[2])
    with pytest.raises(UsageError, match=f"port {port} of 127.0.0.1 is taken"):
        bind_hosts(load(), "127.0.0.1", port)
