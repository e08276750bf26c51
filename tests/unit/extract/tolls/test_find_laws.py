"""Laws of the tolls that are read of any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.tolls.find import find_casualties
from pipeline.text import Document
from tests.unit.extract.tolls.claims import document


def check(doc: Document) -> None:
    for claim in find_casualties(doc):
        text = doc.field_text(claim.field)
        assert 0 <= claim.clause_start <= claim.start < claim.end <= claim.clause_end <= len(text)
        assert claim.start <= claim.trigger_start < claim.trigger_end <= claim.end
        if claim.who is not None:
            assert text[claim.who_start : claim.who_end] == claim.who
        if claim.claimant is not None:
            assert text[claim.claimant_start : claim.claimant_end] == claim.claimant
        assert claim.low >= 0
        assert claim.best is None or claim.low <= claim.best
        assert None in (claim.best, claim.high) or (claim.best or 0) <= (claim.high or 0)


@given(st.text(max_size=200), st.sampled_from(["en", "es"]))
def test_any_text_is_read_with_offsets_inside_it(text: str, language: str) -> None:
    check(document(text, language=language))


pieces = st.lists(
    st.sampled_from(
        "two 12 a the at least several no dead killed wounded shot and , . ( ) men man people who "
        "were was of in including one fatally John 34 19-year-old year old death toll rose to his "
        "himself said police according killing children others another then dozens \" ' - ;".split()
    ),
    max_size=25,
)


@given(pieces)
def test_any_row_of_such_words_is_read_with_offsets_inside_it(words: list[str]) -> None:
    check(document(" ".join(words)))
    check(document(" ".join(words).upper()))


@pytest.mark.parametrize(
    "text",
    [
        "Two " + "of a " * 3000 + "men were killed.",
        "Two men" + " ," * 3000 + " were killed.",
        "hundred thousand " * 2000 + "men were killed.",
        "killed ; " * 2000 + "two men were killed including one.",
        "killed a man and " * 2000,
    ],
)
def test_endless_rows_are_read_without_a_crash(text: str) -> None:
    check(document(text))
