"""What is known of a frame in a telegram alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.sentence.reading import read_frames
from pipeline.extract.frames.sifted.confidence import TABLES, rate_frames
from pipeline.extract.frames.sifted.telegrams import (
    features_of_telegram,
    features_of_telegram_text,
    type_telegram,
    weighed_words,
)
from pipeline.extract.reading import Reading
from pipeline.extract.rules import RulesExtractor, load
from pipeline.lexicon.linear import read_weights
from pipeline.lexicon.place_words import load_place_words
from pipeline.records import Article
from pipeline.text import read_document

_OF_WORDS = ("telegram_text_", "telegram_beside_")
EXTRACTOR: RulesExtractor = load()


def read(text: str) -> tuple[Frame, Reading]:
    """The first frame of a telegram of 3 January 1990, with all that was read."""
    article = Article("a", text, published_at=datetime(1990, 1, 3, tzinfo=UTC))
    reading = EXTRACTOR.read(read_document(article), EXTRACTOR.words["en"])
    assert reading is not None
    return read_frames(reading)[0], reading


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("REBELS KILLED A MAYOR IN HUANTA.", "plain"),
        ("A MAYOR WAS KILLED BY REBELS IN HUANTA.", "passive"),
        ("THE REBELS CAME TO KIDNAP A MAYOR IN HUANTA.", "aim"),
        ("REBELS ARE KIDNAPPING MAYORS IN HUANTA.", "ing"),
        ("HE LAMENTED KIDNAPPINGS OF MAYORS IN HUANTA.", "plural"),
    ],
)
def test_a_telegram_knows_how_the_words_of_a_frame_stand(text: str, way: str) -> None:
    known = dict(features_of_telegram(*read(text)))
    assert known[f"telegram_told_{way}"] == 1.0


def test_a_telegram_knows_type_and_age() -> None:
    known = dict(features_of_telegram(*read("REBELS KIDNAPPED A MAYOR IN HUANTA YESTERDAY.")))
    assert known["telegram_abduction"] == known["telegram_age_2"] == 1.0
    undated = dict(features_of_telegram(*read("REBELS KIDNAPPED A MAYOR IN HUANTA.")))
    assert undated["telegram_undated"] == 1.0


def test_a_telegram_knows_who_by_type_is_told_to_hit_whom() -> None:
    known = dict(features_of_telegram(*read("GUERRILLAS KILLED A MAYOR IN HUANTA.")))
    assert known["telegram_by_armed_group"] > 0
    assert any(
        name.startswith("telegram_victim ") and name.endswith("_by_armed_group") for name in known
    )
    nobody = dict(features_of_telegram(*read("A BOMB EXPLODED IN HUANTA.")))
    assert nobody["telegram_by_-"] > 0


def test_words_beside_a_deed_are_told_from_words_of_the_whole_telegram() -> None:
    frame, reading = read("REBELS KILLED A MAYOR YESTERDAY. THE CONGRESS EXPRESSED ITS SOLIDARITY.")
    beside, anywhere = (
        dict(features_of_telegram(frame, reading)),
        features_of_telegram_text(reading),
    )
    assert "telegram_beside_yesterday" in beside
    assert "telegram_beside_solidarity" not in beside
    assert {"telegram_text_yesterday", "telegram_text_solidarity"} <= dict(anywhere).keys()


def test_sabotage_is_an_attack_in_telegrams() -> None:
    text = "REBELS SABOTAGED THE ELECTRICITY NETWORK IN HUANTA."
    (told,) = frames = [read(text)[0]]
    assert told.event_type == "sabotage"
    type_telegram(frames)
    assert told.event_type == "attack"


def test_no_word_that_is_weighed_is_a_name() -> None:
    weighed = read_weights(TABLES[True])
    words = {name.split("_", 2)[2] for name in weighed if name.startswith(_OF_WORDS)}
    assert len(words) > 300
    assert words.isdisjoint(load_place_words().given_names)


def confidence_of(text: str) -> float:
    frame, reading = read(text)
    rate_frames([frame], reading)
    return frame.confidence or 0.0


def test_what_was_done_is_surer_in_telegrams_than_what_is_said_of_kidnappings() -> None:
    done = confidence_of("A MAYOR WAS KIDNAPPED BY REBELS IN HUANTA.")
    assert done > confidence_of("HE LAMENTED KIDNAPPINGS OF MAYORS IN HUANTA.")


def test_of_a_telegrams_words_those_with_a_weight_are_asked_for() -> None:
    _, reading = read("REBELS KILLED A MAYOR YESTERDAY. THE CONGRESS EXPRESSED ITS SOLIDARITY.")
    asked = features_of_telegram_text(reading, weighed_words(TABLES[True]))
    weights = read_weights(TABLES[True])
    assert asked
    assert asked == [pair for pair in features_of_telegram_text(reading) if pair[0] in weights]
