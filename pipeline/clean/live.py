"""The dated posts of a live blog: articles of their own, since each tells of its own hour."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from lxml.html import HtmlElement

from pipeline import ids
from pipeline.clean.dates import read_datetime
from pipeline.clean.head import Head, squeeze
from pipeline.clean.json_ld import Node, text_of, types_of
from pipeline.clean.normal import normalise, normalise_line, word_key

#: A page with fewer dated posts is an article.
MIN_POSTS = 3
#: Characters of a post that tells something.
MIN_POST = 40
_LIVE = re.compile(
    r"\blive\b|liveblog|live-blog|minute-by-minute|liveticker|en vivo|en direct", re.IGNORECASE
)
_POST_TAGS = ("article", "section", "div", "li")
_TAG = re.compile(r"<[^<>]{1,500}>")
_BREAK = re.compile(r"</?(?:p|br|div|li|h\d|blockquote|tr)\b[^<>]{0,500}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Post:
    """One dated post of a live blog; its time is by the publisher's clock, its text normal."""

    post_id: str
    published_at: datetime
    title: str | None
    text: str


def read_posts(head: Head, tree: HtmlElement, url: str) -> tuple[Post, ...]:
    """The posts of a live blog, newest last; empty when the page is none.

    Args:
        head: the page's witnesses; JSON-LD lists posts most reliably.
        tree: the whole parsed page.
        url: of the page.
    """
    posts = list(_from_json_ld(head))
    if len(posts) < MIN_POSTS and _is_live(head, url):
        posts = list(_from_markup(tree))
    if len(posts) < MIN_POSTS:
        return ()
    by_id = {post.post_id: post for post in reversed(posts)}
    return tuple(sorted(by_id.values(), key=lambda post: (post.published_at, post.post_id)))


def without_posts(text: str, posts: tuple[Post, ...]) -> str:
    """The lines of a live blog's page that are in none of its posts."""
    told = " ".join(word_key(f"{post.title or ''} {post.text}") for post in posts)
    return "\n".join(line for line in text.split("\n") if word_key(line) not in told)


def _is_live(head: Head, url: str) -> bool:
    named = (url, head.title or "", *head.headings, *types_of(head.article))
    return any(map(_LIVE.search, named)) or "LiveBlogPosting" in named


def _from_json_ld(head: Head) -> Iterator[Post]:
    for node in head.nodes:
        if "LiveBlogPosting" in types_of(node):
            updates = node.get("liveBlogUpdate")
            for update in updates if isinstance(updates, list) else ():
                if isinstance(update, dict) and (post := _read_update(update)):
                    yield post


def _read_update(update: Node) -> Post | None:
    published_at = read_datetime(text_of(update.get("datePublished")))
    text = html_to_text(text_of(update.get("articleBody")) or "")
    if published_at is None or len(text) < MIN_POST:
        return None
    title = normalise_line(html_to_text(text_of(update.get("headline")) or "")) or None
    link = text_of(update.get("@id")) or text_of(update.get("url")) or ""
    anchor = link.partition("#")[2] or link or f"{published_at.isoformat()} {title or text[:80]}"
    return Post(ids.make_id("post", anchor), published_at, title, text)


def _from_markup(tree: HtmlElement) -> Iterator[Post]:
    """Sibling blocks that have an id of their own and begin with a time."""
    groups: dict[tuple[HtmlElement, str], list[Post]] = defaultdict(list)
    for element in tree.iter(*_POST_TAGS):
        parent, anchor = element.getparent(), element.get("id")
        if parent is None or not anchor:
            continue
        times = [time.get("datetime") for time in element.iter("time")]
        published_at = read_datetime(times[0]) if len(times) == 1 else None
        text = (
            "\n".join(squeeze(p.text_content()) for p in element.iter("p")) if published_at else ""
        )
        if published_at and len(text) >= MIN_POST:
            heading = next(element.iter("h2", "h3", "h4"), None)
            title = normalise_line(heading.text_content()) if heading is not None else None
            post = Post(ids.make_id("post", anchor), published_at, title or None, normalise(text))
            groups[parent, str(element.tag)].append(post)
    yield from max(groups.values(), key=len, default=[])


def html_to_text(html: str) -> str:
    """Text of a string that may carry markup, in normal form."""
    if "<" in html:
        html = _TAG.sub("", _BREAK.sub("\n", html))
    return normalise(unescape(html))
