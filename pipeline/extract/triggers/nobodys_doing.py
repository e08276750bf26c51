"""What nature, sickness and accidents do: "killed by the heat", "a fire in a club killed 25"."""

from __future__ import annotations

from pipeline.lexicon.other_objects import other_doers
from pipeline.lexicon.words import PEOPLE_KINDS, Words
from pipeline.text import Sentence

#: What does it is the first or second word of what stands behind "by", within so many words.
_HEAD_REACH, _REACH = 2, 4
#: It is the head of its clause at most so many words behind where that begins.
_CLAUSE_REACH = 4
#: Somebody is named by so many words at once.
_PERSON_REACH = 2
#: Kinds of function words that may stand between a subject and its verb.
_BESIDE_VERBS = frozenset({"aux", "adv"})
#: Those that begin another clause, if they lead to no site.
_OF_CLAUSES = frozenset({"conj", "pron", "prep"})
#: Scenes of what is fired or flown at people.
_ARMS = frozenset({"arms", "gun", "drone"})


def is_nobodys_doing(tokens: tuple[int, int], sentence: Sentence, words: Words) -> bool:
    """Whether nature or a thing that falls does what a verb at ``tokens`` (first, last) says.

    The head of the subject says so, its last word, or the first two behind "by": "killed by a
    rockfall", "in a fire". An armed group may be named for a beast ("the Tigers"), and weapons come
    as weather does.
    """
    first, last = tokens
    if _begins_clause(first, sentence, words) or _is_undergone(last, sentence.forms, words):
        return True
    if not words.grammar.by.isdisjoint(sentence.forms[last : last + 1]):
        return False
    return _is_done(first, sentence, words) or _shares_doer(first, sentence, words)


def is_done_by_nobody(tokens: tuple[int, int], sentence: Sentence, words: Words) -> bool:
    """Whether who does what a verb says is named right before it, or behind "by", as nobody.

    "Hail bombarded the town", "a house stormed by floodwater".
    """
    first, last = tokens
    if not words.grammar.by.isdisjoint(sentence.forms[last : last + 1]):
        return _is_undergone(last, sentence.forms, words)
    return _is_done(first, sentence, words)


def _is_undergone(last: int, forms: tuple[str, ...], words: Words) -> bool:
    """Whether a passive verb names its cause: "by a rockfall", "in a fire".

    Two verbs may share it: "struck and killed by a train".
    """
    last = _past_second_verb(last, forms, words)
    link, near = forms[last : last + 1], forms[last + 1 : last + 1 + _REACH]
    doers = other_doers(words.language)
    if not words.grammar.by.isdisjoint(link):
        return _names_first(near, doers, words) or _is_run_over(near, words)
    if words.grammar.undergone.isdisjoint(link):
        return False
    if not words.grammar.article.isdisjoint(near[:1]):
        doers |= words.grammar.burning
    return _names_first(near, doers, words)


def _past_second_verb(last: int, forms: tuple[str, ...], words: Words) -> int:
    """Where the words of a passive verb end, those of a second one told beside it with them."""
    link, second = forms[last : last + 1], forms[last + 1 : last + 2]
    is_joined = link != () and words.function_words.get(link[0]) == "conj"
    is_harmed = is_joined and not words.grammar.lethal.isdisjoint(second)
    return last + 2 if is_harmed else last


def _is_run_over(near: tuple[str, ...], words: Words) -> bool:
    """Whether a vehicle is all that is told behind "by": "hit by a lorry in Cambridge"."""
    at = next((n for n, form in enumerate(near) if form in words.grammar.vehicle), None)
    if at is None or at > _HEAD_REACH:
        return False
    kind = next((words.function_words.get(form, form) for form in near[at + 1 :]), "")
    return (kind == "prep" or not kind.isalnum()) and not words.actors.find(near[:at])


