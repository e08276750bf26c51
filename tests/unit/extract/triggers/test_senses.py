"""Nouns, verbs, and what points back."""

from __future__ import annotations

import pytest

from pipeline.extract.triggers.senses import (
    is_definite,
    is_in_name,
    is_many,
    is_month,
    is_plain_noun,
    reads_as_verb,
)
from pipeline.lexicon.grammar import load_grammar
from pipeline.records import Article
from pipeline.text import Sentence, read_document

GRAMMAR = load_grammar("en")


def sentence(text: str) -> Sentence:
    """The first sentence of a text."""
    return read_document(Article("a", text)).sentences[0]


def find(text: str, word: str) -> tuple[Sentence, tuple[str, ...], int]:
    """A sentence, its forms and where a word stands in it."""
    told = sentence(text)
    forms = told.forms
    return told, forms, forms.index(word)


@pytest.mark.parametrize(
    ("text", "word", "is_verb"),
    [
        ("They attack the town.", "attack", True),
        ("The attack on the town failed.", "attack", False),
        ("Israel strikes Gaza.", "strikes", True),
        ("Police were shooting at cars.", "shooting", True),
        ("The shooting of a man shocked Leeds.", "shooting", False),
        ("A wave of bombing hit the city.", "bombing", False),
        ("He was accused of killing three people.", "killing", True),
    ],
)
def test_a_word_is_a_verb_or_a_noun_by_its_neighbours(text: str, word: str, is_verb: bool) -> None:
    """The word before decides, then the ending and the word behind."""
    told, _, at = find(text, word)
    assert reads_as_verb(told, at, at + 1, GRAMMAR) is is_verb


def test_the_deadly_attack_was_told_before_and_a_deadly_attack_was_not() -> None:
    """Up to four words may stand between."""
    _, forms, at = find("After the deadly suicide attack in Kabul", "attack")
    assert is_definite(forms, at, GRAMMAR)
    _, forms, at = find("After a deadly suicide attack in Kabul", "attack")
    assert not is_definite(forms, at, GRAMMAR)


def test_a_wave_of_attacks_is_many_and_two_attacks_are_not() -> None:
    """An untold number is no incident."""
    _, forms, at = find("There was a wave of attacks.", "attacks")
    assert is_many(forms, at, at + 1, GRAMMAR)
    _, forms, at = find("There were two attacks.", "attacks")
    assert not is_many(forms, at, at + 1, GRAMMAR)


def test_march_beside_a_number_is_the_month() -> None:
    """And a march through the city is not."""
    _, forms, at = find("On 16 March voters stayed away.", "march")
    assert is_month(forms, at, GRAMMAR)
    _, forms, at = find("A march through the city ended in peace.", "march")
    assert not is_month(forms, at, GRAMMAR)


def test_the_fire_and_an_ice_shell_are_nouns() -> None:
    """Words that are listed as verbs only."""
    told, _, at = find("The ocean lies beneath its ice shell.", "shell")
    assert is_plain_noun(told, at, "shell", GRAMMAR)
    told, _, at = find("Troops shelled the town.", "shelled")
    assert not is_plain_noun(told, at, "shell", GRAMMAR)


def test_accused_of_murdering_a_judge_is_a_verb() -> None:
    """The murdering of judges is a noun."""
    accused = sentence("They accused him of murdering a judge.")
    assert not is_plain_noun(accused, accused.forms.index("murdering"), "murder", GRAMMAR)
    rule = sentence("It was a time of murdering of judges.")
    assert is_plain_noun(rule, rule.forms.index("murdering"), "murder", GRAMMAR)


@pytest.mark.parametrize(
    ("text", "word", "is_name"),
    [
        ("The town of Shooting Creek held its fair.", "shooting", True),
        ("Her novel The Kidnapping of Anna won a prize.", "kidnapping", True),
        ("Detectives of the Homicide Bureau came.", "homicide", True),
        ("Officers were sent to a Drive-By Shooting near the park.", "shooting", False),
        ("One Killed In Uptown Shooting Last Night", "shooting", False),
        ("Shooting Creek was quiet.", "shooting", False),
        ("The shooting in Ohio shocked many.", "shooting", False),
    ],
)
def test_a_word_written_as_part_of_a_name(text: str, word: str, is_name: bool) -> None:
    told, _, at = find(text, word)
    assert is_in_name(told, at, GRAMMAR) == is_name
