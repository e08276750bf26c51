"""Who and what was hit, told behind an incident in telegrams."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipeline.extract.rules import RulesExtractor, load
from pipeline.records import Article, Mention

LEAD = "LIMA, 16 AUG 89 -- [TEXT] TWO BOMBS EXPLODED LAST NIGHT AT A BANK IN LIMA."


@pytest.fixture(scope="module")
def rules() -> RulesExtractor:
    """The loaded extractor."""
    return load()


def told(rules: RulesExtractor, text: str) -> Mention:
    """What a telegram of this lead and more tells."""
    article = Article("a", f"{LEAD} {text}", published_at=datetime(1989, 8, 16, tzinfo=UTC))
    found = rules.extract(article)
    assert isinstance(found, tuple)
    (mention,) = found
    return mention


def named(rules: RulesExtractor, text: str) -> set[tuple[str, str]]:
    """Whom and what it tells besides the bank, with their roles."""
    people: set[tuple[str, str]] = {(p.role, p.name) for p in told(rules, text).participants}
    return people - {("target", "BANK")}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "THE WOUNDED ARE JUAN GIL, 23; OLAF BRANDT, 31, FROM TACNA; AND POLICEMAN PEDRO RUIZ.",
            {("victim", "JUAN GIL"), ("victim", "OLAF BRANDT"), ("victim", "POLICEMAN PEDRO RUIZ")},
        ),
        ("THE DEAD MAN WAS IDENTIFIED AS JUAN GIL, A BAKER.", {("victim", "JUAN GIL")}),
        ("TWO OFFICERS ARE AMONG THE WOUNDED.", {("victim", "OFFICERS")}),
        (
            "TWO SUSPECTS WERE SEEN. THEIR NAMES ARE JUAN GIL AND OLAF BRANDT.",
            {("perpetrator", "JUAN GIL"), ("perpetrator", "OLAF BRANDT")},
        ),
        ("TWO CARS WERE DAMAGED.", {("target", "CARS")}),
        ("TWO CARS AND A KIOSK WERE DAMAGED.", {("target", "CARS"), ("target", "KIOSK")}),
        ("THE WOUNDED WERE TAKEN TO THE CENTRAL HOSPITAL.", set()),
        ("THEY ARE JUAN GIL AND OLAF BRANDT.", set()),
    ],
)
def test_those_listed_behind_an_incident_are_of_it(
    rules: RulesExtractor, text: str, people: set[tuple[str, str]]
) -> None:
    """As the words before them say what became of them."""
    assert named(rules, text) == people


def test_harm_without_an_incident_of_its_own_is_that_of_the_one_before(
    rules: RulesExtractor,
) -> None:
    """With its toll and its words."""
    mention = told(rules, "TWO PERSONS WERE SLIGHTLY INJURED AND DAMAGE IS HIGH.")
    assert [(p.role, p.name) for p in mention.participants][-1] == ("victim", "PERSONS")
    assert [(c.outcome, c.best) for c in mention.casualties] == [("injured", 2)]
    assert [e.start for e in mention.evidence if e.value == "event"] == [0, len(LEAD) + 1]
