from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

import pytest

from pipeline.errors import Reason
from pipeline.lexicon.event_types import families
from pipeline.sample import truth
from pipeline.sample.newswire import Manuscript, load
from pipeline.sample.truth import OUTCOMES, State, Told, Toll, TrueIncident

TELLINGS = [(incident, told) for incident in truth().incidents for told in incident.told]
STATES = [(incident, state) for incident in truth().incidents for state in incident.states]
UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen".split()
NUMBERS = {word: n for n, word in enumerate(UNITS, start=1)} | {
    **dict.fromkeys(("a", "an"), 1),
    "twenty-two": 22,
    "hundred": 100,
    "tres": 3,
    "cinco": 5,
}
NONE = ("no one", "nobody", "without", "neither", "no casualties", "no injuries")


def manuscript_of(told: Told) -> Manuscript:
    return load().revisions(told.article)[told.revision - 1]


def name_telling(value: object) -> str:
    return value.id if isinstance(value, TrueIncident) else getattr(value, "article", "?")


@pytest.mark.parametrize(("incident", "told"), TELLINGS, ids=name_telling)
def test_the_words_and_the_place_stand_in_the_article(incident: TrueIncident, told: Told) -> None:
    text = manuscript_of(told).text
    for words in (*told.words, told.place):
        assert words in text
    assert told.place in incident.place.names
    assert told.window >= manuscript_of(told).window


@pytest.mark.parametrize(("incident", "told"), TELLINGS, ids=name_telling)
def test_each_toll_is_written_in_the_words(incident: TrueIncident, told: Told) -> None:
    written = [read_numbers(words) for words in told.words]
    sums = {sum(numbers) for numbers in written}
    said = sums.union(*written)
    for outcome in OUTCOMES:
        toll = getattr(told, outcome)
        if toll is None:
            continue
        if toll.best == 0:
            assert any(none in words.lower() for words in told.words for none in NONE)
        elif toll.best is not None:
            # "more than a hundred" is at least 101
            above = {n + 1 for n in said} if "more than" in " ".join(told.words) else set()
            assert toll.best in said | above, (incident.id, outcome, said)


def read_numbers(words: str) -> list[int]:
    tokens = re.findall(r"\d+|[a-z]+(?:-[a-z]+)?", words.lower())
    return [int(t) if t.isdigit() else NUMBERS[t] for t in tokens if t.isdigit() or t in NUMBERS]


@pytest.mark.parametrize(("incident", "state"), STATES, ids=name_telling)
def test_tolls_after_a_window_follow_from_the_articles(
    incident: TrueIncident, state: State
) -> None:
    latest = {t.article: t for t in incident.told if t.window <= state.window}
    for outcome in OUTCOMES:
        tolls = [t for t in (getattr(told, outcome) for told in latest.values()) if t]
        expected = getattr(state, outcome)
        assert (expected is None) == (not tolls)
        if expected is not None:
            check_toll(expected, tolls)


def check_toll(expected: Toll, tolls: list[Toll]) -> None:
    assert expected.low == min(t.low for t in tolls if t.low is not None)
    assert expected.high == max((t.high for t in tolls if t.high is not None), default=None)
    said = {t.best for t in tolls}.union(*(t.also for t in tolls))
    assert {expected.best, *expected.also} <= said


@pytest.mark.parametrize(("incident", "state"), STATES, ids=name_telling)
def test_counts_after_a_window_follow_from_the_articles(
    incident: TrueIncident, state: State
) -> None:
    most = set(incident.articles(state.window))
    least = {article for article in most if is_certain(article, state.window)}
    origin_of = {copy.article: copy.origin for copy in truth().copies}
    for counted, articles in (("least", least), ("most", most)):
        n = 0 if counted == "least" else 1
        assert state.n_articles[n] == len(articles)
        assert state.n_publishers[n] == len({a.partition("/")[0] for a in articles})
        assert state.n_origins[n] == len({origin_of.get(a, a) for a in articles})


def is_certain(article: str, window: int) -> bool:
    """Whether every reader has the article in a window."""
    doubtful = {row.article for row in truth().rejected if not row.certain}
    repeated = load().revisions(article)[0].fault == "500_once" and window > 1
    return article not in doubtful or repeated


