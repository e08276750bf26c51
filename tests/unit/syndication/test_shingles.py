from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.syndication.shingles import MAX_HASHES, read_sketch, shingles

WORDS = st.lists(
    st.sampled_from("army town river bridge said police night fire".split()), max_size=40
)


def test_case_accents_punctuation_and_line_breaks_do_not_count() -> None:
    told = "Rebels shelled Bogotá's airport on Monday, police said."
    retyped = "REBELS shelled\nBogota's airport — on Monday; police said"
    assert shingles(told) == shingles(retyped)


@given(st.text(st.characters(max_codepoint=127), max_size=200))
def test_a_text_in_ascii_has_the_words_that_it_has_beside_other_signs(text: str) -> None:
    assert shingles(text) == shingles(f"{text} ☃")


@given(WORDS, st.sampled_from("\u2018\u2019\u201c\u201d\u2013\u2014\u2026\xa0£€"))
def test_quotes_and_dashes_part_words_as_blanks_do(words: list[str], mark: str) -> None:
    assert shingles(mark.join(words)) == shingles(" ".join(words))


def test_a_text_of_four_words_has_no_shingle() -> None:
    assert read_sketch(shingles("four words are few"))[1].tolist() == []


def test_one_shingle_per_run_of_five_words() -> None:
    assert len(read_sketch(shingles("one two three four five six seven"))[1]) == 3


def test_the_order_of_words_counts() -> None:
    assert shingles("alpha beta gamma delta epsilon") != shingles("beta alpha gamma delta epsilon")


def test_a_long_text_is_sampled_at_a_level_that_is_written_down() -> None:
    level, hashes = read_sketch(shingles(" ".join(f"word{n}" for n in range(5_000))))
    assert level > 0
    assert MAX_HASHES / 4 < len(hashes) <= MAX_HASHES
    assert not np.any(hashes & np.uint32((1 << level) - 1))


def test_an_empty_sketch_reads_as_no_hashes() -> None:
    assert read_sketch(b"")[1].tolist() == []


@given(WORDS, WORDS)
def test_paragraphs_in_another_order_share_all_but_the_seams(a: list[str], b: list[str]) -> None:
    one = set(read_sketch(shingles(" ".join([*a, *b])))[1].tolist())
    other = set(read_sketch(shingles(" ".join([*b, *a])))[1].tolist())
    assert len(one - other) <= 4
