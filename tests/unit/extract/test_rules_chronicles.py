"""Long reports that tell one deed after another: each with its own day, place and toll."""

from __future__ import annotations

from datetime import date

from tests.unit.extract.articles import default, read

_DEEDS = """\
Gunmen on motorcycles raided Maradun in Zamfara on Sunday, killing 18 villagers.
A bomb killed six soldiers near Damboa on Saturday.
Bandits shot dead four travellers on a road near Isa on Monday.
"""


def test_what_the_lead_counts_over_days_is_none_of_the_deeds() -> None:
    """Those are told below, each with its day and town."""
    lead = "At least 28 people have been killed in attacks across Nigeria in the past five days.\n"
    told = default(lead + _DEEDS)
    assert [m.place.name for m in told] == ["Maradun", "Damboa", "Isa"]
    assert not any(c.best == 28 for m in told for c in m.casualties)


def test_the_deeds_of_a_reports_month_are_its_news() -> None:
    """However long before the report they were."""
    told = default(
        "At least 90 civilians were killed in eastern Congo last month, the UN said on Thursday.\n"
        "Rebels killed 38 people in Komanda on February 3.\n"
        "Rebels killed 16 miners in Manguredjipa on February 9.\n"
        "A drone killed nine people in a market in Minembwe on February 27.\n"
    )
    assert [m.place.name for m in told] == ["Komanda", "Manguredjipa", "Minembwe"]


def test_what_was_then_is_not_what_is_the_worst_since() -> None:
    """Neither its day nor its dead."""
    told = read(
        "A bomber blew himself up in a mosque in Peshawar on Tuesday and killed 46 people.\n"
        "The attack is the deadliest in the city since January 2023, when a bomber killed more than"
        " 80 people in a mosque of a police compound in Peshawar."
    )
    days = {m.event_start: {c.best for c in m.casualties} for m in told}
    assert days[date(2024, 3, 12)] == {46}
    assert 80 in days[date(2023, 1, 1)]


def test_a_bombing_is_of_the_day_before_that_of_the_burial() -> None:
    (told,) = default(
        "Mourners filled Peshawar on Wednesday to bury the victims of a suicide bombing that tore "
        "through a mosque in the city a day earlier and killed 46 people."
    )
    assert told.event_start == date(2024, 3, 12)


def test_all_of_a_clause_on_a_province_was_there() -> None:
    """However far its verb stands, and whatever is told next."""
    told = default(
        "The worst attack was in Zamfara State, where gunmen on motorcycles invaded Dan Kurmi, a "
        "farming community in a wooded district, on Monday night, killing 18 villagers. "
        "In neighbouring Sokoto, bandits ambushed travellers on Tuesday, killing four."
    )
    assert [m.place.name for m in told] == ["Zamfara", "Sokoto"]


def test_his_car_is_no_town() -> None:
    (told,) = default("A driver was found shot to death in his Toyota in Chicago on Friday night.")
    assert told.place.country == "US"


def test_who_is_said_to_have_planned_an_attack_is_arrested() -> None:
    """The attack was none, so the arrest is the news."""
    text = (
        "Gunmen killed three people in Sydney on Monday. "
        "In Adelaide, police on Tuesday arrested a man who is said to have planned an attack on a "
        "mosque."
    )
    assert ("arrest", "Adelaide") in {(m.event_type, m.place.name) for m in default(text)}


def test_kidnap_victims_who_are_freed_are_not_wounded() -> None:
    (told,) = default(
        "Troops rescued 31 kidnap victims from a camp in Safana in Katsina on Wednesday after a "
        "gun battle with their captors."
    )
    assert not [c for c in told.casualties if c.outcome == "injured"]


def test_a_rocket_that_was_fired_at_a_party_s_house_is_shelling() -> None:
    (told,) = default("On Sunday, a rocket was fired at the compound of a party in Kirkuk.")
    assert told.event_type == "shelling"


