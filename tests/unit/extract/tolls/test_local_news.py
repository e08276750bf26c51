"""Tolls as police reports and local news tell them: hospitals, bullets, ages, participles."""

from __future__ import annotations

import pytest

from pipeline.extract.tolls.find import find_casualties
from pipeline.records import Article
from pipeline.text import read_document


def counts(text: str, title: str | None = None) -> list[tuple[str, int | None]]:
    document = read_document(Article("a", text, title=title))
    return [(c.outcome, c.best) for c in find_casualties(document) if c.part_of is None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # participles without an auxiliary
        ("Marc Bell was one of six people shot at the party.", [("injured", 6)]),
        ("Relatives gave the names of the four guards killed there.", [("killed", 4)]),
        ("The name of the teenager who was shot and killed is known.", [("killed", 1)]),
        ("The three injured men are from Toledo.", [("injured", 3)]),
        ("They named the four deceased people.", [("killed", 4)]),
        ("The dead man was a baker.", []),
        ("Killed in the gunfire was a 40-year-old clerk.", [("killed", 1)]),
        ("Wounded were two bystanders.", [("injured", 2)]),
        ("He shot his 5-year-old nephew and his 24-year-old step-brother.", [("injured", 2)]),
        ("A gunman killed a young couple and shot two others.", [("killed", 2), ("injured", 2)]),
        ("A 25 y/o man was shot and killed.", [("killed", 1)]),
        ("Four teens - three girls and a 12-year-old boy - are recovering.", [("injured", 4)]),
        ("The remains of a spree littered the street.", []),
        ("The body of a slain Prince William County officer lay there.", [("killed", 1)]),
        ("He shot and killed his wife last week.", [("killed", 1)]),
        ("A man who killed two boys last August was held.", [("killed", 2)]),
        ("He shot the last guard.", [("injured", 1)]),
        # hospitals and wounds
        ("A toddler suffered a fatal gunshot wound.", [("killed", 1)]),
        ("Ann Lee and Bo Roe were taken to police headquarters.", []),
        ("Two others had been taken by private cars to a hospital.", [("injured", 2)]),
        ("Two others were taken by private cars to a hotel.", []),
        ("Two nurses were taken by armed men from a clinic.", []),
        ("Three men were found with gunshot wounds in the bar.", [("injured", 3)]),
        ("Erin Moss, 43, was found on the floor with a gunshot wound.", [("injured", 1)]),
        ("Four were treated and released.", [("injured", 4)]),
        ("All seven were sent to Mercy Hospital.", [("injured", 7)]),
        ("Two children were sent to live with an aunt.", []),
        ("Detectives were sent to the hospital.", []),
        ("Three detectives were sent to the hospital.", [("injured", 3)]),
        ("The father, 31, has been released from the hospital.", [("injured", 1)]),
        ("A boy is recovering after being shot in the leg.", [("injured", 1)]),
        ("Paramedics pronounced him dead at the scene.", [("killed", 1)]),
        ("Doctors were not able to save her.", [("killed", 1)]),
        ("Surgeons could not save the two men.", [("killed", 2)]),
        ("The town could not save money.", []),
        ("A boy suffered a fatal wound to the chest.", [("killed", 1)]),
        ("Police are looking into a shooting death.", [("killed", 1)]),
        ("Police are looking into the stabbing death of two men.", [("killed", 2)]),
        (
            "Tom Ray, 38, of Alton, had arrived at Alton Hospital with a gunshot wound.",
            [("injured", 1)],
        ),
        # what hits
        ("The bullet went through a wall and struck the father in the arm.", [("injured", 1)]),
        ("A woman was hit by five bullets.", [("injured", 1)]),
        ("A woman was hit by a car.", []),
        ("Shots were fired and a man was hit.", [("injured", 1)]),
        ("The bullets hit a house and a car.", []),
        ("The storm struck the town.", []),
        ("Two men were struck several times as they ran.", [("injured", 2)]),
        ("Two hospitals were struck several times.", []),
        ("Soldiers led six nurses out of the hospital.", []),
        # whose part of the body
        ("A bullet grazed a child's leg.", [("injured", 1)]),
        ("The bullet hit the woman's head.", [("injured", 1)]),
        ("The bullet hit the town's arm of the river.", []),
        # families
        ("He shot his nephew and his stepbrother.", [("injured", 2)]),
        ("He shot his wife and himself.", [("injured", 1), ("injured", 1)]),
        # ages and hours
        ("Ann Lee, 33, and Bo Lee, 34 who were shot, are from Ohio.", [("injured", 2)]),
        ("They found Ray Brown III, 18, and four others shot.", [("injured", 5)]),
        ("Four men ages 19, 20, 22 and 30 were shot.", [("injured", 4)]),
        ("He was hurt in a shooting Saturday around six o'clock.", [("injured", 1)]),
        ("Two men were hit with several bullets.", [("injured", 2)]),
        ("The shooting resulted in four people suffering gunshot wounds.", [("injured", 4)]),
        ("A shooting left three others wounded early Sunday.", [("injured", 3)]),
        ("Also injured in the shooting were three men.", [("injured", 3)]),
        ("The bodies of a man and two boys were found with gunshot wounds.", [("killed", 3)]),
        ("He killed his 12- and 10-year-old sons.", []),
        # rows
        ("Both the child and the man were taken to a hospital.", [("injured", 2)]),
        ("He killed both the man and his wife.", [("killed", 2)]),
        (
            "Three victims, a girl, a boy, and a man, were taken to a hospital.",
            [("injured", 3)] * 2,
        ),
        ("Two adults, two children were killed.", [("killed", 4)]),
        ("Both Tom Ray and his son died.", [("killed", 2)]),
        ("He shot and killed both Ann Lee and Bo Roe.", [("killed", 2)]),
        ("He killed his wife, Ann Lee, 34, and their son, Bo.", [("killed", 2)]),
        # pronouns
        ("Everybody was hurt.", []),
        ("He and another man were shot.", [("injured", 2)]),
        ("Six people were shot, two of whom died.", [("injured", 6), ("killed", 2)]),
    ],
)
def test_a_report_of_police_tells_who_was_hurt(
    text: str, expected: list[tuple[str, int | None]]
) -> None:
    assert counts(text) == expected


def test_headlines_leave_out_auxiliaries() -> None:
    assert counts("Read on.", "Five Children Hospitalized in Park Shooting") == [("injured", 5)]
    assert counts("Read on.", "Three Suffer Gunshot Wounds in Park") == [("injured", 3)]
    assert counts("Read on.", "Stray bullet hits 6-year-old") == [("injured", 1)]
    assert counts("Read on.", "1 dead, boy among 3 injured in Alton") == [
        ("killed", 1),
        ("injured", 3),
    ]
    assert counts("Read on.", "Man kills woman, her son, himself in Alton") == [
        ("killed", 2),
        ("killed", 1),
    ]
    assert counts("Read on.", "Alton man kills infant son, self") == [("killed", 1)] * 2
    assert counts("Read on.", "Two officers charged in shooting that killed 6-y - Alton News") == []
    told = counts("Read on.", "Double shooting leaves man dead, woman injured")
    assert ("killed", 1) in told
    assert ("killed", 2) not in told
