"""Laws and cases of addresses."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline import urls
from pipeline.errors import ConfigError
from pipeline.urls import (
    canonical_url,
    day_in_url,
    host_of,
    login_of,
    publisher_of,
    resolve,
    same_site,
    with_login,
    without_login,
)

_SEGMENTS = st.lists(
    st.sampled_from(
        ["amp", "a", "..", ".", "", "index.html", "x.amp.html", "%61mp", "é", "a b", "%", "%2F"]
    )
)
_QUERIES = st.lists(
    st.sampled_from(["b=2", "a=1", "utm_source=x", "m=1", "%75tm_x=1", "q=%e9", "", "=", "a"])
)
_HOSTS = st.sampled_from(
    ["www.Example.com", "m.www.example.co.uk:80", "exämple.de", "127.1.0.9:8600", "[::1]:80"]
)
ADDRESSES = st.builds(
    lambda scheme, host, path, query, end: (
        f"{scheme}://{host}/{'/'.join(path)}?{'&'.join(query)}{end}"
    ),
    st.sampled_from(["http", "HTTPS"]),
    _HOSTS,
    _SEGMENTS,
    _QUERIES,
    st.sampled_from(["", "#c", " "]),
)


@given(ADDRESSES | st.text())
@example("https://www.google.com/amp/s/www.example.com/a/amp/?utm_source=x")
@example("http://amp.amp.com/amp.amp")
@example("http://a//b/../..amp")
def test_the_canonical_url_of_a_canonical_url_is_itself(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once


@given(ADDRESSES)
def test_variants_stay_on_the_same_site(url: str) -> None:
    assert same_site(url, canonical_url(url))


@given(st.text(), st.text())
def test_any_link_resolves_to_an_http_address_or_to_nothing(base: str, link: str) -> None:
    found = resolve(base, link)
    assert found is None or host_of(found)


@given(ADDRESSES, st.sampled_from(["", "\t", "]", "%zz"]))
@example("http://example.com:80/a", "")
@example("http://example.com:99999/a", "")
def test_the_host_of_an_address_does_not_depend_on_what_follows_it(url: str, more: str) -> None:
    scheme, _, rest = url.strip().partition("://")
    origin = f"{scheme}://{rest.partition('/')[0]}"
    assert host_of(url + more) == host_of(origin)


@given(st.text(), ADDRESSES)
@example("http://example.com/", "http://example.com/a;?b")
@example("http://example.com/", "http://example.com/../a#")
def test_an_absolute_link_resolves_to_itself_wherever_it_stands(base: str, link: str) -> None:
    try:
        joined = urljoin(base, link.strip())
    except ValueError:
        return
    assert resolve(base, link) == resolve("", joined)


@pytest.mark.parametrize(
    "variant",
    [
        "https://www.example.com/2022/08/strike?id=7",
        "HTTPS://Example.COM:443/2022/08/strike?id=7",
        "https://example.com/2022/08/strike?id=7#comments",
        "https://example.com/2022/08/strike/?utm_source=rss&id=7&fbclid=abc",
        "https://m.example.com/2022/08/strike?id=7&m=1",
        "https://amp.example.com/2022/08/strike?id=7",
        "https://example.com/amp/2022/08/strike?id=7",
        "https://example.com/2022/08/strike/amp/?id=7",
        "https://example.com/2022/08/strike.amp?id=7",
        "https://example.com/2022/08/strike?id=7&outputType=amp",
        "https://www.google.com/amp/s/www.example.com/2022/08/strike?id=7",
        "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/2022/08/strike?id=7",
        "https://example.com/2022/./07/../08//strike?id=7",
        "https://example.com/2022/08/%73trike?ref=home&id=7&ref_src=tw",
        "https://user:secret@example.com/2022/08/strike?id=7",
        " https://example.com./2022/08/strike/index.html?id=7\n",
    ],
)
def test_variants_of_one_article_share_a_canonical_url(variant: str) -> None:
    assert canonical_url(variant) == "https://example.com/2022/08/strike?id=7"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("https://example.com/story?id=1", "https://example.com/story?id=2"),
        ("https://example.com/story", "https://example.com/Story"),
        ("https://news.example.com/a", "https://example.com/a"),
        ("https://example.com:8443/a", "https://example.com/a"),
        ("https://example.com/ampere", "https://example.com/ere"),
        ("https://example.com/?m=12", "https://example.com/"),
        ("https://example.com/a%2Fb", "https://example.com/a/b"),
    ],
)
def test_different_articles_keep_different_urls(a: str, b: str) -> None:
    assert canonical_url(a) != canonical_url(b)


def test_parameters_are_sorted_and_repeated_ones_kept() -> None:
    assert canonical_url("http://a.com/?c=3&a=2&a=1") == "http://a.com/?a=1&a=2&c=3"


def test_what_is_no_web_address_stays_as_it_is() -> None:
    assert canonical_url(" file:///etc/passwd#x ") == "file:///etc/passwd#x"
    assert canonical_url("http://[broken") == "http://[broken"
    assert canonical_url("http://a.com:99999/") == "http://a.com:99999/"


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "mailto:a@b.c",
        "gopher://a/1",
        "http://",
        "//[x",
    ],
)
def test_links_that_lead_nowhere_resolve_to_nothing(link: str) -> None:
    assert resolve("https://example.com/feed", link) is None


def test_relative_links_resolve_against_their_base() -> None:
    assert resolve("https://example.com/x/feed.xml", "../a?b=1#c") == "https://example.com/a?b=1#c"
    assert resolve("https://example.com/x/", "//other.org/y") == "https://other.org/y"
    assert resolve("", "//other.org/y") is None


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://news.bbc.co.uk/x", "bbc.co.uk"),
        ("http://127.1.0.9:8600/feed.rss", "127.1.0.9"),
        ("http://[::1]:8600/feed.rss", "::1"),
        ("http://paper.localhost/feed", "paper.localhost"),
        ("https://one.blogspot.com/", "one.blogspot.com"),
        ("https://xn--exmple-cua.de/", "xn--exmple-cua.de"),
        ("nonsense", ""),
    ],
)
def test_the_registrable_name_stands_for_the_publisher(url: str, publisher: str) -> None:
    assert publisher_of(url) == publisher


def test_two_nameless_addresses_are_not_the_same_site() -> None:
    assert not same_site("", "")
    assert same_site("https://www.example.com/a", "http://news.example.com/b")
    assert not same_site("http://127.1.0.1/a", "http://127.1.0.2/a")


def test_a_public_suffix_keeps_its_www() -> None:
    assert canonical_url("https://www.gov.uk/news") == "https://www.gov.uk/news"


def test_a_broken_line_of_the_parameter_list_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "url_parameters.tsv"
    broken.write_text("name\tvalue\tkind\nutm_*\t\ttrackin\n", encoding="utf-8")
    monkeypatch.setattr(urls, "PARAMETERS", broken)
    urls._parameters.cache_clear()
    with pytest.raises(ConfigError, match=r"url_parameters\.tsv:2"):
        canonical_url("http://example.com/?a=1")
    urls._parameters.cache_clear()


def test_a_login_is_read_taken_away_and_lent_to_its_own_origin() -> None:
    url = "https://ann:a%40b@example.org:443/rss?x=1"
    assert login_of(url) == ("ann", "a@b")
    assert login_of("https://ann@example.org/") == ("ann", "")
    assert without_login(url) == "https://example.org:443/rss?x=1"
    assert with_login("https://example.org/new", url) == "https://ann:a%40b@example.org/new"
    for other in ("http://example.org/new", "https://www.example.org/new", "no address"):
        assert with_login(other, url) == other


@pytest.mark.parametrize("url", ["https://example.org/a@b", "mailto:ann@example.org", ""])
def test_an_address_without_a_login_stays_as_it_is(url: str) -> None:
    assert login_of(url) is None
    assert without_login(url) == url
    assert with_login(url, url) == url


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://news.example/2014/05/31/bar-shooting/", date(2014, 5, 31)),
        ("https://news.example/2014/5/3/bar-shooting", date(2014, 5, 3)),
        ("https://news.example/local/20140531-bar-shooting.html", date(2014, 5, 31)),
        ("https://news.example/2014/05/5-people-shot", None),
        ("https://news.example/2014/13/31/bar-shooting/", None),
        ("https://news.example/story/30880904/bar-shooting", None),
    ],
)
def test_an_address_names_the_day_of_its_article(url: str, day: date | None) -> None:
    assert day_in_url(url) == day