def test_posts_of_a_live_page_are_of_its_day() -> None:
    """No post says which day; what was yesterday says so."""
    told = default(
        "16:05 - Health ministry raises toll\n"
        "An Israeli air strike on a house in Tyre has killed four people, the ministry says.\n"
        "14:48 - Rockets\n"
        "Rockets have hit a house in Kiryat Shmona and wounded a man.\n"
        "10:30 - Gaza\n"
        "Seven people were shot dead by Israeli troops near Khan Younis.\n"
        "08:00 - Good morning\n"
        "Yesterday an Israeli drone killed a commander on the road near Marjayoun."
    )
    days = {m.place.name: m.event_start for m in told}
    assert days["Tyre"] == date(2024, 3, 14)
    assert days["Marjayoun"] == date(2024, 3, 13)


def test_a_sum_of_a_region_is_none_beside_most_of_its_towns() -> None:
    """Also where the dead of one are told in other words."""
    told = default(
        "Israeli strikes killed at least 29 people across the Gaza Strip on Monday, medics said.\n"
        "Eleven of them died when a missile struck a tent in Khan Younis.\n"
        "Another nine people were killed in Gaza City in an air strike on a bakery.\n"
        "In Deir al-Balah, a drone fired at a group of men and killed three."
    )
    places = {m.place.name for m in told}
    assert {"Gaza City", "Deir al-Balah"} < places
    assert not any(c.best == 29 for m in told for c in m.casualties)


def test_a_region_that_opens_a_sentence_opens_a_scene() -> None:
    """Who was shot there is not who was shot elsewhere last week."""
    told = read(
        "The headman, Lalboi Haokip, was shot in Churachandpur last week by unknown men.\n"
        "In Kashmir, a soldier was shot dead by a sniper along the Line of Control in Kupwara."
    )
    assert "Kupwara" in {m.place.name for m in told}
    assert len(told) == 2


def test_a_suburb_is_where_it_was() -> None:
    """Not the capital, whose name is its province's, too."""
    (told,) = default("A car bomb killed six people in the Damascus suburb of Jaramana on Monday.")
    assert told.place.name == "Jaramana"


def test_whom_a_clash_was_about_did_not_die_in_it() -> None:
    told = default(
        "Protesters clashed with police in Churachandpur on Tuesday over the killing of a headman."
    )
    assert not [c for m in told for c in m.casualties if c.outcome == "killed"]


def test_an_age_counts_nobody() -> None:
    (told,) = default("A boy of 16 suffered severe injuries in a stabbing in Leeds on Friday.")
    assert [c.best for c in told.casualties if c.outcome == "injured"] == [1]


def test_what_takers_and_robbers_do_has_many_words() -> None:
    texts = {
        "A teacher and his two sons were dragged from their house near Mopti in Mali on Monday.": (
            "abduction"
        ),
        "A store in Philadelphia was held up by two masked men on Saturday.": "robbery",
        "A driver in his fifties was slashed across the face in Leeds on Tuesday.": "stabbing",
    }
    assert {text: [m.event_type for m in read(text)] for text in texts} == {
        text: [kind] for text, kind in texts.items()
    }


def test_whom_an_arrest_counts_it_names() -> None:
    (told,) = default(
        "Soldiers stopped a lorry outside Jos in Nigeria on Monday and found 12 rifles; "
        "the driver and two passengers were arrested."
    )
    assert [p.name for p in told.participants if p.role == "victim"] == [
        "driver and two passengers"
    ]


def test_the_dead_of_a_week_are_a_sum_of_its_days() -> None:
    """Also where the lead says only up to which day."""
    lead = "At least 71 people were killed in attacks across Nigeria in the week to Monday.\n"
    assert [m.place.name for m in default(lead + _DEEDS)] == ["Maradun", "Damboa", "Isa"]


