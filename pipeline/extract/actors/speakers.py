"""Who only tells: whoever says something, or is named as its source, is no part of what is told.

"Police said gunmen shot the judge" tells of gunmen and a judge. Who tells of an own deed is part of
it: "the army said it shelled the town".
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.actors.scene import Scene
from pipeline.extract.noun_phrases import NounPhrase
from pipeline.lexicon.grammar import Grammar

#: So many adverbs and auxiliaries may stand between a speaker and the verb: "has also said".
_ADVERBS = 2
#: So far behind the verb a speaker tells of itself: "said that on Monday it".
_ITSELF_REACH = 5
#: So many tokens at most stand before the outlet of a dateline.
_DATELINE_REACH = 8
_DASHES = frozenset("- – —".split())
#: Articles and numbers between "according to" and a phrase.
_ARTICLES = 2


def is_speaker(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase says something or is whom a telling goes back to."""
    forms, grammar = scene.telling.forms, scene.words.grammar
    return (
        _says(scene, phrase)
        or _is_source(forms, grammar, _start_of(scene, phrase))
        or _is_said_by(forms, grammar, _start_of(scene, phrase))
        or _is_outlet(forms, phrase)
    )


def is_claimant(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether a phrase is who tells a toll: "killed five people, the governor said"."""
    tokens = scene.telling.sentence.tokens
    start, end = tokens[phrase.first].start, tokens[phrase.last - 1].end
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
    verb = phrase.last
    while verb - phrase.last < _ADVERBS and _is_between(scene, verb):
        verb += 1
    if forms[verb : verb + 1] == () or forms[verb] not in grammar.saying:
        return False
    behind = forms[verb + 1 : verb + 1 + _ITSELF_REACH]
    is_told_of = behind[:1] != () and behind[0] in grammar.said_of
    return not is_told_of and grammar.speaker_itself.isdisjoint(behind)


def _is_between(scene: Scene, index: int) -> bool:
    """Whether a word may stand between a speaker and the verb."""
    form = scene.telling.forms[index : index + 1]
    return form != () and (scene.kinds[index] == "adv" or form[0] in scene.words.grammar.perfect)


def _start_of(scene: Scene, phrase: NounPhrase) -> int:
    """Where a phrase starts with its articles and numbers."""
    start = phrase.first
    while start and phrase.first - start < _ARTICLES and scene.kinds[start - 1] == "det":
        start -= 1
    return start


def _is_source(forms: Sequence[str], grammar: Grammar, start: int) -> bool:
    """Whether what stands before a phrase names it as a source: "according to the mayor"."""
    return any(form in grammar.according for form in forms[max(0, start - 2) : start])


def _is_outlet(forms: Sequence[str], phrase: NounPhrase) -> bool:
    """Whether a phrase is in the brackets of a dateline: "BASRA (Gulf Post) - "."""
    around = (
        *forms[max(0, phrase.first - 1) : phrase.first],
        *forms[phrase.last : phrase.last + 2],
    )
    is_between = around[:2] == ("(", ")") and phrase.first <= _DATELINE_REACH
    return is_between and len(around) > 2 and around[2] in _DASHES


def _is_said_by(forms: Sequence[str], grammar: Grammar, start: int) -> bool:
    """Whether a verb of saying stands between a mark and a phrase: "..., said the mayor"."""
    is_behind_mark = start > 1 and not forms[start - 2][0].isalnum()
    return is_behind_mark and forms[start - 1] in grammar.saying
