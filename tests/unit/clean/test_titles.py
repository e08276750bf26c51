"""The title by vote."""

from __future__ import annotations

import pytest

from pipeline.clean.titles import choose_title, read_wordings


def title_of(web, head="", body="<p>Text</p>", item_title=None, url=None):
    page = web.html(body, head)
    url = web.url if url is None else url
    return choose_title(read_wordings(web.head(page, url), url, item_title))


@pytest.mark.parametrize(
    "tagged",
    [
        "Blast in Basra kills two | Example News",
        "Blast in Basra kills two - example.org",
        "Blast in Basra kills two – News – Example",
        "EXAMPLE: Blast in Basra kills two",
        "Example News » Blast in Basra kills two",
        "Blast in Basra kills two",
    ],
)
def test_the_name_of_the_site_is_cut_off(web, tagged: str):
    site = "<meta property='og:site_name' content='Example News'>"
    expected = "Blast in Basra kills two"
    title, source = title_of(web, f"{site}<title>{tagged}</title>")
    assert title in (expected, f"{expected} – News", "EXAMPLE: Blast in Basra kills two")
    assert source == "title"


def test_a_dash_in_a_headline_is_no_site(web):
    title = "Two killed in Basra – and a third is missing"
    assert title_of(web, f"<title>{title}</title>") == (title, "title")


def test_what_most_witnesses_agree_on_wins(web, script):
    head = (
        "<title>Basra blast: what we know | Example</title>"
        "<meta property='og:title' content='You will not believe this blast'>"
        + script('{"@type": "NewsArticle", "headline": "Blast in Basra kills “two”"}')
    )
    title, source = title_of(web, head, '<h1>Blast in Basra kills "two"</h1>')
    assert title == 'Blast in Basra kills "two"'
    assert source == "h1"


def test_the_feed_outweighs_one_witness_but_not_two(web, script):
    assert title_of(web, "", "<h1>Heading</h1>", "From the feed") == ("From the feed", "feed")
    json_ld = script('{"@type": "NewsArticle", "headline": "Heading"}')
    assert title_of(web, json_ld, "<h1>Heading</h1>", "From the feed") == ("Heading", "h1")


def test_a_title_that_was_cut_short_is_no_witness(web):
    assert (
        title_of(web, "", "<h1>Heading of the page</h1>", "Heading of…")[0] == "Heading of the page"
    )


def test_entities_and_tags_are_resolved(web):
    item = "&lt;b&gt;Blast&lt;/b&gt; in Basra &amp;amp; Mosul"
    assert title_of(web, item_title=item) == ("Blast in Basra & Mosul", "feed")


def test_the_name_of_the_site_alone_is_no_title(web):
    head = "<title>Blast in Basra</title><meta property='og:title' content='Example'>"
    assert title_of(web, head, "<h1>Example</h1>") == ("Blast in Basra", "title")


def test_the_first_of_several_headings_is_better_than_none(web):
    assert title_of(web, "", "<h1>First</h1><h1>Second</h1>") == ("First", "first_h1")


def test_a_page_may_have_no_title(web):
    assert title_of(web) == (None, None)


def test_small_words_do_not_tie_a_banner_to_a_title(web):
    head = "<title>Flood: What It Did and Why</title>"
    assert title_of(web, head, "<h1>Advice and Help</h1>")[0] == "Flood: What It Did and Why"


def test_a_short_heading_that_no_other_witness_knows_is_a_banner(web):
    head = "<title>Blast in Basra kills two</title>"
    assert title_of(web, head, "<h1>World desk</h1>") == ("Blast in Basra kills two", "title")
    assert title_of(web, "", "<h1>World desk</h1>") == ("World desk", "h1")
    longer = "Car bomb hits guards of oil wells"
    assert title_of(web, head, f"<h1>{longer}</h1>") == (longer, "h1")
