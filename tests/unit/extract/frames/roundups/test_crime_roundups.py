"""A night's crimes that one article adds up and then tells one by one."""

from __future__ import annotations

from tests.unit.extract.articles import default

_LEAD = (
    "DAYTON, Ohio -- One man was killed and six people were wounded in separate shootings on "
    "Tuesday night, police said.\n"
)
_BELMONT = (
    "At 8:20 p.m., a 19-year-old man was shot in the 300 block of Alder Street in Belmont. "
    "He was pronounced dead at a hospital.\n"
)
_GRAFTON = (
    "About 9:30 p.m., four people were wounded in the 1200 block of Grafton Avenue. "
    "They were taken to a hospital.\n"
)
_LINDEN = "Just before midnight, two women were shot on Linden Avenue. Police have no suspects.\n"


def tolls(text: str, title: str) -> list[dict[str, int | None]]:
    """The tolls of an article's default mentions."""
    return [
        {toll.outcome: toll.best for toll in mention.casualties if toll.part_of is None}
        for mention in default(text, title)
    ]


def test_each_crime_of_a_round_up_has_its_own_toll() -> None:
    told = tolls(_LEAD + _BELMONT + _GRAFTON + _LINDEN, "1 dead, 6 wounded in Dayton shootings")
    assert told == [{"killed": 1}, {"injured": 4}, {"injured": 2}]


def test_the_crimes_of_a_round_up_are_of_its_day_and_town() -> None:
    found = default(_LEAD + _BELMONT + _GRAFTON, "1 dead, 6 wounded in Dayton shootings")
    assert {str(mention.event_start) for mention in found} == {"2024-03-12"}
    assert all("Dayton" in (mention.place.name or "") for mention in found)


def test_one_shooting_told_hour_by_hour_is_no_round_up() -> None:
    text = (
        "DAYTON, Ohio -- Four people were wounded in a shooting on Tuesday night, police said.\n"
        "At 9:30 p.m., four people were shot in the 1200 block of Grafton Avenue. "
        "At 9:50 p.m., a fifth man walked into a hospital with a gunshot wound.\n"
    )
    assert len(default(text, "Five shot in Dayton")) == 1


def test_each_quarter_of_a_weekend_has_its_own_crime_and_last_weekends_count_is_none() -> None:
    text = (
        "CHICAGO -- Three people were killed and two wounded in shootings across Chicago over the "
        "weekend, police said.\n"
        "On Saturday, a double shooting in Englewood left a 19-year-old dead. "
        "Hours later, a man of 40 was found with gunshot wounds to the chest in Rogers Park.\n"
        "A guard was stabbed to death in West Garfield Park on Sunday morning.\n"
        "Last weekend, six people were killed and 19 wounded.\n"
    )
    found = default(text, "Three killed in weekend shootings across Chicago")
    assert [(m.event_type, (m.place.name or "").split(",")[0]) for m in found] == [
        ("shooting", "Englewood"),
        ("shooting", "Rogers Park"),
        ("stabbing", "West Garfield Park"),
    ]
