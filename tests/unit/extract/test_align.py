from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pipeline import ids
from pipeline.extract.align import Revision, fold_revisions
from pipeline.lexicon.event_types import family
from pipeline.records import Article, Evidence, Mention, Place

WINDOW = datetime(2022, 8, 24, 6, tzinfo=UTC)


def tell(revision: int, *sentences: str, **more: object) -> Revision:
    """A revision whose every sentence tells one incident: ``type: words``, in text order."""
    text, mentions, counts = "", [], dict[str, int]()
    window = WINDOW + timedelta(minutes=15 * (revision - 1))
    for sentence in sentences:
        kind, words = sentence.split(": ")
        n = counts.get(family(kind), 0)
        counts[family(kind)] = n + 1
        evidence = (Evidence("text", len(text), len(text) + len(words)),)
        text += words + "\n"
        mention_id = ids.mention_id("a", family(kind), n)
        mentions.append(
            Mention(mention_id, "a", kind, revision, window_start=window, evidence=evidence, **more)  # type: ignore[arg-type]
        )
    article = Article("a", text, revision, window_start=window, recorded_at=WINDOW)
    return article, mentions


def live(mentions: tuple[Mention, ...]) -> dict[str, str]:
    return {m.mention_id: m.event_type for m in mentions if m.withdrawn_at is None}


STRIKE_0, STRIKE_1 = (ids.mention_id("a", "strike", n) for n in range(2))


def test_a_first_revision_keeps_the_ids_of_the_extractor() -> None:
    told = tell(1, "shelling: Rockets hit a base", "air_strike: Jets bombed bunkers")
    assert set(live(fold_revisions([told]))) == {STRIKE_0, STRIKE_1}


def test_a_mention_told_before_another_keeps_its_id() -> None:
    first = tell(1, "shelling: Rockets hit a base in the east")
    second = tell(2, "shelling: Mortars fell on the old town", "shelling: Rockets hit a base")
    mentions = {m.mention_id: m for m in fold_revisions([first, second])}
    article = second[0]
    told = {
        name: article.text[m.evidence[0].start : m.evidence[0].end] for name, m in mentions.items()
    }
    assert told == {STRIKE_0: "Rockets hit a base", STRIKE_1: "Mortars fell on the old town"}


def test_what_is_told_no_more_is_withdrawn_in_the_window_that_leaves_it_out() -> None:
    first = tell(1, "shelling: Rockets hit a base", "arrest: Two men were held")
    second = tell(2, "shelling: Rockets hit a base")
    gone = [m for m in fold_revisions([first, second]) if m.withdrawn_at]
    assert [(m.event_type, m.withdrawn_at, m.article_revision) for m in gone] == [
        ("arrest", WINDOW + timedelta(minutes=15), 1)
    ]


def test_an_article_that_tells_nothing_any_more_leaves_only_tombstones() -> None:
    mentions = fold_revisions([tell(1, "shelling: Rockets hit a base"), tell(2), tell(3)])
    assert [m.withdrawn_at for m in mentions] == [WINDOW + timedelta(minutes=15)]


def test_a_tombstone_told_again_lives_again() -> None:
    told = "shelling: Rockets hit a base"
    mentions = fold_revisions([tell(1, told), tell(2), tell(3, told)])
    assert [(m.mention_id, m.withdrawn_at) for m in mentions] == [(STRIKE_0, None)]


def test_another_family_does_not_inherit() -> None:
    mentions = fold_revisions([tell(1, "shelling: Guns fired"), tell(2, "protest: Crowds marched")])
    assert live(mentions) == {ids.mention_id("a", "protest", 0): "protest"}


def test_another_day_does_not_inherit_and_gets_a_number_never_used() -> None:
    first = tell(1, "shelling: Rockets hit", event_start=date(2022, 8, 23))
    second = tell(2, "shelling: Rockets hit", event_start=date(2022, 8, 24))
    mentions = fold_revisions([first, second])
    assert live(mentions) == {STRIKE_1: "shelling"}


def test_another_province_does_not_inherit() -> None:
    first = tell(1, "shelling: Rockets hit", place=Place(country="SY", admin1_code="SY-DY"))
    second = tell(2, "shelling: Rockets hit", place=Place(country="SY", admin1_code="SY-HI"))
    assert STRIKE_0 not in live(fold_revisions([first, second]))


def test_a_mention_is_recorded_when_it_is_told_first() -> None:
    first = tell(1, "shelling: Rockets hit a base")
    second = tell(2, "shelling: Rockets hit a base", "arrest: Two men were held")
    third = tell(3, "shelling: Rockets hit a base", "arrest: Two men were held")
    recorded = {m.event_type: m.recorded_at for m in fold_revisions([first, second, third])}
    assert recorded == {"shelling": WINDOW, "arrest": WINDOW + timedelta(minutes=15)}


def test_without_windows_what_is_told_no_more_is_left_out() -> None:
    first, second = tell(1, "shelling: Rockets hit a base"), tell(2)
    bare = Article("a", second[0].text, 2)
    assert fold_revisions([first, (bare, [])]) == ()


SENTENCES = st.lists(
    st.sampled_from(
        [
            "shelling: Rockets hit a base",
            "shelling: Mortars fell on the town",
            "air_strike: Jets bombed a bunker",
            "arrest: Two men were held",
            "protest: Crowds marched",
        ]
    ),
    max_size=4,
)


@given(st.lists(SENTENCES, min_size=1, max_size=5))
def test_ids_are_unique_and_none_is_ever_lost(revisions: list[list[str]]) -> None:
    told = [tell(n, *sentences) for n, sentences in enumerate(revisions, start=1)]
    seen: set[str] = set()
    for count in range(1, len(told) + 1):
        mentions = fold_revisions(told[:count])
        names = [m.mention_id for m in mentions]
        assert len(set(names)) == len(names)
        assert seen <= set(names)
        assert len(live(mentions)) == len(revisions[count - 1])
        seen |= set(names)


@given(st.lists(SENTENCES, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_the_order_in_which_revisions_are_given_does_not_matter(
    revisions: list[list[str]],
    chance: random.Random,
) -> None:
    told = [tell(n, *sentences) for n, sentences in enumerate(revisions, start=1)]
    shuffled = told[:]
    chance.shuffle(shuffled)
    assert fold_revisions(shuffled) == fold_revisions(told)
