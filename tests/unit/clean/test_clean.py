"""The stage as a whole, on the oddities of pages."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import ids
from pipeline.clean import clean
from pipeline.records import Article, Page, Rejection

NEWS_ARTICLE = json.dumps(
    {
        "@type": "NewsArticle",
        "headline": "Blast in Basra kills two",
        "datePublished": "2022-08-26T06:00:00+03:00",
        "author": {"name": "Jane Doe"},
    }
)
LINKS = "".join(f"<li><a href='/{n}'>Headline number {n}</a></li>" for n in range(99))
CONSENT = "We and our 842 partners store and/or access information on a device, such as cookies."


def test_every_field_that_is_known_is_filled(web, script):
    article = web.article(
        web.html(
            "<h1>Blast in Basra kills two</h1>" + "".join(f"<p>{p}</p>" for p in web.paragraphs),
            script(NEWS_ARTICLE) + "<meta property='og:site_name' content='Example News'>",
        ),
        feed_id="feed-1",
    )
    assert article == Article(
        article_id=ids.article_id(web.url),
        text=web.text,
        revision=1,
        title="Blast in Basra kills two",
        url=web.url,
        canonical_url=web.url,
        publisher="Example News",
        published_at=datetime(2022, 8, 26, 3, tzinfo=UTC),
        published_at_source="json_ld",
        published_utc_offset=180,
        title_source="h1",
        authors="Jane Doe",
        language="en",
        sha256=article.sha256,
        page_id="page-1",
        feed_id="feed-1",
        fetched_at=web.fetched_at,
        recorded_at=web.fetched_at,
        window_start=web.fetched_at,
    )


def test_junk_around_and_inside_the_text_is_left_out(web):
    first, second, third = web.paragraphs
    article = web.article(
        web.html(
            f"<p>!-- Google tag (gtag.js) --&gt;</p><p>By Jane Doe</p><p>{first}</p>"
            "<p>A burnt car. (Photo: Example Agency)</p>"
            "<p><strong>Read More: <a href='/x'>Mayor resigns over the budget</a></strong></p>"
            f"<p>Advertisement</p><p>{second}</p><p>Share on Facebook</p><p>{third}</p>"
            "<p>Sign up for our newsletter and get the news in your inbox.</p>"
            "<p>Reporting by Jane Doe in Basra; Editing by John Roe</p>"
        )
    )
    assert article.text == web.text


def test_broken_json_ld_does_no_harm(web, script):
    article = web.article(web.html(head=script('{"@type": "NewsArticle", "headline": "Bla')))
    assert article.text == web.text
    assert article.title is None


def test_a_new_teaser_beside_the_text_is_no_new_text(web):
    def teaser(headline: str) -> str:
        box = f"<div class='related'><p><a href='/x'>{headline}</a></p></div>"
        return web.html().replace("</article>", f"</article>{box}")

    first, second = (web.article(teaser(h)) for h in ("Rain in the north", "Cup final tonight"))
    assert first.sha256 == second.sha256
    raised = web.article(web.html().replace("Two men", "Three men"))
    assert raised.sha256 != first.sha256
    assert raised.article_id == first.article_id


def test_a_language_that_is_declared_wrongly_is_read_from_the_text(web):
    assert web.article(web.html(lang="ru")).language == "en"


def test_a_page_without_an_address_is_an_article_all_the_same(web):
    first = web.article(web.html(), url="")
    assert first.url is None
    assert first.canonical_url is None
    other = web.article(web.html().replace("Two men", "Three men"), url="")
    assert first.article_id != other.article_id


def test_a_future_date_is_not_believed(web, script):
    future = NEWS_ARTICLE.replace("2022", "2099")
    html = web.html(head=script(future))
    article = web.article(html, url="https://example.org/2022/08/24/a")
    assert (str(article.published_at)[:10], article.published_at_source) == ("2022-08-24", "url")
    assert web.reason(html, url="https://example.org/a") == "future_date"


def test_text_that_only_json_ld_carries_is_taken(web, script):
    body = json.dumps({"@type": "NewsArticle", "headline": "Blast", "articleBody": web.text})
    assert web.article(web.html("<div id='app'></div>", script(body))).text == web.text


def test_a_live_blog_gives_its_posts_and_then_what_stands_above_them(web, script):
    posts = [
        {
            "headline": f"Update {n}",
            "datePublished": f"2022-08-26T0{n}:00:00Z",
            "articleBody": f"Shell number {n} fell on the town this morning, the mayor said.",
        }
        for n in (2, 1, 3)
    ]
    told = "".join(f"<h2>{p['headline']}</h2><p>{p['articleBody']}</p>" for p in posts)
    lead = "".join(f"<p>{p}</p>" for p in web.paragraphs)
    blog = json.dumps({"@type": "LiveBlogPosting", "headline": "War", "liveBlogUpdate": posts})
    articles = web.articles(web.html(lead + told, script(blog) + "<title>War</title>"))
    assert [article.title for article in articles] == ["Update 1", "Update 2", "Update 3", "War"]
    assert articles[-1].text == web.text
    assert articles[-1].post_id is None
    assert articles[0].published_at == datetime(2022, 8, 26, 1, tzinfo=UTC)
    assert len({article.article_id for article in articles}) == 4


@pytest.mark.parametrize(
    ("body", "head", "reason"),
    [
        pytest.param(f"<p>{CONSENT}</p>", "<title>We value your privacy</title>", "consent_wall"),
        pytest.param(f"<p>{CONSENT * 3}</p>", "<title>Example</title>", "consent_wall"),
        pytest.param("<form>Password <input></form>", "<title>Log in</title>", "login_wall"),
        pytest.param("<p>Checking your browser</p>", "<title>Just a moment...</title>", "captcha"),
        pytest.param(
            "<p>A blast was heard in Basra.</p><p>Subscribe now to continue reading.</p>",
            "<title>Blast in Basra</title>",
            "paywall",
        ),
        pytest.param("<h1>Page not found</h1>", "<title>404</title>", "gone"),
        pytest.param("<div id='root'></div>", "<title>News</title>", "no_text"),
        pytest.param("<p>A blast, it is said.</p>", "<title>Blast</title>", "too_short"),
        pytest.param("<p>" + "word " * 100_000 + "</p>", "", "too_large"),
        pytest.param(
            f"<ul>{LINKS}</ul>",
            "<title>All news</title>",
            "no_text",
        ),
    ],
)
def test_what_is_no_article_is_refused_by_name(web, body: str, head: str, reason: str):
    assert web.reason(web.html(body, head)) == reason


def test_a_cookie_banner_makes_no_wall_of_an_article(web):
    html = web.html().replace("<main>", f"<div id='banner'><p>{CONSENT}</p></div><main>")
    assert web.paragraphs[0] in web.article(html).text


def test_a_flash_of_one_sentence_is_news_when_the_page_says_so(web, script):
    flash = "<p>A blast was heard in central Kabul on Friday, the police said.</p>"
    assert web.reason(web.html(flash)) == "too_short"
    assert web.article(web.html(flash), item_title="Blast in Kabul").text.startswith("A blast")
    assert web.article(web.html(flash, script(NEWS_ARTICLE))).text.endswith("said.")


def test_an_entity_that_names_a_file_is_not_opened(web):
    doctype = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    html = web.html().replace("<!DOCTYPE html>", doctype).replace("Two men", "&x; Two men")
    assert "root:" not in web.article(html).text


def test_the_same_page_gives_the_same_article(web, script):
    page = web.page(web.html(head=script(NEWS_ARTICLE)))
    assert clean(page) == clean(replace(page))


@given(st.binary(max_size=300), st.sampled_from(["text/html", "text/html; charset=utf-7", None]))
def test_no_bytes_upset_the_stage(noise: bytes, content_type: str | None):
    body = b"<html><body><p>Two men were killed" + noise + b"<p>on Friday."
    cleaned = clean(Page("p", "https://example.org/a", body=body, content_type=content_type))
    assert isinstance(cleaned, Rejection) or all(isinstance(a, Article) for a in cleaned)
