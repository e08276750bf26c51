"""A sentence as the toll reader sees it, and the noun phrases beside a word of harm.

The *lean* sentence leaves out what would stand between a victim and what befell it: parentheses,
quotation marks, ages ("James Gaylord, 71, died"). Its tokens carry one-letter tags (see
:data:`pipeline.extract.casualties_words.TAGS`); ``Q`` is a quantity, ``Z`` a capitalised word, ``0``
any other, ``,`` and ``;`` are commas and stronger marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.extract.casualties_words import HarmWords
from pipeline.lexicon.numbers import Quantity, quantity_at
from pipeline.text import Sentence, Token

_OPENING, _CLOSING = frozenset("(["), frozenset(")]")
_QUOTES = frozenset("\"“”‘’'«»")
_STRONG = frozenset(";:—–?!") | {"--", "."}
_AGE_WORDS = frozenset(("age", "ages", "aged"))
_OLDEST = 115
_PRONOUNS_OF = frozenset(("them", "whom", "us", "these", "those"))
_DEFINITE = frozenset(("the", "this", "these", "those", "both", "all"))
#: Words that may stand in a noun phrase.
_NOMINAL_TAGS = "NLG0ZDQT"
#: The longest clause between commas that a subject reaches over, in tokens.
_LONGEST_INSERTION = 14
#: How many prepositional phrases may stand between a subject and its verb.
_MOST_PHRASES = 4


@dataclass(frozen=True, slots=True)
class Victims:
    """A noun phrase of victims: how many (best None is unknown) and which lean tokens."""

    low: int
    best: int | None
    high: int | None
    first: int
    last: int
    who_first: int
    is_definite: bool = False
    is_negated: bool = False
    is_vague: bool = False


class LeanSentence:
    """A sentence's tokens that matter for tolls, with tags and quantities."""

    def __init__(self, sentence: Sentence, lexicon: HarmWords, in_capitals: bool) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.in_capitals = in_capitals
        self.tokens: list[Token] = list(_lean(sentence.tokens, lexicon))
        self.words = [token.text.lower() for token in self.tokens]
        self.quantities: dict[int, Quantity] = {}
        self.tags = [self._tag(n) for n in range(len(self.words))]
        self._find_quantities()

    def _tag(self, position: int) -> str:
        word = self.words[position]
        tag = self.lexicon.tags.get(word)
        if tag is not None:
            return tag
        first = word[0]
        if not first.isalnum():
            return ";" if word in _STRONG else "," if word == "," else "-"
        if word.endswith(("-old", "-olds")):
            return "N" if word.endswith("old") else "L"
        if first.isdigit():
            return "0"
        return "Z" if self.tokens[position].is_capitalised and not self.in_capitals else "0"

    def _find_quantities(self) -> None:
        position, size = 0, len(self.words)
        while position < size:
            quantity = quantity_at(self.words, position, self.lexicon.numbers)
            if quantity is None:
                position += 1
                continue
            for place in range(quantity.first, quantity.last):
                self.quantities[place] = quantity
                self.tags[place] = "Q"
            position = quantity.last

    def tag(self, position: int) -> str:
        """The tag of a lean token, ``;`` beyond the ends."""
        return self.tags[position] if 0 <= position < len(self.tags) else ";"

    def word(self, position: int) -> str:
        """The lower-case word of a lean token, empty beyond the ends."""
        return self.words[position] if 0 <= position < len(self.words) else ""


def _lean(tokens: tuple[Token, ...], lexicon: HarmWords) -> Iterator[Token]:
    """Leave out parentheses, quotation marks and ages between commas."""
    depth, skip_until = 0, 0
    for number, token in enumerate(tokens):
        text = token.text
        if text in _OPENING:
            depth += 1
        elif text in _CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and text not in _QUOTES and number >= skip_until:
            after = _after_ages(tokens, number, lexicon) if text == "," else 0
            if after:
                skip_until = after
            elif _is_age_word(tokens, number):
                skip_until = number + 3
                end = tokens[number + 2].end
                yield Token(token.text + "-" + tokens[number + 2].text, token.start, end)
            else:
                yield token


def _is_age_word(tokens: tuple[Token, ...], number: int) -> bool:
    """Whether "19", "-", "year-old" stand here, which are one word of a lean sentence."""
    following = tokens[number + 1 : number + 3]
    return (
        len(following) == 2
        and following[0].text == "-"
        and following[1].text.lower().endswith(("-old", "-olds"))
        and tokens[number].text[0].isdigit()
    )


