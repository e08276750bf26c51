"""Mentions for the tests of resolving: a few towns, days, kinds and words, so that many meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from pipeline.records import Article, Casualty, Mention, Participant, Place

DAY_0 = date(2022, 8, 24)
WINDOW_0 = datetime(2022, 8, 24, 6, tzinfo=UTC)
QUARTER = timedelta(minutes=15)

NOWHERE = Place()
SYRIA = Place("Syria", 1, None, None, "SY", "Syria", 35.0, 38.0, "country", 300.0)
HOMS = Place("Homs", 2, "Homs", "SY-HI", "SY", "Syria", 34.73, 36.71, "town", 5.0)
TANF = Place("al-Tanf", 3, "Homs", "SY-HI", "SY", "Syria", 33.5, 38.67, "site", 1.0)
DEIR = Place("Deir ez-Zor", 4, "Deir ez-Zor", "SY-DY", "SY", "Syria", 35.33, 40.14, "town", 5.0)
MOSUL = Place("Mosul", 5, "Nineveh", "IQ-NI", "IQ", "Iraq", 36.34, 43.13, "town", 5.0)
PLACES = (NOWHERE, SYRIA, HOMS, TANF, DEIR, MOSUL)
TYPES = ("air_strike", "shelling", "attack", "arrest", "shooting")
PEOPLE = ("alan reyes", "mona haddad", "omar said")
WORDS = "qusayr kurdan halboun mezze tadamon rukban baghouz yarmouk dumair jandar".split()


def window(n: int) -> datetime:
    """The start of the n-th window."""
    return WINDOW_0 + n * QUARTER


def day(n: int) -> date:
    """The n-th day."""
    return DAY_0 + timedelta(days=n)


def mention(name: str, **fields: Any) -> Mention:
    """An air strike on Deir ez-Zor on the first day, but for what is said otherwise."""
    values: dict[str, Any] = {
        "article_id": f"article of {name}",
        "event_type": "air_strike",
        "publisher": f"publisher of {name}",
        "published_at": WINDOW_0,
        "recorded_at": WINDOW_0,
        "window_start": WINDOW_0,
        "event_start": DAY_0,
        "place": DEIR,
        "terms": tuple(WORDS[:6]),
    }
    values |= fields
    start = values["event_start"]
    values.setdefault("event_end", start)
    values.setdefault("event_date", start or values["published_at"].date())
    values.setdefault("event_date_source", "text" if start else "published")
    values.setdefault("date_precision", "day" if start else "unknown")
    return Mention(name, **values)


def article_of(told: Mention) -> Article:
    """The article that tells a mention, with words too few for any offset."""
    return Article(
        told.article_id,
        "News.",
        recorded_at=told.recorded_at,
        window_start=told.window_start,
        origin_article_id=told.article_id,
    )


def killed(low: int, high: int | None = -1, **fields: Any) -> Casualty:
    """A total of killed; exact unless ``high`` is given."""
    return Casualty("killed", low, low, low if high == -1 else high, **fields)


def _perpetrator(actor: str) -> Participant:
    return Participant("perpetrator", actor, actor)


#: Made once: hypothesis looks at every strategy when it first draws from it, which took longer
#: than all that is tested.
_STARTS = st.none() | st.integers(-2, 2).map(day) | st.sampled_from([day(-90), day(-400)])
_LENGTHS = st.sampled_from([0, 0, 0, 1, 3, 20, 364])
_DAYS_LATER = st.integers(0, 3)
_ORIGINS = st.none() | st.just("article of many")
_ARE_OF_MANY = st.booleans()
_FIELDS = st.fixed_dictionaries(
    {
        "event_type": st.sampled_from(TYPES),
        "place": st.sampled_from(PLACES),
        "status": st.sampled_from(["occurred", "occurred", "occurred", "thwarted", "planned"]),
        "salience": st.sampled_from(["main", "context", "background"]),
        "terms": st.sets(st.sampled_from(WORDS), min_size=1).map(tuple),
        "names": st.sets(st.sampled_from(PEOPLE), max_size=2).map(lambda n: tuple(sorted(n))),
        "casualties": st.lists(st.integers(0, 3).map(killed), max_size=1).map(tuple),
        "participants": st.lists(
            st.sampled_from(["usa", "iran"]).map(_perpetrator), max_size=1
        ).map(tuple),
    }
)


@st.composite
def mentions(draw: st.DrawFn, name: str = "m", windows: int = 1) -> Mention:
    """Any mention, of an article that is named after it."""
    start, length = draw(_STARTS), draw(_LENGTHS)
    if start and length == 20:
        start = start.replace(day=1)
    published = WINDOW_0 + timedelta(days=draw(_DAYS_LATER))
    return mention(
        name,
        article_id="article of many" if draw(_ARE_OF_MANY) else f"article of {name}",
        origin_article_id=draw(_ORIGINS),
        event_start=start,
        event_end=start and start + timedelta(days=length),
        event_date=start or published.date(),
        published_at=published,
        recorded_at=window(draw(st.integers(0, windows - 1))),
        **draw(_FIELDS),
    )


@st.composite
def newsrooms(draw: st.DrawFn, size: int = 10, windows: int = 1) -> list[Mention]:
    """A set of mentions; some are withdrawn."""
    told = [draw(mentions(f"m{n}", windows)) for n in range(draw(st.integers(1, size)))]
    gone = draw(st.sets(st.integers(0, len(told) - 1), max_size=2))
    return [withdraw(m, window(windows)) if n in gone else m for n, m in enumerate(told)]


def withdraw(told: Mention, moment: datetime) -> Mention:
    """The tombstone of a mention."""
    return replace(told, withdrawn_at=moment)
