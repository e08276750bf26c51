"""Places by name behind a verb of taking, which set the scene as the word "town" does.

"Rebels took Goma" tells what "rebels took the town of Goma" tells; "rebels took Goma Kabila" and
"rebels took Goma passengers" do not.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.triggers.scenes import SceneMatch, Scenes
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.lexicon.words import NAMED_AREA, Words
from pipeline.text import Document, Sentence

#: The scenes of verbs that a name may stand behind, and what the name then is.
_TAKING = frozenset({"take", "take_it", "hoist", "reenter", "enter_v"})
#: A name has at most this many words.
_LONGEST = 4


def add_named_areas(
    document: Document, scenes: Scenes, words: Words, gazetteer: Gazetteer
) -> Scenes:
    """The scene words of each sentence, and the names of places right behind a verb of taking."""
    found = []
    for sentence, matches in zip(document.sentences, scenes, strict=True):
        named = _named_areas(sentence, matches, words, gazetteer)
        found.append((*matches, *named) if named else matches)
    return tuple(found)


def _named_areas(
    sentence: Sentence, matches: Sequence[SceneMatch], words: Words, gazetteer: Gazetteer
) -> list[SceneMatch]:
    verbs = [m for m in matches if not _TAKING.isdisjoint(m.scenes)]
    if not verbs:
        return []
    forms, articles = sentence.forms, words.grammar.article
    subjects = [area for m in verbs for area in _passive_subject(sentence, m, words, gazetteer)]
    # "the occupied West Bank" tells of no taking
    starts = {m.last for m in verbs if articles.isdisjoint(forms[max(0, m.first - 1) : m.first])}
    found = subjects
    for first in sorted(starts):
        last = _end_of_name(sentence.words, first)
        if last > first and _is_object(sentence, last, words):
            found.extend(_area(sentence, first, last, gazetteer))
    return found


def _passive_subject(
    sentence: Sentence, verb: SceneMatch, words: Words, gazetteer: Gazetteer
) -> list[SceneMatch]:
    """The place that opens a sentence and was taken: "Goma, the largest city, was captured by"."""
    told, forms = sentence.words, sentence.forms
    is_passive = verb.first > 1 and forms[verb.first - 1] in words.grammar.passive
    if not is_passive or words.grammar.by.isdisjoint(forms[verb.last : verb.last + 1]):
        return []
    last = _end_of_name(told, 0)
    between = forms[last : verb.first - 1]
    is_apposed = len(between) > 1 and between[0] == between[-1] == ","
    if not last or (between and not is_apposed):
        return []
    # where the name would stand without what is said of it
    here = verb.first - 1
    return [
        area._replace(first=here - 1, last=here) for area in _area(sentence, 0, last, gazetteer)
    ]


def _area(sentence: Sentence, first: int, last: int, gazetteer: Gazetteer) -> list[SceneMatch]:
    """A name as a scene, where it may be that of a place smaller than a country."""
    name = " ".join(sentence.words[first:last])
    is_place = any(candidate.kind != "country" for candidate in gazetteer.lookup(name))
    return [SceneMatch(first, last, frozenset({NAMED_AREA}))] if is_place else []


def _end_of_name(words: tuple[str, ...], first: int) -> int:
    last = first
    while last < min(len(words), first + _LONGEST + 1) and words[last][0].isupper():
        last += 1
    return last


def _is_object(sentence: Sentence, last: int, words: Words) -> bool:
    """Whether the name ends the phrase: "took Goma on Monday", not "took Goma residents"."""
    after = sentence.forms[last : last + 1]
    return not after or not after[0][0].isalnum() or after[0] in words.function_words
