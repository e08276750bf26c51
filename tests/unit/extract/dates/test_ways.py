"""What it costs to go from a date to another word of its sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.dates.find import find_dates
from pipeline.extract.dates.ways import ATTRIBUTE, FAR, Ways, ways_of
from pipeline.records import Article
from pipeline.text import read_document

TEXT = (
    "Moreover, on Monday shells struck a mill, which burned, while troops near it said on "
    "Tuesday that Friday's rocket attacks had killed a miller; he was buried on June 3"
)
SENTENCE = read_document(Article("a", TEXT)).sentences[0]
DATES = find_dates(read_document(Article("a", TEXT)))
WAYS = Ways(SENTENCE.lowers, "en")
places = st.lists(st.integers(0, len(SENTENCE.tokens) - 1), unique=True).map(sorted)


def to(word: str) -> int:
    return SENTENCE.lowers.index(word)


def test_a_date_before_its_noun_costs_next_to_nothing() -> None:
    friday = DATES[2]
    assert WAYS.cost(friday, to("attacks")) < ATTRIBUTE <= WAYS.cost(friday, to("killed"))


def test_borders_of_clauses_cost_more_than_words() -> None:
    tuesday = DATES[1]
    assert WAYS.cost(tuesday, to("burned")) > tuesday.first_token - to("burned")
    june = DATES[3]
    assert WAYS.cost(june, to("was")) == june.first_token - to("was") - 1


def test_a_date_that_opens_its_sentence_reaches_far() -> None:
    monday = DATES[0]
    assert WAYS.cost(monday, to("burned")) < to("burned") - monday.last_token


def test_nothing_is_reached_over_sixty_words() -> None:
    text = "On Monday it rained " + "and rained " * 40 + "until a shell fell"
    document = read_document(Article("a", text))
    (monday,) = find_dates(document)
    words = document.sentences[0].lowers
    assert Ways(words, "en").cost(monday, len(words) - 2) == FAR


@given(places)
def test_the_nearest_position_is_the_cheapest_of_all(positions: list[int]) -> None:
    for date in DATES:
        costs = [WAYS.cost(date, position) for position in positions]
        assert WAYS.to_nearest(date, positions) == min(costs, default=FAR)


def test_cues_are_reached_like_any_word() -> None:
    tuesday = DATES[1]
    assert WAYS.to_cue(tuesday, frozenset(("report",))) == WAYS.cost(tuesday, to("said"))
    assert WAYS.roles_at(to("said")) == {"report"}


def test_the_ways_of_a_sentence_are_summed_up_once() -> None:
    assert ways_of(SENTENCE.lowers, "en") is ways_of(tuple(SENTENCE.lowers), "en")
