"""What was asked once is kept, and no more than so much."""

from pipeline.remembered import Remembered


def test_the_same_text_is_asked_once() -> None:
    asked: list[str] = []

    def shout(text: str) -> str:
        asked.append(text)
        return text.upper()

    loud = Remembered(shout, most=10)

    assert [loud["no"], loud["yes"], loud["no"]] == ["NO", "YES", "NO"]
    assert asked == ["no", "yes"]


def test_a_full_memory_begins_anew() -> None:
    lengths = Remembered(len, most=2)

    assert [lengths[text] for text in ("a", "bb", "ccc", "a")] == [1, 2, 3, 1]
    assert len(lengths) == 2
