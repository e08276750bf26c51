"""Where an article as a whole plays, worked out once for all that it tells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from pipeline.extract.places.article import place_of_article
from pipeline.extract.places.place_mention import PlaceMention
from pipeline.text import Document

#: An article is about the countries with this share of the support of the first.
HOME_SHARE = 0.9


class Whereabouts:
    """The places of an article, in text order, and what all of them together say."""

    def __init__(self, document: Document, mentions: Sequence[PlaceMention]) -> None:
        """Take what :func:`pipeline.extract.places.find.find_places` found in a document."""
        self.document = document
        self.mentions = mentions

    @cached_property
    def most(self) -> float:
        """The support of the country that the article speaks for most; 0 without places."""
        return max((m.support for m in self.mentions), default=0.0)

    @cached_property
    def home(self) -> tuple[PlaceMention, ...]:
        """The mentions in the countries that the article is about."""
        return tuple(m for m in self.mentions if m.support >= HOME_SHARE * self.most)

    @cached_property
    def article(self) -> tuple[PlaceMention, float] | None:
        """The place that the article is about, and its share (0..1) of all that it names."""
        return place_of_article(self.home)
