"""JSON-LD as publishers write it: broken, nested, repeated."""

from __future__ import annotations

import pytest
from lxml.html import HtmlElement

from pipeline.clean.json_ld import MAX_NODES, Node, find_article, is_article, read_nodes, text_of
from pipeline.clean.markup import parse


def tree_of(*scripts: str) -> HtmlElement:
    blocks = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    tree = parse(f"<html><head>{blocks}</head><body><p>Text</p></body></html>".encode())
    assert tree is not None
    return tree


def article_of(*scripts: str, urls: frozenset[str] = frozenset()) -> Node:
    return find_article(read_nodes(tree_of(*scripts)), urls)


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Blast in Basra"}',
        '[{"@type": "Organization"}, {"@type": ["NewsArticle"], "headline": "Blast in Basra"}]',
        '{"@graph": [{"@type": "WebPage"}, {"@type": "Article", "headline": "Blast in Basra"}]}',
        '{"mainEntity": {"@type": "NewsArticle", "headline": "Blast in Basra"}}',
        '{"@type": "http://schema.org/NewsArticle", "headline": "Blast in Basra"}',
        '<!-- {"@type": "NewsArticle", "headline": "Blast in Basra"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Blast in Basra",}\n//]]>',
        '{"@type": "NewsArticle", "description": "two\nlines", "headline": "Blast in Basra"};',
    ],
)
def test_the_article_is_found_wherever_it_stands(script: str):
    assert article_of(script).get("headline") == "Blast in Basra"


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Bla',
        "",
        "null",
        "[" * 100_000,
        '"NewsArticle"',
        "{{x}}",
    ],
)
def test_what_does_not_parse_is_left_out(script: str):
    good = '{"@type": "NewsArticle", "headline": "Blast in Basra"}'
    assert article_of(script, good).get("headline") == "Blast in Basra"


def test_among_several_articles_the_one_of_this_page_is_taken():
    other = '{"@type": "NewsArticle", "headline": "Other", "url": "https://example.org/other"}'
    own = (
        '{"@type": "NewsArticle", "headline": "Own",'
        ' "mainEntityOfPage": {"@id": "https://example.org/own/#article"}}'
    )
    assert article_of(other, own, urls=frozenset(("https://example.org/own",)))["headline"] == "Own"
    assert article_of(other, own)["headline"] == "Other"


def test_a_page_without_an_article_has_an_empty_node():
    assert article_of('{"@type": "Organization", "name": "Example"}') == {}
    assert not is_article({"@type": None})


def test_a_catalogue_is_not_read_to_its_end():
    items = ",".join('{"@type": "Thing"}' for _ in range(MAX_NODES + 50))
    assert len(read_nodes(tree_of(f"[{items}]"))) == MAX_NODES


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  a ", "a"),
        ("", None),
        (None, None),
        (7, None),
        ([None, {"name": "Jane"}], "Jane"),
        ({"@value": "v"}, "v"),
        ({"name": ["n", "m"]}, "n"),
    ],
)
def test_a_value_has_one_text(value: object, text: str | None):
    assert text_of(value) == text
