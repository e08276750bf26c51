"""Reports that tell several incidents, of whole articles: each with its own place and toll."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.records import Mention
from tests.unit.extract.articles import default, read


def toll(mention: Mention, outcome: str) -> int | None:
    """The number that a mention tells of an outcome."""
    told = (c.best for c in mention.casualties if c.outcome == outcome and c.part_of is None)
    return next(told, None)


def test_a_place_that_opens_its_sentence_is_that_of_all_of_it() -> None:
    """However far behind the comma the deed is told."""
    told = default(
        "Thirteen officers were beaten to death in Sirajganj on Sunday. In Dhaka, at least 11 "
        "people died, among them two students, when police and party men opened fire on crowds."
    )
    assert [(m.place.name, toll(m, "killed")) for m in told] == [("Sirajganj", 13), ("Dhaka", 11)]


def test_a_place_between_two_deeds_opens_the_second() -> None:
    """Each has its own toll, and the first not the place of the second."""
    told = default(
        "Three men were shot dead in a car on Saturday night, and in Gqeberha, five people were "
        "wounded when gunmen opened fire on mourners at a funeral in South Africa."
    )
    assert [m.place.name for m in told] == [None, "Gqeberha"]
    assert [(toll(m, "killed"), toll(m, "injured")) for m in told] == [(3, None), (None, 5)]


def test_a_month_between_two_deeds_opens_none() -> None:
    (told,) = default("Two men were shot in Leeds and in March were found dead in a shooting.")
    assert told.event_type == "shooting"


def test_who_stands_in_an_area_of_a_town_is_in_it() -> None:
    """The towns of the next district, told below, are another's."""
    told = default(
        "PESHAWAR: Two policemen were martyred and three others were injured when militants "
        "attacked a van in the Bakhmal Ahmadzai area of Lakki Marwat on Wednesday, officials said. "
        "They were driven to a hospital in Bannu."
    )
    assert [(m.place.name, toll(m, "killed")) for m in told] == [("Lakki Marwat", 2)]


def test_a_town_of_report_is_not_where_a_far_region_was_hit() -> None:
    """A dateline is asked only where the lead names nothing that it does not lie in."""
    (told,) = default(
        "JAKARTA, March 14 - Gunmen shot dead two construction workers in Indonesia's Highland "
        "Papua province, police said on Wednesday."
    )
    assert told.place.name == "Highland Papua"


@pytest.mark.parametrize(
    ("text", "outcome", "number"),
    [
        ("Elsewhere, 15 died in clashes between the army and the RSF in Babanusa.", "killed", 15),
        (
            "A bomb killed four in Rangpur, including a judge, Ana Lee, and 100 wounded.",
            "injured",
            100,
        ),
        ("Three people between 15 and 20 years of age were shot dead in Uppsala.", "killed", 3),
        ("Two boys aged between 10 and 12 were shot dead in Leeds.", "killed", 2),
        ("Between 15 and 20 people were killed in a bombing in Quetta.", "killed", 17),
        ("Two masked men shot at a villa in Malmo. A woman was hit in the shoulder.", "injured", 1),
        ("Two men shot at a bar in Leeds on Sunday are in hospital.", "injured", 2),
        ("Villagers beat a thief to death in Ramgarh on Tuesday.", "killed", 1),
        ("Gunmen hacked five farmers to death with machetes in Benue.", "killed", 5),
    ],
)
def test_who_counts_is_who_was_hit(text: str, outcome: str, number: int) -> None:
    """Neither words that open a sentence, nor ages, nor gunmen, nor parts of the dead."""
    assert [toll(m, outcome) for m in read(text)] == [number]


def test_what_a_car_is_driven_into_is_no_protest() -> None:
    (told,) = default(
        "A man drove a Mini Cooper into a union march in Munich on Monday, killing a girl and her "
        "mother and injuring 37."
    )
    assert (told.event_type, toll(told, "injured")) == ("attack", 37)


def test_a_march_beside_which_something_was_is_no_incident() -> None:
    told = default(
        "Seven people were stabbed in Mulhouse. The attack took place on Saturday on the sidelines "
        "of a demonstration."
    )
    assert [(m.event_type, m.event_start) for m in told] == [("stabbing", date(2024, 3, 9))]


def test_a_bomb_on_a_bridge_is_nobodys_vest() -> None:
    (told,) = default("A bomb strapped to a bridge blew up in Guayaquil on Friday.")
    assert told.event_type == "bombing"


def test_a_ship_that_gunmen_take_control_of_is_hijacked() -> None:
    (told,) = default("Gunmen took control of the MV Abdullah off Mogadishu on Tuesday.")
    assert told.event_type == "hijacking"


def test_a_charge_told_below_makes_no_history_of_the_lead() -> None:
    """The day of the arrest is the only one."""
    told = default(
        "Two people have died and 11 were wounded after a man stabbed shoppers in Mannheim. The "
        "knifeman, 40, was arrested near the scene on Monday. He ran along a pedestrian street. "
        "Prosecutors have charged him with two counts of murder.",
        "Two dead as man stabs shoppers in Mannheim",
    )
    assert ("stabbing", date(2024, 3, 11)) in [(m.event_type, m.event_start) for m in told]


