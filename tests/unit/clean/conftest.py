"""Pages for the tests of this folder: a small page around a text, with what its head says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from lxml.html import HtmlElement

from pipeline.clean import clean
from pipeline.clean.head import Head, read_head
from pipeline.clean.markup import parse
from pipeline.records import Article, Page, Rejection

PARAGRAPHS = (
    (
        "BASRA, Aug. 26 – Two men were killed on Friday when a bomb went off beside their car in "
        "the south of the city, the police said."
    ),
    (
        "A third man, who was driving, was taken to hospital with burns to his hands and his face, "
        "a doctor at the hospital told reporters in the afternoon."
    ),
    (
        "No group has said that it was behind the attack. The car belonged to a company that "
        "guards oil wells, and the two dead had worked for it for years."
    ),
)


@dataclass(frozen=True)
class Web:
    """Makes pages of one site."""

    url: str = "https://news.example.org/2022/08/26/blast-in-basra"
    fetched_at: datetime = datetime(2022, 8, 26, 9, tzinfo=UTC)
    paragraphs: tuple[str, ...] = PARAGRAPHS

    @property
    def text(self) -> str:
        """The text of the page that `html` makes by default."""
        return "\n".join(self.paragraphs)

    def html(self, body: str = "", head: str = "", *, lang: str = "en") -> str:
        """A page with navigation and footer around a body (by default three paragraphs)."""
        body = body or "".join(f"<p>{text}</p>" for text in self.paragraphs)
        return (
            f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>'
            '<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>'
            f"<main><article>{body}</article></main><footer><p>Example News</p></footer></body>"
            "</html>"
        )

    def tree(self, html: str) -> HtmlElement:
        """The parsed page."""
        tree = parse(html.encode())
        assert tree is not None
        return tree

    def head(self, html: str, url: str | None = None) -> Head:
        """The witnesses of a page."""
        return read_head(self.tree(html), self.url if url is None else url)

    def page(self, html: str | bytes, **given: Any) -> Page:
        """A fetched page; ``given`` overrides its fields."""
        defaults: dict[str, Any] = {
            "page_id": "page-1",
            "url": self.url,
            "body": html.encode() if isinstance(html, str) else html,
            "fetched_at": self.fetched_at,
            "window_start": self.fetched_at,
            "content_type": "text/html",
        }
        return Page(**{**defaults, **given})

    def article(self, html: str | bytes, **given: Any) -> Article:
        """The one article of a page."""
        (article,) = self.articles(html, **given)
        return article

    def articles(self, html: str | bytes, **given: Any) -> tuple[Article, ...]:
        """The articles of a page."""
        cleaned = clean(self.page(html, **given))
        assert not isinstance(cleaned, Rejection), cleaned
        return cleaned

    def reason(self, html: str | bytes, **given: Any) -> str:
        """Why a page is rejected."""
        cleaned = clean(self.page(html, **given))
        assert isinstance(cleaned, Rejection), cleaned
        assert cleaned.stage == "clean"
        assert cleaned.ref == "page-1"
        return cleaned.reason


@pytest.fixture
def web() -> Web:
    """Makes pages."""
    return Web()


@pytest.fixture
def script() -> Callable[[str], str]:
    """Makes the script element of JSON-LD."""
    return lambda json: f'<script type="application/ld+json">{json}</script>'
