"""Metadata from its best witness."""

from __future__ import annotations

import pytest

from pipeline.clean.facts import read_facts


def facts_of(web, head="", body="", **given):
    html = web.html(body, head)
    page = web.page(html, **given)
    url = page.final_url or page.url
    return read_facts(web.head(html, url), web.tree(html), page)


@pytest.mark.parametrize(
    ("link", "canonical"),
    [
        ("https://news.example.org/real", "https://news.example.org/real"),
        ("https://www.example.org/real?utm_source=rss", "https://example.org/real"),
        ("/real#top", "https://news.example.org/real"),
        ("https://other.example/story", "https://news.example.org/2022/08/26/blast-in-basra"),
        ("https://news.example.org/", "https://news.example.org/2022/08/26/blast-in-basra"),
    ],
)
def test_the_canonical_link_counts_within_the_site(web, link: str, canonical: str):
    assert facts_of(web, f"<link rel='canonical' href='{link}'>").canonical_url == canonical


def test_a_page_that_was_redirected_is_named_by_where_it_is(web):
    facts = facts_of(web, url="https://short.example/x", final_url="https://news.example.org/real")
    assert facts.canonical_url == "https://news.example.org/real"


def test_a_page_without_an_address_is_named_by_its_own_link(web):
    facts = facts_of(web, "<meta property='og:url' content='https://example.org/real'>", url="")
    assert facts.canonical_url == "https://example.org/real"
    assert facts_of(web, url="").canonical_url is None


def test_the_publisher_is_the_feeds_else_the_pages_else_the_hosts(web, script):
    named = "<meta property='og:site_name' content='Example  News'>"
    json_ld = script('{"@type": "NewsArticle", "publisher": {"name": "Example Group"}}')
    assert facts_of(web, named, publisher="From the feed").publisher == "From the feed"
    assert facts_of(web, named + json_ld).publisher == "Example News"
    assert facts_of(web, json_ld).publisher == "Example Group"
    assert facts_of(web).publisher == "example.org"
    assert facts_of(web, url="").publisher is None


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ("<meta name='author' content='By Jane Doe'>", "Jane Doe"),
        ("<meta property='article:author' content='https://example.org/jane'>", None),
        ("", None),
    ],
)
def test_authors_are_names(web, head: str, authors: str | None):
    assert facts_of(web, head).authors == authors


def test_authors_of_json_ld_are_all_named_once(web, script):
    people = '[{"name": "Jane Doe"}, {"name": "John Roe"}, "Jane Doe"]'
    head = script(f'{{"@type": "NewsArticle", "author": {people}}}')
    assert facts_of(web, head).authors == "Jane Doe; John Roe"


def test_languages_are_declared_in_many_places(web):
    facts = facts_of(web, "<meta property='og:locale' content='de_DE'>", item_language="fr")
    assert facts.declared_languages == ("en", None, "de_DE", "fr")
