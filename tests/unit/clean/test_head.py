"""What a page says about itself."""

from __future__ import annotations


def test_all_witnesses_are_read(web, script):
    head = web.head(
        web.html(
            "<h1>Blast <em>in</em>\n Basra</h1><time datetime='2022-08-26'>today</time><p>Text</p>",
            head="<title> Blast | Example </title>"
            "<meta property='og:title' content='Blast'><meta name='og:title' content='Second'>"
            "<meta name='AUTHOR' content=' Jane  Doe '><meta name='empty' content=' '>"
            "<link rel='alternate canonical' href='/blast'>"
            + script('{"@type": "NewsArticle", "headline": "Blast in Basra"}'),
        )
    )
    assert head.title == "Blast | Example"
    assert head.headings == ("Blast in Basra",)
    assert head.first("missing", "og:title") == "Blast"
    assert head.meta["og:title"] == ["Blast", "Second"]
    assert head.first("author") == "Jane Doe"
    assert "empty" not in head.meta
    assert head.canonical == "https://news.example.org/blast"
    assert head.language == "en"
    assert head.times == ("2022-08-26",)
    assert head.article["headline"] == "Blast in Basra"


def test_the_time_marked_as_publication_comes_first(web):
    body = (
        "<time datetime='2022-08-01'></time><time itemprop='datePublished' datetime='2022-08-26'>"
    )
    assert web.head(web.html(body)).times == ("2022-08-26", "2022-08-01")


def test_an_empty_page_has_no_witnesses(web):
    head = web.head("<html><body></body></html>", url="")
    assert (head.meta, head.article, head.canonical, head.title, head.headings) == (
        {},
        {},
        None,
        None,
        (),
    )


def test_a_canonical_link_that_is_no_address_is_none(web):
    page = web.html(head="<link rel='canonical' href='javascript:void(0)'>")
    assert web.head(page).canonical is None
