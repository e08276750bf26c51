"""The event's own place among those that an article mentions."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.finds import in_sentence, in_sentences
from pipeline.extract.passages import LEAD_SENTENCES
from pipeline.extract.places.article import (
    FAR_OFF_KM,
    NEARBY_KM,
    dateline_in,
    is_located,
    lies_in,
    scores_in_article,
)
from pipeline.extract.places.place_mention import PlaceMention, as_country
from pipeline.extract.places.whereabouts import Whereabouts
from pipeline.lexicon.grammar import Grammar, load_grammar
from pipeline.text import Sentence

#: How well a relation ties a place to an event in its clause.
_RELATION = {
    "in": 3.0,
    "near": 3.0,
    "of": 1.2,
    "against": 1.0,
    "to": 0.8,
    "": 0.6,
    "from": 0.2,
    "by": 0.0,
}
_USAGE = {
    "place": 0.0,
    "body": -0.4,
    "actor": -3.0,
    "adjective": -9.0,
    "name": -9.0,
    "dateline": -9.0,
    "outlet": -9.0,
}
#: A score below this is no place of the event.
LEAST = 0.3
#: What each token between event and place costs, and each word that opens another clause.
PER_TOKEN, PER_CLAUSE = 0.06, 1.0
#: So many tokens a place is off that opens its sentence, however far its trigger stands.
OPENING = 10
#: ", where" stands at most so many tokens behind its place: "the capital of Sinaloa, where".
WHERE_REACH = 8
#: What it costs to lie abroad, and to stand in a relative clause of its own.
FOREIGN, ASIDE = 1.0, 1.5
#: What it costs to say who had it done to them: "a man sought in Berlin was shot in Milan".
OF_SUBJECT = 0.3
#: What it costs to be only what the event was some way off, and once more if it was far off.
OFF = 1.2
#: What it is worth to be what the verb of the event takes: "took the town of X near Y".
OBJECT, OBJECT_REACH = 0.6, 3
#: What it costs to stand in another of the headlines that a title strings together.
HEADLINE = 4.0
#: So many sentences back the story's place still holds.
STORY_REACH = 6

#: One town must have this share of all mentions in the coarse place to be meant by it.
LEADING_SHARE = 0.45

#: A place with this share of an article is the place of what is told without one.
ARTICLE_SHARE = 0.6


def place_of_event(
    trigger: tuple[int, int], sentence: int, where: Whereabouts
) -> PlaceMention | None:
    """Where the event of a trigger (offsets in its sentence) took place.

    The place of its clause, else of its sentence, of the sentences before it, of the title, of the
    lead; last the document's country alone. Never the dateline, but that a report which names no
    other place is about where it was written.
    """
    best = _best_in_sentence(trigger, sentence, where)
    if best is not None:
        if where.document.in_capitals:
            return _finer_in_lead(best, where.mentions, is_today=False) or best
        finer = _town_in_sentence(best, where.mentions)
        return finer or _finer_in_lead(best, where.mentions, is_today=True) or best
    section = where.section_of(sentence)
    if section is not None:
        return _of_story(sentence, where.mentions, section.sentence) or section
    article = where.article
    if article is not None and article[1] >= ARTICLE_SHARE:
        return article[0]
    story = _of_story(sentence, where.home)
    if story is not None:
        story = _only_point_of_lead(story, where.mentions) or story
    if story is None and article is None:
        return _of_outlet(where.home) or (where.leading and as_country(where.leading))
    return story or (article[0] if article else None)


def _only_point_of_lead(
    coarse: PlaceMention, mentions: Sequence[PlaceMention]
) -> PlaceMention | None:
    """For "it lies in Homs province. ... drones attacked it": the one point of title and lead."""
    if coarse.place.is_point:
        return None
    inside = [
        m
        for m in in_sentences(mentions, 0, LEAD_SENTENCES)
        if is_located(m) and m.place.is_point and lies_in(m, coarse)
    ]
    points = {(m.place.latitude, m.place.longitude) for m in inside}
    return inside[0] if len(points) == 1 else None


def _town_in_sentence(
    coarse: PlaceMention, mentions: Sequence[PlaceMention]
) -> PlaceMention | None:
    """The one town or site of a region that its sentence names: "the prison of Machala, in Oro"."""
    if coarse.place.is_point or coarse.place.place_precision == "country":
        return None
    inside = [
        m
        for m in in_sentence(mentions, coarse.sentence)
        if m.usage == "place" and is_located(m) and m.place.is_point and lies_in(m, coarse)
    ]
    inside = [m for m in inside if not m.is_aside and m.relation not in ("from", "to")]
    return inside[0] if len({m.place.name for m in inside}) == 1 else None


def _finer_in_lead(
    coarse: PlaceMention, mentions: Sequence[PlaceMention], is_today: bool
) -> PlaceMention | None:
    """For "6 shot in West Virginia" at the top: the one town there that the article is about.

    ``is_today``: no telegram in capitals; where somebody fled to is not where it was, then.
    """
    if coarse.sentence >= LEAD_SENTENCES or coarse.place.is_point:
        return None
    located = (m for m in mentions if is_located(m) and not (is_today and m.relation == "to"))
    inside = [m for m in located if m.place.is_point and lies_in(m, coarse)]
    if coarse.place.place_precision == "admin2":  # the next district's town is as near
        inside = [m for m in inside if m.sentence < LEAD_SENTENCES and not m.is_aside]
    if all(m.place.place_precision == "site" for m in inside) and inside:
        return None  # the one oil field of a province that is named need not be meant by it
    scores = scores_in_article(inside)
    if not scores:
        return dateline_in(coarse, mentions)
    best, score = max(scores, key=lambda item: item[1])
    return best if score >= LEADING_SHARE * sum((s for _, s in scores), 0.0) else None


def _best_in_sentence(
    trigger: tuple[int, int], index: int, where: Whereabouts
) -> PlaceMention | None:
    """The place that a sentence ties best to a trigger."""
    sentence, grammar = where.document.sentences[index], load_grammar(where.document.language)
    scored = [
        (_score(trigger, m, sentence, grammar) - _foreignness(m, where.most), m)
        for m in in_sentence(where.mentions, index)
        if not is_speakers_seat(m, sentence, grammar)
    ]
    scored = [item for item in scored if item[0] >= LEAST]
    if not scored:
        return None
    return max(scored, key=lambda item: (item[0], -item[1].start))[1]


def is_speakers_seat(mention: PlaceMention, sentence: Sentence, grammar: Grammar) -> bool:
    """Whether those who tell of it do so there: "medics at Nasser hospital said"."""
    before = sentence.lowers[sentence.between(sentence.start, mention.start)]
    behind = sentence.lowers[sentence.between(mention.end, sentence.end_of(-1))]
    is_site = mention.place.place_precision == "site"  # police in a town speak of their own
    is_theirs = is_site and not (grammar.sayer | grammar.rescuer).isdisjoint(before[-2:-1])
    return is_theirs and not grammar.saying.isdisjoint(behind[:1])


def _score(
    trigger: tuple[int, int], mention: PlaceMention, sentence: Sentence, grammar: Grammar
) -> float:
    score = _RELATION[mention.relation] + _USAGE[mention.usage]
    if mention.is_container or mention.is_heading:
        score -= 1.5
    score -= 0.15 * mention.place.coarseness
    score -= OFF * (mention.off_km >= NEARBY_KM) + OFF * (mention.off_km >= FAR_OFF_KM)
    left, right = sorted((trigger, (mention.start, mention.end)))
    between = sentence.lowers[sentence.between(left[1], right[0])]
    if opens_sentence(mention, sentence):
        between = between[:OPENING]
    elif mention.end <= trigger[0]:
        between = _told_there(between)
    score -= PER_TOKEN * len(between)
    score += OBJECT * _is_object(mention, trigger, between, grammar)
    score -= HEADLINE * (sentence.field == "title" and ";" in between)
    if _is_aside(mention, trigger, sentence, grammar.side_clause):
        score -= ASIDE
    if mention.is_aside:
        score -= ASIDE
    is_before = mention.relation != "" and mention.end <= trigger[0]
    if is_before and not grammar.undergoing.isdisjoint(between):
        score -= OF_SUBJECT
    return score - PER_CLAUSE * sum(map(grammar.far_clause.__contains__, between))


def _told_there(between: tuple[str, ...]) -> tuple[str, ...]:
    """The words up to an event, without those that say it is all told of the place before them.

    "In Bolan, where a bridge was blown up", "in Zamfara State, where gunmen (...), killing 18".
    """
    near = between[:WHERE_REACH]
    n = near.index("where") if "where" in near else 0
    return between[n + 1 :][:OPENING] if n and near[n - 1] == "," else between


def _is_object(
    mention: PlaceMention, trigger: tuple[int, int], between: Sequence[str], grammar: Grammar
) -> bool:
    """Whether a place is what is taken or shelled: right behind, or behind "the town of"."""
    if mention.relation or mention.usage != "place" or mention.start < trigger[1]:
        return False
    is_of = len(between) <= OBJECT_REACH and not grammar.of.isdisjoint(between[-1:])
    return is_of or not between


def opens_sentence(mention: PlaceMention, sentence: Sentence) -> bool:
    """Whether a place opens its sentence, which is then all of it: "In Dhaka, 11 died when"."""
    return mention.place.is_point and stands_first(mention, sentence)


def stands_first(mention: PlaceMention, sentence: Sentence) -> bool:
    """Whether a place of any size opens its sentence: "In Kashmir, a soldier was killed"."""
    before = sentence.between(sentence.start, mention.start)
    is_first = len(sentence.lowers[before]) <= 1
    is_first = is_first and not sentence.text.isupper()
    behind = sentence.lowers[sentence.between(mention.end, sentence.end_of(-1))][:1]
    return is_first and behind == (",",)


def _foreignness(mention: PlaceMention, most: float) -> float:
    """What it costs to lie in a country that the article is hardly about."""
    return FOREIGN * (1.0 - mention.support / most) if most > 0 else 0.0


def _is_aside(
    mention: PlaceMention, trigger: tuple[int, int], sentence: Sentence, openers: frozenset[str]
) -> bool:
    """Whether a place stands in a relative clause that ends before the trigger."""
    if trigger[0] < mention.end:
        return False
    if openers.isdisjoint(sentence.lowers):
        return False
    lowers = sentence.lowers
    before = lowers[sentence.between(sentence.start, mention.start)]
    opened = next((i for i in range(len(before) - 1, -1, -1) if before[i] in openers), None)
    if opened is None or "," in before[opened:]:
        return False
    behind = sentence.positions(mention.end, trigger[0])
    return "," in lowers[behind.start : behind.stop]


def _of_story(
    sentence: int, mentions: Sequence[PlaceMention], first: int = 0
) -> PlaceMention | None:
    """The last place where something was said to be, few sentences back, none before ``first``."""
    first = max(first, sentence - STORY_REACH)
    before = (
        m
        for m in reversed(in_sentences(mentions, first, sentence))
        if is_located(m)
        and m.relation in ("in", "near")
        and not m.is_container
        and not m.is_aside
        and m.place.place_precision != "country"
    )
    return next(before, None)


def _of_outlet(mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """The town of a local station, where its report names no place at all."""
    towns = (m for m in mentions if m.usage == "outlet" and m.place.is_point)
    return next(towns, None)
