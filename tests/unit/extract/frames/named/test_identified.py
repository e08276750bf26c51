"""Victims and suspects whose names stand in later sentences."""

from __future__ import annotations

import pytest

from pipeline.extract.frames.named.identified import add_identified, identify
from pipeline.extract.frames.sentence.reading import read_frames
from pipeline.extract.reading import Reading
from pipeline.extract.rules import RulesExtractor, load
from pipeline.records import Article
from pipeline.text import read_document

LEAD = "Gunmen shot two people in Dayton on Monday."


@pytest.fixture(scope="module")
def rules() -> RulesExtractor:
    """The loaded extractor."""
    return load()


def named(rules: RulesExtractor, text: str) -> dict[str, str]:
    """The persons that a text of this lead and more names, with their roles."""
    document = read_document(Article("a", f"{LEAD} {text}"))
    reading = rules.read(document, rules.words["en"])
    assert isinstance(reading, Reading)
    return {
        " ".join(t.text for t in sentence.tokens[p.first : p.last] if t.text != "."): role
        for sentence, p, role in identify(reading)
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The victim was identified as Maria Okello, 31.", {"Maria Okello": "victim"}),
        ("The coroner named the man as Thabwe Okello.", {"Thabwe Okello": "victim"}),
        ("The suspect was identified as John Harlan.", {"John Harlan": "perpetrator"}),
        ("The suspect fled. Police named him as John Harlan.", {"John Harlan": "perpetrator"}),
        ("Two gunmen fled. Medics named him as John Harlan.", {"John Harlan": "victim"}),
        ("Maria Okello, 31, died at a hospital.", {"Maria Okello": "victim"}),
        ("John Harlan, 22, of Akron, was later charged.", {"John Harlan": "perpetrator"}),
        ("Officers arrested 22-year-old John Harlan.", {"John Harlan": "perpetrator"}),
        ("John Harlan pleaded guilty to murder.", {"John Harlan": "perpetrator"}),
        ("The suspect, John Harlan, fled.", {"John Harlan": "perpetrator"}),
        ("It led to the death of 5-year-old Maria Okello.", {"Maria Okello": "victim"}),
        ("The bullet wounded 3-year-old Maria Okello.", {"Maria Okello": "victim"}),
        ("John Harlan, 22, shot his neighbour.", {"John Harlan": "perpetrator"}),
        (
            "They were identified as 18-year-old Zyhair Thabwe and 22-year-old Lubna Thabwe.",
            {"Zyhair Thabwe": "victim", "Lubna Thabwe": "victim"},
        ),
    ],
)
def test_names_have_the_role_that_the_words_around_them_give(
    rules: RulesExtractor, text: str, told: dict[str, str]
) -> None:
    """Identified as somebody, beside a noun, behind or before a verb."""
    assert named(rules, text) == told


def test_the_names_of_a_list_share_their_role(rules: RulesExtractor) -> None:
    """With ages between them."""
    told = named(rules, "Maria Okello, 31, Peter Stone, 40, and Anna Weiss, 9, were killed.")
    assert told == dict.fromkeys(("Maria Okello", "Peter Stone", "Anna Weiss"), "victim")


@pytest.mark.parametrize(
    "text",
    [
        "John Harlan said two people were killed.",
        "Detective John Harlan arrested a man.",
        "Maria Okello was not injured.",
        "The Harlan Building was shot at.",
    ],
)
def test_who_speaks_arrests_or_was_not_hurt_is_neither(rules: RulesExtractor, text: str) -> None:
    """A name beside such words alone has no role."""
    assert not named(rules, text)


def test_the_incident_of_the_story_gets_the_names(rules: RulesExtractor) -> None:
    """In the right roles."""
    victims = "The victims were identified as Maria Okello, 31, and Peter Stone, 40."
    found = rules.extract(Article("a", f"{LEAD} {victims} Police arrested John Harlan, 22."))
    assert isinstance(found, tuple)
    (mention,) = found
    told = {(p.role, p.name) for p in mention.participants}
    assert {("victim", "Maria Okello"), ("victim", "Peter Stone")} <= told
    assert ("perpetrator", "John Harlan") in told


def test_a_name_is_a_persons_where_it_is_one_elsewhere(rules: RulesExtractor) -> None:
    """Its age stands in another sentence."""
    text = "Zyhair Thabwe was arrested. Zyhair Thabwe, 31, was charged."
    assert named(rules, text) == {"Zyhair Thabwe": "perpetrator"}
    assert not named(rules, "Zyhair Thabwe was arrested.")


def test_a_suspect_is_a_doer_for_the_other_incidents_of_the_story(rules: RulesExtractor) -> None:
    """Whom the cast may choose there."""
    text = f"{LEAD} Officers arrested John Harlan, 22."
    document = read_document(Article("a", text))
    reading = rules.read(document, rules.words["en"])
    assert reading is not None
    suspects = add_identified(read_frames(reading), reading)
    assert [part.person.name for part in suspects] == ["John Harlan"]
