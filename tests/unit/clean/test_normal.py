"""The normal form and its hash."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean.normal import count_words, hash_text, normalise, normalise_line


def test_one_paragraph_a_line_and_single_spaces():
    messy = "  First\u00a0 paragraph. \r\n\n\n\tSecond \u200bone.\n - an item\n| cell | cell |\n"
    assert normalise(messy) == "First paragraph.\nSecond one.\nan item\ncell | cell"


def test_soft_hyphens_do_not_cut_names():
    assert normalise("Vladi\u00admir in Cafe\u0301") == "Vladimir in Café"


def test_a_dash_that_opens_speech_stays():
    assert normalise("– I saw it, he said.") == "– I saw it, he said."


@given(st.text())
def test_the_normal_form_is_its_own_normal_form(text: str):
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert all(line and line == line.strip() for line in once.split("\n")) or once == ""


@given(st.text())
def test_a_line_stays_one_line(text: str):
    once = normalise_line(text)
    assert normalise_line(once) == once
    assert "\n" not in once


def test_new_quotes_and_spaces_are_no_new_text():
    first = hash_text("“Three men were killed,” said the mayor – again.")
    assert first == hash_text('"Three men were killed," said\nthe mayor - again.')
    assert first != hash_text('"Four men were killed," said the mayor - again.')


@pytest.mark.parametrize(("text", "n"), [("", 0), ("Two words", 2), ("東京都で爆発があった", 6)])
def test_words_are_counted_where_they_are_not_spaced_too(text: str, n: int):
    assert count_words(text) == n
