"""What a frame and an earlier incident have in common."""

from __future__ import annotations

from datetime import UTC, datetime

from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.joining import count_ties, features, rate_join
from pipeline.extract.frames.sentence.reading import read_frames
from pipeline.extract.reading import Reading
from pipeline.extract.rules import RulesExtractor, load
from pipeline.records import Article
from pipeline.text import read_document

EXTRACTOR: RulesExtractor = load()


def two_frames(text: str) -> tuple[Frame, Frame, Reading]:
    """The first two frames of an article of 13 March 2024."""
    article = Article("a", text, published_at=datetime(2024, 3, 13, tzinfo=UTC))
    reading = EXTRACTOR.read(read_document(article), EXTRACTOR.words["en"])
    assert reading is not None
    first, second = read_frames(reading)[:2]
    return first, second, reading


MURDERED = "Gunmen murdered Mayor Pedro Ruiz in Cali on Monday.\n"


def known(text: str) -> dict[str, float]:
    """The features of the first two frames."""
    first, second, reading = two_frames(text)
    return dict(features(first, second, reading, True))


def test_who_was_hit_is_shared_by_any_word_of_the_name() -> None:
    told = known(MURDERED + "Ruiz was shot four times.")
    assert any(name.startswith("sufferer") and name.endswith("shared") for name in told)


def test_another_who_was_hit_is_another() -> None:
    told = known(MURDERED + "Gunmen murdered Judge Ana Lopez on Tuesday.")
    assert any(name.startswith("sufferer") and name.endswith("other") for name in told)
    assert "day_same" not in told


def test_only_telegrams_know_which_kinds_follow_each_other_and_how_much_is_told() -> None:
    text = "A bomb exploded in a bank in Cali on Monday.\nGunmen murdered Judge Ana Lopez."
    told = known(text.upper())
    assert told["telegram_bombing_violence"] == told["telegram_opening"] == 1.0
    assert not any(name.startswith("telegram") for name in known(text))


def test_features_that_say_nothing_are_left_out() -> None:
    assert all(known(MURDERED + "The murder shocked the town.").values())


def test_a_murder_told_again_is_likelier_one_than_the_murder_of_another() -> None:
    again = two_frames(MURDERED + "Ruiz was shot dead by three gunmen.")
    other = two_frames(MURDERED + "Gunmen shot dead Judge Ana Lopez in Bogota.")
    assert rate_join(*again, True) > rate_join(*other, True)


def test_day_town_and_toll_are_ties() -> None:
    text = "A bomb killed nine people in Homs on Monday.\nThe bomb in Homs on Monday killed nine."
    first, second, _ = two_frames(text)
    assert count_ties(first, second) == 3
