"""The day of a story's main incident among all days that it names."""

from __future__ import annotations

from datetime import UTC, date, datetime

from pipeline.extract import load_extractor
from pipeline.records import Article, Rejection


def day_of(text: str, title: str = "") -> date | None:
    """The first day of the first mention of an article of Wednesday, 24 August 2022."""
    published = datetime(2022, 8, 24, 10, tzinfo=UTC)
    found = load_extractor().extract(Article("a", text, title=title, published_at=published))
    assert not isinstance(found, Rejection)
    return found[0].event_start


def test_the_day_of_the_deed_wins_over_those_of_report_and_vigil() -> None:
    text = (
        "Police released the names of two men who were killed in a shooting outside a bar in "
        "Denver. Officers were called to the bar about 11:30 p.m. Saturday and found both men "
        "dead, police said Tuesday. A vigil was held on Sunday."
    )
    assert day_of(text, "Two men killed in bar shooting identified") == date(2022, 8, 20)


def test_the_old_day_of_a_deed_wins_over_that_of_the_hearing() -> None:
    text = (
        "A man appeared in court on Monday. He is charged with the shooting that killed a clerk "
        "in Denver. The clerk was shot at about 9 p.m. on June 13, 2022 in the 400 block of Main "
        "Street, police said."
    )
    assert day_of(text, "Man in court over shooting of clerk") == date(2022, 6, 13)


def test_a_day_that_another_is_counted_from_is_not_the_incidents() -> None:
    text = "Shops in Aleppo stayed shut on Monday, three days after rockets killed 14 people."
    assert day_of(text) == date(2022, 8, 19)


def test_the_day_is_within_the_month_that_the_words_tell() -> None:
    text = (
        "A man was sentenced on Monday for a shooting in June that killed two people in Denver. "
        "He told the judge on Tuesday that he was sorry."
    )
    day = day_of(text)
    assert day is None or day.month == 6


def test_the_year_that_tells_history_stays() -> None:
    assert day_of("The pub on the quay, bombed in 1984, opened anew in Brighton.") == date(
        1984, 1, 1
    )


def test_a_day_told_with_its_year_is_not_overruled_by_that_of_a_ceremony() -> None:
    text = (
        "Survivors of the bombing of a hotel in Nairobi laid flowers in a park on Monday. On the "
        "morning of Aug. 19, 2003, a man drove a lorry loaded with explosives into its yard and "
        "killed nine people."
    )
    assert day_of(text) == date(2003, 8, 19)


def test_the_day_of_the_crime_told_at_length_wins_over_that_of_the_arrest() -> None:
    text = (
        "Police in Denver charged a man with murder on Monday in connection with the fatal "
        "shooting of a clerk on Main Street, they said. The man, 28, is accused of shooting the "
        "clerk, 22, late Saturday outside a bar in Denver. He entered the bar about 11:10 p.m. "
        "Saturday and demanded cash, the police said."
    )
    assert day_of(text, "Man charged with murder of clerk") == date(2022, 8, 20)


def test_a_weekend_begins_on_friday_night() -> None:
    text = (
        "Two people were killed in a shooting in Denver over the weekend. Officers were called to "
        "the house about 11 p.m. Friday and found a man and a woman dead."
    )
    assert day_of(text, "Two killed in weekend shooting") == date(2022, 8, 19)


def test_what_is_told_behind_the_lead_has_the_day_of_the_story() -> None:
    text = (
        "A girl from Denver is in hospital after an accident with an air gun. It happened on "
        "Sunday afternoon at a farm. Sheriff Ann Lee spoke to reporters outside. She said that "
        "the family was at home. The girl, 8, was shot in the chest by her brother."
    )
    assert day_of(text, "Girl, 8, in hospital") == date(2022, 8, 21)


def test_the_day_before_the_noun_of_the_crime_wins_over_that_of_the_arrest() -> None:
    text = (
        "Detectives in Denver arrested two more men on Monday in the July 13 shooting outside a "
        "nightclub that killed a clerk. They were taken to jail on Tuesday."
    )
    assert day_of(text, "Two more arrested in nightclub shooting") == date(2022, 7, 13)


def test_the_day_of_a_crime_may_lie_outside_the_week_that_a_neighbour_speaks_of() -> None:
    text = (
        "Three men were shot outside a bar in Denver on Saturday night, police said. It happened "
        "about 11 p.m. Saturday. A man who lives there says that a fight last month led to the "
        "shooting."
    )
    assert day_of(text, "Three shot outside bar") == date(2022, 8, 20)


def test_the_yesterday_of_an_author_is_not_the_deeds() -> None:
    """Who is quoted so was there."""
    text = (
        "Hours after the broadcast, a gunman opened fire at a theatre in Louisiana, killing two "
        "people.\nAnalysis by our editor\n{}The man who sat before me yesterday was calm.{}"
    )
    assert day_of(text.format("", "")) != date(2022, 8, 23)
    assert day_of(text.format("“", "” she said.")) == date(2022, 8, 23)
