"""Which doers told elsewhere in an article may have done what a frame tells."""

from __future__ import annotations

from tests.unit.extract.articles import read


def doers_by_place(text: str) -> dict[str | None, list[str]]:
    """The perpetrators of each mention of an article, by its place."""
    return {
        m.place.name: [p.name for p in m.participants if p.role == "perpetrator"]
        for m in read(text)
    }


def test_the_gunmen_of_one_town_did_not_shoot_in_the_next() -> None:
    """A roundup tells other deeds of other days and places."""
    told = doers_by_place(
        "Masked bandits shot dead four herders in Sokoto on Tuesday. In Jos, two boys were killed "
        "by a bomb on Sunday. In Kano, a trader was stabbed to death on Monday."
    )
    assert told == {"Sokoto": ["Masked bandits"], "Jos": [], "Kano": []}


def test_who_is_told_as_the_doer_in_the_next_sentence_did_it() -> None:
    """It is told of no other day or place."""
    told = doers_by_place(
        "Four herders were shot dead in Sokoto on Tuesday. Masked bandits opened fire on them, "
        "police said."
    )
    assert told == {"Sokoto": ["Masked bandits"]}
