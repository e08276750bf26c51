"""The quality of extraction on own gold sentences never falls below what it has reached."""

from __future__ import annotations

import pytest

from pipeline.extract import load_extractor
from pipeline.lexicon.event_types import families
from tests.eval.article_floors import ARTICLE_FLOORS
from tests.eval.floors import FLOORS
from tests.eval.long_floors import LONG_FLOORS
from tests.eval.score_articles import is_read, read_articles, score_articles
from tests.eval.score_gold import Score, read_gold, score

ALL_ARTICLES = ARTICLE_FLOORS | LONG_FLOORS


@pytest.fixture(scope="module")
def results() -> dict[str, Score]:
    """The scores of the default extractor, by language."""
    extractor = load_extractor()
    return {name: score(read_gold(name), extractor) for name in FLOORS}


@pytest.fixture(scope="module")
def article_results() -> dict[str, Score]:
    """The scores of the default extractor on articles, by set."""
    extractor = load_extractor()
    return {name: score_articles(read_articles(name), extractor) for name in ALL_ARTICLES}


@pytest.mark.parametrize(
    ("language", "name"), [(code, name) for code, floors in FLOORS.items() for name in floors]
)
def test_a_field_is_right_as_often_as_before(
    results: dict[str, Score], language: str, name: str
) -> None:
    """Errors are listed by ``python -m tests.eval.score_gold``."""
    check(results[language], name, FLOORS[language][name])


@pytest.mark.parametrize(
    ("gold", "name"), [(gold, name) for gold, floors in ALL_ARTICLES.items() for name in floors]
)
def test_a_field_of_articles_is_right_as_often_as_before(
    article_results: dict[str, Score], gold: str, name: str
) -> None:
    """Errors are listed by ``python -m tests.eval.score_articles NAME``."""
    check(article_results[gold], name, ALL_ARTICLES[gold][name], gold)


def test_the_blind_gold_is_a_third_of_traps() -> None:
    """Texts that tell nothing are as much of the news as those that do; half of the fifth set."""
    rows = read_articles("blind")
    traps = [row for row in rows if not any(i["default"] for i in row["incidents"])]
    assert 3 * len(traps) >= 0.9 * len(rows)


def check(result: Score, name: str, floor: int, gold: str = "") -> None:
    """A share is no smaller than its floor; else the errors of what may be read are shown."""
    errors = [line for line in result.errors if line.startswith(name)]
    errors = [line for line in errors if is_read(gold, line.split(": ", 1)[1])]
    assert 100 * result.share(name) >= floor, "\n".join(errors)


def test_the_gold_has_every_type_of_the_codebook() -> None:
    """A new event type comes with a gold sentence."""
    told = {t for row in read_gold("en") if row["incident"] for t in row["incident"]["types"]}
    assert set(families()) <= told
