"""A sentence as the toll reader sees it: lean tokens with one-letter tags.

The *lean* sentence leaves out what would stand between victims and what befell them: parentheses,
quotation marks, ages ("James Gaylord, 71, died"). Tags are those of
:data:`pipeline.extract.tolls.words.TAGS`, and ``Q`` for a quantity, ``Z`` for a capitalised
word, ``0`` for any other word, ``,`` ``;`` and ``-`` for commas, stronger marks and other marks.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.tolls.ages import after_age, behind_hyphen, is_of_age
from pipeline.extract.tolls.words import HarmWords
from pipeline.lexicon.numbers import Quantity, quantity_at
from pipeline.text import POSSESSIVES, Sentence, Token

_BRACKETS = {"(": 1, "[": 1, ")": -1, "]": -1}
#: The longest parenthesis that is left out, in tokens.
_LONGEST_PARENTHESIS = 40
_AGE_STARTS = frozenset(",0123456789")
_QUOTES = frozenset("\"“”‘’'«»")
_STRONG = frozenset(";:—–?!") | {"--", "."}
#: The tag of verbs that names are written like.
_NAME_LIKE = "B"
#: No event has more victims; larger numbers count something else.
_MOST_VICTIMS = 100_000_000
#: Numbers in this range that count nothing named are years.
_YEARS = range(1900, 2100)


class LeanSentence:
    """A sentence's tokens that matter for tolls, with tags and quantities."""

    def __init__(self, sentence: Sentence, lexicon: HarmWords, in_capitals: bool) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.in_capitals = in_capitals
        self.tokens: list[Token] = []
        self.words: list[str] = []
        self._read_tokens(sentence.tokens)
        known = lexicon.tags
        self.tags = [known.get(word) or self._tag(n, word) for n, word in enumerate(self.words)]
        if not in_capitals and _NAME_LIKE in self.tags:
            self._find_names()
        if not (in_capitals or lexicon.cues["particle"].isdisjoint(self.words)):
            self._join_names()
        self.quantities: dict[int, Quantity] = {}
        self._find_quantities()
        self._find_verbs()

    def tag(self, position: int) -> str:
        """The tag of a lean token, ``;`` beyond the ends."""
        return self.tags[position] if 0 <= position < len(self.tags) else ";"

    def word(self, position: int) -> str:
        """The lower-case word of a lean token, empty beyond the ends."""
        return self.words[position] if 0 <= position < len(self.words) else ""

    def is_cue(self, position: int, role: str) -> bool:
        """Whether a lean token is a cue of a role (``harm_cues.tsv``)."""
        return self.word(position) in self.lexicon.cues[role]

    def is_plural(self, position: int) -> bool:
        """Whether a lean token ends as nouns for several do."""
        return self.word(position).endswith(self.lexicon.grammar.plural)

    def starts_quantity(self, position: int) -> bool:
        """Whether a quantity begins at a lean token."""
        quantity = self.quantities.get(position)
        return quantity is not None and quantity.first == position

    def _read_tokens(self, tokens: Sequence[Token]) -> None:
        inside, after = _bracketed(tokens), 0
        cues = self.lexicon.cues
        numbers, ages = self.lexicon.numbers.cardinals, cues["age"] | cues["span"] | cues["of_age"]
        parts_of_body = cues["body_part"]
        for number, token in enumerate(tokens):
            text, word = token.text, token.lower
            if number < after or text in _QUOTES or number in inside:
                continue
            is_mark = text == "." and _is_of_initial(tokens, number)
            is_part = word in parts_of_body and not self.lexicon.match([word], 0)
            if is_mark or (is_part and self._is_whose()):
                continue
            if word in numbers or word[0] in _AGE_STARTS or word in ages:
                after = after_age(tokens, number, self.lexicon)
            elif word in self.lexicon.links:
                after = _after_link(tokens, number, self.lexicon.links[word])
            if number >= after:
                self.tokens.append(token)
                self.words.append(word)
            elif text != ",":
                parts = (part.lower for part in tokens[number:after])
                word = "-".join(part for part in parts if part != "-")
                self.tokens.append(Token(word, token.start, tokens[after - 1].end, word.lower()))
                self.words.append(word)

    def _is_whose(self) -> bool:
        """Take somebody's part of the body for him: "grazed a child's leg" is "a child"."""
        owner = self.words[-1] if self.words else ""
        whose = next((owner.removesuffix(end) for end in POSSESSIVES if owner.endswith(end)), "")
        if self.lexicon.tags.get(whose) != "N":
            return False
        start = self.tokens[-1].start
        self.tokens[-1] = Token(self.tokens[-1].text, start, start + len(whose), whose)
        self.words[-1] = whose
        return True

    def _find_names(self) -> None:
        """Take a verb in capitals among other words for a name: "40 IS fighters"."""
        for position, tag in enumerate(self.tags):
            if tag == _NAME_LIKE and self._is_upper(position):
                is_shouted = self._is_upper(position - 1) or self._is_upper(position + 1)
                self.tags[position] = tag if is_shouted else "Z"

    def _join_names(self) -> None:
        """Take small words within a name for parts of it: "Hendrik van der Merwe"."""
        for position, word in enumerate(self.words):
            if word in self.lexicon.cues["particle"] and self.tag(position - 1) == "Z":
                end = position + 1 + self.is_cue(position + 1, "particle")
                if self.tag(end) == "Z":
                    self.tags[position:end] = ["Z"] * (end - position)

    def _is_upper(self, position: int) -> bool:
        text = self.tokens[position].text if 0 <= position < len(self.tokens) else ""
        return len(text) > 1 and text.isupper()

    def _tag(self, position: int, word: str) -> str:
        if not word[0].isalnum():
            is_strong = word in _STRONG or (self.in_capitals and self._is_dash(position))
            return ";" if is_strong else "," if word == "," else "-"
        _, mark, ending = word.replace("’", "'").rpartition("'")
        if mark and ending in self.lexicon.cues["contraction"]:
            return "X"
        if is_of_age(word, self.lexicon):
            return "L" if behind_hyphen(word) in self.lexicon.cues["olds"] else "N"
        if self.in_capitals or not self.tokens[position].text[0].isupper():
            beside = self.word(position - 1), self.word(position + 1)
            return "A" if self.lexicon.opens_time(word, *beside) else "0"
        return "Z"

    def _is_dash(self, position: int) -> bool:
        """Whether two hyphens are a dash, as behind the dateline of a telegram."""
        return "--" in (
            self.word(position) + self.word(position + 1),
            self.word(position - 1) + self.word(position),
        )

    def _find_quantities(self) -> None:
        starts, after = self.lexicon.numbers.starts, 0
        for position, word in enumerate(self.words):
            if position < after or not (word in starts or word[0].isdigit() or "-" in word):
                continue
            quantity = quantity_at(self.words, position, self.lexicon.numbers)
            if quantity is None or quantity.best > _MOST_VICTIMS or self.word(position - 1) == "#":
                continue
            after = quantity.last
            if self._is_cut_off(quantity):
                continue
            if self._is_date(quantity):
                self.tags[position:after] = "E" * (after - position)
                continue
            self.tags[position:after] = "Q" * (after - position)
            self.quantities.update(dict.fromkeys(range(position, after), quantity))

    def _is_cut_off(self, quantity: Quantity) -> bool:
        """Whether a number is a piece of a word: "3-car", "12- and 10-year-old sons".

        So it is where a title was cut off ("killed 6-y").
        """
        number, behind = self.tokens[quantity.last - 1], self.tokens[quantity.last :][:2]
        if len(behind) < 2 or behind[0].text != "-" or number.end < behind[0].start:
            return False
        is_open = behind[0].end < behind[1].start
        return number.text.isdigit() and (is_open or behind[1].text.isalpha())

    def _find_verbs(self) -> None:
        """Tag verbs of harm, which end a noun phrase; "two wounded soldiers" stays one.

        So do "two suspected rebels"; "two of the wounded died" tells of people.
        """
        verbs, charges = self.lexicon.verbs, self.lexicon.cues["charged"]
        for position, word in enumerate(self.words):
            if word not in verbs and word not in charges:
                continue
            before, after = self.tag(position - 1), self.tag(position + 1)
            is_told = after in "NL" or (before == "Q" and self._is_plural_noun(position + 1))
            if before in "DQ" and is_told:
                self.tags[position] = "0" if word in charges else self.tags[position]
            elif word in verbs:
                is_of_them = before == "D" and self.tag(position - 2) == "O"
                goes_on = after in "AH" or self.word(position + 1) in verbs
                self.tags[position] = "L" if is_of_them and goes_on else "K"

    def _is_plural_noun(self, position: int) -> bool:
        """Whether a word may name several people: "four suspected kidnappers", "Boko Haram"."""
        is_verb = self.word(position) in self.lexicon.verbs
        is_name = self.tag(position) == "Z"
        return not is_verb and (is_name or (self.tag(position) == "0" and self.is_plural(position)))

    def _is_date(self, quantity: Quantity) -> bool:
        """Whether a number is the day after a month, or a year."""
        before = quantity.first - 1
        if self.word(before) == ".":
            before -= 1
        if self.tag(before) == "E" and quantity.last - quantity.first == 1:
            return True
        return (
            quantity.best in _YEARS
            and self.words[quantity.last - 1].isdigit()
            and self.tag(quantity.last) not in "LN"
        )


def _bracketed(tokens: Sequence[Token]) -> frozenset[int]:
    """The tokens of short parentheses, and the marks of all others."""
    found: set[int] = set()
    opened: list[int] = []
    for number, token in enumerate(tokens):
        step = _BRACKETS.get(token.text)
        if step is None:
            continue
        found.add(number)
        if step > 0:
            opened.append(number)
        elif opened:
            first = opened.pop()
            if number - first <= _LONGEST_PARENTHESIS:
                found.update(range(first, number))
    return frozenset(found)


def _after_link(tokens: Sequence[Token], number: int, link: Sequence[str]) -> int:
    """The token after a small word of several tokens that begins here, else 0."""
    after = number + len(link)
    return after if [token.lower for token in tokens[number:after]] == list(link) else 0


def _is_of_initial(tokens: Sequence[Token], number: int) -> bool:
    """Whether a full stop only ends an initial: "Angela D. Harrison"."""
    if not 0 < number < len(tokens) - 1:
        return False
    initial, name = tokens[number - 1].text, tokens[number + 1].text
    return len(initial) == 1 and initial.isupper() and name[0].isupper()
