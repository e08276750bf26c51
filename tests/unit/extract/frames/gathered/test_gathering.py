"""What two frames must share to be one incident."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from pipeline.extract import load_extractor
from pipeline.extract.dates.event import EventDate
from pipeline.extract.dates.find import DatesOfArticle, Interval
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.gathering import gather_frames
from pipeline.extract.frames.gathered.told_again import join_told_again
from pipeline.extract.places.find import PlaceMention
from pipeline.extract.reading import Reading
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.words import TriggerWord, load_words
from pipeline.records import Article, Place, Rejection
from pipeline.text import read_document
from tests.unit.extract.told import types


def frame(sentence: int, event_type: str = "shooting", day: int | None = None) -> Frame:
    """A frame of one strong noun in a sentence, on a day of March 2024."""
    word = TriggerWord("shooting", "n", event_type, "strong")
    trigger = Trigger(sentence, "text", 0, 8, 0, 1, word, "occurred", False)
    made = Frame([trigger], event_type, "occurred")
    if day is not None:
        when = date(2024, 3, day)
        made.date = EventDate(Interval(when, when, "day"), None, "clause")
    return made


def gathered(frames: list[Frame]) -> list[Frame]:
    """The incidents of a plain article of thirty sentences, one a paragraph."""
    text = "\n\n".join(f"Sentence number {n} tells something." for n in range(30))
    words = load_words("en")
    document = read_document(Article("a", text))
    return gather_frames(frames, Reading(document, words, (), DatesOfArticle(document), (), (), ()))


def test_a_dateless_frame_joins_the_one_before() -> None:
    """It tells on."""
    assert len(gathered([frame(0, day=4), frame(1)])) == 1


def test_another_day_is_another_incident() -> None:
    """Even in the next sentence."""
    assert len(gathered([frame(0, day=4), frame(1, day=5)])) == 2


def test_other_families_do_not_join() -> None:
    """A protest is no shooting."""
    assert len(gathered([frame(0), frame(1, "protest")])) == 2


def test_what_is_told_as_another_is_another() -> None:
    """Unless day and place are the same."""
    other = frame(1)
    other.is_other = True
    assert len(gathered([frame(0, day=4), other])) == 2


def test_a_reference_to_nothing_is_dropped() -> None:
    """As is "the attack" when nothing was told before."""
    pointing = frame(0, "attack")
    pointing.triggers = [replace(pointing.triggers[0], is_definite=True)]
    assert gathered([pointing]) == []


def placed(made: Frame, name: str) -> Frame:
    """A frame with a town of its own."""
    place = Place(name=name, country="SY", place_precision="town")
    sentence = made.triggers[0].sentence
    made.place = PlaceMention("text", 0, 1, place, sentence, relation="in")
    return made


def test_a_day_and_a_place_told_far_apart_are_of_two_incidents() -> None:
    """Below the lead a page may be of many stories; nothing ties the two."""
    apart = [placed(frame(10), "Homs"), frame(20, day=4)]
    assert len(gathered(apart)) == 2
    near = [placed(frame(10), "Homs"), frame(12, day=4)]
    assert len(gathered(near)) == 1


def test_a_murder_told_after_a_bombing_is_another_incident() -> None:
    """An attack may be the bombing told again, a murder is not."""
    murder = frame(1, "attack")
    assert len(gathered([frame(0, "bombing", day=4), murder])) == 1
    murder.triggers = [replace(murder.triggers[0], is_murder=True)]
    assert len(gathered([frame(0, "bombing", day=4), murder])) == 2


def test_the_lead_takes_its_day_from_a_later_telling_of_its_kind() -> None:
    """What the police were asked about, then the blast itself with its date."""
    first, later = frame(0), frame(7, day=4)
    assert join_told_again([first, later]) == [first]
    assert first.own_interval == Interval(date(2024, 3, 4), date(2024, 3, 4), "day")


def test_a_later_telling_of_another_kind_or_of_another_incident_stays_apart() -> None:
    """A kidnapping does not date a shooting, nor does "another" one."""
    assert len(join_told_again([frame(0), frame(7, "abduction", day=4)])) == 2
    other = frame(7, day=4)
    other.is_other = True
    assert len(join_told_again([frame(0), other])) == 2


def test_figures_over_time_are_no_incident_outside_of_telegrams() -> None:
    """As in: shootings fell by a third in March."""
    figures = frame(0)
    figures.scenes = frozenset({"statistic"})
    assert gathered([figures]) == []


def test_the_victims_of_a_fraud_are_not_those_of_its_arrests() -> None:
    text = (
        "Police arrested two suspects in Leeds on Monday over a skimming scheme. "
        "Detectives have already found about 120 victims."
    )
    found = load_extractor().extract(Article("a", text))
    assert not isinstance(found, Rejection)
    (arrest,) = (m for m in found if m.event_type == "arrest")
    assert [(c.outcome, c.best) for c in arrest.casualties] == [("captured", 2)]


def mentions(text: str, title: str | None = None) -> list[tuple[str, str | None]]:
    """Type and place of the mentions of an article."""
    found = load_extractor().extract(Article("a", text, title=title))
    assert not isinstance(found, Rejection)
    return [(m.event_type, m.place.name) for m in found]


def test_the_bombing_of_a_title_is_that_of_a_suicide() -> None:
    """The text says which."""
    text = "A man blew himself up at a mosque in Kabul on Friday. At least 31 people died."
    assert mentions(text, "Mosque bombing in Kabul") == [("suicide_bombing", "Kabul")]


def read(text: str, title: str = "") -> list[tuple[str, str | None, str]]:
    """Type, place and salience of what an article of Friday, 23 August 2024, tells."""
    published = datetime(2024, 8, 23, 12, tzinfo=UTC)
    found = load_extractor().extract(Article("a", text, title=title, published_at=published))
    assert not isinstance(found, Rejection)
    return [(m.event_type, m.place.name, m.salience) for m in found]


def test_one_of_several_strikes_is_told_apart_from_all_of_them() -> None:
    text = (
        "Missiles hit multiple locations across Pakistan on Thursday, officials said. "
        "One of the missiles struck a mosque in Muridke. "
        "Missiles hit several sites in Pakistan, the army said too."
    )
    assert [place for _, place, _ in read(text)] == ["Pakistan", "Muridke"]


def test_strikes_are_of_the_kind_that_was_told_before() -> None:
    text = (
        "Warplanes bombed a barracks in Sanaa on Thursday and killed 45 recruits. "
        "Strikes the same day killed 40 people in Hajjah, residents said."
    )
    assert [kind for kind, _, _ in read(text)] == ["air_strike", "air_strike"]


def test_an_attack_the_previous_night_is_the_one_told_just_before() -> None:
    text = (
        "Missiles hit Kyiv on Thursday, and two people died. The mayor spoke. Windows broke. "
        "Trams stopped.\nThe governor of Luhansk denounced a drone strike on a dormitory there on "
        "Tuesday. The death toll from that strike had risen to 21, he said. "
        "He said 42 other people had been wounded in the attack the previous night."
    )
    assert [place for _, place, _ in read(text)] == ["Kyiv", "Luhansk"]


def test_the_strikes_that_hit_a_town_are_those_told_of_it() -> None:
    text = (
        "Missiles hit Kyiv on Thursday, and two people died. The mayor spoke. Windows broke. "
        "Trams stopped.\nMoscow denounced a drone strike on a dormitory in eastern Ukraine on "
        "Tuesday. "
        "The mayor said that most of the strikes hit Kyiv, the target of the attack."
    )
    assert [place for _, place, _ in read(text)] == ["Kyiv", "eastern Ukraine"]


def test_that_there_were_other_protests_tells_none_of_them() -> None:
    text = (
        "Police shot dead nine protesters in Tehran on Thursday, a rights group said. Shops shut. "
        "Trams stopped. The internet was cut. Schools closed.\nOther protests were crushed with "
        "the same force, it said."
    )
    assert len(read(text)) == 1


def test_a_toll_is_not_that_of_what_was_only_answered() -> None:
    text = (
        "India fired missiles at Muridke on Thursday, in response to last month's massacre of "
        "tourists in Pahalgam. At least seven people died in the exchanges."
    )
    published = datetime(2024, 8, 23, 12, tzinfo=UTC)
    found = load_extractor().extract(Article("a", text, published_at=published))
    assert not isinstance(found, Rejection)
    told = {m.place.name: m for m in found}
    assert [c.best for c in told["Muridke"].casualties] == [7]
    assert told["Pahalgam"].salience == "background"


def test_a_clash_that_names_its_town_is_told_though_its_noun_points_back() -> None:
    text = (
        "Rebels who seized Goma on Monday were advancing on Thursday, residents said. "
        "Both sides used mortars in the clash at Bunagana.\n\nHouses in both towns were damaged. "
        "Many residents have left for the hills, and aid workers wait at the border."
    )
    assert read(text)[1][:2] == ("armed_clash", "Bunagana")
    assert read(text)[0][1] == "Goma"


def test_an_attack_on_the_day_and_in_the_town_of_the_lead_is_the_leads() -> None:
    text = (
        "MANNHEIM, Germany - A police officer who was stabbed in the neck during a knife attack "
        "died of his injuries on Friday, police said. He had stepped in on Wednesday when a man "
        "attacked members of a group on the market square of Mannheim."
    )
    title = "Policeman dies after knife attack at rally in Mannheim"
    assert [kind for kind, _, _ in read(text, title)] == ["stabbing"]


def test_who_shoots_his_family_and_himself_is_no_suicide_bomber() -> None:
    text = "A man shot his wife and two sons dead in a house in Tulsa before killing himself."
    assert [kind for kind, _ in mentions(text)] == ["shooting"]


def told(text: str, title: str | None = None) -> list[tuple[str, int | None]]:
    """Type and dead of the incidents of an article of Friday, 22 August 2025."""
    published = datetime(2025, 8, 22, 12, tzinfo=UTC)
    found = load_extractor().extract(Article("a", text, title=title, published_at=published))
    assert not isinstance(found, Rejection)
    killed = [[c.best for c in m.casualties if c.outcome == "killed"] for m in found]
    return [(m.event_type, next(iter(n), None)) for m, n in zip(found, killed, strict=True)]


def test_many_blows_in_one_place_that_hurt_so_many_are_an_incident() -> None:
    assert told("A string of air strikes on Gaza killed four people on Thursday.")
    assert not told("A string of air strikes has strained relations between the two.")


def test_a_truce_that_ends_is_no_agreement() -> None:
    text = "Strikes on Gaza killed four on Thursday, a day after Israel ended the ceasefire."
    kinds = [kind for kind, _ in told(text, "Strikes kill four as truce collapses")]
    assert len(kinds) == 1
    assert kinds != ["agreement"]


def test_what_was_done_in_a_week_is_told_again_with_its_day() -> None:
    text = (
        "Rebels killed 47 civilians in the town of Bara last week, doctors said on Thursday.\n"
        "The people were shot in their homes on August 13."
    )
    assert [killed for _, killed in told(text)] == [47]


def test_a_strike_told_behind_shelling_is_one_from_the_air_where_others_are() -> None:
    published = datetime(2024, 3, 14, tzinfo=UTC)
    text = (
        "Israeli jets bombed Beirut on Monday. Hezbollah shelled troops in Metula on Tuesday. A "
        "strike on a building in Sidon killed 45 people on Wednesday."
    )
    found = load_extractor().extract(Article("a", text, published_at=published))
    assert not isinstance(found, Rejection)
    assert [m.event_type for m in found] == ["air_strike", "shelling", "air_strike"]


def test_what_one_side_takes_is_not_what_the_other_takes_back() -> None:
    published = datetime(2024, 3, 14, tzinfo=UTC)
    text = (
        "The Arakan Army said that its troops seized an outpost near Sittwe in Myanmar on Monday. "
        "The military has taken back several towns, including Kyaukme in Shan state."
    )
    found = load_extractor().extract(Article("a", text, published_at=published))
    assert not isinstance(found, Rejection)
    assert found[0].event_type == "territory_lost"


def test_a_strike_in_another_country_is_of_the_leads_kind() -> None:
    """Not of the kind of one told in passing before it, far from both."""
    told = types(
        "Israeli jets bombed a port in Hodeidah, in Yemen, on Wednesday and killed nine people. "
        "On Sunday a Houthi drone crashed into a hotel in Eilat, in Israel, and hurt a clerk. "
        "In Khan Younis, in the Gaza Strip, a strike on a school killed six people on Wednesday."
    )
    assert told == ["air_strike", "drone_strike", "air_strike"]
