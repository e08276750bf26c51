"""Who did it, told in sentences that tell no deed."""

from __future__ import annotations

import pytest

from tests.unit.extract.articles import read

LEAD = "A bomb went off at a market in Quetta on Wednesday, killing ten people."


def doers(text: str) -> list[str]:
    mentions = read(f"{LEAD} {text}")
    return [p.name for m in mentions for p in m.participants if p.role == "perpetrator"]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("The Pakistani Taliban claimed responsibility.", "Pakistani Taliban"),
        ("Islamic State took responsibility in a statement.", "Islamic State"),
        ("Responsibility was claimed by Islamic State.", "Islamic State"),
        ("The attacker belonged to Islamic State, the ministry said.", "Islamic State"),
        ("The bomber was a member of the Pakistani Taliban.", "Pakistani Taliban"),
        ("The Kremlin accused Ukraine.", "Ukraine"),
        ("Officials blamed a breakaway faction of the FARC.", "FARC"),
        ("Officials blamed FARC dissidents.", "FARC dissidents"),
        ("The army blamed dissidents of the former FARC.", "FARC"),
        ("The government accused India of being behind it.", "India"),
        ("Officials accused the Pakistani Taliban of carrying it out.", "Pakistani Taliban"),
        ("It was claimed by the Baloch Liberation Army.", "Baloch Liberation Army"),
        ("Police believe the Pakistani Taliban were responsible.", "Pakistani Taliban"),
        ("The suspect, a 16-year-old pupil, was overpowered by guards.", "pupil"),
        ("The attacker was a 20-year-old student.", "student"),
        ("A former soldier aged 40 is in custody.", "former soldier"),
        ("Baloch separatists are suspected.", "Baloch separatists"),
        ("The Pakistani Taliban said they had carried out the attack.", "Pakistani Taliban"),
        (
            "The Kurdistan Freedom Hawks claimed the attack in a statement.",
            "Kurdistan Freedom Hawks",
        ),
        ("A group called the Desert Lions claimed responsibility.", "Desert Lions"),
        (
            "Officials attributed the attack to the Baloch Liberation Army.",
            "Baloch Liberation Army",
        ),
    ],
)
def test_who_is_said_to_have_done_it(text: str, doer: str) -> None:
    assert doers(text) == [doer]


@pytest.mark.parametrize(
    "text",
    [
        "No group has claimed responsibility.",
        "The Pakistani Taliban has not claimed responsibility.",
        "Responsibility was not claimed by anybody.",
        "The Pakistani Taliban denied responsibility.",
        "The army accused India of backing the men.",
        "Many accuse the Islamists, who held power for years, of having been slow to respond.",
        "A member of the Pakistani Taliban was at the talks.",
        "No Pakistani Taliban commanders were behind it.",
        "A suspect was handed to a nurse.",
        "Iran accused Israel of sheltering them.",
        "The market sells fruit.",
    ],
)
def test_who_is_not(text: str) -> None:
    assert doers(text) == []


def test_of_several_incidents_the_last_one_before_is_meant() -> None:
    mentions = read(
        "A bomb killed ten people in Quetta on Wednesday. The Pakistani Taliban claimed"
        " responsibility. On Tuesday gunmen shot a judge dead in Lahore."
    )
    told = {
        m.place.name: [p.name for p in m.participants if p.role == "perpetrator"] for m in mentions
    }
    assert told == {"Quetta": ["Pakistani Taliban"], "Lahore": ["gunmen"]}


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("A 17-year-old boy from Slough has been arrested on suspicion of murder.", "boy"),
        ("Police arrested a 29-year-old woman.", "woman"),
        ("The driver, a Saudi doctor, was arrested on the spot.", "Saudi doctor"),
        ("No arrests have been made.", None),
    ],
)
def test_who_is_arrested_for_a_storys_only_violence_did_it(text: str, doer: str | None) -> None:
    (mention,) = read(f"A man was stabbed in Rotherham on Tuesday night. {text}")
    told = [p.name for p in mention.participants if p.role == "perpetrator"]
    assert told == ([] if doer is None else [doer])
