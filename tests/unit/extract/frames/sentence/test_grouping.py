"""Which triggers of a sentence tell one incident."""

from __future__ import annotations

import pytest

from pipeline.extract.frames.sentence.grouping import group_triggers, head_of, type_of
from pipeline.extract.triggers.scenes import find_scenes
from pipeline.extract.triggers.tellings import read_tellings
from pipeline.extract.triggers.trigger import Telling
from pipeline.lexicon.grammar import load_grammar
from pipeline.lexicon.words import load_words
from pipeline.records import Article
from pipeline.text import read_document


def telling(text: str) -> Telling:
    """The telling of a sentence."""
    document, words = read_document(Article("a", text)), load_words()
    (found,) = read_tellings(document, words, find_scenes(document, words))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen opened fire on a bus and shot dead two guards in Kano.", 1),
        ("Forty soldiers were killed when rebels captured the town of Bara.", 1),
        ("Rebels killed a mayor, and on Monday they captured the town of Bara.", 2),
        ("Rockets hit a base and more rockets landed near a second base.", 2),
        ("Police foiled a plot to bomb a market in Basra.", 1),
    ],
)
def test_one_incident_told_in_several_words_is_one_group(text: str, expected: int) -> None:
    assert len(group_triggers(telling(text), load_grammar())) == expected


def test_what_another_event_answers_is_linked() -> None:
    text = "Protesters marched in Lima over the killing of a student."
    assert [is_linked for _, is_linked in group_triggers(telling(text), load_grammar())] == [
        False,
        True,
    ]


def test_a_group_has_the_type_of_its_finest_word() -> None:
    (group, _), *_ = group_triggers(
        telling("The attack, a car bomb, killed five in Basra."), load_grammar()
    )
    assert type_of(group) == "bombing"
    assert head_of(group).word.event_type == "bombing"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was tried for the murder of a judge and the kidnapping of a mayor.", 2),
        ("The talks ended after the bombing of a bank and following the murder of a clerk.", 2),
        ("The blasts in the capital and the murder of two nuns shocked the country.", 2),
        ("The murder and kidnapping of two nuns shocked the country.", 1),
        ("The murder of two nuns in an attack on a convent shocked the country.", 1),
    ],
)
def test_deeds_side_by_side_are_told_apart(text: str, expected: int) -> None:
    """Each noun has its own object."""
    assert len(group_triggers(telling(text), load_grammar())) == expected
