"""What is told beside an arrest or behind a crime and is no incident of its own."""

from __future__ import annotations

from tests.unit.extract.articles import default, read


def kinds(text: str, title: str | None = None) -> list[str]:
    """The types of the default incidents of an article."""
    return [mention.event_type for mention in default(text, title)]


def test_rifles_found_on_those_who_are_held_are_part_of_their_arrest() -> None:
    text = "In Kaduna, police arrested four suspects and recovered three AK-47 rifles on Friday."
    (told,) = read(text)
    assert told.event_type == "arrest"
    assert any("rifle" in weapon.name.lower() for weapon in told.weapons)


def test_a_vigil_below_the_crime_is_no_protest() -> None:
    shooting = "Gunmen shot dead three students at a party in Lexington, Mississippi, on Saturday."
    assert kinds(f"{shooting} A vigil was held at the stadium on Sunday evening.") == ["shooting"]
    assert kinds("Hundreds held a vigil in Manila on Tuesday for a slain reporter.") == ["protest"]


def test_who_is_arrested_at_the_scene_is_told_with_the_deed() -> None:
    """Also where only the arrest has a day."""
    text = (
        "Two people have died after a man stabbed shoppers in Mannheim. He was arrested near the "
        "scene on Monday."
    )
    assert "arrest" not in kinds(text, "Two dead in Mannheim stabbing")


def test_a_checkpoint_at_which_men_seize_somebody_is_part_of_that() -> None:
    text = "Gunmen set up a checkpoint near Sweida on Tuesday and kidnapped a trader."
    assert kinds(text) == ["abduction"]
