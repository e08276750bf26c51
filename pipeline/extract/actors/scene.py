"""A sentence that tells something, with all that its roles are read from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline.extract.actors.accusations import Accusation, find_accusations
from pipeline.extract.actors.chained import Chain, find_chains
from pipeline.extract.actors.noun_phrases import NounPhrase
from pipeline.extract.tolls.find import CasualtyMention
from pipeline.extract.triggers.trigger import Telling
from pipeline.lexicon.grammar import load_grammar
from pipeline.lexicon.words import Words
from pipeline.records import Role

#: Before what is said, and around the outlet of a dateline.
_MARKS = frozenset({":", "("})


@dataclass(frozen=True, slots=True)
class Scene:
    """A telling with its noun phrases, the roles that grammar gives them, and its tolls.

    in_capitals: it is of a telegram, which is told otherwise than news of today.
    """

    telling: Telling
    phrases: Sequence[NounPhrase]
    by_grammar: Mapping[int, Role]
    claims: Sequence[CasualtyMention]
    words: Words
    in_capitals: bool = False
    #: The kind of each function word, and each verb with its voice; None for other words.
    kinds: Sequence[str | None] = field(init=False, repr=False)
    verbs: Sequence[str | None] = field(init=False, repr=False)
    #: None of telegrams in capitals, which accuse without a deed too often.
    accusations: Sequence[Accusation] = field(init=False, repr=False)
    #: None of telegrams, either.
    chains: Sequence[Chain] = field(init=False, repr=False)
    #: Whether any word or mark says that somebody speaks.
    has_speakers: bool = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Look the words up once for all phrases."""
        forms, known = self.telling.forms, self.words.function_words
        kinds = [known.get(form) for form in forms]
        auxiliary = self.words.grammar.auxiliary
        verbs: list[str | None] = [None] * len(forms)
        told = {t.first for t in self.telling.triggers if t.word.pos == "v"}
        for index, kind in enumerate(kinds):
            if kind == "verb" or index in told:
                is_passive = not auxiliary.isdisjoint(forms[max(0, index - 3) : index])
                verbs[index] = f"{forms[index]} passive" if is_passive else forms[index]
        object.__setattr__(self, "kinds", kinds)
        object.__setattr__(self, "verbs", verbs)
        object.__setattr__(self, "accusations", self._find_accusations())
        chains: Sequence[Chain] = ()
        if not (self.in_capitals or self.words.grammar.together.isdisjoint(forms)):
            chains = tuple(find_chains(self.telling, kinds, self.phrases, self.words.grammar))
        object.__setattr__(self, "chains", chains)
        has_speakers = not speaking_words(self.words.language).isdisjoint(forms)
        object.__setattr__(self, "has_speakers", has_speakers)

    def _find_accusations(self) -> Sequence[Accusation]:
        forms, grammar = self.telling.forms, self.words.grammar
        told = grammar.accusing | grammar.handiwork
        if self.in_capitals or told.isdisjoint(forms):
            return ()
        return [
            accusation
            for trigger in self.telling.triggers
            for accusation in find_accusations(forms, trigger, self.phrases, grammar)
        ]


@cache
def speaking_words(language: str) -> frozenset[str]:
    """All that says of somebody beside it that he speaks: where none of it stands, nobody does."""
    grammar = load_grammar(language)
    verbs = grammar.saying | grammar.telling
    return verbs | grammar.according | grammar.statement | _MARKS
