"""Votes from beside the places of a text: its address and publisher, and who is named in its lead.

A local newspaper rarely says in which state its towns lie; its address often does
(``losangeles.cbslocal.com``, ``houstonchronicle.com``, ``.../north-carolina/...``).
"""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

from pipeline.extract.passages import LEAD_SENTENCES
from pipeline.extract.places.belief import ENGLISH_COUNTRIES
from pipeline.extract.places.priors import clear_reading
from pipeline.extract.places.tally import Votes
from pipeline.lexicon.gazetteer import Candidate, Gazetteer
from pipeline.lexicon.place_words import PlaceWords
from pipeline.lexicon.tables import read_table
from pipeline.lexicon.words import load_words
from pipeline.records import Article
from pipeline.text import Document

#: What a hint counts beside a place of the text (1): as much as a place said twice.
HOST_WEIGHT, PATH_WEIGHT, DOMAIN_WEIGHT, HOME_WEIGHT = 1.0, 1.0, 0.5, 1.0
#: What an armed group counts for the country where it is at home: less than any place named.
GROUP_WEIGHT = 0.25
#: Towns below this size are not what a site is named for.
HOST_POPULATION = 20_000
#: Of English namesakes those with a smaller share of the largest one's people name no sites.
SHARE_OF_NAMESAKES = 0.1
#: Names shorter than this stand in too many other words.
SHORTEST_HOST_NAME = 5

_WIDE = ("country", "admin1")
_WORD = re.compile(r"[a-z]+")
_STATIONS = ("www", "nbc", "abc", "cbs", "fox", "my", "the", "local", "patch")
_TWO_LETTER_DOMAINS = {"uk": "GB"}
_NOT_COUNTRIES = frozenset(("co", "tv", "me", "io", "ai", "fm", "ly", "cc", "ws", "to", "am", "eu"))


def read_hints(article: Article, gazetteer: Gazetteer, words: PlaceWords) -> Votes:
    """What the address and the publisher say of where the story plays."""
    votes = Votes()
    parts = urlsplit((article.url or "").lower())
    host = parts.hostname or ""
    home = _home_of_site(host, gazetteer)
    if home is not None:
        votes.add(home, HOME_WEIGHT)
        votes.home = home if home.kind == "admin1" else None
    is_english = (article.language or "en").startswith("en")
    names = f"{host}.{(article.publisher or '').lower()}"
    for place in _places_of_host(names, gazetteer, words, is_english):
        if home is None or place.admin1 != home.admin1:
            votes.add(place, HOST_WEIGHT)
        votes.anchors[f"host {place.index}"] = place
    country = _country_of_host(host)
    if country is not None:
        votes.add_country(country, DOMAIN_WEIGHT)
    for place in _states_of_path(parts.path, gazetteer, words):
        # "berlin-teen-dies" of a paper in Connecticut is no word of Germany's
        if home is None or place.country == home.country:
            votes.add(place, PATH_WEIGHT)
    return votes


def hear_of_groups(votes: Votes, document: Document) -> None:
    """Count the homes of the armed groups that the lead names: "Boko Haram raided Kalari"."""
    actors = load_words(document.language).actors
    groups = {
        match.entry.actor_id: match.entry.country
        for sentence in document.sentences[:LEAD_SENTENCES]
        for match in actors.find(sentence.lowers)
        if match.entry.type == "armed_group" and match.entry.country
    }
    for country in groups.values():
        votes.add_country(country, GROUP_WEIGHT)


@cache
def _homes() -> dict[str, str]:
    return {
        row["host"]: row["place"] for row in read_table("places/publishers.tsv", ("host", "place"))
    }


def _home_of_site(host: str, gazetteer: Gazetteer) -> Candidate | None:
    """The state or country where a news site is at home."""
    homes, labels = _homes(), host.split(".")
    for start in range(len(labels) - 1):
        place = homes.get(".".join(labels[start:]))
        if place is not None:
            return gazetteer.division(place) if "-" in place else gazetteer.country(place)
    return None