def test_knives_are_weapons_and_rustlers_doers() -> None:
    (told,) = default("Six rustlers armed with knives attacked herders in Turkana, killing two.")
    assert [weapon.name for weapon in told.weapons] == ["knives"]
    assert "rustlers" in [p.name for p in told.participants if p.role == "perpetrator"]


def test_the_quarter_of_a_city_is_no_other_place_than_the_city() -> None:
    text = (
        "A missile hit an apartment block in Kharkiv on Tuesday evening, killing three people.\n"
        "The missile tore through the upper floors of a building in the Saltivka district."
    )
    assert len(default(text)) == 1


def test_a_toll_told_with_the_day_of_who_tells_it_has_the_day_of_the_deed() -> None:
    """The next sentence names it, pointing back."""
    (told,) = default(
        "QUETTA - The number of people killed in a suicide bombing at the station of Quetta has "
        "risen to 32, an official said on Monday. The blast on Saturday tore through a crowd."
    )
    assert (told.event_start, toll(told, "killed")) == (date(2024, 3, 9), 32)


def test_a_few_dead_are_the_sum_of_the_towns_that_add_up_to_them() -> None:
    """The lead's strikes are of no one of them, and who died in a town died in the strikes."""
    told = default(
        "Drones killed five people in Ukraine on Monday. Two women were killed when a drone hit a "
        "house in Mykolaiv. A missile struck a depot in Sumy, killing one. Two people were "
        "killed in Odesa.",
        "Drones kill five in Ukraine",
    )
    towns = {m.place.name: (m.event_type, toll(m, "killed")) for m in told}
    assert towns["Mykolaiv"][1] == 2
    assert towns["Odesa"] == ("drone_strike", 2)


def test_crimes_of_a_weekend_begin_with_their_part_of_the_day() -> None:
    """The sum is none of them, though only one tells the hour of those it hit."""
    told = default(
        "At least 31 people were shot in Chicago over the weekend, four of them fatally. The first "
        "homicide happened Friday night in Austin, where a man, 24, stood outside when someone "
        "opened fire. Early Saturday, a fight in a bar in Englewood ended in gunfire, killing a "
        "guard.",
        "4 killed, 27 wounded in weekend shootings across Chicago",
    )
    days = [date(2024, 3, 8), date(2024, 3, 9)]
    assert [(m.event_type, m.event_start) for m in told] == [("shooting", day) for day in days]


def test_who_is_seized_elsewhere_was_not_killed() -> None:
    told = default(
        "Police killed six gang members in Delmas in Haiti on Thursday. A reporter was abducted on "
        "Thursday evening in Petit-Goave."
    )
    assert [m.event_type for m in told][-1] == "abduction"
    assert len(told) == 2


def test_days_count_from_what_was_told_before() -> None:
    told = read(
        "On 1 March gunmen killed two people in Kuriga. Three days before that, bandits abducted "
        "20 people in Buda. A bomb killed five in Kajuru on the following Sunday."
    )
    assert [m.event_start.isoformat() for m in told if m.event_start] == [
        "2024-03-01",
        "2024-02-27",
        "2024-03-03",
    ]


def test_a_village_lies_in_the_country_told_beside_it() -> None:
    """Of the sentence's places, or of the country that opens the sentence before."""
    told = read(
        "In Mali, jihadists attacked an academy in Bamako on Tuesday, killing 70. In Niger, a mine "
        "blew up near Agadez on Wednesday, killing five soldiers. The same day, a drone struck "
        "fighters at Tiawa and killed twelve of them."
    )
    assert told[-1].place.name == "Tiawa"
    assert told[-1].place.country == "NE"


def test_a_president_is_no_town() -> None:
    told = read(
        "In Eldoret, the home town of President William Ruto of Kenya, protesters torched a "
        "nightclub on Tuesday."
    )
    assert [m.place.name for m in told] == ["Eldoret"]


def test_a_village_that_is_bombed_from_a_jet_is_struck_from_the_air() -> None:
    """Though the headline speaks of a bombing."""
    (told,) = default(
        "A jet dropped bombs on a hall in Pazigyi in Myanmar on Tuesday, killing 165 people. The "
        "bombing is the deadliest since the coup.",
        "Bombing of Myanmar village kills 165",
    )
    assert told.event_type == "air_strike"


def test_a_combat_formation_fights_nobody() -> None:
    assert not default("On Monday night Indian jets took off in a combat formation near Lahore.")