def test_what_is_told_behind_its_day_of_long_ago_is_of_that_day() -> None:
    """Its "Friday prayers" were not those of last Friday."""
    told = read(
        "An explosion tore through a gas pipeline near El Arish in Egypt on Sunday.\n"
        "The worst day was November 24, 2017. Some 40 gunmen surrounded a mosque in Bir al-Abed "
        "during Friday prayers, set off bombs and killed 305 people."
    )
    assert date(2017, 11, 24) in {m.event_start for m in told}


def test_what_is_on_a_road_is_near_where_it_begins() -> None:
    told = default(
        "Fighters overran a garrison in Walgak, South Sudan, on Friday. "
        "A convoy came under fire on the road from Bor to Pibor on Sunday, and a guard was killed."
    )
    assert [m.place.name for m in told] == ["Walgak", "Bor"]


def test_a_building_that_is_retaken_is_no_territory() -> None:
    told = default(
        "Gunmen stormed a court in Turbat, Pakistan, on Monday and killed 12 people before security"
        " forces retook the building."
    )
    assert "territory_regained" not in {m.event_type for m in told}


def test_unknown_men_abduct() -> None:
    (told,) = default(
        "Three employees of a charity were seized by unknown men at their office in Loikaw, "
        "Myanmar, on March 12."
    )
    assert told.event_type == "abduction"


def test_the_dead_of_a_war_are_those_of_no_deed() -> None:
    told = default(
        "Three employees of a charity were seized by unknown men in Loikaw, Myanmar, on March 12.\n"
        "The war that followed the coup has killed more than 80,000 people, monitors say."
    )
    assert not [c for m in told for c in m.casualties if c.outcome == "killed"]


def test_each_paragraph_of_a_round_up_that_tells_of_somebody_new_is_a_crime() -> None:
    """Also on one day, where nothing says in which quarters."""
    told = default(
        "Three people were killed in separate shootings in Memphis between Friday night and early "
        "Monday.\n"
        "At about 3:15 a.m. Saturday, four people were shot at a house party in Frayser.\n"
        "A woman was shot dead Saturday evening in a dispute in Whitehaven.\n"
        "On Sunday, two teenagers were shot while riding bikes in Hickory Hill."
    )
    assert len(told) == 3


def test_whom_grammar_names_is_told_where_nobody_is() -> None:
    """However unsure it is that it was an incident at all."""
    told = default(
        "A crowd in Nakuru stormed the office of a lawmaker on Saturday and set it on fire.\n"
        "In Mombasa, where a march had been peaceful until the afternoon, youths looted a "
        "supermarket and a dozen shops on Digo Road, residents said."
    )
    assert {
        m.place.name: [p.name for p in m.participants if p.role == "perpetrator"] for m in told
    } == {"Nakuru": ["crowd"], "Mombasa": ["youths"]}


def test_a_toll_that_a_minister_tells_next_day_is_of_the_riot() -> None:
    told = default(
        "Demonstrators forced their way into parliament in Tirana on Sunday and set fire to it.\n"
        "Police used water cannon to clear the building. Sixty-two people were injured and 88 were "
        "detained, the interior ministry said on Monday."
    )
    assert [(m.event_type, m.event_start) for m in told] == [("riot", date(2024, 3, 10))]
    assert 62 in {c.best for m in told for c in m.casualties}


def test_what_a_report_of_months_came_out_after_counts_from_today() -> None:
    told = default(
        "Rebels shot dead three people in Timbuktu in Mali on Tuesday.\n"
        "On 12 January, soldiers killed 22 men in the village of Diafarabe.\n"
        "The report came out a day after fighters ambushed a convoy near Kaya in Burkina Faso and "
        "killed 27 soldiers."
    )
    assert ("Kaya", date(2024, 3, 13)) in {(m.place.name, m.event_start) for m in told}


def test_easter_in_a_year_is_of_that_year() -> None:
    (told,) = read(
        "Suicide bombers attacked three churches in Colombo in Sri Lanka on Easter Sunday in 2019."
    )
    assert told.event_start == date(2019, 4, 21)
