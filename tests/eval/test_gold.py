"""The quality of extraction on own gold sentences never falls below what it has reached."""

from __future__ import annotations

import pytest

from pipeline.extract import load_extractor
from pipeline.lexicon.event_types import families
from tests.eval.score_articles import is_read, read_articles, score_articles
from tests.eval.score_gold import Score, read_gold, score

#: Shares of right values by set (a language's, or plain English), in percent; lowering one needs a
#: line in the changelog.
FLOORS = {
    "en": {
        "type": 94,
        "extra": 97,
        "status": 97,
        "date": 97,
        "country": 94,
        "killed": 91,
        "injured": 97,
        "trap": 98,
    },
    "es": {
        "type": 97,
        "extra": 97,
        "status": 97,
        "date": 97,
        "country": 94,
        "killed": 92,
        "injured": 97,
        "trap": 97,
    },
    # each type in the verbs and nouns of its class, and what the same verbs tell in peace; of the
    # incidents 54 % had the right type when these were written
    "verbs": {
        "type": 94,
        "extra": 98,
        "status": 98,
        "date": 98,
        "killed": 84,
        "injured": 65,
        "trap": 91,
    },
    # written before it was seen what is made of them, traps in half of them
    "plain": {
        "type": 90,
        "extra": 97,
        "status": 98,
        "date": 98,
        "country": 98,
        "killed": 88,
        "injured": 93,
        "trap": 86,
    },
}


