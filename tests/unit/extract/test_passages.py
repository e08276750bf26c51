from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipeline.extract import load_extractor, rules
from pipeline.extract.passages import LEAD, REACH, passages_of
from pipeline.records import Article, Mention, Place
from pipeline.text import Document, read_document
from tests.eval.score_articles import read_articles

#: Plain sentences that name days and places, as a page's comments and lists do.
PLAIN = (
    "Bakers in Lyon met on Tuesday. Bread from Ghent is dearer than in March. "
    "The choir sings in Turin on Sunday. A ferry to Oslo leaves at noon. "
    "Some 40 people came to the fair in Leeds."
)
PUBLISHED = datetime(2026, 3, 10, tzinfo=UTC)


def between_plain_sentences(text: str) -> Article:
    plain = "\n".join([PLAIN] * 6)
    return Article("a", f"{plain}\n{text}\n{plain}", published_at=PUBLISHED, language="en")


EXTRACTOR = load_extractor()


def mentions_of(article: Article) -> tuple[Mention, ...]:
    mentions = EXTRACTOR.extract(article)
    assert isinstance(mentions, tuple)
    return mentions


def is_told(mention: Mention, told: tuple[Mention, ...]) -> bool:
    """Whether a mention is among others with all its values, or with more."""
    return any(
        (m.event_type, m.status, m.salience, m.casualties)
        == (mention.event_type, mention.status, mention.salience, mention.casualties)
        and mention.event_start in (None, m.event_start)
        and is_no_other_town(mention.place, m.place)
        for m in told
    )


def is_no_other_town(place: Place, near: Place) -> bool:
    """Whether a place is none, or one that the other is under this name or another.

    "Gaza" and "Gaza City" are one.
    """
    is_same = place.geoname_id is not None and place.geoname_id == near.geoname_id
    return is_same or place.name in (None, near.name)


def numbers(document: Document) -> list[int]:
    return [sentence.index for sentence in document.sentences]


def test_the_lead_and_the_sentences_around_a_deed_are_read():
    document = read_document(Article("a", " ".join(f"Rain fell on roof {n}." for n in range(99))))
    near = set(numbers(passages_of(document, [60])))
    assert near == {*range(LEAD), *range(60 - REACH, 60 + REACH + 1)}


def test_a_short_article_is_read_whole():
    document = read_document(Article("a", "Rain fell. It stopped."))
    assert passages_of(document, [0]) is document


def test_an_incident_behind_plain_sentences_is_read_with_its_day_place_and_toll():
    article = between_plain_sentences("Gunmen killed three soldiers near Mosul on Monday.")
    (mention,) = mentions_of(article)
    assert mention.place.name == "Mosul"
    assert str(mention.event_start) == "2026-03-09"
    assert [(c.outcome, c.best) for c in mention.casualties] == [("killed", 3)]


@pytest.mark.parametrize("name", ["articles", "blind", "blind2"])
def test_no_gold_article_tells_less_when_its_passages_alone_are_read(
    name: str, monkeypatch: pytest.MonkeyPatch
):
    articles = [between_plain_sentences(gold["text"]) for gold in read_articles(name)]
    told = [mentions_of(article) for article in articles]
    monkeypatch.setattr(rules, "passages_of", lambda document, _: document)
    for article, near in zip(articles, told, strict=True):
        assert all(is_told(mention, near) for mention in mentions_of(article))
