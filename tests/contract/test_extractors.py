"""What every registered extractor must hold, whatever its method."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract import EXTRACTORS, Extractor, load_extractor
from pipeline.lexicon.event_types import families
from pipeline.records import Article, Mention, Participant, Rejection, Weapon
from pipeline.rows import to_row
from schemas.avro import Column, load
from tests.eval.fuzz_extract import mutated_articles, problem_of
from tests.eval.score_articles import read_articles

GOLD = Path(__file__).parents[1] / "eval" / "gold"
#: Own gold sentences by language; sets of another name are read by the tests of extraction.
BY_LANGUAGE = {
    path.stem.removeprefix("sentences_"): [
        json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()
    ]
    for path in sorted(GOLD.glob("sentences_??.jsonl"))
}
SENTENCES = BY_LANGUAGE["en"]
PUBLISHED = datetime(2024, 3, 14, 12, tzinfo=UTC)
_loaded: dict[str, Extractor] = {}


@pytest.fixture(params=sorted(EXTRACTORS))
def extractor(request: pytest.FixtureRequest) -> Extractor:
    """Each registered extractor, loaded once."""
    if request.param not in _loaded:
        _loaded[request.param] = load_extractor(request.param)
    return _loaded[request.param]


def article(text: str, title: str | None = None, language: str | None = "en") -> Article:
    """An article of a known day."""
    return Article("a1", text, title=title, published_at=PUBLISHED, language=language)


def read(extractor: Extractor, text: str, title: str | None = None) -> tuple[Mention, ...]:
    """The mentions of an article in a language that is read."""
    found = extractor.extract(article(text, title))
    assert not isinstance(found, Rejection)
    return found


def check(mention: Mention, source: Article) -> None:
    """Everything that holds for a single mention."""
    fields = {"text": source.text, "title": source.title or ""}
    assert mention.article_id == source.article_id
    assert mention.event_type in families()
    assert mention.extractor
    assert mention.confidence is None or 0 <= mention.confidence <= 1
    assert mention.evidence
    for evidence in mention.evidence:
        assert 0 <= evidence.start < evidence.end <= len(fields[evidence.field])
    assert list(mention.evidence) == sorted(
        mention.evidence, key=lambda e: (e.field, e.start, e.end, e.value)
    )
    named: list[Participant | Weapon] = [*mention.participants, *mention.weapons]
    for one in named:
        assert one.field is not None
        assert fields[one.field][one.start : one.end] == one.name
    if mention.event_start is not None and mention.event_end is not None:
        assert mention.event_start <= mention.event_end
    assert (mention.event_start is None) == (mention.date_precision == "unknown")
    assert list(unlisted(load("mentions").columns, to_row(mention))) == []


def unlisted(columns: Sequence[Column], row: Mapping[str, Any]) -> Iterator[str]:
    """The values of a row that their columns do not list: no window with one can be published."""
    for column in columns:
        value = row.get(column.name)
        for part in value if isinstance(value, list) else [value]:
            if column.values is not None and part is not None and part not in column.values:
                yield f"{column.name}: {part}"
            if isinstance(part, dict):
                yield from unlisted(column.parts, part)


@pytest.mark.parametrize("name", ["briefs", "items", "shorts", "cities"])
def test_a_mention_of_an_article_keeps_to_them(extractor: Extractor, name: str) -> None:
    """The same of whole articles, with their unrest, arrests and tolls in parts."""
    for row in read_articles(name):
        source = article(row["text"], row["title"])
        found = extractor.extract(source)
        assert not isinstance(found, Rejection)
        for mention in found:
            check(mention, source)


@pytest.mark.parametrize("language", sorted(BY_LANGUAGE))
def test_a_mention_keeps_to_the_words_of_its_article(extractor: Extractor, language: str) -> None:
    """Offsets lie inside their field, names are exact slices, types are of the codebook."""
    title = BY_LANGUAGE[language][0]
    for text in BY_LANGUAGE[language]:
        source = article(text, title, language)
        found = extractor.extract(source)
        assert not isinstance(found, Rejection)
        for mention in found:
            check(mention, source)


def test_the_same_article_gives_the_same_mentions(extractor: Extractor) -> None:
    """Nothing depends on what was read before."""
    text = "\n".join(SENTENCES[:30])
    first = read(extractor, text)
    read(extractor, "\n".join(SENTENCES[30:]))
    assert read(extractor, text) == first


def test_mentions_of_an_article_have_different_ids(extractor: Extractor) -> None:
    """Ids are hashes of article, family and count."""
    found = read(extractor, "\n".join(SENTENCES))
    assert len(found) > 10
    assert len({mention.mention_id for mention in found}) == len(found)


def test_an_unread_language_is_a_rejection_with_its_reason(extractor: Extractor) -> None:
    """Kept and rejected make up what was read."""
    found = extractor.extract(article("Tuntematon teksti.", language="fi"))
    assert isinstance(found, Rejection)
    assert found.reason == "language_not_read"


@settings(max_examples=60)
@given(text=st.text(max_size=300))
def test_no_text_is_a_crash(text: str) -> None:
    """Any characters in any order."""
    for name in EXTRACTORS:
        extractor = _loaded.setdefault(name, load_extractor(name))
        for mention in read(extractor, text):
            check(mention, article(text))


@settings(max_examples=60)
@given(words=st.lists(st.sampled_from(" ".join(SENTENCES).split()), max_size=80))
def test_no_mixture_of_news_words_is_a_crash(words: list[str]) -> None:
    """Words of the news in any order."""
    text = " ".join(words)
    for name in EXTRACTORS:
        extractor = _loaded.setdefault(name, load_extractor(name))
        for mention in read(extractor, text):
            check(mention, article(text))


def test_no_mutated_article_breaks_a_promise(extractor: Extractor) -> None:
    """A small part of ``python -m tests.eval.fuzz_extract``."""
    for mutated in mutated_articles(40, seed=2):
        assert problem_of(extractor, mutated) is None, mutated.text
