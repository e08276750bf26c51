"""When an article was first published, by more than its metadata.

Pages are dated anew when they are changed or moved; the words of an article go on counting from the
day on which they were written. That day stands in many addresses, and in a line above the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pipeline.extract.dates.find import DatesOfArticle, resolve
from pipeline.extract.dates.grammar import date_grammar
from pipeline.extract.dates.interval import DAY
from pipeline.extract.dates.sentence import DATELINE_SENTENCES, DateMention
from pipeline.text import Document
from pipeline.urls import day_in_url

#: A word of publication stands so near before its day: "Posted: 7:39 AM, March 2, 2013".
_REACH = 6


def as_first_published(document: Document) -> Document:
    """A document dated by the day on which its address or its head says that it was published.

    Only an earlier day is believed, and none a day before: that is another time zone.
    """
    published = document.published
    if published is None:
        return document
    first = min(_said_days(document), default=published)
    return replace(document, published=first) if first < published - DAY else document


def _said_days(document: Document) -> Iterator[date]:
    in_url = day_in_url(document.article.url or "")
    if in_url is not None:
        yield in_url
    if document.in_capitals:
        return
    head = replace(document, sentences=document.sentences[: DATELINE_SENTENCES + 1])
    for mention in DatesOfArticle(head).everywhere():
        day = resolve(mention, document.published)
        if day is not None and day.precision == "day" and _is_posted(mention, document):
            yield day.start


def _is_posted(mention: DateMention, document: Document) -> bool:
    """Whether a full date stands behind a word of publication."""
    if mention.expression.kind != "calendar" or mention.expression.year is None:
        return False
    words = document.sentences[mention.sentence].lowers
    before = words[max(0, mention.first_token - _REACH) : mention.first_token]
    posted = date_grammar(document.language).values.get("posted", {})
    return any(word in posted for word in before)
