"""Deaths and damage of which nothing in an article says that somebody did them."""

from __future__ import annotations

from pipeline.extract.frames.frame import Frame
from pipeline.extract.reading import Reading
from pipeline.lexicon.grammar import Grammar
from pipeline.lexicon.place_words import load_place_words
from pipeline.lexicon.words import VEHICLE
from pipeline.records import Participant

#: Scenes of violence, one word of which explains a death.
_VIOLENT = frozenset({"intent", "strife", "protester"})
#: Those whose death is news of violence without a word of its cause.
_FOES = frozenset({"police", "military", "armed_group", "politician", "state"})


def is_unexplained(frame: Frame, reading: Reading) -> bool:
    """Whether bare words of harm tell what accidents, too, do, and all else is silent on violence.

    "A roofer was killed in Swindon", "two hikers were found dead". In short news most such deaths
    are accidents: of 80 plain items that tell no incident seven were told by such words alone, of
    229 true reports one is.
    """
    grammar = reading.words.grammar
    if frame.event_type != "attack" or frame.weapons:
        return False
    if any(_explains(side, frame, grammar) for side in frame.sides):
        return False
    if any(not t.is_bare_harm or t.word.form not in grammar.befalling for t in frame.triggers):
        return False
    if any(not t.is_bare_harm for telling in reading.tellings for t in telling.triggers):
        return False
    told = {trigger.sentence for trigger in frame.triggers}
    sentences = (s for s in reading.document.sentences if s.index in told)
    if any(not grammar.burning.isdisjoint(s.forms) for s in sentences):
        return False  # what is a weapon's fire, and what a blaze, is told apart before
    return all(_VIOLENT.isdisjoint(m.scenes) for sentence in reading.scenes for m in sentence)


def _explains(side: Participant, frame: Frame, grammar: Grammar) -> bool:
    """Whether somebody did it, or it was done to a foe, or to a vehicle: "a ship was hit".

    News calls only those civilians, or by their people in their own country, whom violence killed.
    """
    is_hit = side.role == "target" and side.type == VEHICLE
    if is_hit or side.role == "perpetrator" or side.type in _FOES:
        return True
    head, place = side.name.lower().split()[-1], frame.own_place
    country = load_place_words(grammar.language).adjectives.get(head)
    is_own = country is not None and place is not None and country == place.place.country
    return is_own or head in grammar.bystander