def _country_of_host(host: str) -> str | None:
    ending = host.rsplit(".", 1)[-1]
    if len(ending) != 2 or ending in _NOT_COUNTRIES:
        return None
    return _TWO_LETTER_DOMAINS.get(ending, ending.upper())


def _places_of_host(
    host: str, gazetteer: Gazetteer, words: PlaceWords, is_english: bool
) -> list[Candidate]:
    """The towns and states that the labels of a host name begin with ("nbcmiami")."""
    found = []
    for label in _WORD.findall(host):
        for start in _starts(label):
            place = _place_at(label[start:], gazetteer, words, is_english)
            if place is not None:
                found.append(place)
                break
    return found


def _starts(label: str) -> list[int]:
    return [0, *(len(s) for s in _STATIONS if label.startswith(s) and len(label) > len(s) + 3)]


def _place_at(
    label: str, gazetteer: Gazetteer, words: PlaceWords, is_english: bool
) -> Candidate | None:
    for name in reversed(gazetteer.find_prefixes(label)):
        if len(name) < SHORTEST_HOST_NAME or name in words.common_words:
            continue
        if not _is_outlet(label[len(name) :], words):
            continue
        best = _named_at_home(gazetteer.find(name), is_english)
        if best is not None:
            return best
    return None


def _named_at_home(candidates: tuple[Candidate, ...], is_english: bool) -> Candidate | None:
    """The place that a site is named for, by its own name: none of Philadelphia is of Amman.

    Where that is not clear, a site in English is of Georgia's Augusta rather than of Sicily's.
    """
    own = tuple(c for c in candidates if not c.is_alternate) or candidates
    english = [c for c in own if is_english and c.country in ENGLISH_COUNTRIES]
    least = max((c.population for c in english), default=0) * SHARE_OF_NAMESAKES
    rivals = tuple(c for c in english if c.population >= least)
    best = clear_reading(own) or (clear_reading(rivals) if rivals else None)
    return best if best is not None and _may_have_sites(best) else None


def _may_have_sites(place: Candidate) -> bool:
    return place.kind in _WIDE or place.population >= HOST_POPULATION


def _is_outlet(rest: str, words: PlaceWords) -> bool:
    """Whether the rest of a label is made of words like "daily", "news", "tribune"."""
    if not rest:
        return True
    lengths = range(len(rest), 1, -1)
    known = words.outlets | words.stations
    return any(rest[:n] in known and _is_outlet(rest[n:], words) for n in lengths)


def _states_of_path(path: str, gazetteer: Gazetteer, words: PlaceWords) -> list[Candidate]:
    """States and countries in the path: ``/north-carolina/``, ``shooting-in-oakland-ca/``."""
    found = []
    parts = [_WORD.findall(part) for part in path.split("/")]
    for part in parts:
        for index in range(len(part)):
            names = ("".join(part[index : index + length]) for length in (3, 2, 1))
            best = next((b for b in map(gazetteer.find, names) if b and b[0].kind in _WIDE), None)
            if best and not best[0].is_alternate and not _is_plain(best[0].name, words):
                found.append(best[0])
        state = _state_at_end(part, gazetteer, words)
        if state is not None:
            found.append(state)
    return found


def _is_plain(name: str, words: PlaceWords) -> bool:
    word = name.lower()
    is_word = word in words.directions or word in words.common_words
    return len(word) < 4 or is_word or word in words.adjectives  # "somali" is no part of Ethiopia


def _state_at_end(part: list[str], gazetteer: Gazetteer, words: PlaceWords) -> Candidate | None:
    """The state in "killed-man-hawthorne-ca": a postal code behind one of its towns."""
    iso = words.abbreviations.get(part[-1].upper()) if len(part) > 1 else None
    if iso is None:
        return None
    towns = (*gazetteer.find(part[-2]), *gazetteer.find("".join(part[-3:-1])))
    return gazetteer.division(iso) if any(t.admin1_code == iso for t in towns) else None
