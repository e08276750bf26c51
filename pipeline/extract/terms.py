"""The words that tell a mention, kept with it so that resolving needs no article."""

from __future__ import annotations

import re
from collections.abc import Collection

from pipeline.lexicon.number_words import NumberWords, number_words
from pipeline.text import Document

#: A story goes on for this many sentences after the words that tell it, up to the next incident.
#: Measured on the development half of the gun violence articles, B3 F1 of incidents with words of
#: the telling sentences alone / 2 / 6 more / the whole article: 89.4 / 89.6 / 89.6 / 89.4.
SENTENCES_AFTER = 6

#: Words of three letters or more, numbers, ages; hyphens and apostrophes stay inside.
_WORD = re.compile(r"\d+-year-old|[^\W_]+(?:['’-][^\W_]+)*")
_LEAST_LETTERS = 3
_AGE = "-year-old"


def terms_of(own: Collection[int], told: Collection[int], document: Document) -> tuple[str, ...]:
    """The distinct words of a mention's sentences and of those in which its story goes on, sorted.

    Ages are written in figures, so that "seven-year-old" is the same word as "7-year-old".

    Args:
        own: indexes of the sentences that tell the mention.
        told: indexes of the sentences that tell any mention of the article.
        document: the article.
    """
    story = set(own)
    for index in own:
        for following in range(index + 1, index + 1 + SENTENCES_AFTER):
            if following in told or following >= len(document.sentences):
                break
            story.add(following)
    words: set[str] = set()
    for index in story:
        words.update(map(str.lower, _WORD.findall(document.sentences[index].text)))
    numbers = number_words(document.language)
    distinct = {word for word in words if len(word) >= _LEAST_LETTERS}
    ages = {word for word in distinct if word.endswith(_AGE)}
    return tuple(sorted((distinct - ages) | {_in_figures(age, numbers) for age in ages}))


def _in_figures(word: str, numbers: NumberWords) -> str:
    """An age in figures."""
    years = numbers.value_of(word.removesuffix(_AGE))
    return word if years is None else f"{years}{_AGE}"
