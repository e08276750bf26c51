"""How a word stands in its sentence: as a noun or a verb, as told before, as one or as many."""

from __future__ import annotations

from pipeline.text import Sentence

_DEFINITE = frozenset("the this that these those such both its their his her our said".split())
_INDEFINITE = frozenset("a an another one two three four five several other".split())
_BEFORE_VERB = frozenset(
    "to will would could should can may might must did do does not never they we he she it who "
    "which that then also reportedly allegedly was were is are been being be".split()
)
_BEFORE_NOUN = frozenset(
    "the a an this that these those his her its their our of in on at by with from no any each "
    "every recent deadly fatal mass terrorist suicide another one two new armed violent second "
    "third first last similar latest for after during about more and".split()
)
_AFTER_VERB = frozenset(
    "the a an this these those his her its their our at least about some several two three four "
    "five six seven eight nine ten dozens hundreds them him us people civilians".split()
)
_AFTER_NOUN = frozenset("of on in against that which was were has have had is are by near".split())
#: Verbs whose past is like their base form.
_SAME_PAST = frozenset("hit beat hurt set".split())
_KINDS = frozenset("recent such more similar past other previous future any".split())
_ARTICLES = frozenset(
    "the a an this that his her its their of in on under by with under catching".split()
)
#: Words between a determiner and its noun, at most this many.
_REACH = 4
_MANY = frozenset(
    "series number wave spate string campaign years dozens hundreds scores thousands cycle history "
    "rise increase types kinds acts kind type threat fear victims".split()
)


def reads_as_verb(sentence: Sentence, forms: tuple[str, ...], first: int, last: int) -> bool:
    """Whether a form that can be a noun or a verb is a verb at tokens ``first:last``.

    The word before it decides, then its ending and the word behind it.
    """
    form = forms[first]
    before = forms[first - 1] if first else ""
    after = forms[last] if last < len(forms) else ""
    if form.endswith("ing"):
        return _ing_is_verb(before, after)
    if before == "to" and form.endswith("s"):
        return False  # "in response to attacks"
    if before in _BEFORE_VERB and before not in _BEFORE_NOUN:
        return True
    if before in _BEFORE_NOUN or after in _AFTER_NOUN:
        return False
    if after in _AFTER_VERB or after[:1].isdigit():
        return True
    return _is_headline_verb(sentence, first, last)


def _ing_is_verb(before: str, after: str) -> bool:
    if before in ("was", "were", "is", "are", "been", "began", "started", "stop", "stopped", "be"):
        return after not in ("of", "in")
    if before in _DETERMINERS or after in _AFTER_NOUN:
        return False
    return after in _AFTER_VERB or after[:1].isdigit() or before == ","


_DETERMINERS = frozenset("the a an this that his her its their mass fatal deadly drive-by".split())


def _is_headline_verb(sentence: Sentence, first: int, last: int) -> bool:
    """For "Israel strikes Gaza": a name before, a name behind, and a verb's -s."""
    tokens = sentence.tokens
    if not first or last >= len(tokens) or not tokens[first].lower.endswith("s"):
        return False
    return tokens[first - 1].is_capitalised and tokens[last].is_capitalised


def is_definite(forms: tuple[str, ...], first: int) -> bool:
    """Whether a noun at token ``first`` is one told before: "the deadly attack"."""
    for index in range(first - 1, max(-1, first - 1 - _REACH), -1):
        form = forms[index]
        if form in _INDEFINITE:
            return False
        if form in _DEFINITE:
            return True
        if not form[0].isalpha() or form in ("of", "in", "on", "and", "by"):
            return False
    return False


def is_many(forms: tuple[str, ...], first: int, last: int) -> bool:
    """Whether a noun stands for an untold number of incidents: "a wave of attacks"."""
    window = forms[max(0, first - 4) : first]
    if "of" in window and any(form in _MANY for form in window):
        return True
    is_plural = forms[last - 1].endswith("s")
    return is_plural and bool(window) and window[-1] in _KINDS


def is_month(forms: tuple[str, ...], first: int) -> bool:
    """Whether "march" is the month: beside a number or after a word of time."""
    before = forms[first - 1] if first else ""
    after = forms[first + 1] if first + 1 < len(forms) else ""
    if before[:1].isdigit() or after[:1].isdigit():
        return True
    return before in ("in", "since", "until", "last", "of", "by", "late", "early", "mid", "next")


def is_plain_noun(sentence: Sentence, forms: tuple[str, ...], first: int, base: str) -> bool:
    """Whether a word that is listed as a verb stands as a noun: "the fire", "its ice shell"."""
    before = forms[first - 1] if first else ""
    if before in _ARTICLES:
        return True
    is_bare = forms[first] == base or forms[first] == base + "s"
    if not is_bare or base in _SAME_PAST:
        return False
    return not reads_as_verb(sentence, forms, first, first + 1)
