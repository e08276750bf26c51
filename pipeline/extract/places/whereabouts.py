"""Where an article as a whole plays, worked out once for all that it tells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from pipeline.extract.places.article import place_of_article
from pipeline.extract.places.place_mention import PlaceMention
from pipeline.text import Document

#: An article is about the countries with this share of the support of the first.
HOME_SHARE = 0.9


class Whereabouts:
    """The places of an article, in text order, and what all of them together say.

    ``leading`` is the first mention in the country that the article speaks for most, and ``most``
    the support of that, 0 without places;
    ``home`` the mentions in the countries that it is about; ``article`` the place that it is about
    with its share (0..1) of all that it names.
    """

    def __init__(self, document: Document, mentions: Sequence[PlaceMention]) -> None:
        """Take what :func:`pipeline.extract.places.find.find_places` found in a document."""
        self.document = document
        self.mentions = mentions
        self.leading = max(mentions, key=lambda m: m.support, default=None)
        self.most = self.leading.support if self.leading is not None else 0.0
        self.home = tuple(m for m in mentions if m.support >= HOME_SHARE * self.most)
        self.article = place_of_article(self.home)
        self._headings = [m for m in mentions if m.is_heading]

    def section_of(self, sentence: int) -> PlaceMention | None:
        """The place that heads the section of a round-up in which a sentence stands."""
        behind = bisect_right(self._headings, sentence, key=attrgetter("sentence"))
        return self._headings[behind - 1] if behind else None
