"""Who did it by sentences that tell no deed: "Al Shabaab claimed responsibility".

News says who did it some sentences behind what was done: a group claims it, somebody blames a
group, or the attacker is said to be one of its men. Such a sentence is of the violence told last
before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.extract.actors.claimants import as_group, find_claimants
from pipeline.extract.actors.groups import Part
from pipeline.extract.actors.noun_phrases import DOERS, NounPhrase, find_noun_phrases
from pipeline.extract.actors.participants import make_participant
from pipeline.extract.finds import tokens_of
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.vetoes import VIOLENT
from pipeline.extract.frames.named.described import find_described
from pipeline.extract.frames.named.identified import SURE
from pipeline.extract.reading import Reading
from pipeline.lexicon.event_types import family
from pipeline.lexicon.grammar import Grammar
from pipeline.text import Sentence

#: Of several incidents the last one before is meant, told at most so many sentences before.
_SENTENCES_BACK = 3
#: From a verb of accusing to whom it accuses ("blamed a breakaway faction of the").
_OBJECT_REACH = 3
#: From who did it to the group: "the attacker was a former member of the".
_MEMBER_REACH = 8
_PASSIVE_REACH = 3
#: From this chance on a doer is told.
_LIKELY = 0.3
#: Behind these nothing more is said of what somebody is accused of.
_ENDS = frozenset(", . ; : ) -".split())


class _Told(NamedTuple):
    """A sentence that may say who did it, with its phrases."""

    sentence: Sentence
    phrases: Sequence[NounPhrase]
    grammar: Grammar

    @property
    def forms(self) -> tuple[str, ...]:
        return self.sentence.forms


def add_attributed(frames: Sequence[Frame], reading: Reading) -> list[Part]:
    """Give the violent incidents of a story who is said to have done them, in so many words.

    Returns the doers: they may have done what else the story tells.
    """
    violent = [frame for frame in frames if family(frame.event_type) in VIOLENT]
    doers = []
    caught = _caught(frames, reading)
    for sentence, phrase in _attribute(reading, caught) if violent else ():
        frame = _frame_before(violent, sentence.index)
        # who is caught may be one of many where the doers are told
        if frame is not None and not (sentence.index in caught and _has_doer(frame)):
            person = make_participant(sentence, "perpetrator", phrase)
            part = Part(person, phrase.kind, SURE, sentence.index, "none", False, is_doer=True)
            frame.parts.append(part)
            doers.append(part)
    return doers


def _has_doer(frame: Frame) -> bool:
    """Whether its own sentences tell who did it."""
    return any(p.person.role == "perpetrator" and p.chance >= _LIKELY for p in frame.parts)


def _caught(frames: Sequence[Frame], reading: Reading) -> frozenset[int]:
    """The sentences that tell an arrest, and what it is for, where one incident is all told."""
    if len(frames) != 1:
        return frozenset()
    return frozenset(
        telling.sentence.index
        for telling in reading.tellings
        if telling.triggers[0].word.event_type == "arrest"
    )


def _frame_before(frames: Sequence[Frame], sentence: int) -> Frame | None:
    """The incident told last before a sentence, if it is the only one or near."""
    before = [frame for frame in frames if frame.first_sentence <= sentence]
    if not before:
        return None
    frame = max(before, key=lambda f: f.last_before(sentence + 1))
    is_near = sentence - frame.last_before(sentence + 1) <= _SENTENCES_BACK
    return frame if len(frames) == 1 or is_near else None


def _attribute(reading: Reading, caught: frozenset[int]) -> Iterator[tuple[Sentence, NounPhrase]]:
    """Who is said to have done what was told before.

    Who claims "the attack" does so in a sentence that tells of one; who else did what a sentence
    tells is read from it with its other roles. ``caught``: sentences of arrests for it.
    """
    grammar = reading.words.grammar
    claims = grammar.claiming | grammar.group
    cues = claims | grammar.accusing | grammar.suspecting | grammar.membership
    cues |= grammar.suspect | grammar.in_custody | grammar.authorship
    telling = {t.sentence.index for t in reading.tellings}
    for sentence in reading.document.sentences:
        is_telling = sentence.index in telling - caught
        if not (claims if is_telling else cues).isdisjoint(sentence.forms):
            taken = frozenset(tokens_of(sentence, reading.places, reading.dates))
            phrases = find_noun_phrases(sentence, reading.words, reading.document, taken)
            told = _Told(sentence, phrases, grammar)
            claimants = find_claimants(told.forms, phrases, grammar)
            for phrase in (*claimants, *_groups_that_say(told)):
                yield sentence, phrase
            if not is_telling:
                described = find_described(told.forms, phrases, grammar)
                yield from ((sentence, phrase) for phrase in (*_accused_in(told), *described))


def _groups_that_say(told: _Told) -> Iterator[NounPhrase]:
    """Groups nobody knew that speak of it: "a group, the Desert Lions, said it was behind"."""
    grammar, forms, words = told.grammar, told.forms, told.sentence.words
    for phrase in told.phrases:
        before = tuple(f for f in forms[max(0, phrase.first - 3) : phrase.first] if f != "the")
        is_called = before[-1:] == (",",) and not grammar.group.isdisjoint(before[-2:-1])
        behind = forms[phrase.last : phrase.last + 2]
        is_speaking = behind[:1] == (",",) and not grammar.saying.isdisjoint(behind[1:])
        is_own = not grammar.speaker_itself.isdisjoint(forms[phrase.last :])
        if is_called and is_speaking and is_own and words[phrase.first][0].isupper():
            yield as_group(phrase)


def _accused_in(told: _Told) -> Iterator[NounPhrase]:
    """Who is said by others to have done it."""
    for verb, form in enumerate(told.forms):
        if form in told.grammar.accusing or form in told.grammar.suspecting:
            accused = _accused_by(told, verb)
        else:
            accused = _group_of(told, verb) if form in told.grammar.membership else None
        if accused is not None and accused.kind in DOERS:
            yield accused


def _accused_by(told: _Told, verb: int) -> NounPhrase | None:
    """Whom a verb accuses of what was told, not of something it names itself."""
    if not told.grammar.passive.isdisjoint(told.forms[max(0, verb - _PASSIVE_REACH) : verb]):
        before = [p for p in told.phrases if p.last <= verb and verb - p.last <= _PASSIVE_REACH]
        return before[-1] if before and _is_end(told, verb + 1) else None
    behind = next((p for p in told.phrases if p.first > verb), None)
    if behind is None or behind.first - verb > _OBJECT_REACH:
        return None
    # "FARC dissidents", "the Islamic State in the Greater Sahara"
    is_ended = _is_end(told, behind.last) or _is_end(told, behind.last + 1)
    is_known = behind.kind == "actor" and not _says_of_what(told, behind.last)
    return behind if is_ended or is_known else _whole(told, behind)


def _whole(told: _Told, phrase: NounPhrase) -> NounPhrase | None:
    """The group behind a part of it: "a breakaway faction of the FARC"."""
    group = next((p for p in told.phrases if p.first >= phrase.last), None)
    if group is None or not _is_end(told, group.last):
        return None
    between, own = told.forms[phrase.last : group.first], told.forms[phrase.first : phrase.last - 1]
    is_part = told.grammar.belonging.issuperset(between) and told.grammar.matter.isdisjoint(own)
    return group if is_part else None


def _group_of(told: _Told, verb: int) -> NounPhrase | None:
    """The group that the attacker is of: "the gunman belonged to Islamic State"."""
    grammar = told.grammar
    if grammar.suspect.isdisjoint(told.forms[:verb]):
        return None
    behind = (p for p in told.phrases if verb < p.first <= verb + _MEMBER_REACH)
    return next((p for p in behind if p.kind == "actor"), None)


def _is_end(told: _Told, position: int) -> bool:
    """Whether a clause ends at a token: what somebody is accused of is not said there."""
    grammar, behind = told.grammar, told.forms[position:] or (".",)
    if _says_of_what(told, position):
        return False
    return behind[0] in _ENDS | grammar.clause_border | grammar.relative | grammar.together


def _says_of_what(told: _Told, position: int) -> bool:
    """Whether somebody is accused of something: "the Islamists, who ruled, of being slow"."""
    matter, forms = told.grammar.matter, told.forms
    return any(
        forms[n] in matter
        and (n <= position + 1 or forms[n - 1] == ",")
        and not _is_of_authorship(told, n + 1)
        for n in range(position, len(forms))
    )


def _is_of_authorship(told: _Told, position: int) -> bool:
    """Whether somebody is accused of the very deed: "of being behind it", "of ordering it"."""
    grammar, forms = told.grammar, told.forms[position : position + 3]
    is_behind = forms[:1] == ("being",) and not grammar.authorship.isdisjoint(forms[1:2])
    is_done = not grammar.authoring.isdisjoint(forms[:1])
    return (is_behind or is_done) and not told.grammar.speaker_subject.isdisjoint(forms[1:])
