from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Article
from pipeline.text import MOST_TOKENS, is_in_capitals, read_document, tokenize


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("al-Tanf's base", ["al-Tanf's", "base"]),
        ("1,234 men at 12:30", ["1,234", "men", "at", "12:30"]),
        ("the 3rd day", ["the", "3rd", "day"]),
        ("U.S. jets", ["U.S.", "jets"]),
        ("(SOHR) said:", ["(", "SOHR", ")", "said", ":"]),
    ],
)
def test_tokens_keep_names_numbers_and_marks_whole(text: str, expected: list[str]):
    assert [token.text for token in tokenize(text)] == expected


@given(st.text(max_size=400), st.text(max_size=80))
def test_every_offset_slices_to_its_words(text: str, title: str):
    document = read_document(Article("a", text, title=title))
    for sentence in document.sentences:
        field = document.field_text(sentence.field)
        assert field[sentence.start : sentence.end] == sentence.text
        for token in sentence.tokens:
            assert field[token.start : token.end] == token.text


@given(st.text(alphabet='ab .!?\n"”', max_size=200))
def test_sentences_are_in_order_and_lose_no_word(text: str):
    document = read_document(Article("a", text))
    kept = "".join(sentence.text for sentence in document.sentences)
    assert "".join(kept.split()) == "".join(text.split())
    ends = [0] + [sentence.end for sentence in document.sentences]
    assert ends == sorted(ends)


def test_the_title_is_read_first_and_apart():
    document = read_document(
        Article("a", "Two died.", title="Blast", published_at=datetime(2022, 8, 26, tzinfo=UTC))
    )
    assert [sentence.field for sentence in document.sentences] == ["title", "text"]
    assert document.published == date(2022, 8, 26)


def test_old_wires_are_known_by_their_capitals():
    assert is_in_capitals("GUNMEN KILLED TWO MEN IN LIMA.")
    assert not is_in_capitals("Gunmen killed two men in LIMA.")
    assert not is_in_capitals("123")


@pytest.mark.parametrize(
    ("published", "offset", "may_be"),
    [
        ("2024-03-14T00:00:00", None, True),
        ("2024-03-14T12:00:00", None, False),
        ("2024-03-14T18:00:00", None, True),
        ("2024-03-14T18:00:00", -300, False),
    ],
)
def test_it_may_be_the_next_day_where_only_a_day_or_a_late_hour_is_known(
    published: str, offset: int | None, may_be: bool
) -> None:
    at = datetime.fromisoformat(published).replace(tzinfo=UTC)
    article = Article("a", "Rain fell.", published_at=at, published_utc_offset=offset)
    assert read_document(article).may_be_next_day is may_be


def test_an_endless_sentence_is_read_in_pieces_that_lose_no_word() -> None:
    text = "one two, three " * 200
    document = read_document(Article("a", text))
    assert max(len(s.tokens) for s in document.sentences) == MOST_TOKENS
    assert " ".join(t.text for s in document.sentences for t in s.tokens) == " ".join(
        t.text for t in tokenize(text)
    )


@given(st.integers(0, 40), st.integers(0, 40))
def test_positions_are_those_of_the_tokens_that_begin_between_two_offsets(start: int, length: int):
    (sentence,) = read_document(Article("a", "Gunmen shot at a bus near Lima.")).sentences
    expected = [n for n, t in enumerate(sentence.tokens) if start <= t.start < start + length]
    assert list(sentence.positions(start, start + length)) == expected


@given(start=st.integers(0, 70), length=st.integers(0, 70))
def test_what_stands_between_two_offsets_is_not_cut(start: int, length: int):
    text = "Rebels shelled the U.S. base (in al-Tanf), near Homs, on 3 May."
    sentence = read_document(Article("a", text)).sentences[0]
    expected = [t.text for t in sentence.tokens if start <= t.start and t.end <= start + length]
    assert list(sentence.words[sentence.between(start, start + length)]) == expected


def test_a_word_ends_where_its_token_does():
    sentence = read_document(Article("a", "Syria's U.S.-led coalition.")).sentences[0]
    assert [sentence.end_of(n) for n in range(len(sentence.words))] == [
        token.end for token in sentence.tokens
    ]


@given(st.text(max_size=80))
def test_what_a_sentence_knows_without_tokens_is_what_its_tokens_say(text: str):
    for sentence in read_document(Article("a", text)).sentences:
        assert sentence.starts == [token.start for token in sentence.tokens]
        assert sentence.words == tuple(token.text for token in sentence.tokens)
        assert sentence.lowers == tuple(token.lower for token in sentence.tokens)


@pytest.mark.parametrize("text", ["EINS zwei", "ABCDEFGh", "ABCDEFG hi", "ABC 123 !", "ÄÖÜ ABC d"])
def test_a_text_in_plain_letters_is_in_capitals_as_any_other_is(text: str):
    letters = [c for c in text if c.isalpha()]
    is_most = sum(c.isupper() for c in letters) > 0.7 * len(letters)
    assert is_in_capitals(text) is is_most
