"""Who only tells: whoever says something, or is named as its source, is no part of what is told.

"Police said gunmen shot the judge" tells of gunmen and a judge, and so does "police are looking for
the gunmen who shot the judge". Who tells of an own deed is part of it: "the army said it shelled
the town".
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.actors.noun_phrases import DOERS, NounPhrase
from pipeline.extract.actors.scene import Scene
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.grammar import Grammar

#: So many adverbs and auxiliaries may stand between a speaker and the verb: "has also said".
_ADVERBS = 2
#: Between two who are named together: "and the".
_LINK_REACH = 2
#: So far behind its preposition stands the noun of "in a statement".
_STATEMENT_REACH = 4
#: The same between who looks into it and the verb: "have not yet been".
_INQUIRY_REACH = 7
#: The same where they first go somewhere.
_GOING_REACH = 14
#: So far behind its pronoun a speaker's own deed stands.
_DEED_REACH = 4
#: So far behind the verb a speaker tells of itself: "said that on Monday it".
_ITSELF_REACH = 5
#: So many tokens at most stand before the outlet of a dateline.
_DATELINE_REACH = 8
_DASHES = frozenset("- – —".split())
#: Articles and numbers between "according to" and a phrase.
_ARTICLES = 2


def is_speaker(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase says something or is whom a telling goes back to."""
    if not scene.has_speakers:
        return False
    forms, grammar, start = scene.telling.forms, scene.words.grammar, start_of(scene, phrase)
    return (
        _says(scene, phrase)
        or _is_source(forms, grammar, start)
        or _is_said_by(forms, grammar, start)
        or _is_outlet(forms, phrase)
        or (phrase.first == 0 and forms[phrase.last : phrase.last + 1] == (":",))
    )


