"""Tasks that are done once before workers are forked, for what they load and keep on the way."""

from __future__ import annotations

from datetime import UTC, datetime

from pipeline.readings import Reading
from pipeline.records import Article, Page
from pipeline.revisions import History

#: From so many pages on, some of them will have a day that only words tell (1 in 100 of 333 did).
#: The first such line costs .4 s: patterns of 24 languages are compiled.
MANY_PAGES = 300
_AT = datetime(2022, 8, 26, 6, tzinfo=UTC)
_URL = "https://news.example/world/two-shot-dead"
_TITLE = "Two shot dead in Basra"
_STORY = (
    "Gunmen shot dead two police officers at a market in Basra on Thursday, the governor said, "
    "and a car bomb wounded at least five civilians in the Syrian city of Aleppo. Nobody claimed "
    "the attacks."
)
_ARTICLE = f"""<html lang="en"><head><title>{_TITLE}</title><link rel="canonical" href="{_URL}">
<script type="application/ld+json">
{{"@type": "NewsArticle", "headline": "{_TITLE}", "datePublished": "2022-08-25T20:00:00Z"}}</script>
</head><body><article><h1>{_TITLE}</h1>{f"<p>{_STORY}</p>" * 6}</article></body></html>"""
#: No date in any language, but like one; and a text that is in no paragraph.
_UNDATED = f"""<html lang="en"><head><title>{_TITLE}</title></head><body>
<div class="date">The best 3 of August talent 2010</div>
<table><tr><td>{_STORY} {_STORY}</td></tr></table></body></html>"""


def make_examples(extractor: str, n_pages: int) -> tuple[Page | Reading, ...]:
    """The tasks that are worth doing before so many pages, and articles for an extractor."""
    article = Article("example", _STORY, title=_TITLE, published_at=_AT, language="en")
    reading = Reading(extractor, History("example", (article,)), _AT)
    pages = [_ARTICLE] if n_pages else []
    if n_pages >= MANY_PAGES:
        pages.append(_UNDATED)
    return (*map(_page, pages), reading)


def _page(html: str) -> Page:
    return Page("example", _URL, fetched_at=_AT, body=html.encode(), content_type="text/html")
