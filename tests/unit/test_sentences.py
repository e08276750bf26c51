from __future__ import annotations

import pytest

from pipeline.sentences import behind_mark, split_paragraphs, split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One died. Two fled.", ["One died.", "Two fled."]),
        ("The U.S. army left. It rained.", ["The U.S. army left.", "It rained."]),
        ("Troops entered the U.S. The army left.", ["Troops entered the U.S.", "The army left."]),
        ("Gen. Ahmad and Dr. Lee spoke.", ["Gen. Ahmad and Dr. Lee spoke."]),
        ("En EE. UU. la policía calla.", ["En EE. UU. la policía calla."]),
        ("He died on Aug. 15 in Homs.", ["He died on Aug. 15 in Homs."]),
        ("J. Smith was hurt. Nobody died.", ["J. Smith was hurt.", "Nobody died."]),
        ("“We will answer.” He left.", ["“We will answer.”", "He left."]),
        (
            "It cost 3.5 million. Why? Nobody knows!",
            ["It cost 3.5 million.", "Why?", "Nobody knows!"],
        ),
        ("TWO DIED. THE POLICE CAME.", ["TWO DIED.", "THE POLICE CAME."]),
        ("no stop at the end", ["no stop at the end"]),
    ],
)
def test_a_text_is_cut_where_its_sentences_end(text: str, expected: list[str]):
    assert sentences(text) == expected


def test_paragraphs_end_at_line_ends_and_go_on_in_small_letters() -> None:
    text = " One.\nTwo goes\non here. \n\nThree."
    spans = split_paragraphs(text)
    assert [text[start:end] for start, end in spans] == ["One.", "Two goes\non here.", "Three."]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- Drones hit Kyiv.", "Drones hit Kyiv."),
        ("18:40 — Drones hit Kyiv.", "Drones hit Kyiv."),
        ("9.40pm: Drones hit Kyiv.", "Drones hit Kyiv."),
        ("• 7:15 a.m. GMT - Drones hit Kyiv.", "Drones hit Kyiv."),
        ("12.5 million people fled.", "12.5 million people fled."),
        ("18:40 —", "18:40 —"),
    ],
)
def test_a_line_begins_behind_its_bullet_and_clock_time(text: str, words: str) -> None:
    assert text[behind_mark(text, 0, len(text)) :] == words