#: The same over whole articles, where incidents are told beside each other, by set. Of the blind
#: ones, read for the first time, 71 % of the incidents were found and 68 % had none extra.
ARTICLE_FLOORS = {
    "articles": {
        "found": 93,
        "none extra": 88,
        "background": 97,
        "day": 95,
        "place": 95,
        "country": 97,
        "status": 97,
        "default": 97,
        "killed": 84,
        "injured": 84,
    },
    "blind": {
        "found": 90,
        "none extra": 89,
        "day": 92,
        "place": 92,
        "country": 96,
        "status": 98,
        "default": 98,
        "killed": 88,
        "injured": 82,
        "admin1": 90,
        "perpetrator": 76,
        "victim": 85,
    },
    "blind2": {
        "found": 86,
        "none extra": 89,
        "day": 90,
        "place": 88,
        "country": 95,
        "status": 98,
        "default": 94,
        "killed": 80,
        "injured": 94,
        "admin1": 98,
        "perpetrator": 73,
        "victim": 86,
    },
    "blind3": {
        "found": 94,
        "none extra": 87,
        "background": 97,
        "day": 86,
        "place": 89,
        "country": 97,
        "status": 98,
        "default": 91,
        "killed": 81,
        "injured": 93,
        "admin1": 84,
        "perpetrator": 72,
        "victim": 87,
    },
    "blind4": {
        "found": 97,
        "none extra": 82,
        "day": 91,
        "place": 91,
        "country": 97,
        "status": 97,
        "default": 91,
        "killed": 90,
        "injured": 83,
        "admin1": 84,
        "perpetrator": 86,
        "victim": 90,
    },
    "blind5": {
        "found": 95,
        "none extra": 94,
        "day": 94,
        "place": 96,
        "country": 98,
        "status": 98,
        "default": 98,
        "killed": 91,
        "injured": 83,
        "admin1": 83,
        "perpetrator": 86,
        "victim": 96,
    },
    "traps": {"none extra": 85},
    # read for the first time, 80 % of the reports and 78 % of the stories were found; of the traps
    # 62 % told nothing
    "reports": {
        "found": 89,
        "none extra": 91,
        "background": 85,
        "day": 95,
        "place": 90,
        "country": 98,
        "status": 98,
        "default": 97,
        "killed": 87,
        "injured": 91,
        "perpetrator": 67,
        "victim": 86,
    },
    "stories": {
        "found": 80,
        "none extra": 85,
        "day": 91,
        "place": 78,
        "country": 95,
        "status": 97,
        "default": 95,
        "killed": 75,
        "injured": 76,
        "perpetrator": 58,
        "victim": 80,
    },
    # written for what was mended in local news: what it costs to lose it again
    "locals": {
        "found": 100,
        "none extra": 100,
        "day": 96,
        "place": 96,
        "country": 100,
        "status": 100,
        "default": 100,
        "killed": 95,
        "injured": 100,
        "admin1": 100,
    },
    # read for the first time 80 % were found and 18 of 40 told none too many; of the 14 that are
    # only ever scored 48 of 64, and 4 (49 and 3 since the other 26 were read)
    "cities": {
        "found": 85,
        "none extra": 57,
        "background": 73,
        "day": 90,
        "place": 89,
        "country": 97,
        "status": 99,
        "default": 94,
        "killed": 83,
        "injured": 85,
        "admin1": 91,
        "perpetrator": 64,
        "victim": 77,
        "weapon": 91,
    },
    "worlds": {"none extra": 85},
    "accidents": {"none extra": 94, "found": 100, "day": 100, "place": 100, "killed": 100},
    # of the last 60 items, which are only ever scored, 35 of the 45 that tell nothing tell nothing
    # (28 before the first had been read) and all 15 others are found
    "shorts": {"none extra": 92, "found": 90, "day": 95, "place": 92, "default": 97},
    # long articles of today's wars, five incidents required of each; read for the first time
    "wars": {
        "found": 84,
        "none extra": 55,
        "background": 74,
        "day": 89,
        "place": 88,
        "country": 96,
        "status": 100,
        "default": 96,
        "killed": 82,
        "injured": 93,
        "admin1": 83,
        "perpetrator": 65,
        "victim": 85,
    },
    # the same of wars and of crime, read for the first time: 35 of 42 found in the first ten, 44 of
    # 55 in those that are only ever scored
    "wires": {
        "found": 81,
        "none extra": 75,
        "background": 62,
        "day": 90,
        "place": 79,
        "country": 92,
        "status": 100,
        "default": 91,
        "killed": 86,
        "injured": 92,
        "admin1": 72,
        "perpetrator": 67,
        "victim": 80,
        "weapon": 95,
    },
    "feeds": {"none extra": 88, "found": 90, "day": 97, "place": 92, "default": 97},
    # read for the first time
    "reports_es": {
        "found": 82,
        "none extra": 88,
        "day": 96,
        "place": 82,
        "country": 84,
        "status": 98,
        "default": 94,
        "killed": 75,
        "injured": 73,
    },
}


@pytest.fixture(scope="module")
def results() -> dict[str, Score]:
    """The scores of the default extractor, by language."""
    extractor = load_extractor()
    return {name: score(read_gold(name), extractor) for name in FLOORS}


@pytest.fixture(scope="module")
def article_results() -> dict[str, Score]:
    """The scores of the default extractor on articles, by set."""
    extractor = load_extractor()
    return {name: score_articles(read_articles(name), extractor) for name in ARTICLE_FLOORS}


@pytest.mark.parametrize(
    ("language", "name"), [(code, name) for code, floors in FLOORS.items() for name in floors]
)
def test_a_field_is_right_as_often_as_before(
    results: dict[str, Score], language: str, name: str
) -> None:
    """Errors are listed by ``python -m tests.eval.score_gold``."""
    check(results[language], name, FLOORS[language][name])


@pytest.mark.parametrize(
    ("gold", "name"), [(gold, name) for gold, floors in ARTICLE_FLOORS.items() for name in floors]
)
def test_a_field_of_articles_is_right_as_often_as_before(
    article_results: dict[str, Score], gold: str, name: str
) -> None:
    """Errors are listed by ``python -m tests.eval.score_articles NAME``."""
    check(article_results[gold], name, ARTICLE_FLOORS[gold][name], gold)


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
