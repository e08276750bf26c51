from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Article
from pipeline.syndication import WINDOW_DAYS, assign_origins, origins, shingles
from pipeline.syndication.origins import MAX_LOOKBACK, join_hashes, share_hashes

DAY_0 = datetime(2022, 8, 24, tzinfo=UTC)
VOCABULARY = [
    f"{a}{b}" for a in "kam tor bel nis ruv".split() for b in "ari ono esk ulo itt".split()
]


def write(seed: int, words: int = 120) -> str:
    chooser = random.Random(seed)
    return " ".join(chooser.choices(VOCABULARY, k=words))


def article(name: str, text: str, day: float = 0, **more: datetime | None) -> Article:
    moment = DAY_0 + timedelta(days=day)
    fields: dict[str, datetime | None] = {"recorded_at": moment, "published_at": moment, **more}
    return Article(name, text, **fields)  # type: ignore[arg-type]


STORY = write(1)


@pytest.mark.parametrize(
    "copy",
    [
        STORY,
        STORY.upper(),
        " ".join(STORY.split()[:40]),
        "By Jane Doe. " + STORY + " " + write(2, 60) + " All rights reserved.",
        " ".join([*STORY.split()[60:], *STORY.split()[:60]]),
    ],
    ids=["same", "capitals", "lead excerpt", "byline and boilerplate", "paragraphs moved"],
)
def test_an_edited_copy_has_the_origin_of_what_it_copies(copy: str) -> None:
    assert assign_origins([article("b", copy, 1), article("a", STORY)]) == {"a": "a", "b": "a"}


def test_another_report_is_its_own_origin() -> None:
    articles = [article("a", STORY), article("b", write(3), 1)]
    assert assign_origins(articles) == {"a": "a", "b": "b"}


def test_a_few_shared_words_make_no_copy() -> None:
    short = " ".join(STORY.split()[:14])
    assert assign_origins([article("a", STORY), article("b", short, 1)])["b"] == "b"


def test_a_copy_of_a_copy_has_the_first_origin() -> None:
    words = STORY.split()
    first, last = words[:80], words[40:]
    articles = [
        article("a", " ".join(first)),
        article("b", STORY, 10),
        article("c", " ".join(last) + " " + write(9, 30), 20),
    ]
    assert set(assign_origins(articles).values()) == {"a"}


def test_a_copy_is_looked_for_in_a_window_of_days() -> None:
    late = article("b", STORY, WINDOW_DAYS + 1)
    assert assign_origins([article("a", STORY), late])["b"] == "b"


def test_articles_without_dates_come_last_and_are_compared_with_all() -> None:
    undated = article("a", STORY, recorded_at=None, published_at=None)
    assert assign_origins([undated, article("b", STORY, 50)]) == {"a": "b", "b": "b"}


def test_a_story_with_more_copies_than_are_looked_up_has_one_origin() -> None:
    articles = [article(f"{n:03}", STORY, n / 100) for n in range(3 * MAX_LOOKBACK)]
    assert set(assign_origins(articles).values()) == {"000"}


def test_a_sampled_story_and_its_lead_share_the_origin() -> None:
    long = " ".join(f"word{n}" for n in range(3_000))
    excerpt = " ".join(long.split()[:300])
    assert assign_origins([article("a", long), article("b", excerpt)])["b"] == "a"


def test_a_text_without_shingles_is_its_own_origin() -> None:
    assert assign_origins([article("a", ""), article("b", "")]) == {"a": "a", "b": "b"}


def test_sketches_that_are_read_a_few_at_a_time_give_the_same_origins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    articles = [article(f"a{n}", write(n % 7), day=n * 0.7) for n in range(20)]
    settled = DAY_0 + timedelta(days=6)
    at_once = [assign_origins(articles), assign_origins(articles, since=settled)]
    assert {*at_once[0].values()} < {a.article_id for a in articles}
    monkeypatch.setattr(origins, "READ_AT_ONCE", 3)
    assert [assign_origins(articles), assign_origins(articles, since=settled)] == at_once


def test_no_articles_have_no_origins() -> None:
    assert assign_origins([]) == {}


def test_settled_articles_keep_what_they_have_and_pass_it_on() -> None:
    settled = Article("b", STORY, origin_article_id="a", recorded_at=DAY_0)
    new = article("c", STORY, 3)
    assert assign_origins([settled, new], since=DAY_0 + timedelta(days=1)) == {"c": "a"}


@st.composite
def newswires(draw: st.DrawFn) -> list[Article]:
    """Articles that copy each other in parts, over some weeks."""
    count = draw(st.integers(1, 12))
    articles = []
    for n in range(count):
        parts = draw(st.lists(st.integers(0, 5), min_size=1, max_size=3))
        text = " ".join(write(part, 40) for part in parts)
        day = draw(st.integers(0, 40))
        articles.append(article(f"a{n}", text, day))
    return articles


@given(newswires(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(
    articles: list[Article], chance: random.Random
) -> None:
    shuffled = articles[:]
    chance.shuffle(shuffled)
    assert assign_origins(shuffled) == assign_origins(articles)


@given(newswires(), st.integers(0, 40))
def test_later_articles_never_change_an_origin(articles: list[Article], day: int) -> None:
    cut = DAY_0 + timedelta(days=day)
    before = [a for a in articles if a.recorded_at is not None and a.recorded_at < cut]
    full = assign_origins(articles)
    assert assign_origins(before) == {a.article_id: full[a.article_id] for a in before}


@given(newswires())
def test_window_by_window_gives_what_all_at_once_gives(articles: list[Article]) -> None:
    full = assign_origins(articles)
    lake: dict[str, Article] = {}
    for moment in sorted({a.recorded_at for a in articles if a.recorded_at}):
        new = [a for a in articles if a.recorded_at == moment]
        left = moment - timedelta(days=WINDOW_DAYS)
        read = [a for a in lake.values() if a.recorded_at and a.recorded_at >= left]
        origins = assign_origins([*new, *read], since=moment)
        assert origins.keys() == {a.article_id for a in new}
        for a in new:
            lake[a.article_id] = Article(
                a.article_id,
                a.text,
                recorded_at=a.recorded_at,
                published_at=a.published_at,
                origin_article_id=origins[a.article_id],
                shingles=shingles(a.text),
            )
    assert {name: a.origin_article_id for name, a in lake.items()} == full


@given(newswires(), st.integers(0, 40))
def test_what_shares_no_words_with_what_is_asked_may_be_left_out(
    articles: list[Article], day: int
) -> None:
    since = DAY_0 + timedelta(days=day)
    asked = [a for a in articles if a.recorded_at is None or a.recorded_at >= since]
    settled = [a for a in articles if a not in asked]
    told = join_hashes(shingles(a.text) for a in asked)
    is_related = share_hashes([shingles(a.text) for a in settled], told)
    related = [a for a, shares in zip(settled, is_related, strict=True) if shares]
    assert assign_origins([*asked, *related], since) == assign_origins(articles, since)