def _is_done(first: int, sentence: Sentence, words: Words) -> bool:
    """Whether the word before an active verb is its doer, and nobody: "heavy rains destroyed"."""
    forms, subject = sentence.forms, first - 1
    while subject >= 0 and words.function_words.get(forms[subject]) in _BESIDE_VERBS:
        subject -= 1
    if subject < 0 or not words.grammar.passive.isdisjoint(forms[subject + 1 : first]):
        return False
    if forms[subject] in words.grammar.burning:
        # weapons have fire, but not "a fire", nor "Fire killed 25" at the head of a sentence
        return subject == 0 or not words.grammar.article.isdisjoint(forms[subject - 1 : subject])
    if forms[subject] not in other_doers(words.language):
        return False
    named = forms[max(0, subject - _PERSON_REACH) : subject + 1]
    return not (_is_name_of_many(sentence, subject, words) or words.actors.find(named))


def _shares_doer(verb: int, sentence: Sentence, words: Words) -> bool:
    """Whether a verb tells on of what nobody did: "a hippo killed a man and injured his son"."""
    forms = sentence.forms
    if words.function_words.get(forms[verb - 1]) != "conj" or not verb:
        return False
    lethal = words.grammar.lethal
    earlier = next((n for n in range(verb - 2, 0, -1) if forms[n] in lethal), None)
    return earlier is not None and _is_done(earlier, sentence, words)


def _begins_clause(verb: int, sentence: Sentence, words: Words) -> bool:
    """Whether nobody's doing heads the clause, with a place or a clause of its own behind it.

    "A fire in a night club killed 25", "a blaze that tore through a market has killed ten", "a fire
    in which ten were killed". Weapons have fire, but not "a fire".
    """
    forms, grammar, kinds = sentence.forms, words.grammar, words.function_words
    start = next((n + 1 for n in range(verb - 1, -1, -1) if not forms[n][0].isalnum()), 0)
    reach = range(start, min(verb - 2, start + _CLAUSE_REACH))
    head = next((n for n in reach if _is_elemental(forms[start : n + 1], words)), None)
    if head is None:
        return False
    link, own = forms[head + 1], forms[head + 2 : verb]
    if link not in grammar.relative:
        if link not in grammar.site:
            return False
        if own[0] in grammar.relative:
            return True
    elif words.actors.find(own[:_PERSON_REACH]) or _names_people(own[:_PERSON_REACH], words):
        return False
    is_passive = not grammar.passive.isdisjoint(own[-_PERSON_REACH:])
    return not is_passive and not any(
        kinds.get(form) in _OF_CLAUSES and form not in grammar.site for form in own
    )


def _is_elemental(phrase: tuple[str, ...], words: Words) -> bool:
    """Whether a phrase that begins a clause ends with what is nobody's doing: "a huge fire"."""
    head, before = phrase[-1], phrase[:-1]
    is_burning = head in words.grammar.burning and not words.grammar.article.isdisjoint(before)
    if not (is_burning or head in other_doers(words.language)):
        return False
    if any(words.function_words.get(form) not in (None, "det", "adv") for form in before):
        return False
    return not (words.actors.find(before) or _names_people(before, words))


def _names_people(forms: tuple[str, ...], words: Words) -> bool:
    return any(noun.entry.kind in PEOPLE_KINDS for noun in words.nouns.find(forms))


def _is_name_of_many(sentence: Sentence, at: int, words: Words) -> bool:
    """Whether a group is named for a beast: "the Tigers", not "tigers" nor "a Tiger"."""
    before = words.function_words.get(sentence.forms[at - 1]) if at else None
    is_plural = sentence.forms[at].endswith(words.grammar.plural)
    return before == "det" and is_plural and sentence.words[at][0].isupper()


def _names_first(near: tuple[str, ...], doers: frozenset[str], words: Words) -> bool:
    """Whether a phrase has one of these nouns first, or behind one word, and names no person."""
    plain = tuple(form for form in near if words.function_words.get(form) != "det")
    named = plain[:_HEAD_REACH]
    at = next((n for n, form in enumerate(named) if form in doers), None)
    if at is None or _is_of_weapons(plain[at + 1 :], words):
        return False
    return not (_names_people(named, words) or words.actors.find(named))


def _is_of_weapons(behind: tuple[str, ...], words: Words) -> bool:
    """Whether weapons follow a word: "a hail of bullets", "a train bomb"."""
    rest = behind[1:] if not words.grammar.of.isdisjoint(behind[:1]) else behind
    return any(m.first == 0 for m in words.weapons.find(rest)) or any(
        m.first == 0 and not m.entry.isdisjoint(_ARMS) for m in words.scenes.find(rest)
    )
