"""Whole articles: what is told again, what is another, what is none."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pipeline.extract import load_extractor
from pipeline.extract.rules import RulesExtractor
from pipeline.records import Article, Mention, Rejection

EXTRACTOR = load_extractor()


def read(text: str, title: str | None = None) -> tuple[Mention, ...]:
    """The mentions of an article published on Thursday 14 March 2024."""
    published = datetime(2024, 3, 14, 12, tzinfo=UTC)
    found = EXTRACTOR.extract(Article("a", text, title=title, published_at=published))
    assert not isinstance(found, Rejection)
    return found


def default(text: str, title: str | None = None) -> list[Mention]:
    """Those that happened and are news."""
    return [m for m in read(text, title) if m.status == "occurred" and m.salience != "background"]


def test_the_default_extractor_is_the_rules() -> None:
    """Registered under its name."""
    assert isinstance(EXTRACTOR, RulesExtractor)
    assert EXTRACTOR.version.startswith("rules@")


def test_one_incident_told_in_three_sentences_is_one() -> None:
    """The attack, the blast: the same."""
    text = (
        "A car bomb exploded outside a hotel in Mogadishu on Tuesday.\n"
        "The blast killed seven people.\n"
        "Nobody has claimed responsibility for the attack."
    )
    (mention,) = default(text)
    assert mention.event_type == "bombing"
    assert mention.event_start == date(2024, 3, 12)
    assert [c.best for c in mention.casualties if c.outcome == "killed"] == [7]


def test_a_title_and_its_lead_are_one() -> None:
    """Though the title has no day."""
    text = "A car bomb exploded outside a hotel in Mogadishu on Tuesday, killing seven people."
    (mention,) = default(text, title="Car bomb kills seven in Mogadishu")
    assert {e.field for e in mention.evidence} == {"title", "text"}


def test_two_days_and_two_towns_are_two_incidents() -> None:
    """Each keeps its own toll."""
    text = (
        "Gunmen killed four soldiers near Gao on Monday.\n"
        "On Tuesday a roadside bomb killed two policemen in Timbuktu."
    )
    first, second = default(text)
    assert (first.event_start, second.event_start) == (date(2024, 3, 11), date(2024, 3, 12))
    assert [m.casualties[0].best for m in (first, second)] == [4, 2]


def test_an_answer_is_another_incident_than_what_it_answers() -> None:
    """Each with its toll."""
    text = (
        "Militants fired rockets at a base near Erbil on Monday, wounding a soldier.\n"
        "The US responded by launching air strikes that killed three militants."
    )
    assert len(default(text)) == 2


def test_a_summary_of_many_attacks_is_none() -> None:
    """A wave of attacks is no incident of its own."""
    assert not default("The region has seen a wave of attacks since 2019.")


def test_an_old_incident_is_background() -> None:
    """History is not coded as today."""
    (mention,) = read("A bomb killed twelve people in Madrid in May 2021.")
    assert mention.salience == "background"


@pytest.mark.parametrize(
    "text",
    [
        "The goalkeeper saved a shot and the striker hit the bar in the match.",
        "The company fired its chief executive and shares were hit.",
        "An earthquake killed thirty people in Turkey on Monday.",
    ],
)
def test_sport_business_and_disasters_tell_no_incident(text: str) -> None:
    """Words of violence with other senses."""
    assert not default(text)


def test_a_perpetrator_in_the_passive_stands_behind_by() -> None:
    """Victims and perpetrators keep their sides in both voices."""
    (mention,) = default("Two farmers were shot dead by rebels near Goma on Monday.")
    roles = {p.role: p.name for p in mention.participants}
    assert roles["perpetrator"] == "rebels"
    assert "farmers" in roles["victim"]


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("A blast blamed on Kyiv damaged a depot in Bryansk on Sunday.", "Kyiv"),
        ("Iran accused Israel of killing a chemist in Shiraz on Monday.", "Israel"),
        ("Villagers blamed the army for the shelling of a mill in Kutum on Friday.", "army"),
        ("A cook, accused of killing two guests in Boise, was held on Monday.", "cook"),
    ],
)
def test_who_is_accused_did_it_as_far_as_is_told(text: str, accused: str) -> None:
    """And who accuses did not."""
    doers = [p.name for m in read(text) for p in m.participants if p.role == "perpetrator"]
    assert doers
    assert all(accused in name for name in doers)


def test_who_is_accused_of_something_else_did_not_do_it() -> None:
    """Another clause tells the deed."""
    text = "A lawyer accused the mayor of neglect after gunmen shot two guards in Lima on Monday."
    doers = [p.name for m in read(text) for p in m.participants if p.role == "perpetrator"]
    assert doers == ["gunmen"]


def test_unrest_without_a_day_lasts_from_its_cause_until_it_is_told() -> None:
    """Sparked by what was on Friday, told on Thursday."""
    text = (
        "Six people have died in Quito in unrest sparked by the killing of a pupil on 8 March,"
        " a doctor said."
    )
    days = [(m.event_start, m.event_end) for m in read(text) if m.event_type == "riot"]
    assert days == [(date(2024, 3, 8), date(2024, 3, 14))]


def test_unrest_lasts_until_the_day_on_which_somebody_told_of_it() -> None:
    """Not until the page was published."""
    text = (
        "Soldiers have used lethal force to crush protests in 30 towns across Ecuador sparked by a"
        " rise in fuel prices on 8 March, said Amnesty International on Tuesday, March 12."
    )
    days = {(m.event_start, m.event_end) for m in read(text)}
    assert days == {(date(2024, 3, 8), date(2024, 3, 12))}


def test_explosives_that_were_found_and_defused_are_no_bombing() -> None:
    text = (
        "A cleaner found a suitcase with explosives under a stage in Peshawar on Tuesday.\n"
        "Experts defused the device and nobody was hurt."
    )
    assert [m.event_type for m in read(text)] == ["interception"]


def test_the_day_on_which_remains_were_found_is_not_that_of_the_shooting() -> None:
    """Nobody knows when it was."""
    text = (
        "The remains of a grocer were found on Sunday in a wood near Kribi, with bullet wounds.\n"
        "His son had looked for him since January."
    )
    found = read(text)
    assert found
    assert all(m.event_start != date(2024, 3, 10) for m in found)


def test_wounds_told_behind_a_march_are_of_its_end() -> None:
    """And no shooting of their own."""
    text = (
        "Police fired tear gas and live rounds at a march in Kisumu on Monday.\n"
        "Eleven people were brought to a clinic with gunshot wounds, a nurse said."
    )
    assert len(default(text)) == 1


def test_reports_that_were_unfounded_tell_nothing() -> None:
    """What was heard was something else."""
    text = (
        "Callers who reported gunfire in a park in Tulsa on Sunday had heard fireworks.\n"
        "It was a false alarm, police said. Nobody was hurt by the gunfire that was heard."
    )
    assert not default(text)


def test_a_surname_is_no_vigil() -> None:
    """Nor is a battle a person."""
    text = "The victim, 26-year-old Marcus Vigil, worked at a bar in Taos, police said on Monday."
    assert not [m for m in read(text) if m.event_type == "protest"]


@pytest.mark.parametrize(
    "text",
    [
        "Warplanes bombed targets on a range in Pocheon on Monday as part of the exercise.",
        "He looked back on Monday on bitter battles with his many critics in Ohio.",
    ],
)
def test_drills_and_quarrels_tell_no_incident(text: str) -> None:
    """In the words of war."""
    assert not default(text)


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("A girl was hurt near Poonch on Monday as troops traded mortar and gunfire.", "shelling"),
        ("Raiders attacked a hamlet near Bunia with machetes and guns on Monday.", "attack"),
        ("Gunmen came to a farm near Gusau on Monday and took 12 people.", "abduction"),
        ("A guard who tried to flee was shot dead in Gao on Monday.", "shooting"),
    ],
)
def test_the_type_is_that_of_the_heavier_or_of_no_one_weapon(text: str, event_type: str) -> None:
    """Shelling beside gunfire, guns beside blades; whoever flees is shot all the same."""
    assert [(m.event_type, m.status) for m in default(text)] == [(event_type, "occurred")]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("GUERRILLAS MACHINEGUNNED THE CAR OF A BANKER IN SAN SALVADOR YESTERDAY.", "shooting"),
        ("REBELS YESTERDAY DESTROYED TWO HIGH-TENSION PYLONS NEAR HUANCAYO.", "attack"),
        ("TERRORISTS BURNED THREE COFFEE PLANTATIONS NEAR SAN VICENTE YESTERDAY.", "arson"),
    ],
)
def test_what_telegrams_tell_of_guerrillas_is_an_incident(text: str, event_type: str) -> None:
    assert [mention.event_type for mention in read(text)] == [event_type]


def test_fire_of_two_states_is_two_incidents_and_police_tell_of_their_own_country() -> None:
    """The police of one side do not speak of what their own army did abroad."""
    text = (
        "Five villagers were killed in shelling by the Indian army in Pakistan-administered Kashmir"
        " on Tuesday, an official in Muzaffarabad said.\n"
        "Indian police and medics said at least seven villagers were killed and 30 others wounded"
        " in the Pakistani firing on Tuesday."
    )
    told = {(m.place.country, m.casualties[0].best) for m in default(text)}
    assert told == {("PK", 5), ("IN", 7)}


def test_a_day_far_below_is_not_that_of_what_is_told_in_passing() -> None:
    """The next trip of who is interviewed is no day of a shooting."""
    talk = "\n".join(
        f"The minister spoke of plan {n} for the schools of the land." for n in range(9)
    )
    text = (
        "The minister called the law on guns a failure.\n"
        "She praised teachers.\nShe praised nurses.\nShe praised trains.\n"
        "Hours after the talk, a gunman opened fire at a cinema in Louisiana, killing two.\n"
        f"{talk}\nShe was back at her desk on Sunday."
    )
    found = read(text)
    assert found
    assert all(m.event_start != date(2024, 3, 10) for m in found)


@pytest.mark.parametrize(
    ("text", "injured"),
    [
        ("The shelling of Odesa on Monday left a toll of one person wounded, he said.", 1),
        ("Nine people were brought in with gunshot wounds after police fired in Gao on Monday.", 9),
    ],
)
def test_who_lives_is_not_counted_as_dead(text: str, injured: int) -> None:
    """A toll may be one of the wounded."""
    told = [(c.outcome, c.best) for m in default(text) for c in m.casualties if not c.part_of]
    assert told == [("injured", injured)]


def test_before_dawn_is_on_its_day() -> None:
    """The attack was on Tuesday, not before it."""
    (mention,) = default("Gunmen killed ten soldiers at a base in Gao before dawn on Tuesday.")
    assert mention.event_start == date(2024, 3, 12)


def test_whom_gunmen_march_off_is_abducted() -> None:
    """Nobody protests."""
    text = "Gunmen stopped a bus near Otukpo on Monday and marched 14 passengers into the bush."
    assert [m.event_type for m in default(text)] == ["abduction"]


def test_where_a_train_came_from_is_not_where_it_was_bombed() -> None:
    """Nor is where the report was written, beside the words of the deed."""
    text = (
        "QUETTA (Wire) - Three guards were killed when a bomb exploded under a train near Sibi in"
        " Pakistan's Balochistan province on Monday and gunmen opened fire, officials said.\n"
        "The train was on its way from Quetta to Peshawar."
    )
    assert [m.place.name for m in default(text)] == ["Sibi"]


@pytest.mark.parametrize(
    "text",
    [
        "The Bears fired 41 shots at the goalie on Sunday.\nIt was a rout.\nThe puck hit his mask.",
        "Gunshots sent shoppers running in Lyon on Saturday, but it was only a film.",
        "On Monday he spoke in Oslo of a series in which robbers blow up a bank.",
    ],
)
def test_play_on_ice_and_on_screens_is_no_incident(text: str) -> None:
    """However many are hit."""
    assert not default(text)


def test_the_day_behind_a_report_is_that_of_what_was_reported() -> None:
    """Said on Thursday, struck on Wednesday: one raid."""
    text = (
        "The army killed nine rebels in an air raid on a camp near Calamar in Colombia, the defence"
        " minister said on Thursday.\n"
        "The planes struck before dawn on Wednesday near the river."
    )
    (mention,) = default(text)
    assert mention.event_start == date(2024, 3, 13)


@pytest.mark.parametrize(
    "text",
    [
        "The family accused the hospital of ignoring the stabbing of a nurse in Leeds on Monday.",
        "Villagers blamed bad lighting for the murder of a nurse in Leeds on Monday.",
        "The killing of a nurse in Leeds on Monday was blamed on a land dispute.",
    ],
)
def test_who_is_accused_of_something_about_a_deed_did_not_do_it(text: str) -> None:
    """Nor did what is no person."""
    told = read(text)
    assert told
    assert not [p.name for m in told for p in m.participants if p.role == "perpetrator"]


@pytest.mark.parametrize(
    "text",
    [
        "A motive remains unclear for the shooting of two cooks in Boise on Monday.",
        "Hundreds marched in Sofia to protest against the new tax law on Monday.",
        "Drivers blocked bridges in Porto in protest at new tolls on Monday.",
    ],
)
def test_what_remains_or_is_protested_against_leaves_an_event_its_day(text: str) -> None:
    """A motive is no body, and a law has no day."""
    assert {(m.event_start, m.event_end) for m in default(text)} == {
        (date(2024, 3, 11), date(2024, 3, 11))
    }


def test_what_somebody_did_is_told_though_something_else_was_unfounded() -> None:
    """The rumour was of another matter."""
    text = (
        "Rebels stormed a barracks near Bunia on Monday.\n"
        "Rumours that the town had fallen were unfounded, an officer said."
    )
    assert default(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen took the villagers by surprise near Gusau on Monday, killing four.",
        "Gunmen who stormed a chapel near Jos on Monday took the lives of five people.",
        "Bandits took the farmers' money and shot a guard near Gusau on Monday.",
        "Bandits marched past villagers and shot a guard near Gusau on Monday.",
    ],
)
def test_people_are_not_taken_in_idioms(text: str) -> None:
    """Nor is anybody whose money is taken."""
    told = default(text)
    assert told
    assert "abduction" not in {mention.event_type for mention in told}


def test_a_battle_with_opponents_is_fought() -> None:
    """Critics are quarrelled with."""
    text = "Militias battled opponents of the emir near Sabha on Monday, killing nine."
    assert [mention.event_type for mention in default(text)] == ["armed_clash"]