def _after_ages(tokens: tuple[Token, ...], comma: int, lexicon: HarmWords) -> int:
    """The token after ages that begin at a comma (", 34," and ", ages 54, 33 and 26,"), else 0."""
    position, is_named = comma + 1, False
    while position < len(tokens) and tokens[position].text.lower() in _AGE_WORDS:
        position, is_named = position + 1, True
    ages = 0
    while position < len(tokens):
        value = lexicon.numbers.value_of(tokens[position].text.lower())
        if value is not None and value <= _OLDEST:
            ages += 1
        elif not (ages and tokens[position].text.lower() in (",", "and")):
            break
        position += 1
    if not ages:
        return 0
    # step back over the comma or "and" that goes on after the ages
    last = tokens[position - 1].text
    if not is_named and last != "," and position < len(tokens) and tokens[position].text != ".":
        return 0
    return position - 1 if last == "and" else position


def victims_after(lean: LeanSentence, start: int) -> Victims | None:
    """The victims named from a lean token on: the object of a verb, with what "and" adds."""
    position = start
    while lean.tag(position) in "A-":
        position += 1
    total = _conjunct(lean, position)
    if total is None:
        return None
    while (added := _next_conjunct(lean, total.last)) is not None:
        total = _sum(total, added)
    return total


def _next_conjunct(lean: LeanSentence, position: int) -> Victims | None:
    """What a comma or "and" adds to the victims before it, if it is no new clause."""
    after = position
    while lean.tag(after) in ",C" and after - position < 2:
        after += 1
    if after == position or lean.tag(after) not in "QDZNL":
        return None
    found = _conjunct(lean, after)
    if found is None or lean.tag(found.last) in "BHRKW" or found.best is None:
        return None
    is_closed = lean.tag(after - 1) == "C" or lean.tag(found.last) in ",C"
    return found if is_closed and not _is_harm(lean, found.last) else None


def _is_harm(lean: LeanSentence, position: int) -> bool:
    while lean.tag(position) == "A":
        position += 1
    return lean.word(position) in lean.lexicon.phrases


def _sum(first: Victims, second: Victims) -> Victims:
    if first.best is None or second.best is None:
        return Victims(
            first.low + second.low, None, None, first.first, second.last, first.who_first
        )
    high = None if first.high is None or second.high is None else first.high + second.high
    return Victims(
        first.low + second.low,
        first.best + second.best,
        high,
        first.first,
        second.last,
        first.who_first,
        is_definite=first.is_definite and second.is_definite,
        is_vague=first.is_vague or second.is_vague,
    )


def _conjunct(lean: LeanSentence, start: int) -> Victims | None:
    """One noun phrase that begins at a lean token."""
    end = start
    while lean.tag(end) in _NOMINAL_TAGS and not (end > start and _begins_phrase(lean, end)):
        if end > start and _is_harm_verb(lean, end):
            break
        end += 1
    if end == start:
        return None
    found = count_chunk(lean, start, end)
    if found is not None and lean.tag(end) == "O" and lean.tag(end + 1) in _NOMINAL_TAGS:
        return _with_complement(lean, found, end)
    return found


def _is_harm_verb(lean: LeanSentence, position: int) -> bool:
    match = lean.lexicon.match(lean.words, position)
    return match is not None and match[1][0].kind in ("verb", "hit", "state", "fatally")


def _begins_phrase(lean: LeanSentence, position: int) -> bool:
    """Whether a new noun phrase begins inside a row of nominal tokens."""
    if lean.tag(position) == "D":
        return True
    if lean.tag(position) != "Q":
        return False
    return lean.quantities[position].first == position and lean.tag(position - 1) != "D"


def _with_complement(lean: LeanSentence, head: Victims, of: int) -> Victims:
    """Add "of ..." to a head: "ten members of the brigade", "a family of five"."""
    inner = _conjunct(lean, of + 1)
    if inner is None:
        end = of + 1
        while lean.tag(end) in _NOMINAL_TAGS:
            end += 1
        return _moved(head, last=end)
    is_group = lean.tag(of - 1) == "G" and not inner.is_definite and inner.best not in (None, 1)
    return _moved(inner, first=head.first) if is_group else _moved(head, last=inner.last)


def _moved(victims: Victims, first: int | None = None, last: int | None = None) -> Victims:
    return replace(
        victims,
        first=victims.first if first is None else first,
        last=victims.last if last is None else last,
    )


def count_chunk(lean: LeanSentence, start: int, end: int) -> Victims | None:
    """How many people a noun phrase names; None when it names none that can be counted."""
    tags = lean.tags[start:end]
    head = lean.tag(end - 1)
    if head == "T":
        return None
    quantity = next((lean.quantities[n] for n in range(start, end) if tags[n - start] == "Q"), None)
    if quantity is not None and not quantity.is_article:
        is_definite = _is_definite(lean, start) or lean.word(quantity.first) in _DEFINITE
        return Victims(
            quantity.low, quantity.best, quantity.high, start, end, min(end, quantity.last),
            is_definite=is_definite, is_negated=quantity.is_negated, is_vague=quantity.is_vague,
        )  # fmt: skip
    if head == "L":
        return Victims(2, None, None, start, end, start, is_definite=_is_definite(lean, start))
    if head == "G":
        return None
    if head == "N" or _is_name(lean, start, end):
        return Victims(1, 1, 1, start, end, start, is_definite=_is_definite(lean, start))
    if quantity is not None and not lean.word(end - 1).endswith("s"):
        return Victims(1, 1, 1, start, end, start)
    return None


