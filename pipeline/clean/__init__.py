r"""The clean stage: a fetched page to the text and metadata of its article. Pure.

::

    body -> decode -> parse once -> witnesses (JSON-LD, meta, links) -> facts (title, date, ...)
                          \-> live blog? its dated posts
                          \-> region -> plainly built? its paragraphs, else trafilatura
                                \-> normal form -> junk lines -> text
                                                       no article? its wall, by name

Datelines stay in the text: they tell the places apart from the newsroom, and offsets count them.
"""

from __future__ import annotations

from datetime import UTC

from lxml.html import HtmlElement

from pipeline import ids
from pipeline.clean.dates import utc_offset_of
from pipeline.clean.decode import Unreadable, read_html
from pipeline.clean.facts import Facts, read_facts
from pipeline.clean.head import Head, read_head, squeeze
from pipeline.clean.json_ld import text_of
from pipeline.clean.junk import drop_junk
from pipeline.clean.language import detect_language
from pipeline.clean.live import Post, html_to_text, read_posts, without_posts
from pipeline.clean.main_text import MAX_CHARACTERS, read_main_text
from pipeline.clean.markup import parse
from pipeline.clean.normal import count_words, hash_text, normalise
from pipeline.clean.published import FUTURE
from pipeline.clean.walls import find_wall
from pipeline.errors import Reason
from pipeline.records import Article, Page, Rejection

__all__ = ["clean"]

#: A text with fewer words is kept only when the page declares an article and it is a sentence.
MIN_WORDS = 25
MIN_FLASH = 8
#: The text that JSON-LD carries is taken when the page shows less than this share of it.
SHOWN_SHARE = 0.5


def clean(page: Page) -> tuple[Article, ...] | Rejection:
    """Read the article of a page, or say why there is none.

    A live blog gives its posts, oldest first, and what stands above them last.
    """
    html = read_html(page)
    if isinstance(html, Unreadable):
        return ids.reject_page(page, html.reason, html.detail)
    tree = parse(html)
    if tree is None:
        return ids.reject_page(page, Reason.NOT_HTML, page.content_type)
    return _read(page, html, tree)


def _read(page: Page, html: bytes, tree: HtmlElement) -> tuple[Article, ...] | Rejection:
    url = page.final_url or page.url
    head = read_head(tree, url)
    facts = read_facts(head, tree, page)
    posts = read_posts(head, tree, url)
    text = _page_text(head, html, tree)
    if len(text) > MAX_CHARACTERS:
        return ids.reject_page(page, Reason.TOO_LARGE, f"{len(text)} characters of text")
    text = drop_junk(text, facts.wordings)
    if posts:
        text = without_posts(text, posts)
    refusal = _refuse(page, head, tree, text)
    if refusal and not posts:
        return refusal
    if facts.published_at_source == FUTURE:
        return ids.reject_page(page, Reason.FUTURE_DATE, "published after it was fetched")
    told = tuple(_make_article(page, facts, post.text, post) for post in posts)
    return told if refusal else (*told, _make_article(page, facts, text))


def _page_text(head: Head, html: bytes, tree: HtmlElement) -> str:
    shown = normalise(read_main_text(html, tree))
    embedded = text_of(head.article.get("articleBody")) or ""
    if len(shown) >= SHOWN_SHARE * len(embedded):
        return shown
    return html_to_text(embedded)


def _refuse(page: Page, head: Head, tree: HtmlElement, text: str) -> Rejection | None:
    """The rejection of a page whose text is none."""
    n_words = count_words(text)
    visible = text if n_words >= MIN_WORDS else squeeze(tree.text_content())
    wall = find_wall(head.title or "", visible, n_words)
    if wall is not None:
        return ids.reject_page(page, wall.reason, wall.words[:200])
    if not text:
        return ids.reject_page(page, Reason.NO_TEXT)
    if n_words < MIN_WORDS and not _is_flash(page, head, text, n_words):
        return ids.reject_page(page, Reason.TOO_SHORT, f"{n_words} words")
    return None


def _is_flash(page: Page, head: Head, text: str, n_words: int) -> bool:
    """Whether a short text is news all the same: a sentence of what is declared an article."""
    declared = bool(page.item_title or head.article) or head.first("og:type") == "article"
    return declared and n_words >= MIN_FLASH and text.rstrip('"”’»)').endswith((".", "!", "。"))


def _make_article(page: Page, facts: Facts, text: str, post: Post | None = None) -> Article:
    sha256 = hash_text(text)
    identity = facts.canonical_url or f"sha256:{sha256}"
    post_id = post.post_id if post else None
    return Article(
        article_id=ids.article_id(identity, post_id),
        text=text,
        title=post.title if post else facts.title,
        url=page.url or None,
        canonical_url=facts.canonical_url,
        post_id=post_id,
        publisher=facts.publisher,
        published_at=post.published_at.astimezone(UTC) if post else facts.published_at,
        published_at_source="post" if post else facts.published_at_source,
        published_utc_offset=utc_offset_of(post.published_at)
        if post
        else facts.published_utc_offset,
        title_source="post" if post else facts.title_source,
        authors=facts.authors,
        language=detect_language(text, facts.declared_languages),
        sha256=sha256,
        page_id=page.page_id,
        feed_id=page.feed_id,
        fetched_at=page.fetched_at,
        recorded_at=page.window_start,
        window_start=page.window_start,
    )
