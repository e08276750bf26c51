"""Quantities: digits, words, vague words, bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon.numbers import number_words, quantity_at, read_quantities
from pipeline.text import Sentence, tokenize


def words(text: str) -> list[str]:
    return [token.text.lower() for token in tokenize(text)]


def sentence(text: str) -> Sentence:
    return Sentence(0, ("text", 0, 0), text)


@pytest.mark.parametrize(
    ("text", "low", "best", "high"),
    [
        ("12 people", 12, 12, 12),
        ("1,234 people", 1234, 1234, 1234),
        ("39,000 dead", 39000, 39000, 39000),
        ("three soldiers", 3, 3, 3),
        ("twenty-four men", 24, 24, 24),
        ("twenty one men", 21, 21, 21),
        ("one hundred and five men", 105, 105, 105),
        ("two hundred and thirty four thousand men", 234000, 234000, 234000),
        ("3 million people", 3000000, 3000000, 3000000),
        ("two dozen men", 24, 24, 24),
        ("a dozen men", 12, 12, 12),
        ("half a dozen men", 6, 6, 6),
        ("a couple of men", 2, 2, 2),
        ("both men", 2, 2, 2),
        ("another man", 1, 1, 1),
        ("double homicide", 2, 2, 2),
        ("at least 12 people", 12, 12, None),
        ("at least a dozen people", 12, 12, None),
        ("no fewer than 12 people", 12, 12, None),
        ("more than 20 people", 20, 20, None),
        ("over 40 people", 40, 40, None),
        ("up to five people", 0, 5, 5),
        ("as many as 30 people", 0, 30, 30),
        ("fewer than 10 people", 0, 10, 10),
        ("about 50 people", 45, 50, 55),
        ("nearly 50 people", 45, 50, 50),
        ("an estimated 30 people", 24, 30, 36),
        ("only one man", 1, 1, 1),
        ("all four men", 4, 4, 4),
        ("at least another six men", 6, 6, None),
        ("between three and five men", 3, 4, 5),
        ("12 to 15 men", 12, 13, 15),
        ("3-5 men", 3, 4, 5),
        ("two or three men", 2, 2, 3),
        ("several men", 3, 5, 9),
        ("a few men", 3, 3, 5),
        ("dozens of men", 24, 36, 99),
        ("several dozen men", 36, 60, 99),
        ("scores of men", 40, 60, 199),
        ("hundreds of men", 200, 300, 999),
        ("tens of thousands of men", 20000, 30000, 99999),
        ("no casualties", 0, 0, 0),
        ("no one", 0, 0, 0),
        ("nobody", 0, 0, 0),
        ("none", 0, 0, 0),
    ],
)
def test_a_quantity_is_read_with_its_bounds(
    text: str, low: int, best: int, high: int | None
) -> None:
    found = quantity_at(words(text), 0, number_words())
    assert found is not None
    assert (found.low, found.best, found.high) == (low, best, high)


@pytest.mark.parametrize(
    "text", ["people", "the men", "at last", "over there", "of five", "1,23 men", "12.5 percent"]
)
def test_other_words_begin_no_quantity(text: str) -> None:
    assert quantity_at(words(text), 0, number_words()) is None


def test_vague_negated_and_article_are_told_apart() -> None:
    lexicon = number_words()
    several, none, one = (quantity_at([w, "x"], 0, lexicon) for w in ("several", "no", "a"))
    assert several is not None
    assert several.is_vague
    assert none is not None
    assert none.is_negated
    assert one is not None
    assert one.is_article


@pytest.mark.parametrize("text", ["three and two", "four thirty", "three wounded and two dead"])
def test_numbers_side_by_side_are_not_one_number(text: str) -> None:
    found = quantity_at(words(text), 0, number_words())
    assert found is not None
    assert found.last == 1


def test_quantities_of_a_sentence_come_with_their_offsets() -> None:
    text = "At least 12 people died and dozens were hurt in two attacks."
    found = read_quantities(sentence(text))
    assert [text[q.start : q.end] for q in found] == ["At least 12", "dozens", "two"]


@pytest.mark.parametrize(
    ("text", "low", "best", "high"),
    [
        ("tres soldados", 3, 3, 3),
        ("treinta y cuatro personas", 34, 34, 34),
        ("doscientos cincuenta muertos", 250, 250, 250),
        ("1.234 personas", 1234, 1234, 1234),
        ("tres mil personas", 3000, 3000, 3000),
        ("al menos 12 muertos", 12, 12, None),
        ("más de veinte heridos", 20, 20, None),
        ("entre tres y cinco hombres", 3, 4, 5),
        ("una docena de hombres", 12, 12, 12),
        ("varios heridos", 3, 5, 9),
        ("decenas de heridos", 20, 30, 99),
        ("ningún herido", 0, 0, 0),
    ],
)
def test_spanish_is_another_folder(text: str, low: int, best: int, high: int | None) -> None:
    found = quantity_at(words(text), 0, number_words("es"))
    assert found is not None
    assert (found.low, found.best, found.high) == (low, best, high)


number_like = st.lists(
    st.sampled_from(
        "at least three twenty hundred and thousand dozen a an no several between to or - 5 12 "
        "1,000 about up more than the other people million 3".split()
    ),
    min_size=1,
    max_size=9,
)


@given(number_like)
def test_bounds_are_in_order_and_inside_the_words(tokens: list[str]) -> None:
    for at in range(len(tokens)):
        found = quantity_at(tokens, at, number_words())
        if found is not None:
            assert 0 <= found.low <= found.best
            assert found.high is None or found.best <= found.high
            assert at == found.first < found.last <= len(tokens)


@given(st.text(max_size=60))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    for quantity in read_quantities(sentence(text)):
        assert 0 <= quantity.start < quantity.end <= len(text)
