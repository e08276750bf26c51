"""Find the words that tell an incident, and the status in which they tell it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.triggers.blamed import without_blamed
from pipeline.extract.triggers.caught import without_caught
from pipeline.extract.triggers.ended import without_ends
from pipeline.extract.triggers.nobodys_doing import is_done_by_nobody, is_nobodys_doing
from pipeline.extract.triggers.other_senses import has_other_sense
from pipeline.extract.triggers.pairs import (
    SEIZED,
    THROWN,
    Candidate,
    find_pairs,
    is_free,
    without_bombs,
    without_paired,
    without_searches,
)
from pipeline.extract.triggers.scenes import SceneMatch, Scenes
from pipeline.extract.triggers.senses import (
    is_definite,
    is_in_name,
    is_many,
    is_month,
    is_plain_noun,
    is_surname,
    is_tally,
    reads_as_verb,
)
from pipeline.extract.triggers.statuses import judge_status
from pipeline.extract.triggers.struck_gatherings import without_struck
from pipeline.extract.triggers.trigger import Telling, Trigger
from pipeline.lexicon.event_types import GENERIC
from pipeline.lexicon.grammar import Grammar
from pipeline.lexicon.phrases import Match
from pipeline.lexicon.words import TriggerWord, Words
from pipeline.records import Status
from pipeline.text import Document, Sentence

#: A sentence of fewer words and marks tells nothing.
LEAST_WORDS = 3
#: Behind so many triggers an article is not read: it is a list or an archive. Of 4,100 articles of
#: the development halves and newsweb one has more (647 in 100,000 characters; the next one 289).
MOST_TRIGGERS = 300
#: What says that a truce is an old one, or only talked about, stands so near before it.
_UNMADE_REACH = 4
#: What control is taken of stands at most so far behind the word.
_OBJECT_REACH = 6
#: A clause on what a noun did begins at most so far behind it.
_CLAUSE_REACH = 8
_PLACES = frozenset({"area", "base"})


def read_tellings(document: Document, words: Words, found: Scenes) -> list[Telling]:
    """The sentences of an article that have a trigger, in text order, up to ``MOST_TRIGGERS``.

    Args:
        document: the article.
        words: the word lists of its language.
        found: the scene words of each of its sentences.
    """
    tellings: list[Telling] = []
    n_triggers = 0
    for sentence, scenes in zip(document.sentences, found, strict=True):
        forms = sentence.forms
        if len(forms) < LEAST_WORDS:
            continue
        if scenes and scenes[0].first == 0 and "readmore" in scenes[0].scenes:
            continue
        triggers = _find_triggers(sentence, forms, scenes, words)
        if triggers:
            tellings.append(Telling(sentence, forms, scenes, triggers))
            n_triggers += len(triggers)
        if n_triggers >= MOST_TRIGGERS:
            break
    return tellings


def _find_triggers(
    sentence: Sentence, forms: tuple[str, ...], scenes: Sequence[SceneMatch], words: Words
) -> tuple[Trigger, ...]:
    candidates = [
        (m.first, m.last, word)
        for m in words.triggers.find(forms)
        if (word := _reading(m, sentence, words.grammar)) is not None
        and not is_in_name(sentence, m.first, words.grammar)
        and not _is_unmade(word, m.first, sentence, words.grammar)
        and not _is_other_control(word, m.last, sentence, scenes, words.grammar)
        and not has_other_sense(word, (m.first, m.last), forms, words)
        and not _is_nobodys(word, (m.first, m.last), sentence, words)
    ]
    pairs = [
        p
        for p in find_pairs(_without_broken(scenes, candidates), sentence, words)
        if not is_nobodys_doing(p[:2], sentence, words)
    ]
    if not (candidates or pairs):
        return ()
    candidates = without_paired(candidates, pairs, forms, words.grammar)
    if any(word.event_type == "interception" for _, _, word in pairs):
        candidates = without_bombs(candidates, scenes, SEIZED)
    if any(word.event_type == "riot" for _, _, word in pairs):
        candidates = without_bombs(candidates, scenes, THROWN)
    candidates = without_searches(candidates, pairs, scenes, words.grammar)
    candidates += [p for p in pairs if is_free(p, candidates)]
    candidates = [c for c in candidates if c[2].strength != "not"]
    if not candidates:
        return ()
    known = (*words.cues.find(forms), *words.type_cues.find(forms))
    cues = [(c.first, c.last, c.entry) for c in known]
    found: list[Trigger] = []
    is_untold = False
    for first, last, word in sorted(candidates, key=lambda c: c[:2]):
        is_counted = _has_toll_clause(last, forms, words)
        status = judge_status(forms, (first, last, word), cues, words.grammar, is_counted)
        if status is None or (is_untold and _is_outcome((first, last, word), forms, words.grammar)):
            is_untold = not found
        else:
            found.append(_make_trigger(sentence, (first, last, word), status, words.grammar))
    found = without_blamed(without_struck(found, forms, words), forms, words.grammar)
    return without_ends(without_caught(found, forms), sentence, words)


def _is_nobodys(
    word: TriggerWord, tokens: tuple[int, int], sentence: Sentence, words: Words
) -> bool:
    """Whether nobody does it; of plain words of violence the doer must be named as nobody."""
    if word.strength == "weak":
        return is_nobodys_doing(tokens, sentence, words)
    return word.pos == "v" and is_done_by_nobody(tokens, sentence, words)


def _is_unmade(word: TriggerWord, first: int, sentence: Sentence, grammar: Grammar) -> bool:
    """Whether a truce is not what is made now: "since January's ceasefire", "breaks truce"."""
    if word.event_type != "agreement" or word.pos != "n" or sentence.text.isupper():
        return False
    return not grammar.unmade.isdisjoint(sentence.forms[max(0, first - _UNMADE_REACH) : first])


def _without_broken(
    scenes: Sequence[SceneMatch], candidates: Sequence[Candidate]
) -> Sequence[SceneMatch]:
    """The scenes but those of pacts that a longer word says are over: "as the truce collapses"."""
    over = {i for c in candidates if c[2].strength == "not" for i in range(c[0], c[1])}
    return [m for m in scenes if "pact" not in m.scenes or m.first not in over] if over else scenes


def _is_outcome(candidate: Candidate, forms: tuple[str, ...], grammar: Grammar) -> bool:
    """Whether a verb only tells what came of a deed told before it: ", injuring two"."""
    first, _, word = candidate
    is_harm = word.strength == "weak" and word.event_type in GENERIC
    is_gerund = word.pos == "v" and forms[first].endswith(grammar.gerund)
    return is_harm and is_gerund and forms[first - 1 : first] == (",",)


def _has_toll_clause(last: int, forms: tuple[str, ...], words: Words) -> bool:
    """Whether a clause on a noun tells what it did to people: "attacks on troops that killed"."""
    near = forms[last : last + _CLAUSE_REACH]
    relatives = [n for n, form in enumerate(near[:-1]) if form in words.grammar.relative]
    return any(near[n + 1] in words.grammar.lethal for n in relatives)


def _is_other_control(
    word: TriggerWord,
    last: int,
    sentence: Sentence,
    scenes: Sequence[SceneMatch],
    grammar: Grammar,
) -> bool:
    """Whether control is taken of what is no place: "took control of the services"."""
    if not word.form.endswith(grammar.control):
        return False
    if any(word[0].isupper() for word in sentence.words[last : last + 2]):
        return False
    return not any(m.scenes & _PLACES and last <= m.first < last + _OBJECT_REACH for m in scenes)


def _reading(
    match: Match[tuple[TriggerWord, ...]], sentence: Sentence, grammar: Grammar
) -> TriggerWord | None:
    """The sense of a form in its place: "attack" as a noun or as a verb."""
    by_pos = {word.pos: word for word in match.entry}
    if "p" in by_pos:
        return by_pos["p"]
    forms = sentence.forms
    if is_month(forms, match.first, grammar):
        return None
    if len(by_pos) > 1:
        pos = "v" if reads_as_verb(sentence, match.first, match.last, grammar) else "n"
        return by_pos[pos]
    word = next(iter(by_pos.values()))
    if word.pos == "n" and is_surname(sentence, match.first, grammar):
        return None
    is_single_verb = word.pos == "v" and match.last - match.first == 1
    if is_single_verb and is_plain_noun(sentence, match.first, word.form, grammar):
        return None
    is_generic = word.strength == "generic" and word.pos == "n" and word.form in grammar.vague
    return None if is_generic and not is_definite(forms, match.first, grammar) else word


def _make_trigger(
    sentence: Sentence, candidate: Candidate, status: Status, grammar: Grammar
) -> Trigger:
    starts, forms = sentence.starts, sentence.forms
    first, last, word = candidate
    is_noun = word.pos == "n"
    return Trigger(
        sentence.index,
        sentence.field,
        starts[first],
        starts[last - 1] + len(sentence.words[last - 1]),
        first,
        last,
        word,
        status,
        is_noun and is_definite(forms, first, grammar),
        is_noun
        and (is_many(forms, first, last, grammar) or is_tally(forms, first, last, word, grammar)),
        is_noun and forms[last - 1].endswith(grammar.plural),
        word.form in grammar.murder,
        word.strength == "weak" and word.event_type in GENERIC and not sentence.text.isupper(),
    )