def test_nothing_is_carried_on_to_a_paragraph_of_another_country() -> None:
    """However loosely its sentence ties its own town to the deed."""
    told = default(
        "Three men robbed a jeweller's shop in Antwerp on Monday.\nA sniper killed a soldier near "
        "Pokrovsk in Ukraine's Donetsk region on Tuesday.\nMasked men broke into a synagogue in "
        "Melbourne before dawn on Tuesday, poured petrol on the floor and set it alight."
    )
    assert [m.place.name for m in told] == ["Antwerp", "Pokrovsk", "Melbourne"]


def test_the_town_of_a_region_is_where_a_deed_below_the_lead_was() -> None:
    told = default(
        "A bomb killed two people in Lahore on Monday.\nIt was the first there this year.\nThe "
        "police are looking for three men.\nThirty prisoners were killed in fighting between "
        "gangs in the prison of Machala, in southwestern Ecuador, on Tuesday."
    )
    assert [m.place.name for m in told] == ["Lahore", "Machala"]


def test_who_is_hurt_beside_a_strike_is_hurt_by_one() -> None:
    """A doer told before the second clause did the first deed only."""
    told = default(
        "Israeli jets bombed Gaza City on Tuesday.\nOne of Tuesday's strikes hit a house in "
        "Zawayda, killing a commander of an elite unit; another, on a tent in Nuseirat, killed a "
        "woman and two children."
    )
    assert {m.event_type for m in told} == {"air_strike"}


def test_what_counts_its_day_from_another_stands_alone() -> None:
    """It names its day as surely as a weekday does."""
    told = default(
        "Gunmen shot dead a policeman in Lahore on Tuesday.\nThe shots came from a car.\nNobody "
        "was arrested, officers said.\nThe attack came a day after a bomb killed 24 people in "
        "Quetta."
    )
    assert [(m.place.name, str(m.event_start)) for m in told] == [
        ("Lahore", "2024-03-12"),
        ("Quetta", "2024-03-11"),
    ]


def test_a_match_in_a_round_up_makes_no_sport_of_its_strikes() -> None:
    """Each deed with a day and a place is judged by the words of its own paragraph."""
    told = default(
        "Masked men threw stones at a bus carrying supporters home from a match near Mostar on "
        "Sunday night. Five fans were injured.\nFive journalists, among them a correspondent, were "
        "killed on Sunday when Israel struck their tent in Gaza City.\nThe security service SBU "
        "said on Tuesday it had blown up a support of the Kerch bridge with explosives.\nEight "
        "rangers were ambushed and killed in Virunga national park on Sunday."
    )
    assert [m.place.name for m in told] == [
        "Mostar",
        "Gaza City",
        "Kerch bridge",
        "Virunga national park",
    ]


def test_who_strikes_abroad_is_no_rival_of_who_did_it_here() -> None:
    told = default(
        "A 39-year-old woman went at passengers with a knife in Hamburg on Friday evening and "
        "wounded 18 people.\nA woman was killed when Ukrainian artillery hit a church in the "
        "Russian village of Golovchino on Saturday.\nA car ploughed into the crowd at a market in "
        "Magdeburg on Friday, killing five. The driver, a doctor, was arrested on the spot."
    )
    assert [p.name for p in told[0].participants if p.role == "perpetrator"] == ["woman"]


def test_a_sentence_of_wounded_is_of_the_deed_of_its_paragraph() -> None:
    """Not of a shooting, of which more such sentences are told, in another country."""
    told = default(
        "Gunmen killed four people in Lahore on Monday.\nShells fell on the market in "
        "Kostiantynivka on Thursday morning. Five people were killed and seventeen wounded, the "
        "prosecutor's office said.\nAn Israeli air strike on a flat in Beirut on Sunday killed a "
        "commander. Twenty-eight people were hurt."
    )
    tolls = [(toll(m, "killed"), toll(m, "injured")) for m in told]
    assert tolls == [(4, None), (5, 17), (1, 28)]


def test_a_day_beside_words_of_courts_dates_what_has_no_other() -> None:
    """Of a shooting only in a round-up: a story of one tells the days of its vigils."""
    told = default(
        "A bomb killed two people in Lahore on Monday.\nRobbers stabbed a trader in Nairobi on "
        "Sunday.\nThree parishioners were shot dead at a night vigil in Orlu, southeast Nigeria, "
        "on Tuesday.\nA drone killed a driver near Kherson on Monday."
    )
    days = [str(m.event_start) for m in told]
    assert days == ["2024-03-11", "2024-03-10", "2024-03-12", "2024-03-11"]


def test_the_first_deed_of_a_round_up_is_in_no_town_of_another_paragraph() -> None:
    told = default(
        "Militants attacked a police checkpoint in Bannu district of Khyber Pakhtunkhwa in the "
        "early hours of Wednesday, killing three policemen, officials said.\nUnknown men threw a "
        "hand grenade at a police station in the Kahna area of Lahore on Saturday night, wounding "
        "two constables.\nRobbers on a motorcycle shot dead a trader in Karachi's Korangi area on "
        "Monday.\nMasked men carried off 16 miners in Lakki Marwat on Tuesday."
    )
    assert "Bannu" in (told[0].place.name or "")