@pytest.mark.parametrize("incident", truth().incidents, ids=name_telling)
def test_an_incident_is_told_after_it_happened(incident: TrueIncident) -> None:
    for told in incident.told:
        day = manuscript_of(told).published.date()
        assert incident.event_start <= incident.event_end <= day + timedelta(days=1)
        recent = (day - incident.event_end).days <= 14
        assert (told.salience == "background") != recent
    status = incident.status == "occurred"
    told_now = any(told.salience != "background" for told in incident.told)
    assert incident.is_default == (status and told_now)


@pytest.mark.parametrize(("incident", "told"), TELLINGS, ids=name_telling)
def test_the_day_is_in_the_words_of_the_article(incident: TrueIncident, told: Told) -> None:
    assert incident.date_precision == "day"
    assert incident.event_start == incident.event_end
    text = manuscript_of(told).text
    names = name_day(incident.event_start)
    if " a day after " in text:
        names += name_day(incident.event_start + timedelta(days=1))
    assert any(words in text for words in names)


def name_day(day: date) -> list[str]:
    month, short = f"{day:%B}", f"{day:%b}."
    days = [f"{month} {day.day}", f"{short} {day.day}", f"{day.day} {month}", f"{day:%A}"]
    return [*days, "lunes"] if day.weekday() == 0 else days


def test_event_types_are_in_the_codebook() -> None:
    for incident in truth().incidents:
        assert incident.types <= set(families())


def test_every_article_is_either_told_or_must_yield_nothing() -> None:
    told = {
        t.article for incident in truth().incidents if incident.is_default for t in incident.told
    }
    silent = {row.article for row in truth().no_default}
    assert not told & silent
    assert told | silent == {m.key for m in load().manuscripts}


def test_it_tells_what_the_first_run_has_to_show() -> None:
    incidents = truth().defaults(2)
    assert len(truth().incidents) >= 14
    assert len(truth().defaults(1)) >= 12
    assert len({incident.event_type for incident in incidents}) >= 12
    assert len({incident.place.country for incident in incidents}) >= 10
    assert len({incident.id for incident in truth().incidents}) == len(truth().incidents)
    kinds = Counter(update.kind for update in truth().updates)
    assert kinds == {"correction": 1, "late news": 1, "second source": 1, "new": 1}


def test_three_publishers_tell_the_strikes_in_syria_in_their_own_spelling() -> None:
    bunkers = next(i for i in truth().incidents if i.id == "deir-ez-zor-bunkers")
    assert len({told.article.partition("/")[0] for told in bunkers.told}) == 3
    spellings = {told.place for told in bunkers.told}
    assert spellings == {"Deir ez-Zor", "Deir al-Zour", "Dayr az Zawr"}
    assert len({told.killed for told in bunkers.told}) == 3


@pytest.mark.parametrize("update", truth().updates, ids=lambda update: update.kind)
def test_updates_are_what_the_states_say(update: object) -> None:
    row = next(u for u in truth().updates if u is update)
    incident = next(i for i in truth().incidents if i.id == row.incident)
    assert row.article in incident.articles(row.window)
    before, after = incident.after(row.window - 1), incident.after(row.window)
    if row.field is None:
        assert before is None
        return
    assert (value_of(before, row.field), value_of(after, row.field)) == (row.before, row.after)


def value_of(state: State | None, field: str) -> int | None:
    assert state is not None
    if field == "n_origins":
        return state.n_origins[0]
    outcome, _, part = field.partition("_")
    value: int | None = getattr(getattr(state, outcome), part)
    return value


def test_rejections_name_reasons_that_exist_and_pages_that_are_served() -> None:
    feeds = {f"broken{feed.path}" for feed in load().publishers["broken"].broken_feeds}
    for row in truth().rejected:
        assert {Reason(reason) for reason in row.reasons}
        assert (row.article is None) != (row.feed is None)
        if row.article is not None:
            assert load().revisions(row.article)
    assert {row.feed for row in truth().rejected if row.feed} == feeds - {"broken/quiet.xml"}


def test_copies_share_their_words_with_the_origin_and_others_do_not() -> None:
    copies = {frozenset((copy.article, copy.origin)) for copy in truth().copies}
    shingles = {m.key: shingle(m) for m in load().manuscripts if len(shingle(m)) >= 12}
    keys = sorted(shingles)
    alike = {
        frozenset((a, b))
        for n, a in enumerate(keys)
        for b in keys[n + 1 :]
        if len(shingles[a] & shingles[b]) / min(len(shingles[a]), len(shingles[b])) >= 0.5
    }
    assert alike == copies


def shingle(manuscript: Manuscript) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", manuscript.text.lower())
    return {tuple(words[n : n + 5]) for n in range(len(words) - 4)}