def is_inquirer(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase only looks into it: "police are investigating", "wanted by police"."""
    forms, grammar = scene.telling.forms, scene.words.grammar
    start = start_of(scene, phrase)
    by = forms[max(0, start - 2) : start]
    if len(by) == 2 and by[1] in grammar.by and by[0] in grammar.inquiring:
        return True
    told = {i for t in scene.telling.triggers for i in range(t.first, t.last)}
    last = phrase.last + _INQUIRY_REACH
    for verb in range(phrase.last, len(forms)):
        if forms[verb] in grammar.inquiring:
            return True
        if forms[verb] in grammar.going:  # "went to the home on Monday and found"
            last = verb + _GOING_REACH
            continue
        is_border = scene.kinds[verb] == "verb" and forms[verb] not in grammar.saying
        if is_border or verb in told or verb + 1 >= last or not forms[verb][0].isalnum():
            return False
    return False


def is_claimant(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase is who tells a toll: "killed five people, the governor said"."""
    if not scene.claims:
        return False
    sentence = scene.telling.sentence
    start, end = sentence.starts[phrase.first], sentence.end_of(phrase.last - 1)
    return any(
        claim.claimant_start is not None
        and claim.claimant_end is not None
        and claim.claimant_start < end
        and start < claim.claimant_end
        for claim in scene.claims
    )


def _says(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase is the subject of a verb of saying that does not tell of the speaker."""
    forms, grammar = scene.telling.forms, scene.words.grammar
    phrase = _last_of_list(scene, phrase)
    verb = phrase.last
    while verb - phrase.last < _ADVERBS and _is_between(scene, verb):
        verb += 1
    verb = _behind_statement(scene, verb)
    if verb >= len(forms) or forms[verb] not in grammar.saying:
        return False
    behind = forms[verb + 1 : verb + 2]
    is_accused = forms[verb] in grammar.accusing and not grammar.matter.isdisjoint(behind)
    is_told_of = is_accused or not grammar.said_of.isdisjoint(behind)  # "a man accused of theft"
    return not is_told_of and not _tells_of_itself(scene, phrase, verb)


def _behind_statement(scene: Scene, verb: int) -> int:
    """What follows the words that say how it is said: "the army in a statement said"."""
    statement = scene.words.grammar.statement
    return next(
        (
            at + 1
            for at in range(verb + 1, min(verb + _STATEMENT_REACH, len(scene.kinds)))
            if scene.telling.forms[at] in statement and scene.kinds[verb] == "prep"
        ),
        verb,
    )


def _last_of_list(scene: Scene, phrase: NounPhrase) -> NounPhrase:
    """The last of those who are named together: "police and medics said"."""
    forms, together = scene.telling.forms, scene.words.grammar.together
    if phrase.last >= len(forms) or forms[phrase.last] not in together:
        return phrase
    for other in scene.phrases:
        is_next = 0 < other.first - phrase.last <= _LINK_REACH
        if is_next and forms[phrase.last] in together:
            phrase = other
    return phrase


def _tells_of_itself(scene: Scene, phrase: NounPhrase, verb: int) -> bool:
    """Whether a speaker goes on with an own deed: "said it shelled", "said its planes struck"."""
    forms, grammar = scene.telling.forms, scene.words.grammar
    itself = grammar.speaker_itself
    if phrase.kind in ("person", "name"):
        itself = itself | grammar.speaker_person
    pronouns = range(verb + 1, min(verb + 1 + _ITSELF_REACH, len(forms)))
    told = [t.first for t in scene.telling.triggers]
    others = grammar.saying | grammar.inquiring
    return any(
        forms[i] in itself
        and others.isdisjoint(forms[i + 1 : i + 2])
        and any(0 < first - i <= _DEED_REACH for first in told)
        for i in pronouns
    )


def tells_own_deed(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a speaker says that it did it itself: "says it killed", "said they had shelled"."""
    forms, grammar = scene.telling.forms, scene.words.grammar
    is_saying = not grammar.saying.isdisjoint(forms[phrase.last : phrase.last + 1])
    if not is_saying or scene.telling.sentence.text.isupper():
        return False
    if _names_itself(scene, phrase):
        return True
    for trigger in scene.telling.triggers:
        at = _verb_of(scene, trigger) - 1
        while at > phrase.last and forms[at] in grammar.perfect:
            at -= 1
        is_itself = forms[at] in grammar.speaker_subject or _are_own_men(scene, at, trigger)
        if 0 < at - phrase.last <= _ITSELF_REACH and is_itself:
            return True
    return False


def _are_own_men(scene: Scene, last: int, trigger: Trigger) -> bool:
    """Whether a speaker's own fighters end at a token and do the deed: "said its fighters had"."""
    forms, grammar = scene.telling.forms, scene.words.grammar
    if not grammar.passive.isdisjoint(forms[last + 1 : trigger.first]):
        return False
    men = (p for p in scene.phrases if p.last == last + 1 and p.kind in DOERS)
    return any(forms[p.first - 1] in grammar.own for p in men)


def _verb_of(scene: Scene, trigger: Trigger) -> int:
    """Where the verb of a deed stands: "carried out the attack"; 0 where it has none."""
    if trigger.word.pos == "v":
        return trigger.first
    before = range(trigger.first - 1, max(0, trigger.first - _DEED_REACH), -1)
    doing = scene.words.grammar.doing
    return next((i for i in before if scene.telling.forms[i] in doing), 0)


def _names_itself(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a speaker says that a deed is its own: "said it was behind the attack"."""
    forms, grammar = scene.telling.forms, scene.words.grammar
    behind = range(phrase.last + 1, min(phrase.last + 1 + _ITSELF_REACH, len(forms)))
    subject = next((n for n in behind if forms[n] in grammar.speaker_subject), None)
    if subject is None or forms[subject + 1 : subject + 2] == () or not scene.telling.triggers:
        return False
    is_being = forms[subject + 1] in grammar.auxiliary
    return is_being and not grammar.authorship.isdisjoint(forms[subject + 2 : subject + 3])


def _is_between(scene: Scene, index: int) -> bool:
    """Whether a word may stand between a speaker and the verb."""
    forms = scene.telling.forms
    if index >= len(forms):
        return False
    return scene.kinds[index] == "adv" or forms[index] in scene.words.grammar.perfect


def start_of(scene: Scene, phrase: NounPhrase) -> int:
    """Where a phrase starts with its articles and numbers."""
    start = phrase.first
    while start and phrase.first - start < _ARTICLES and scene.kinds[start - 1] == "det":
        start -= 1
    return start


def _is_source(forms: Sequence[str], grammar: Grammar, start: int) -> bool:
    """Whether what stands before a phrase names it as a source or as who was told.

    "According to the mayor", "a statement from the mayor", "who told the mayor", "a spokesman for".
    """
    before = forms[max(0, start - 2) : start]
    if not grammar.according.isdisjoint(before):
        return True
    is_from = len(before) == 2 and before[0] in grammar.statement and before[1] in grammar.origin
    is_voice = len(before) == 2 and before[0] in grammar.spokesman and before[1] in grammar.matter
    return is_from or is_voice or (before[-1:] != () and before[-1] in grammar.telling)


def _is_outlet(forms: Sequence[str], phrase: NounPhrase) -> bool:
    """Whether a phrase is in the brackets of a dateline: "BASRA (Gulf Post) - "."""
    if not 0 < phrase.first <= _DATELINE_REACH or forms[phrase.first - 1] != "(":
        return False
    behind = forms[phrase.last : phrase.last + 2]
    return len(behind) > 1 and behind[0] == ")" and behind[1] in _DASHES


def _is_said_by(forms: Sequence[str], grammar: Grammar, start: int) -> bool:
    """Whether a verb of saying stands between a mark and a phrase: "..., said the mayor"."""
    is_behind_mark = start > 1 and not forms[start - 2][0].isalnum()
    return is_behind_mark and forms[start - 1] in grammar.saying
