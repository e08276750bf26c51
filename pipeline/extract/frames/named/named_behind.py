"""Who and what was hit, told behind an incident in sentences that tell none: telegrams in capitals.

"Two bombs exploded at a bank. A passer-by was wounded. The wounded man is Juan Gil. Two cars were
damaged." In sentence case :mod:`~pipeline.extract.frames.named.identified` knows names by their
letters; here they are known by the words before them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.actors.cues import lead_of
from pipeline.extract.actors.damaged import find_damaged
from pipeline.extract.actors.groups import Part
from pipeline.extract.actors.noun_phrases import NounPhrase, find_noun_phrases
from pipeline.extract.actors.participants import make_participant
from pipeline.extract.finds import tokens_of
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.vetoes import VIOLENT
from pipeline.extract.frames.merging import join_frames
from pipeline.extract.reading import Reading
from pipeline.lexicon.event_types import family
from pipeline.lexicon.grammar import Grammar
from pipeline.records import Role
from pipeline.text import Sentence

#: How sure the role is of those who are listed, and of what is said to be damaged.
SURE, DAMAGED = 0.9, 0.6
#: Names stand at most so many sentences behind what they are of, harm and damage so many.
NAMES_REACH, HARM_REACH = 6, 2
#: A list opens so early in its sentence; "as" stands so close behind "identified".
_OPENING, _AS_REACH = 14, 8
#: "Injured by the shock wave were": so far stands "were" behind who is meant.
_HEAD_REACH = 6
#: A list goes on over so many tokens between two of its phrases.
_GAP = 8
_LISTABLE = frozenset({"person", "name", "force", "unknown"})
_ENDS = frozenset({"verb", "aux"})


class Opening(NamedTuple):
    """Which role a sentence gives to those whom it lists, and between which tokens they stand."""

    role: Role
    first: int
    stop: int


def join_harm(told: Sequence[Frame], dropped: Sequence[Frame], grammar: Grammar) -> None:
    """Give those hurt that no incident of their own tells to the incident told just before.

    ``dropped`` are frames that are too unsure to be incidents.
    """
    for frame in dropped:
        if frame.own_interval is not None or frame.own_place is not None:
            continue
        if any(trigger.word.form not in grammar.harming for trigger in frame.triggers):
            continue
        before = _last_before(told, frame.first_sentence, HARM_REACH)
        if before is not None:
            join_frames(before, frame)


def add_named_behind(told: Sequence[Frame], reading: Reading) -> list[Part]:
    """Give incidents those who are listed behind them, and what is damaged; returns the doers."""
    doers: list[Part] = []
    tellings = {telling.sentence.index for telling in reading.tellings}
    violent = [frame for frame in told if family(frame.event_type) in VIOLENT]
    sentences = reading.document.sentences
    for sentence, before in zip(sentences, (None, *sentences), strict=False):
        frame = _last_before(violent, sentence.index + 1, NAMES_REACH)
        if frame is None:
            continue
        opening = find_opening(sentence, before, reading.words.grammar)
        parts = [] if opening is None else list(_listed(opening, sentence, reading))
        gap = sentence.index - frame.last_before(sentence.index + 1)
        if sentence.index not in tellings and gap <= HARM_REACH:
            parts += _damaged(sentence, reading)
        frame.parts += parts
        doers += [part for part in parts if part.person.role == "perpetrator"]
    return doers


def _last_before(frames: Sequence[Frame], sentence: int, reach: int) -> Frame | None:
    """The frame told last before a sentence, not more than so many sentences away."""
    near = [(f.last_before(sentence), n) for n, f in enumerate(frames)]
    last, n = max(near, default=(-99, 0))
    return frames[n] if sentence - last <= reach else None


def find_opening(sentence: Sentence, before: Sentence | None, grammar: Grammar) -> Opening | None:
    """How a sentence says who somebody is: "the wounded are", "identified as", "they are"."""
    forms = sentence.forms
    identified = _identified(forms, grammar)
    verb = next((i for i, form in enumerate(forms[:_OPENING]) if form in grammar.being), None)
    if identified is not None or verb is None:
        return identified
    head, behind = forms[max(0, verb - _HEAD_REACH) : verb], forms[verb + 1 : verb + _HEAD_REACH]
    if not grammar.casualty.isdisjoint(head):
        return Opening("victim", verb + 1, len(forms))
    if not (grammar.amid.isdisjoint(behind) or grammar.casualty.isdisjoint(behind)):
        return Opening("victim", 0, verb)
    if grammar.list_head.isdisjoint(head) or before is None:
        return None
    role = _role_before(before, grammar)
    return None if role is None else Opening(role, verb + 1, len(forms))


def _role_before(before: Sentence, grammar: Grammar) -> Role | None:
    """Of whom the sentence before tells: of suspects, or of those hurt."""
    if not (grammar.accused | grammar.suspect).isdisjoint(before.forms):
        return "perpetrator"
    hurt = grammar.hurt | grammar.died | grammar.casualty
    return None if hurt.isdisjoint(before.forms) else "victim"


def _identified(forms: tuple[str, ...], grammar: Grammar) -> Opening | None:
    """Whom somebody is identified as: a suspect, or else one of those hurt."""
    for verb, form in enumerate(forms):
        if form not in grammar.identified:
            continue
        behind = range(verb + 1, min(len(forms), verb + 1 + _AS_REACH))
        alias = next((i for i in behind if forms[i] in grammar.alias), None)
        if alias is not None:
            is_accused = not (grammar.suspect | grammar.accused).isdisjoint(forms[:alias])
            return Opening("perpetrator" if is_accused else "victim", alias + 1, len(forms))
    return None


def _listed(opening: Opening, sentence: Sentence, reading: Reading) -> Iterator[Part]:
    """Those who stand in a list, up to the first verb or clause."""
    forms, known = sentence.forms, reading.words.function_words
    end = opening.first
    for phrase in _phrases(sentence, reading):
        if phrase.first < opening.first:
            continue
        between = forms[end : phrase.first]
        is_end = any(known.get(f) in _ENDS for f in between)
        if phrase.last > opening.stop or is_end or len(between) > _GAP:
            return
        if not reading.words.grammar.relative.isdisjoint(between):
            return
        end = phrase.last
        if _is_of_list(phrase, opening.first, sentence, reading):
            yield _part(sentence, opening.role, phrase, SURE, reading.words.grammar)


def _is_of_list(phrase: NounPhrase, opening: int, sentence: Sentence, reading: Reading) -> bool:
    """Whether a phrase is one of those listed, and not where they are from."""
    if phrase.kind not in _LISTABLE:
        return False
    if phrase.kind == "unknown":
        taken = tokens_of(sentence, reading.places, reading.days.within(sentence.index))
        if phrase.last - phrase.first < 2 or not taken.isdisjoint(range(phrase.first, phrase.last)):
            return False
    known = reading.words.function_words
    before = [known.get(f) for f in sentence.forms[max(opening, phrase.first - 2) : phrase.first]]
    return "prep" not in before[-1:] and before != ["prep", "det"]


def _damaged(sentence: Sentence, reading: Reading) -> Iterator[Part]:
    """The things that a sentence says are damaged."""
    if reading.words.grammar.damaged.isdisjoint(sentence.forms):
        return
    phrases, grammar = _phrases(sentence, reading), reading.words.grammar
    hit = {phrase.first: role for role, phrase in find_damaged(sentence.forms, phrases, grammar)}
    for first, second in reversed(list(pairwise(phrases))):
        between = sentence.forms[first.last : second.first]
        is_listed = first.kind == "target" and grammar.listing.issuperset(between)
        if second.first in hit and is_listed and not grammar.together.isdisjoint(between):
            hit.setdefault(first.first, hit[second.first])
    for phrase in phrases:
        if phrase.first in hit:
            yield _part(sentence, hit[phrase.first], phrase, DAMAGED, grammar)


def _phrases(sentence: Sentence, reading: Reading) -> list[NounPhrase]:
    taken = tokens_of(sentence, reading.places, reading.days.within(sentence.index))
    return find_noun_phrases(sentence, reading.words, reading.document, frozenset(taken))


def _part(
    sentence: Sentence, role: Role, phrase: NounPhrase, chance: float, grammar: Grammar
) -> Part:
    return Part(
        make_participant(sentence, role, phrase),
        "name" if phrase.kind == "unknown" else phrase.kind,
        chance,
        sentence.index,
        lead_of(sentence.forms, phrase, grammar),
        False,
        by_grammar=role,
    )
