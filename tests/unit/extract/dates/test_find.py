"""Dates: what is found in a text, what it resolves to, which role it has."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.dates.find import (
    DatesOfArticle,
    Interval,
    document_date,
    find_dates,
    resolve,
)
from pipeline.lexicon.tables import Row, read_table
from pipeline.records import Article
from pipeline.text import Document, read_document

FRIDAY = date(2022, 8, 26)
ANCHOR = Interval(date(2022, 8, 24), date(2022, 8, 24), "day")
COLUMNS = ("kind", "first", "form", "constants", "example")


def document(
    text: str, published: date | None = FRIDAY, title: str | None = None, language: str = "en"
) -> Document:
    at = datetime.combine(published, datetime.min.time(), UTC) if published else None
    return read_document(Article("a", text, title=title, published_at=at, language=language))


def spans(text: str, language: str = "en") -> list[str]:
    return [text[m.start : m.end] for m in find_dates(document(text, language=language))]


def examples(language: str) -> list[Row]:
    return list(read_table(f"lexicon/{language}/date_forms.tsv", COLUMNS))


@pytest.mark.parametrize(
    ("language", "row"),
    [(language, row) for language in ("en", "es") for row in examples(language)],
    ids=lambda value: value["example"] if isinstance(value, Row) else value,
)
def test_every_form_reads_its_example(language: str, row: Row) -> None:
    example = row["example"]
    beginnings = {"en": ("A bomb exploded on ", "A bomb exploded in ", "A bomb exploded ")}
    beginnings["es"] = ("Una bomba estalló el ", "Una bomba estalló en ", "Una bomba estalló ")
    texts = [
        f"{b}{example}{end}" for b in beginnings[language] for end in (", at noon.", " (AFP).")
    ]
    assert any(example in spans(text, language) for text in texts)


@pytest.mark.parametrize(
    ("expression", "start", "end", "precision"),
    [
        ("on August 15", "2022-08-15", "2022-08-15", "day"),
        ("on Feb. 15 2021", "2021-02-15", "2021-02-15", "day"),
        ("on 15 Aug", "2022-08-15", "2022-08-15", "day"),
        ("on 15th of March, 2020", "2020-03-15", "2020-03-15", "day"),
        ("on 2019-03-04", "2019-03-04", "2019-03-04", "day"),
        ("on 3/14/2015", "2015-03-14", "2015-03-14", "day"),
        ("on December 31", "2021-12-31", "2021-12-31", "day"),
        ("on the 24th", "2022-08-24", "2022-08-24", "day"),
        ("on the 30th", "2022-07-30", "2022-07-30", "day"),
        ("in March 2020", "2020-03-01", "2020-03-31", "month"),
        ("in July", "2022-07-01", "2022-07-31", "month"),
        ("in August", "2022-08-01", "2022-08-26", "month"),
        ("in 2019", "2019-01-01", "2019-12-31", "year"),
        ("in late March", "2022-03-21", "2022-03-31", "days"),
        ("on Thursday", "2022-08-25", "2022-08-25", "day"),
        ("on Friday", "2022-08-26", "2022-08-26", "day"),
        ("last Friday", "2022-08-19", "2022-08-19", "day"),
        ("late Tuesday night", "2022-08-23", "2022-08-23", "day"),
        ("on Monday of last week", "2022-08-15", "2022-08-15", "day"),
        ("Saturday, Sept. 12", "2020-09-12", "2020-09-12", "day"),
        ("today", "2022-08-26", "2022-08-26", "day"),
        ("yesterday afternoon", "2022-08-25", "2022-08-25", "day"),
        ("last night", "2022-08-25", "2022-08-25", "day"),
        ("this morning", "2022-08-26", "2022-08-26", "day"),
        ("overnight", "2022-08-26", "2022-08-26", "day"),
        ("the day before yesterday", "2022-08-24", "2022-08-24", "day"),
        ("three days ago", "2022-08-23", "2022-08-23", "day"),
        ("several days ago", "2022-08-17", "2022-08-23", "days"),
        ("two weeks ago", "2022-08-09", "2022-08-15", "week"),
        ("two months ago", "2022-06-01", "2022-06-30", "month"),
        ("a year ago", "2021-01-01", "2021-12-31", "year"),
        ("last week", "2022-08-15", "2022-08-21", "week"),
        ("last month", "2022-07-01", "2022-07-31", "month"),
        ("earlier this month", "2022-08-01", "2022-08-26", "month"),
        ("earlier in the week", "2022-08-22", "2022-08-26", "week"),
        ("at the start of the week", "2022-08-22", "2022-08-26", "week"),
        ("last February", "2022-02-01", "2022-02-28", "month"),
        ("last November", "2021-11-01", "2021-11-30", "month"),
        ("last year in February", "2021-02-01", "2021-02-28", "month"),
        ("in February last year", "2021-02-01", "2021-02-28", "month"),
        ("over the weekend", "2022-08-20", "2022-08-21", "days"),
        ("recently", "2022-07-27", "2022-08-26", "month"),
        ("in recent days", "2022-08-19", "2022-08-26", "days"),
        ("over the past three days", "2022-08-23", "2022-08-26", "days"),
        ("between 3 and 5 May", "2022-05-03", "2022-05-05", "days"),
        ("on May 3-5", "2022-05-03", "2022-05-05", "days"),
        ("from Monday to Wednesday", "2022-08-22", "2022-08-24", "days"),
        ("late on Tuesday and again on Wednesday morning", "2022-08-23", "2022-08-24", "days"),
        ("on Monday and Wednesday", "2022-08-22", "2022-08-22", "day"),
        ("between Friday and Sunday", None, None, None),
        ("a day earlier", "2022-08-23", "2022-08-23", "day"),
        ("the following night", "2022-08-25", "2022-08-25", "day"),
        ("the same day", "2022-08-24", "2022-08-24", "day"),
        ("two days later", "2022-08-26", "2022-08-26", "day"),
        ("about 90 minutes earlier", "2022-08-24", "2022-08-24", "day"),
        ("hours later", "2022-08-24", "2022-08-24", "day"),
        ("on Christmas Day", "2021-12-25", "2021-12-25", "day"),
        ("on New Year's Eve", "2021-12-31", "2021-12-31", "day"),
        ("on Thanksgiving", "2021-11-25", "2021-11-25", "day"),
        ("on Memorial Day", "2022-05-30", "2022-05-30", "day"),
        ("on Good Friday", "2022-04-15", "2022-04-15", "day"),
        ("on Labor Day", "2021-09-06", "2021-09-06", "day"),
        ("last summer", "2021-06-01", "2021-08-31", "month"),
    ],
)
def test_an_expression_resolves_against_publication_and_story(
    expression: str, start: str | None, end: str | None, precision: str | None
) -> None:
    found = find_dates(document(f"Gunmen attacked the village {expression}, killing two."))
    assert len(found) == 1
    interval = resolve(found[0], FRIDAY, ANCHOR)
    assert interval is not None
    if start is not None:
        got = (interval.start.isoformat(), interval.end.isoformat(), interval.precision)
        assert got == (start, end, precision)


@pytest.mark.parametrize(
    "text",
    [
        "They may attack again.",
        "Troops march on the town.",
        "April Jones was hurt.",
        "Police searched the 2000 block of Elm Street.",
        "About 2000 people marched.",
        "He fired 15 shots from a 9 mm pistol.",
        "The 24th Precinct is investigating.",
        "The USA Today report was wrong.",
        "Shots rang out at 7:30 p.m. near the bar.",
        "The sun was setting and people sat outside.",
        "The 19 April Movement laid down its arms.",
        'The "9 May" Brigade claimed the blast.',
        "They marched along 5 July Avenue.",
    ],
)
def test_what_looks_like_a_date_is_none(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("A man was shot dead on Tuesday in the capital.", "event"),
        ("The attack took place on Tuesday.", "event"),
        ("Police said on Thursday that a man had been shot.", "report"),
        ("The army announced Monday that two rebels had died.", "report"),
        ("The suspect appeared in court on Monday.", "other"),
        ("Two men were sentenced Friday.", "other"),
        ("A vigil was held Thursday night.", "other"),
        ("Thousands have died since 2014.", "other"),
        ("The talks will resume on Monday.", "other"),
        ("Posted: Wednesday, May 27, 2015", "other"),
        ("World powers revived the 2015 deal.", "other"),
    ],
)
def test_a_date_has_the_role_of_what_stands_nearest(text: str, role: str) -> None:
    assert find_dates(document(text))[0].role == role


def test_a_day_ahead_is_marked_and_resolves_after_publication() -> None:
    (mention,) = find_dates(document("The man is due in court on Monday."))
    assert mention.is_future
    assert resolve(mention, FRIDAY) == Interval(date(2022, 8, 29), date(2022, 8, 29), "day")


def test_a_story_relative_date_needs_its_anchor() -> None:
    (mention,) = find_dates(document("A day earlier, rockets hit the base."))
    assert mention.is_story_relative
    assert resolve(mention, FRIDAY, None) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("SAN SALVADOR, 9 JAN 90 (DPA) -- [TEXT] GUERRILLAS ATTACKED TODAY.", date(1990, 1, 9)),
        ("NAIROBI, Aug 15, 2021 (Reuters) - Gunmen attacked a bus.", date(2021, 8, 15)),
        ("SAVANNAH, GA (October 16, 2015): Police responded Thursday.", date(2015, 10, 16)),
        ("Gunmen attacked a bus on August 15, 2021 in the north.", None),
    ],
)
def test_a_dateline_dates_a_document_that_has_no_date(text: str, day: date | None) -> None:
    assert document_date(document(text, published=None)) == day


def test_relative_dates_count_from_the_dateline_of_a_text_published_again() -> None:
    again = document("SAVANNAH, GA (October 16, 2015): A man was shot Thursday.", date(2017, 1, 5))
    assert document_date(again) == date(2015, 10, 16)


def test_texts_in_capitals_have_months_and_days() -> None:
    text = "BOGOTA, 25 AUG 89 (EFE) -- A BOMB EXPLODED IN MAY. ANOTHER WAS FOUND ON 24 AUGUST."
    assert spans(text) == ["25 AUG 89", "MAY", "24 AUGUST"]


def test_a_weekday_that_names_the_next_day_is_the_next_day() -> None:
    (mention,) = find_dates(document("A man was shot early Saturday in Lima."))
    assert resolve(mention, FRIDAY) == Interval(date(2022, 8, 27), date(2022, 8, 27), "day")


@given(st.text(max_size=200), st.sampled_from(["en", "es"]))
def test_any_text_is_read_with_offsets_inside_it(text: str, language: str) -> None:
    doc = document(text, language=language)
    last = -1
    for mention in find_dates(doc):
        assert last <= mention.start < mention.end <= len(text)
        last = mention.end


pieces = st.lists(
    st.sampled_from(
        "on in the a last next this Monday Tuesday night May March 5 15 31 2020 1999 Feb. 30 th , "
        "- to and between from two three days weeks ago earlier later weekend Easter since said "
        "will early month year of past few recent 9/11/2001 2021-02-30 day before yesterday".split()
    ),
    max_size=14,
)


@given(pieces, st.dates(date(1, 1, 2), date(9999, 12, 30)))
def test_any_expression_resolves_to_an_interval_in_order_or_to_none(
    words: list[str], published: date
) -> None:
    doc = document(" ".join(words), published)
    for mention in find_dates(doc):
        interval = resolve(mention, published, Interval(published, published, "day"))
        if interval is not None:
            assert interval.start <= interval.end


def test_a_regional_language_has_the_words_of_its_language() -> None:
    (mention,) = find_dates(document("A bomb exploded on Monday.", language="en-GB"))
    assert mention.expression.weekday == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ten years ago this week, a shell hit the bakery.", ["Ten years ago this week"]),
        ("Two years ago, on June 5, a bomb went off.", ["Two years ago, on June 5"]),
        ("He left two years ago, and today a bomb went off.", ["two years ago", "today"]),
    ],
)
def test_an_anniversary_is_one_date(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


def test_a_day_without_a_year_has_that_with_which_it_is_told_elsewhere() -> None:
    told = document("A boy died on March 13. The shooting of March 13, 2019 was never solved.")
    intervals = [resolve(mention, FRIDAY) for mention in find_dates(told)]
    assert [i and i.start for i in intervals] == [date(2019, 3, 13)] * 2


def test_dates_that_are_asked_for_by_sentence_are_those_of_the_whole() -> None:
    """A day takes its year from anywhere in the article, and the first sentences come along."""
    told = document(
        "LIMA, May 3, 2021. A man was shot on March 13. Nobody slept. Dogs barked. It rained. "
        "Shops shut. Cars burned. The murder of March 13, 2013 was solved on Tuesday."
    )
    dates = DatesOfArticle(told)
    asked = [dates.within(sentence.index) for sentence in told.sentences]
    assert [mention for found in asked for mention in found] == list(find_dates(told))
    assert [m.sentence for m in dates.around(7)] == [m.sentence for m in find_dates(told)]


def test_a_month_in_short_begins_no_name() -> None:
    assert not find_dates(document("A bomb went off in the Mar Elias church."))
    assert find_dates(document("A bomb went off in Mar. 2021."))
    assert find_dates(document("A bomb went off in March, Elias said."))


def test_a_day_of_the_news_does_not_take_the_year_of_that_month_in_history() -> None:
    text = "AMMAN, Aug 22 - Jets bombed Idlib on Aug 23. In August 2016 they had bombed Aleppo."
    days = [resolve(mention, FRIDAY) for mention in find_dates(document(text))]
    assert [day.start for day in days if day][:2] == [date(2022, 8, 22), date(2022, 8, 23)]


def test_an_older_day_takes_the_year_of_that_month() -> None:
    text = "He was shot on March 13. The murder of March 2013 shook the town."
    first = find_dates(document(text))[0]
    assert resolve(first, FRIDAY) == Interval(date(2013, 3, 13), date(2013, 3, 13), "day")
