"""The genre of an article, by all its sentences."""

from __future__ import annotations

import pytest

from pipeline.extract.genre import borrows_violence, is_comment
from pipeline.extract.triggers.scenes import find_scenes
from pipeline.lexicon.words import load_words
from pipeline.records import Article
from pipeline.text import read_document


def borrows(text: str, title: str | None = None) -> bool:
    """Whether a text is of a genre that borrows the words of violence."""
    document = read_document(Article("a", text=text, title=title))
    return borrows_violence(document, find_scenes(document, load_words("en")))


def test_a_report_of_a_match_is_sport() -> None:
    text = (
        "The striker scored twice in the first half of the match on Sunday. "
        "His second goal came after a free kick from the left. "
        "The goalkeeper was left exposed before the interval once more. "
        "The visitors stay bottom of the league this season."
    )
    assert borrows(text)


def test_an_exercise_with_mock_gunmen_is_a_drill() -> None:
    text = (
        "Mock gunmen stormed the terminal on Monday morning. "
        "Police rehearsed the exercise with volunteers for weeks. "
        "The scenario had a bomb explode near the gate. "
        "Next year's drill will be held at the port."
    )
    assert borrows(text)


def test_news_of_an_attack_is_of_no_genre() -> None:
    text = (
        "Gunmen killed four people at a football match in the north on Sunday. "
        "Witnesses said they came on motorcycles. "
        "Police have arrested nobody. "
        "The governor visited the wounded in hospital."
    )
    assert not borrows(text)


def test_a_title_of_a_genre_asks_less_of_the_text() -> None:
    """A list of films tells few words of films a line."""
    lines = [
        "A man wakes up and is shot in the remake.",
        "The protagonist sees the city burn.",
        "A soldier dies in the sequel again and again.",
        "A woman is killed on her birthday.",
        "Two thieves meet at a wedding.",
        "A bomb explodes in the station.",
        "A village is under siege.",
        "A dog finds its way home.",
        "The police chase a ghost.",
        "A storm hits the island.",
        "The last man leaves the town.",
    ]
    text = "\n".join(lines)
    assert not borrows(text, "Stories told again")
    assert borrows(text, "List of films featuring time loops")


@pytest.mark.parametrize(
    ("title", "url", "expected"),
    [
        ("Opinion: we must talk of the bombs", None, True),
        ("A town on the brink | Editorial", None, True),
        ("A town on the brink", "https://news.example/commentisfree/2024/mar/13/a-town", True),
        ("Opinion polls open in Lagos", "https://news.example/world/opinion-polls", False),
    ],
)
def test_a_comment_says_so_in_its_title_or_address(
    title: str, url: str | None, expected: bool
) -> None:
    assert is_comment(read_document(Article("a", "Bombs fell.", title=title, url=url))) is expected


def test_a_review_is_fiction_by_the_parts_of_a_play() -> None:
    text = (
        "Gunmen seize a ferry in the opening scene, and nine passengers are killed. "
        "Pilar Soto plays the captain who is shot in the third act. "
        "It was filmed in Bergen on a budget of two million euros. "
        "The blockbuster opens on Friday."
    )
    assert borrows(text, "Ferry drama reaches the big screen")
