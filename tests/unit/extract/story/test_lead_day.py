"""The day of a story's first incident."""

from __future__ import annotations

from datetime import UTC, date, datetime

from pipeline.extract import load_extractor
from pipeline.records import Article, Rejection


def test_the_day_told_next_is_the_events_where_the_lead_says_when_it_was_reported() -> None:
    text = (
        "Gunmen have abducted 14 passengers near Kaduna in Nigeria, relatives said on Wednesday. "
        "They came out of the bush on Tuesday afternoon near a bridge."
    )
    published = datetime(2022, 8, 24, 10, tzinfo=UTC)
    found = load_extractor().extract(Article("a", text=text, published_at=published))
    assert not isinstance(found, Rejection)
    assert [m.event_start for m in found] == [date(2022, 8, 23)]


def read(text: str, title: str) -> list[tuple[date | None, str | None]]:
    """The day of each mention of an article of 24 August 2022, and where the day is from."""
    published = datetime(2022, 8, 24, 10, tzinfo=UTC)
    found = load_extractor().extract(Article("a", text, title=title, published_at=published))
    assert not isinstance(found, Rejection)
    return [(m.event_start, m.event_date_source) for m in found]


def test_news_that_names_no_day_is_of_the_day_of_its_publication() -> None:
    text = "Two men were wounded in a shooting outside a bar in Lagos. Police are at the scene."
    assert read(text, "Two shot outside Lagos bar") == [(date(2022, 8, 24), "published")]


def test_what_is_told_of_a_trial_has_no_day_of_publication() -> None:
    text = "A man was charged with murder after two people were shot dead outside a bar in Lagos."
    assert all(day is None for day, _ in read(text, "Man charged in Lagos bar shooting"))


def test_the_day_of_a_charge_is_not_that_of_the_shooting() -> None:
    text = "A man was charged over a shooting that killed a clerk in Lagos, police said on Tuesday."
    assert [day for day, _ in read(text, "Man charged in Lagos")] in ([], [None])


def test_an_arrest_is_of_its_own_day_not_of_its_deeds() -> None:
    text = (
        "A man was arrested on Monday. The suspect, 28, was taken into custody over bombings in "
        "Lagos on Saturday that hurt nobody, police said."
    )
    found = load_extractor().extract(
        Article("a", text, published_at=datetime(2022, 8, 24, 10, tzinfo=UTC))
    )
    assert not isinstance(found, Rejection)
    assert {m.event_type: m.event_start for m in found}["arrest"] == date(2022, 8, 22)


def test_an_arrest_keeps_the_day_of_its_sentence() -> None:
    text = (
        "QUITO - Police on Monday freed a woman who had been held in a house in Quito and "
        "arrested four men, a minister said. She had left a shop in Machala on August 12 and "
        "never came home."
    )
    assert read(text, "Four held in Quito") == [(date(2022, 8, 22), "text")]


def read_telegram(*sentences: str) -> list[tuple[date | None, date | None]]:
    """First and last day of each incident told at the end of a telegram of 9 May 1989."""
    lead = "LIMA, 9 MAY 89 (XYZ) -- [TEXT] THE TRADE TALKS WENT ON."
    text = " ".join((lead, *["NO FIGURES WERE GIVEN."] * 4, *sentences))
    published = datetime(1989, 5, 9, tzinfo=UTC)
    found = load_extractor().extract(Article("a", text, published_at=published))
    assert not isinstance(found, Rejection)
    return [(m.event_start, m.event_end) for m in found]


def test_news_of_a_telegram_that_names_no_day_is_of_its_day_or_the_night_before() -> None:
    found = read_telegram("A MAYOR WAS KILLED BY GUNMEN IN THE TOWN OF HUANTA.")
    assert found == [(date(1989, 5, 8), date(1989, 5, 9))]


def test_what_a_telegram_only_points_back_to_may_be_of_any_day() -> None:
    found = read_telegram("HE CONDEMNED THE MURDER OF MAYOR JOSE QUISPE IN HUANTA.")
    assert found == [(None, None)]


def test_a_protest_keeps_the_day_of_its_sentence() -> None:
    text = (
        "About 80 parents marched through Evanston on Saturday morning to demand a crossing guard. "
        "They stopped at the corner where a girl broke her leg on August 6."
    )
    assert read(text, "Parents march for crossing guard") == [(date(2022, 8, 20), "text")]


def test_a_crime_of_which_no_day_is_sure_is_not_dated_by_what_is_joined_to_it() -> None:
    """Court, burial and two tellings each have a day: none of four is likely enough."""
    text = (
        "The family of a clerk who was shot dead in Denver wept on Monday.\n\nHe was buried on "
        "Thursday.\n\nThe priest spoke of his life. He spoke of his work. He spoke of his faith."
        "\n\nA man shot the clerk in Denver on Friday. He was shot at 9 p.m. Saturday, said his "
        "aunt."
    )
    assert read(text, "Family mourns clerk")[0][0] is None
