"""Live blogs: posts of their own."""

from __future__ import annotations

import json

from pipeline.clean.live import html_to_text, read_posts

POSTS = [
    {
        "@type": "BlogPosting",
        "@id": f"https://news.example.org/live#post-{n}",
        "headline": f"Update number {n}",
        "datePublished": f"2022-08-26T0{n}:00:00Z",
        "articleBody": f"<p>Shell number {n} fell on the town today.</p><p>Nobody was hurt.</p>",
    }
    for n in (3, 1, 2)
]


def live_json(posts):
    return json.dumps({"@type": "LiveBlogPosting", "headline": "Live", "liveBlogUpdate": posts})


def posts_of(web, html: str, url: str = "https://news.example.org/war-live"):
    return read_posts(web.head(html, url), web.tree(html), url)


def test_posts_of_json_ld_come_in_the_order_of_their_times(web, script):
    posts = posts_of(web, web.html(head=script(live_json(POSTS))))
    assert [post.title for post in posts] == [f"Update number {n}" for n in (1, 2, 3)]
    assert posts[0].text == "Shell number 1 fell on the town today.\nNobody was hurt."
    assert [post.published_at.hour for post in posts] == [1, 2, 3]
    assert len({post.post_id for post in posts}) == 3


def test_a_post_keeps_its_id_when_the_page_grows(web, script):
    fewer = posts_of(web, web.html(head=script(live_json(POSTS))))
    new = {**POSTS[0], "@id": "https://news.example.org/live#post-9", "headline": "New"}
    more = posts_of(web, web.html(head=script(live_json([new, *POSTS]))))
    assert {post.post_id for post in fewer} < {post.post_id for post in more}


def test_posts_without_text_or_time_do_not_count(web, script):
    empty = [{**post, "articleBody": ""} for post in POSTS]
    undated = [{**post, "datePublished": "soon"} for post in POSTS]
    assert posts_of(web, web.html(head=script(live_json(empty)))) == ()
    assert posts_of(web, web.html(head=script(live_json(undated)))) == ()


def test_posts_are_read_from_marked_up_siblings(web):
    body = "".join(
        f"<section id='post-{n}'><time datetime='2022-08-26T0{n}:00:00Z'>{n}:00</time>"
        f"<h2>Update {n}</h2><p>Shell number {n} fell on the town this morning.</p></section>"
        for n in (3, 2, 1)
    )
    posts = posts_of(web, web.html(body))
    assert [(post.title, post.published_at.hour) for post in posts] == [
        ("Update 1", 1),
        ("Update 2", 2),
        ("Update 3", 3),
    ]
    assert posts_of(web, web.html(body), "https://news.example.org/list-of-news") == ()


def test_an_article_is_no_live_blog(web, script):
    article = script('{"@type": "NewsArticle", "headline": "Live music returns"}')
    assert posts_of(web, web.html(head=article)) == ()


def test_markup_in_a_string_becomes_paragraphs():
    assert (
        html_to_text("One &amp; two<br>three<p>four <b>five</b></p>")
        == "One & two\nthree\nfour five"
    )
    assert html_to_text("a < b") == "a < b"
