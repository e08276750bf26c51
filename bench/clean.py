"""Cleaning alone: pages to text and metadata, in one process, beside other extractors."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence

from bench.findings import Comparison
from bench.newsroom import HtmlPage
from bench.pages import load_pages
from bench.runner import Contender, Settings, Work, compare, has_module
from pipeline.clean import clean
from pipeline.clean.expressions import as_published
from pipeline.records import Page

BARE = "trafilatura with_metadata"
_LESS = "resiliparse gives the text only, readability text and title: they do less."


def measure(settings: Settings) -> Iterator[Comparison]:
    """Compare on the same pages, none of which is met twice in a round."""
    pages, what = load_pages(settings)
    work = Work(
        "Cleaning",
        f"Text, title, date, authors and address of {what}, in one process.",
        len(pages),
        "pages",
        remarks=(_LESS,),
    )
    yield compare(work, tuple(_contenders(pages, settings)), settings)


def _contenders(pages: Sequence[HtmlPage], settings: Settings) -> Iterator[Contender]:
    yield Contender(BARE, lambda: _bare(pages), "same settings, `fast=False`")
    yield Contender("sitrep clean", lambda: _ours(pages))
    makers = (
        ("newspaper", "newspaper4k", _newspaper),
        ("newsplease", "news-please", _newsplease),
        ("readability", "readability-lxml", _readability),
        ("resiliparse", "resiliparse", _resiliparse),
    )
    for module, name, make in makers:
        if has_module(module, settings.say):
            yield Contender(name, lambda make=make: _each(pages, make()))  # type: ignore[misc]


def to_page(page: HtmlPage) -> Page:
    """A page as the fetch stage lands it."""
    digest = hashlib.sha256(page.html).hexdigest()
    return Page(page_id=digest, url=page.url, body=page.html, sha256=digest)


def _ours(pages: Sequence[HtmlPage]) -> None:
    for page in pages:
        clean(to_page(page))


def _each(pages: Sequence[HtmlPage], read: Callable[[HtmlPage], object]) -> None:
    for page in pages:
        try:
            read(page)
        except Exception:  # a peer's failure on a page is its result
            continue


def _bare(pages: Sequence[HtmlPage]) -> None:
    with as_published():
        _each(pages, read_bare)


def read_bare(page: HtmlPage) -> object:
    """What trafilatura alone reads of a page, its metadata included."""
    from trafilatura import bare_extraction

    return bare_extraction(page.html, url=page.url, with_metadata=True, include_comments=False)


def _newspaper() -> Callable[[HtmlPage], object]:
    from newspaper import Article

    def read(page: HtmlPage) -> object:
        article = Article(page.url, fetch_images=False)
        article.download(input_html=page.html.decode("utf-8", "replace"))
        article.parse()
        return article.text

    return read


def _newsplease() -> Callable[[HtmlPage], object]:
    from newsplease import NewsPlease

    return lambda page: NewsPlease.from_html(
        page.html.decode("utf-8", "replace"), url=page.url, fetch_images=False
    )


def _readability() -> Callable[[HtmlPage], object]:
    from readability import Document

    def read(page: HtmlPage) -> object:
        document = Document(page.html.decode("utf-8", "replace"), url=page.url)
        return document.title(), document.summary()

    return read


def _resiliparse() -> Callable[[HtmlPage], object]:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda page: extract_plain_text(page.html.decode("utf-8", "replace"), main_content=True)