def _is_definite(lean: LeanSentence, start: int) -> bool:
    return lean.word(start) in _DEFINITE


def _is_name(lean: LeanSentence, start: int, end: int) -> bool:
    """Whether a phrase without an article is the name of one person."""
    tags = lean.tags[start:end]
    if lean.in_capitals:
        return end - start >= 2 and set(tags) <= {"0", "N"} and not lean.word(end - 1).endswith("s")
    return tags[-1] == "Z" and ("N" in tags or set(tags) == {"Z"})


def victims_before(lean: LeanSentence, end: int) -> Victims | None:
    """The subject that ends before a lean token: skips what stands between, adds what "and" adds."""
    position = end - 1
    for _ in range(_MOST_PHRASES):
        position = _skip_back(lean, position)
        if lean.word(position) in _PRONOUNS_OF and lean.tag(position - 1) == "O":
            return _of_head(lean, position, position + 1)
        first = _chunk_start(lean, position)
        if first > position:
            return None
        before = lean.tag(first - 1)
        if before == "O":
            return _of_head(lean, first, position + 1)
        if before not in "PM":
            return _with_left_conjuncts(lean, first, position + 1)
        position = first - 1
        while lean.tag(position) in "PM":
            position -= 1
    return None


def _skip_back(lean: LeanSentence, position: int) -> int:
    """Step left over adverbs, relative pronouns and a clause between commas."""
    while lean.tag(position) in "AW-":
        position -= 1
    if lean.tag(position) == ",":
        opening = position - 1
        while opening >= 0 and lean.tag(opening) not in ",;":
            opening -= 1
        if lean.tag(opening) == "," and position - opening <= _LONGEST_INSERTION:
            return _skip_back(lean, opening - 1)
        return _skip_back(lean, position - 1)
    return position


def _chunk_start(lean: LeanSentence, last: int) -> int:
    """The first token of the noun phrase that ends at ``last`` (``last + 1`` when there is none)."""
    first = last + 1
    while lean.tag(first - 1) in _NOMINAL_TAGS and first - 1 >= 0:
        first -= 1
        if lean.tag(first) == "D" or _is_quantity_start(lean, first):
            break
    if lean.tag(first - 1) == "D" and lean.tag(first) == "Q":
        first -= 1
    return first


def _is_quantity_start(lean: LeanSentence, position: int) -> bool:
    return lean.tag(position) == "Q" and lean.quantities[position].first == position


def _of_head(lean: LeanSentence, first: int, end: int) -> Victims | None:
    """Read the head of "ten members of the brigade were killed"."""
    of = first - 1
    start = _chunk_start(lean, of - 1)
    if start > of - 1:
        return None
    head = count_chunk(lean, start, of)
    inner = count_chunk(lean, first, end)
    if lean.tag(of - 1) == "G" and inner is not None and inner.best not in (None, 1):
        return _moved(inner, first=start)
    if head is None:
        return None
    return _with_left_conjuncts(lean, start, of, _moved(head, last=end))


def _with_left_conjuncts(
    lean: LeanSentence, first: int, end: int, known: Victims | None = None
) -> Victims | None:
    total = known or count_chunk(lean, first, end)
    while total is not None and lean.tag(total.first - 1) in ",C":
        last = total.first - 1
        while lean.tag(last) in ",C" and total.first - last <= 2:
            last -= 1
        start = _chunk_start(lean, last)
        before = lean.tag(start - 1)
        if start > last or before not in ";,CRSW" or lean.tag(last + 1) not in ",C":
            break
        added = count_chunk(lean, start, last + 1)
        if added is None or added.best is None or total.best is None:
            break
        if before == "," and lean.tag(last + 1) != "C" and not total.best:
            break
        total = _sum(added, total)
    return total


def adjacent_before(lean: LeanSentence, end: int, needs_number: bool = False) -> Victims | None:
    """The noun phrase that touches a word of harm from the left: "12 dead", "two men shot"."""
    first = _chunk_start(lean, end - 1)
    if first >= end or (needs_number and lean.tag(first) not in "DQ"):
        return None
    found = count_chunk(lean, first, end)
    if needs_number:
        quantity = lean.quantities.get(first)
        if quantity is None:
            return None
        return Victims(
            quantity.low, quantity.best, quantity.high, first, end, end,
            is_negated=quantity.is_negated, is_vague=quantity.is_vague,
        )  # fmt: skip
    if found is None or lean.tag(first - 1) == "P":
        return None
    return found
