"""Read mutated articles and report crashes, broken promises and slow ones.

    python -m tests.eval.fuzz_extract [COUNT] [SEED]

Texts are the own gold, mutated by a seeded generator: words dropped, doubled, moved, in capitals,
with odd characters, without full stops, joined into very long sentences. Same seed, same texts.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from pipeline.extract import Extractor, load_extractor
from pipeline.records import Article, Mention, Participant, Rejection, Weapon
from tests.eval.score_articles import read_articles
from tests.eval.score_gold import read_gold

#: No article may take longer (seconds of one core's time).
LONGEST_S = 1.0
#: Longest text that is made (characters); trafilatura's longest articles are shorter.
MOST_CHARACTERS = 60_000
_ODD = "\u200b\u00ad\ufeff\u2028\u0301\U0001f4a3«»“”‘’—…•\t\\\"'()[]{}<>%&#@0123456789,.;:!?"
PUBLISHED = datetime(2024, 3, 14, 12, tzinfo=UTC)

Mutation = Callable[[random.Random, list[str]], list[str]]


def drop(chance: random.Random, words: list[str]) -> list[str]:
    """Leave out one word in five."""
    return [word for word in words if chance.random() > 0.2]


def double(chance: random.Random, words: list[str]) -> list[str]:
    """Say one word in five many times."""
    return [w for word in words for w in [word] * (chance.choice((1, 1, 1, 1, 9)))]


def shuffle(chance: random.Random, words: list[str]) -> list[str]:
    """Any order."""
    return chance.sample(words, len(words))


def shout(chance: random.Random, words: list[str]) -> list[str]:
    """Write all, or some words, in capitals."""
    share = chance.choice((0.3, 1.0))
    return [word.upper() if chance.random() < share else word for word in words]


def sprinkle(chance: random.Random, words: list[str]) -> list[str]:
    """Put odd characters into words and between them."""
    return [
        word[:at] + chance.choice(_ODD) + word[at:]
        if chance.random() < 0.2 and (at := chance.randint(0, len(word))) >= 0
        else word
        for word in words
    ]


def run_on(chance: random.Random, words: list[str]) -> list[str]:
    """Take away what ends sentences, and repeat the text."""
    return [word.rstrip(".!?") for word in words] * chance.randint(1, 40)


def number(chance: random.Random, words: list[str]) -> list[str]:
    """Turn one word in four into a number."""
    numbers = ("12", "1,200", "two dozen", "at least nine", "2021", "3 March", "0", "10 to 15")
    return [chance.choice(numbers) if chance.random() < 0.25 else word for word in words]


MUTATIONS: tuple[Mutation, ...] = (drop, double, shuffle, shout, sprinkle, run_on, number)


def read_texts() -> list[str]:
    """The texts of all own gold."""
    sentences = [row["text"] for language in ("en", "es") for row in read_gold(language)]
    return sentences + [f"{row['title']}\n{row['text']}" for row in read_articles()]


def mutated_articles(count: int, seed: int) -> Iterator[Article]:
    """``count`` articles, each of one to five texts with one to three mutations."""
    chance, texts = random.Random(seed), read_texts()
    for index in range(count):
        words = " ".join(chance.choices(texts, k=chance.randint(1, 5))).split(" ")
        for mutate in chance.choices(MUTATIONS, k=chance.randint(1, 3)):
            words = mutate(chance, words)
        text = " ".join(words)[:MOST_CHARACTERS]
        title = text[:90] if chance.random() < 0.5 else None
        language = chance.choice(("en", "en", "en", "es"))
        yield Article(f"f{index}", text, title=title, published_at=PUBLISHED, language=language)


def broken_promise(mention: Mention, article: Article) -> str | None:
    """What a mention breaks, if anything: offsets, slices, order of days."""
    fields = {"text": article.text, "title": article.title or ""}
    for evidence in mention.evidence:
        if not 0 <= evidence.start < evidence.end <= len(fields[evidence.field]):
            return f"evidence {evidence} outside its field"
    named: list[Participant | Weapon] = [*mention.participants, *mention.weapons]
    for one in named:
        if one.field is None or fields[one.field][one.start : one.end] != one.name:
            return f"{one} is no slice"
    if mention.event_start and mention.event_end and mention.event_start > mention.event_end:
        return "ends before it starts"
    return None


def problem_of(extractor: Extractor, article: Article) -> str | None:
    """What is wrong with reading an article, a crash included."""
    try:
        found = extractor.extract(article)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    if isinstance(found, Rejection):
        return f"rejected: {found.reason}"
    return next((p for m in found if (p := broken_promise(m, article))), None)


def main(count: int = 10_000, seed: int = 1) -> None:
    """Read all, print problems and the slowest, and fail if there is any."""
    extractor = load_extractor()
    wrong, slow, slowest = [], [], (0.0, "")
    for article in mutated_articles(count, seed):
        began = time.process_time()
        problem = problem_of(extractor, article)
        seconds = time.process_time() - began
        slowest = max(slowest, (seconds, article.article_id))
        if problem:
            wrong.append(f"{article.article_id}: {problem}")
        if seconds > LONGEST_S:
            size = len(article.text)
            slow.append(f"{article.article_id}: took {seconds:.2f} s for {size} characters")
    print(*wrong[:50], *slow[:50], sep="\n")
    print(
        f"{count} texts, {len(wrong)} read wrong, {len(slow)} too slow, "
        f"slowest {slowest[0]:.2f} s ({slowest[1]})"
    )
    sys.exit(bool(wrong or slow))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
